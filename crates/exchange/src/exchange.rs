//! The conversation as a whole.

use hotplate_agent::Job;
use hotplate_plan::{Reference, Resolved, ResourceId};
use hotplate_schema::{IndexMap, Value};

use crate::{
    Afterwards, Barrier, Deployment, DeploymentState, Event, ImageCheck, Knowledge, Outcome,
    SimulatedInstance, UserData,
};

/// The conversation, as far as the runs reach.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Exchange {
    /// The servers of the plan, in its order.
    pub instances: Vec<SimulatedInstance>,
    /// Every deployment, in the order of waves, then of the template, then of keys.
    pub deployments: Vec<Deployment>,
    /// What Heat merges for those who read it.
    pub merges: Vec<Merge>,
    /// Whose signals others wait for, and who holds them up.
    pub barriers: Vec<Barrier>,
    /// Whether the servers' images have what their deployments need.
    pub images: Vec<ImageCheck>,
    /// What the servers are started with, those that say so.
    pub user_data: Vec<UserData>,
    /// Who knows whom.
    pub knowledge: Knowledge,
    /// The stack's outputs, with what is known in the end.
    pub outputs: IndexMap<String, Resolved>,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// What becomes of the stack.
    pub outcome: Outcome,
    /// What runs when something is done with the stack once it is there, in order.
    pub afterwards: Vec<Afterwards>,
    /// The deployments whose jobs are to be done before it can go on, as places in `deployments`.
    pub wanted: Vec<usize>,
}

impl Exchange {
    /// The jobs to be done before it can go on.
    pub fn wanted_jobs(&self) -> impl Iterator<Item = &Job> {
        let later = self.afterwards.iter().filter(|it| it.state == DeploymentState::Running);
        let now = self.wanted.iter().filter_map(|&at| self.deployments.get(at)?.job.as_ref());
        now.chain(later.map(|it| &it.job))
    }
}

/// A value that Heat puts together from what deployments reported, such as `[export_hosts_sdg, hosts]`.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Merge {
    /// What is read: the deployment resource and its attribute.
    pub reference: Reference,
    /// The value; `None` until all have reported.
    pub value: Option<Value>,
    /// The deployment resources and outputs' names that read it: path as text.
    pub readers: Vec<String>,
    /// The deployment resources among the readers.
    pub reading: Vec<ResourceId>,
}
