//! Who waits for whom, and why.

use hotplate_hot::Path;
use hotplate_schema::SmolStr;

use crate::ResourceId;

/// One resource waits for another.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
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
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Reason {
    /// `get_resource` in a property or in the metadata.
    GetResource {
        /// Where the call stands: the last step is the function's name.
        at: Path,
    },
    /// `get_attr` in a property or in the metadata.
    GetAttr {
        /// Where the call stands: the last step is the function's name.
        at: Path,
        /// The attribute that is read; empty if it is all of them.
        attribute: SmolStr,
    },
    /// `depends_on`.
    DependsOn {
        /// Where the name stands.
        at: Path,
    },
    /// Heat adds it by itself for these types; the words say why.
    Implicit(String),
}

impl Reason {
    /// Where it stands in the template, if it stands there.
    pub fn at(&self) -> Option<&Path> {
        match self {
            Self::GetResource { at } | Self::GetAttr { at, .. } | Self::DependsOn { at } => Some(at),
            Self::Implicit(_) => None,
        }
    }
}
