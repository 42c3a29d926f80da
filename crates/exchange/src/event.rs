//! What happens, and when.

use hotplate_plan::ResourceId;

use crate::DeploymentId;

/// One step of the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Event {
    /// Seconds since the stack was begun, by the simulated clock.
    pub at: u32,
    /// What happens.
    pub step: Step,
}

/// What happens in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Step {
    /// The instance is up and its agent polls.
    Booted {
        /// Index of the instance.
        instance: usize,
    },
    /// All that the resource waited for is there: its deployments are derived.
    Begun(ResourceId),
    /// Heat offers the config to the instance.
    Offered(DeploymentId),
    /// The agent has polled and found the config.
    Polled(DeploymentId),
    /// The script has ended.
    Ran(DeploymentId),
    /// The agent's signal has reached Heat.
    Signalled(DeploymentId),
    /// The signal meant failure, or the deployment could not even be offered.
    Failed(DeploymentId),
    /// All deployments of this resource have reported: whoever waited may start.
    Merged(ResourceId),
    /// The stack has come to its end, good or bad: [`Exchange::outcome`](crate::Exchange::outcome) says which.
    Ended,
}

/// When things happened to a deployment; `None` for what has not, or never does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Timing {
    /// Heat offered it.
    pub offered: Option<u32>,
    /// The agent polled and found it.
    pub polled: Option<u32>,
    /// Its script ended.
    pub ran: Option<u32>,
    /// Its signal reached Heat.
    pub signalled: Option<u32>,
}

/// Adds an event behind those that happen no later.
pub(crate) fn note(events: &mut Vec<Event>, at: u32, step: Step) {
    events.insert(events.partition_point(|event| event.at <= at), Event { at, step });
}
