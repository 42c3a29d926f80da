//! Who waits for whom, and why.

use hotplate_hot::Path;

use crate::ResourceId;

/// One resource waits for another.
#[derive(Clone, Debug, PartialEq)]
pub struct Dependency {
    /// The one that waits (Heat: the requirer).
    pub from: ResourceId,
    /// The one it waits for (Heat: the required).
    pub to: ResourceId,
    /// Why, in the order of the template; never empty.
    pub reasons: Vec<Reason>,
}

/// Why a resource waits for another.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// `get_resource` in a property or in the metadata.
    GetResource {
        /// Where the call stands.
        at: Path,
    },
    /// `get_attr` in a property or in the metadata.
    GetAttr {
        /// Where the call stands.
        at: Path,
        /// The attribute that is read.
        attribute: String,
    },
    /// `depends_on`.
    DependsOn {
        /// Where the name stands.
        at: Path,
    },
    /// Heat adds it by itself for these types; the words say why.
    Implicit(String),
}
