//! What is known of a value before anything exists.

use hotplate_schema::{Key, Value};
use indexmap::IndexMap;

use crate::ResourcePath;

/// A value as far as it can be known.
///
/// Normal form: `List` and `Map` stand only where something inside is not known; a wholly known list is
/// `Known(Value::List(..))`.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolved {
    /// Known.
    Known(Value),
    /// A list of which something is not known.
    List(Vec<Resolved>),
    /// A mapping of which something is not known.
    Map(IndexMap<Key, Resolved>),
    /// Not known until these are.
    Pending(Vec<Reference>),
    /// Not evaluated here, or broken: why, in a few words.
    Unknown(String),
}

/// Something that only exists once a resource does.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The resource.
    pub resource: ResourcePath,
    /// The attribute and the way into it; empty for the resource's id (`get_resource`).
    pub attribute: Vec<Value>,
}

/// What has become known of resources.
pub trait Known {
    /// The value of a reference, if it is known by now. `Some(Value::Null)` is known to be null.
    ///
    /// Groups are asked as a whole first (`[server_group, refs_map]`); when that is `None`, the plan builds the value
    /// from their members' (`server_group[0]`), asking for each.
    fn get(&self, reference: &Reference) -> Option<Value>;
}

/// Nothing is known: the state while planning.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nothing;

impl Known for Nothing {
    fn get(&self, _: &Reference) -> Option<Value> {
        None
    }
}

impl Resolved {
    /// The value if it is wholly known.
    pub fn known(&self) -> Option<&Value> {
        match self {
            Self::Known(value) => Some(value),
            Self::List(_) | Self::Map(_) | Self::Pending(_) | Self::Unknown(_) => None,
        }
    }

    /// The value of a key, if this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<Resolved> {
        match self {
            Self::Known(Value::Map(map)) => map.get(&Key::from(key)).cloned().map(Self::Known),
            Self::Map(map) => map.get(&Key::from(key)).cloned(),
            Self::Known(_) | Self::List(_) | Self::Pending(_) | Self::Unknown(_) => None,
        }
    }

    /// The entries in order, if this is a mapping.
    pub fn entries(&self) -> Option<Vec<(Key, Resolved)>> {
        match self {
            Self::Known(Value::Map(map)) => {
                Some(map.iter().map(|(k, v)| (k.clone(), Self::Known(v.clone()))).collect())
            }
            Self::Map(map) => Some(map.iter().map(|(k, v)| (k.clone(), v.clone())).collect()),
            Self::Known(_) | Self::List(_) | Self::Pending(_) | Self::Unknown(_) => None,
        }
    }
}
