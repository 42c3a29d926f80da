//! An instance and what became of it.

use hotplate_agent::{Facts, FileTree};
use hotplate_plan::ResourceId;

/// A server of the plan, played.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct SimulatedInstance {
    /// The server.
    pub resource: ResourceId,
    /// Its path as text: `server_group[0]`.
    pub name: String,
    /// The id it has in this simulation, where Nova's would stand.
    pub server_id: String,
    /// What it is.
    pub facts: Facts,
    /// Its files before anything ran.
    pub before: FileTree,
    /// The second at which it is up; `None` if it never is.
    pub booted: Option<u32>,
    /// Its files in the end.
    pub after: FileTree,
}
