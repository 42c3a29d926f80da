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

    /// It as a link has it: its kind, then its name or the names on the way to it.
    pub fn words(&self) -> Vec<String> {
        let (kind, names): (&str, Vec<&str>) = match self {
            Self::Resource(path) => ("resource", path.names().iter().map(|name| name.as_str()).collect()),
            Self::Output(name) => ("output", vec![name]),
            Self::Parameter(name) => ("parameter", vec![name]),
        };
        [kind].into_iter().chain(names).map(str::to_owned).collect()
    }

    /// What these words of a link mean, if they mean anything by now.
    pub fn of_words(words: &[String]) -> Option<Self> {
        let [kind, name, rest @ ..] = words else { return None };
        match kind.as_str() {
            "resource" => Some(Self::Resource(
                rest.iter().fold(ResourcePath::root(name), |path, name| path.member(name)),
            )),
            "output" => Some(Self::Output(name.clone())),
            "parameter" => Some(Self::Parameter(name.clone())),
            _ => None,
        }
    }

    /// Where the template defines it.
    pub fn definition(&self, plan: &Plan) -> Path {
        match self {
            Self::Resource(path) => plan.stack.find(path).map_or_else(
                || Path::keys(["resources", path.names().first().map_or("", |name| name.as_str())]),
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
    fn what_a_link_says_of_a_selection_is_understood() {
        let all = [
            Selected::Resource(ResourcePath::root("group").member("0")),
            Selected::Output("hosts".to_owned()),
            Selected::Parameter("count".to_owned()),
        ];
        for selected in all {
            assert_eq!(Selected::of_words(&selected.words()), Some(selected));
        }
        for words in [&["later", "x"][..], &["resource"], &[]] {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(Selected::of_words(&words), None);
        }
    }
}
