//! One config on one server.

use hotplate_agent::{Completion, Job, Run};
use hotplate_plan::ResourceId;

use crate::Timing;

/// A deployment: the deployment resource (a group's member) and so the key Heat knows it by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct DeploymentId(pub ResourceId);

/// How far a deployment has come.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum DeploymentState {
    /// It waits for others; which ones, by path.
    Waiting(Vec<String>),
    /// Its job has been handed out.
    Running,
    /// It was run, or had nothing to do.
    Complete,
    /// It was run and failed: Heat's reason.
    Failed(String),
    /// It was offered, and no signal comes of it: why. Heat waits until the stack times out.
    Silent(String),
    /// It cannot be played: why. Its inputs and declared outputs are still known.
    NotPlayed(String),
    /// It never starts: why, naming what failed or cannot be played.
    Blocked(String),
}

/// A deployment and what became of it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Deployment {
    /// Its id.
    pub id: DeploymentId,
    /// The deployment resource of the template: the group, or the deployment itself.
    pub resource: ResourceId,
    /// Its path as text: `export_hosts_sdg[0]`.
    pub name: String,
    /// The key among its siblings (`0`), if it is in a group.
    pub key: Option<String>,
    /// The config resource, if it is one of this template.
    pub config: Option<ResourceId>,
    /// The index of its instance in [`Exchange::instances`](crate::Exchange), if it is one of this template.
    pub instance: Option<usize>,
    /// What the agent was given; `None` while it waits.
    pub job: Option<Job>,
    /// How far it has come.
    pub state: DeploymentState,
    /// What came of it.
    pub run: Option<Run>,
    /// The status it is supposed to end with, whatever came of it.
    pub supposed: Option<i32>,
    /// Whether Heat waits for its signal (`signal_transport`).
    pub awaited: bool,
    /// When what happened to it.
    pub timing: Timing,
}

impl Deployment {
    /// The status that its agent signals, if it was run to an end.
    pub fn status(&self) -> Option<i32> {
        match self.run.as_ref()?.completion {
            Completion::Exited(status) => Some(self.supposed.unwrap_or(status)),
            Completion::Stopped(_) | Completion::NotRun(_) => None,
        }
    }
}
