//! What is selected: one thing, shared by editor, graph, exchange, plan and problems.

use hotplate_hot::{Path, Step};
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
    /// What stands at a path of the template: `resources.a.properties.b` is the resource `a`.
    pub fn at(path: &Path) -> Option<Self> {
        let mut keys = path.steps().iter().map_while(|step| match step {
            Step::Key(key) => Some(key.as_ref()),
            Step::Index(_) => None,
        });
        let (section, name) = (keys.next()?, keys.next()?);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_selects_what_it_stands_in() {
        let at = |path: Path| Selected::at(&path);
        let resource = Some(Selected::Resource(ResourcePath::root("a")));
        assert_eq!(at(Path::keys(["resources", "a"])), resource);
        assert_eq!(at(Path::keys(["resources", "a", "properties"]).index(3)), resource);
        assert_eq!(at(Path::keys(["outputs", "o", "value"])), Some(Selected::Output("o".to_owned())));
        assert_eq!(at(Path::keys(["parameters", "p"])), Some(Selected::Parameter("p".to_owned())));
        assert_eq!(at(Path::keys(["resources"])), None);
        assert_eq!(at(Path::keys(["resources"]).index(0)), None);
        assert_eq!(at(Path::root()), None);
    }
}
