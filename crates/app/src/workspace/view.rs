//! The views of the preview and of narrow screens.

/// A view beside the editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The dependency graph, and what each instance ends up with.
    #[default]
    Graph,
    /// Who reports what to whom.
    Exchange,
    /// The graph as a table.
    Plan,
    /// The stack's outputs.
    Outputs,
    /// What deploying does.
    Deploy,
}

impl View {
    /// All of them, in the order of their tabs.
    pub const ALL: [Self; 5] = [Self::Graph, Self::Exchange, Self::Plan, Self::Outputs, Self::Deploy];

    /// Its name on its tab.
    pub fn name(self) -> &'static str {
        match self {
            Self::Graph => "Graph",
            Self::Exchange => "Exchange",
            Self::Plan => "Plan",
            Self::Outputs => "Outputs",
            Self::Deploy => "Deploy",
        }
    }

    /// The view of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// What a narrow screen shows: it has room for one side only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Editor and problems.
    Template,
    /// Parameters and views.
    #[default]
    Preview,
}

/// Why the engine does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stall {
    /// It did not start.
    NoStart,
    /// It took too long.
    TooLong,
    /// It stopped by itself.
    Stopped,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system asks for.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name, also as the value of the page's `data-theme`.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// How far something has come that is being fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fetch {
    /// So many bytes.
    Come(u32),
    /// It cannot be reached, and is tried again.
    Unreachable,
}
