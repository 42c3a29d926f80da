//! What a value refers to.

use crate::{Document, Path, Step};

/// A thing of the template that is named elsewhere in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    Parameter(String),
    Resource(String),
    /// An attribute of a resource.
    Attribute {
        resource: String,
        attribute: String,
    },
    Condition(String),
}

/// What the scalar at a path refers to.
pub(super) fn at(path: &Path, document: &Document) -> Option<Reference> {
    let text = document.node(path)?.as_str()?.to_owned();
    let names: Vec<&str> =
        path.steps().iter().map(|step| if let Step::Key(key) = step { key } else { "" }).collect();
    let index = path.steps().last().and_then(|step| match step {
        Step::Index(index) => Some(*index),
        Step::Key(_) => None,
    });
    match names.as_slice() {
        ["parameter_groups", "", "parameters", ""] => return Some(Reference::Parameter(text)),
        ["resources", _, "depends_on"] | ["resources", _, "depends_on", ""] => {
            return Some(Reference::Resource(text));
        }
        ["resources" | "outputs", _, "condition"] => return Some(Reference::Condition(text)),
        _ => {}
    }
    match (names.as_slice(), index) {
        ([.., "get_param"], None) | ([.., "get_param", ""], Some(0)) => Some(Reference::Parameter(text)),
        ([.., "get_resource"], None) | ([.., "get_attr", ""], Some(0)) => Some(Reference::Resource(text)),
        ([.., "get_attr", ""], Some(1)) => {
            let mut list = path.clone();
            list.pop();
            let resource = document.node(&list.index(0))?.as_str()?.to_owned();
            Some(Reference::Attribute { resource, attribute: text })
        }
        ([.., "if", ""], Some(0)) => Some(Reference::Condition(text)),
        (["conditions" | "resources" | "outputs", .., "not"], None)
        | (["conditions" | "resources" | "outputs", .., "and" | "or", ""], Some(_)) => {
            Some(Reference::Condition(text))
        }
        _ => None,
    }
}
