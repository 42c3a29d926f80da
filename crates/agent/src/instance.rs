//! A simulated instance.

use hotplate_schema::IndexMap;

use crate::Text;
use crate::parcel::parcel;

/// What an instance is, as `facter`, `hostname` and `ip` would tell. All text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Facts {
    /// Its host name without a domain.
    pub hostname: String,
    /// Its first IPv4 address.
    pub ipaddress: String,
    /// Further facts by facter's names.
    pub others: IndexMap<String, String>,
}

/// Files by absolute path.
pub type FileTree = IndexMap<String, Text>;

/// An instance before a run.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Instance {
    /// A name for people and for origins: `server_group[0]`.
    pub name: String,
    /// What it is.
    pub facts: Facts,
    /// Its files, as far as they matter. `/etc/hosts` is always there.
    pub files: FileTree,
    /// Commands that are supposed to fail on it, by name (`yum`), with the status they end with.
    pub failing: IndexMap<String, i32>,
}

parcel!(Facts { hostname, ipaddress, others });
parcel!(Instance { name, facts, files, failing });
