//! The resource types that are known.

use indexmap::IndexMap;

use crate::{ResourceType, ResourceTypeName};

/// Resource types by name. A type that is not here is unknown, which is never by itself an error: a testbed may have
/// types of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    types: IndexMap<ResourceTypeName, ResourceType>,
}

impl Catalog {
    /// The types that a testbed's templates use most, built in.
    pub fn core() -> Self {
        Self::default()
    }

    /// The type of that name.
    pub fn get(&self, name: &ResourceTypeName) -> Option<&ResourceType> {
        self.types.get(name)
    }

    /// All types, in the order of the catalog.
    pub fn iter(&self) -> impl Iterator<Item = &ResourceType> {
        self.types.values()
    }
}
