//! An exchange told in sections: who reports, what Heat merges, who receives.

use hotplate_agent::Completion;
use hotplate_exchange::{Deployment, DeploymentState, Exchange};
use hotplate_plan::{Plan, ResourceId};

/// One part of the conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The merge in the middle, as its place in [`Exchange::merges`]; `None` for deployments that exchange nothing.
    pub merge: Option<usize>,
    /// Deployments that report into it, as places in [`Exchange::deployments`].
    pub reports: Vec<usize>,
    /// Deployments that receive from it.
    pub receives: Vec<usize>,
}

/// The sections of an exchange: one for each merge that a deployment reads or that leaves the stack, then one for the
/// deployments that take no part in any.
pub fn sections(plan: &Plan, exchange: &Exchange) -> Vec<Section> {
    let of = |resources: &[ResourceId]| -> Vec<usize> {
        let all = exchange.deployments.iter().enumerate();
        all.filter(|(_, deployment)| resources.contains(&deployment.resource))
            .map(|(index, _)| index)
            .collect()
    };
    let section = |(index, merge): (usize, &hotplate_exchange::Merge)| {
        let reporter = plan.stack.find(&merge.reference.resource).map(|resource| resource.id);
        Section { merge: Some(index), reports: of(reporter.as_slice()), receives: of(&merge.reading) }
    };
    let mut sections: Vec<Section> = exchange.merges.iter().enumerate().map(section).collect();
    let told =
        |index: &usize| sections.iter().any(|s| s.reports.contains(index) || s.receives.contains(index));
    let alone: Vec<usize> = (0..exchange.deployments.len()).filter(|index| !told(index)).collect();
    if !alone.is_empty() {
        sections.push(Section { merge: None, reports: alone, receives: Vec::new() });
    }
    sections
}

/// How a deployment stands, for a badge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It ended well.
    Done(String),
    /// It is being run.
    Busy(String),
    /// It waits for others.
    Waiting(String),
    /// It failed.
    Failed(String),
    /// It cannot be played here: why.
    Unplayed(String),
}

/// How a deployment stands.
pub fn standing(deployment: &Deployment) -> Standing {
    let status = deployment.run.as_ref().map(|run| &run.completion);
    match (&deployment.state, status) {
        (DeploymentState::Waiting(_), _) => Standing::Waiting("waits".to_owned()),
        (DeploymentState::Running, _) => Standing::Busy("running".to_owned()),
        (DeploymentState::Complete, Some(Completion::Exited(_))) => Standing::Done(exit(deployment)),
        (DeploymentState::Complete, _) => Standing::Done("complete".to_owned()),
        (DeploymentState::Failed(_), Some(Completion::Exited(_))) => Standing::Failed(exit(deployment)),
        (DeploymentState::Failed(_), Some(Completion::Stopped(_))) => Standing::Failed("stopped".to_owned()),
        (DeploymentState::Failed(_), _) => Standing::Failed("failed".to_owned()),
        (DeploymentState::Blocked(_), _) => Standing::Waiting("never starts".to_owned()),
        (DeploymentState::Silent(_), _) => Standing::Failed("no signal".to_owned()),
        (DeploymentState::NotPlayed(_), _) => Standing::Unplayed("not run".to_owned()),
    }
}

fn exit(deployment: &Deployment) -> String {
    format!("exit {}", deployment.status().unwrap_or_default())
}

/// Why a deployment has no (good) result, as a sentence.
pub fn trouble(deployment: &Deployment) -> Option<String> {
    match &deployment.state {
        DeploymentState::Waiting(paths) => Some(format!("It waits for {}.", paths.join(", "))),
        DeploymentState::Silent(why) if deployment.awaited => Some(format!("Heat waits in vain: {why}.")),
        DeploymentState::Silent(why) => Some(format!("Heat does not wait for it: {why}.")),
        DeploymentState::Failed(why) | DeploymentState::NotPlayed(why) | DeploymentState::Blocked(why) => {
            Some(why.clone())
        }
        DeploymentState::Running | DeploymentState::Complete => None,
    }
}
