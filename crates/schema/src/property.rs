//! What a resource type says of its properties and attributes.

use crate::{Constraint, IndexMap, SupportStatus, Value, ValueKind};

/// One property of a resource type, or one key or item of a property's value.
#[derive(Clone, Debug, PartialEq)]
pub struct PropertySchema {
    /// The kind of value.
    pub kind: ValueKind,
    /// Whether a template must give it.
    pub required: bool,
    /// Whether a changed value updates the resource in place; otherwise it is replaced.
    pub update_allowed: bool,
    /// Whether a text will do for a list, and a list or a text for a map.
    pub convertible: bool,
    /// Whether the engine does anything with it: it refuses one that is only there for its name.
    pub implemented: bool,
    /// Whether the type's class looks at it. Of what a group repeats Heat only looks at these before it creates it: what
    /// is missing or of the wrong kind there is refused, and elsewhere taken.
    pub looked_at: bool,
    /// Whether the class goes by the value: then one that is not allowed is refused there, too.
    pub decisive: bool,
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
