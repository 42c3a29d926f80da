//! What a resource type says of its properties and attributes.

use indexmap::IndexMap;

use crate::{Constraint, SupportStatus, Value, ValueKind};

/// One property of a resource type, or one key or item of a property's value.
#[derive(Clone, Debug, PartialEq)]
pub struct PropertySchema {
    /// The kind of value.
    pub kind: ValueKind,
    /// Whether a template must give it.
    pub required: bool,
    /// Whether a changed value updates the resource in place; otherwise it is replaced.
    pub update_allowed: bool,
    /// Its standing.
    pub status: SupportStatus,
    /// The value when none is given; one that is nested is not kept.
    pub default: Option<Value>,
    /// What a value must satisfy.
    pub constraints: Vec<Constraint>,
    /// The keys of a map, or the single entry `*` for the items of a list.
    pub schema: IndexMap<String, PropertySchema>,
}

/// One attribute of a resource type, as `get_attr` reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeSchema {
    /// The kind of value.
    pub kind: ValueKind,
    /// Its standing.
    pub status: SupportStatus,
}
