//! Resource types and their names.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use crate::{AttributeSchema, IndexMap, PropertySchema};

/// The name of a resource type, such as `OS::Nova::Server`, or of a template file used as one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct ResourceTypeName(Arc<str>);

impl ResourceTypeName {
    /// The name as the template writes it.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// The full name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part: `Server` of `OS::Nova::Server`; a file name is kept whole.
    pub fn short(&self) -> &str {
        self.0.rsplit("::").next().unwrap_or(&self.0)
    }
}

/// So that a map of types is asked by text.
impl Borrow<str> for ResourceTypeName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ResourceTypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the engine's maintainers say of a resource type, a property or an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupportStatus {
    /// In use.
    Supported,
    /// Still works, to be removed.
    Deprecated,
    /// Not offered any more, kept so that old stacks can be read.
    Hidden,
}

/// One resource type.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceType {
    /// Its name.
    pub name: ResourceTypeName,
    /// Its standing.
    pub status: SupportStatus,
    /// Its properties by name.
    pub properties: IndexMap<String, PropertySchema>,
    /// What its `update_policy` may say, by name.
    pub update_policy: IndexMap<String, PropertySchema>,
    /// Its attributes by name. Every type also has `show`.
    pub attributes: IndexMap<String, AttributeSchema>,
    /// What it asks of its properties beyond their schema: the property whose items are meant or `-`, the rule, and its
    /// words, as `catalog/rules.txt` explains them.
    pub rules: Vec<Vec<String>>,
    /// Whether `get_attr` may name an attribute that is not listed (groups, deployments, nested templates).
    pub any_attribute: bool,
    /// Whether it takes properties that are not listed: retired types take anything, and do nothing with it.
    pub any_property: bool,
    /// Whether it can be deleted with the policy `Snapshot`.
    pub snapshot: bool,
}
