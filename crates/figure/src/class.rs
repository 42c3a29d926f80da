//! What a shape is and which colour it takes: the names that the style sheet `figure.css` speaks of.

/// What a shape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Class {
    /// A wave's column.
    Wave,
    /// A wave's heading.
    WaveTitle,
    /// The heading over what never starts.
    NeverTitle,
    /// The box of an opened group.
    Container(Tone),
    /// The box of a resource or an output.
    Card,
    /// The box of something that is not known, not sound or not created: dashed.
    Ghost,
    /// A box that shows behind another: a folded group.
    Pile,
    /// The name on a box.
    Name,
    /// The line under the name.
    Detail,
    /// The coloured bar of a box.
    Accent(Tone),
    /// The badge that counts (`×3`).
    Badge(Tone),
    /// The badge's text.
    BadgeText,
    /// The line of an edge.
    Edge(Tone),
    /// The arrow head of an edge: an area.
    Head(Tone),
    /// The text on an edge.
    EdgeLabel(Tone),
    /// The plate behind an edge's text.
    EdgePlate,
    /// The button that folds or unfolds a group.
    FoldButton,
    /// The mark on it: a line.
    FoldMark,
    /// The text of the button that shows the members left out.
    More,
}

/// Which colour, by meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Tone {
    /// Servers, and what goes from a server to what runs on it.
    Server,
    /// Configs, and what goes from a config to what deploys it.
    Config,
    /// Deployments, and the values that flow between them.
    Flow,
    /// Outputs, and what goes into them.
    Output,
    /// Everything else.
    Plain,
    /// Order without a value (`depends_on`): dashed.
    Order,
    /// A circle.
    Cycle,
}

impl Class {
    /// The CSS classes, with a prefix of their own since a drawing may stand in a foreign page.
    pub fn css(self) -> &'static str {
        match self {
            Self::Wave => "f-wave",
            Self::WaveTitle => "f-wave-title",
            Self::NeverTitle => "f-wave-title f-never",
            Self::Container(tone) => by_tone(tone, &CONTAINER),
            Self::Card => "f-card",
            Self::Ghost => "f-ghost",
            Self::Pile => "f-pile",
            Self::Name => "f-name",
            Self::Detail => "f-detail",
            Self::Accent(tone) => by_tone(tone, &ACCENT),
            Self::Badge(tone) => by_tone(tone, &BADGE),
            Self::BadgeText => "f-badge-text",
            Self::Edge(tone) => by_tone(tone, &EDGE),
            Self::Head(tone) => by_tone(tone, &HEAD),
            Self::EdgeLabel(tone) => by_tone(tone, &EDGE_LABEL),
            Self::EdgePlate => "f-edge-plate",
            Self::FoldButton => "f-fold-button",
            Self::FoldMark => "f-fold-mark",
            Self::More => "f-more",
        }
    }
}

type ByTone = [&'static str; 7];

macro_rules! by_tone {
    ($name:literal) => {
        [
            concat!($name, " f-server"),
            concat!($name, " f-config"),
            concat!($name, " f-flow"),
            concat!($name, " f-out"),
            concat!($name, " f-plain"),
            concat!($name, " f-order"),
            concat!($name, " f-cycle"),
        ]
    };
}

const CONTAINER: ByTone = by_tone!("f-container");
const ACCENT: ByTone = by_tone!("f-accent");
const BADGE: ByTone = by_tone!("f-badge");
const EDGE: ByTone = by_tone!("f-edge");
const HEAD: ByTone = by_tone!("f-head");
const EDGE_LABEL: ByTone = by_tone!("f-edge-label");

fn by_tone(tone: Tone, names: &ByTone) -> &'static str {
    names[tone as usize]
}
