//! What becomes of the stack.

use hotplate_plan::ResourceId;

use crate::DeploymentState;
use crate::play::Stage;
use crate::signal::aborted;

/// What becomes of the stack, if things go as supposed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Outcome {
    /// It cannot be told yet: scripts have still to be run.
    #[default]
    Open,
    /// `CREATE_COMPLETE`.
    Complete {
        /// The second.
        at: u32,
    },
    /// `CREATE_FAILED`, because a deployment failed.
    Failed {
        /// The second.
        at: u32,
        /// Heat's reason, as `openstack stack show` gives it.
        reason: String,
        /// The deployment, as its place in [`Exchange::deployments`](crate::Exchange::deployments).
        by: usize,
    },
    /// `CREATE_FAILED` with the reason `Timed out`: signals were awaited that never came.
    TimedOut {
        /// The second.
        at: u32,
        /// The template's resources that were in progress, each with Heat's reason for its own failure.
        waiting: Vec<(ResourceId, String)>,
    },
    /// It cannot be told: something that cannot be played here decides.
    Unknown(String),
}

/// Judges the end of a conversation.
pub(crate) fn outcome(stage: &Stage<'_>) -> Outcome {
    let exchange = &stage.exchange;
    let at = stage.timeout;
    if let Some((failed, by)) = stage.failed.filter(|(failed, _)| *failed < at) {
        let DeploymentState::Failed(reason) = &exchange.deployments[by].state else { return Outcome::Open };
        return Outcome::Failed { at: failed, reason: format!("Resource CREATE failed: {reason}"), by };
    }
    if !exchange.wanted.is_empty() {
        return Outcome::Open;
    }
    let silent =
        exchange.deployments.iter().any(|it| it.awaited && matches!(it.state, DeploymentState::Silent(_)));
    if silent || stage.late {
        let waiting = stage.in_progress().map(|id| {
            let resource = &stage.plan.stack[id];
            (id, aborted(resource, stage.world.id(&resource.path)))
        });
        return Outcome::TimedOut { at, waiting: waiting.collect() };
    }
    let unplayed = exchange.deployments.iter().find(|it| matches!(it.state, DeploymentState::NotPlayed(_)));
    if let Some(unplayed) = unplayed.filter(|it| it.awaited) {
        return Outcome::Unknown(format!("`{}` cannot be played here", unplayed.name));
    }
    match stage.plan.cycles.first() {
        Some(_) => Outcome::Unknown("it has a circle of dependencies, so Heat refuses it".to_owned()),
        None => Outcome::Complete { at: stage.last },
    }
}
