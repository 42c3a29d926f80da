//! Positioned shapes, ready to be drawn by anyone.

use hotplate_plan::ResourceId;

use crate::{Point, Rect, Size};

/// A drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Its extent; everything lies inside.
    pub size: Size,
    /// What the drawing shows, in a sentence, for those who cannot see it.
    pub title: String,
    /// The shapes, back to front.
    pub shapes: Vec<Shape>,
}

/// What a shape stands for, so that selecting it selects the thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A resource.
    Resource(ResourceId),
    /// An output of the stack, by name.
    Output(String),
    /// A dependency: requirer, required.
    Dependency(ResourceId, ResourceId),
    /// The button that folds or unfolds a group.
    Fold(ResourceId),
}

/// One shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A box with round corners.
    Rect {
        /// Where.
        rect: Rect,
        /// The radius of its corners.
        radius: f64,
        /// What it is.
        class: Class,
    },
    /// A line of text.
    Text {
        /// The start (or middle) of its base line.
        at: Point,
        /// The text, already cut to its room.
        text: String,
        /// Whether `at` is its middle instead of its start.
        centred: bool,
        /// What it is.
        class: Class,
    },
    /// A line of cubic curves, with an arrow head at its end if its class has one.
    Path {
        /// The start, then three points for each curve.
        points: Vec<Point>,
        /// What it is.
        class: Class,
    },
    /// Shapes that belong together and stand for something.
    Group {
        /// What they stand for.
        target: Target,
        /// The name for a screen reader: `server_group, ResourceGroup, 3 members, wave 1, waits for nothing`.
        label: String,
        /// The shapes, back to front.
        shapes: Vec<Shape>,
    },
}

/// What a shape is. The walkers turn it into a CSS class; colours are the style sheet's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A wave's column.
    Wave,
    /// A wave's heading.
    WaveTitle,
    /// The box of a group.
    Container,
    /// The box of a resource or an output.
    Card,
    /// The box of something that is not known or not sound: dashed.
    Ghost,
    /// The name on a box.
    Name,
    /// The line under the name.
    Detail,
    /// The coloured bar of a server's box.
    AccentServer,
    /// The coloured bar of a config's box.
    AccentConfig,
    /// The coloured bar of a deployment's box.
    AccentDeployment,
    /// The coloured bar of an output's box.
    AccentOutput,
    /// The coloured bar of any other box.
    AccentOther,
    /// The badge that counts (`×3`), and its text.
    Badge,
    /// The badge's text.
    BadgeText,
    /// An edge along which an exchanged value flows.
    EdgeFlow,
    /// An edge from a server to what runs on it.
    EdgeServer,
    /// An edge from a config to what deploys it.
    EdgeConfig,
    /// An edge of another reference.
    EdgeReference,
    /// An edge of order alone (`depends_on`).
    EdgeOrder,
    /// An edge into an output.
    EdgeOutput,
    /// An edge of a circle.
    EdgeCycle,
    /// The text on an edge.
    EdgeLabel,
    /// The plate behind an edge's text.
    EdgePlate,
    /// The mark of a fold button.
    FoldMark,
}
