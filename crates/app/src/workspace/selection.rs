//! What is selected: one thing, shared by editor, graph, exchange, plan and problems.

use hotplate_hot::Path;
use hotplate_plan::{Plan, Resource, ResourcePath};

/// A thing that can be selected. By path, not by id: a selection outlives the plan it was made in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selected {
    /// A resource or a member of a group.
    Resource(ResourcePath),
    /// An output of the stack.
    Output(String),
    /// A parameter.
    Parameter(String),
}

/// The pane in which a selection was made; every other pane brings it into view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The editor, by its cursor.
    Editor,
    /// Anything on the other side.
    Preview,
}

/// What is selected, and where it was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The thing.
    pub target: Selected,
    /// The pane.
    pub by: Pane,
}

impl Selected {
    /// What a section of the template defines under a name.
    pub fn of(section: &str, name: &str) -> Option<Self> {
        match section {
            "resources" => Some(Self::Resource(ResourcePath::root(name))),
            "outputs" => Some(Self::Output(name.to_owned())),
            "parameters" => Some(Self::Parameter(name.to_owned())),
            _ => None,
        }
    }

    /// Where the template defines it.
    pub fn definition(&self, plan: &Plan) -> Path {
        match self {
            Self::Resource(path) => plan.stack.find(path).map_or_else(
                || Path::keys(["resources", path.names().first().map_or("", String::as_str)]),
                |resource| plan.stack.defined_here(resource).definition.clone(),
            ),
            Self::Output(name) => Path::keys(["outputs", name]),
            Self::Parameter(name) => Path::keys(["parameters", name]),
        }
    }

    /// The resource, if it is one and the plan has it.
    pub fn resource<'a>(&self, plan: &'a Plan) -> Option<&'a Resource> {
        match self {
            Self::Resource(path) => plan.stack.find(path),
            Self::Output(_) | Self::Parameter(_) => None,
        }
    }
}
