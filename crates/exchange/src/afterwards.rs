//! What happens once the stack is there and something is done with it: the scripts that are for that, on the instances
//! as they are by then.
//!
//! Whatever is waited for when a stack is created comes first when it is updated or resumed, and last when it is
//! suspended or deleted. Once a script has failed, those of its group go on, and nothing else begins. No clock runs.

use hotplate_agent::{Completion, FileTree, Job, Run};
use indexmap::IndexMap;

use crate::offer::job_of;
use crate::play::Stage;
use crate::signal::failure;
use crate::turn::order;
use crate::{Action, DeploymentState};

/// A script that runs when something is done with the stack.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Afterwards {
    /// What is done.
    pub action: Action,
    /// Whose script it is, as a place in [`Exchange::deployments`](crate::Exchange::deployments).
    pub deployment: usize,
    /// What the agent is given.
    pub job: Job,
    /// What came of it.
    pub run: Option<Run>,
    /// How far it has come.
    pub state: DeploymentState,
}

/// Plays what is done with a stack that was created.
pub(crate) fn afterwards(stage: &mut Stage<'_>) -> Vec<Afterwards> {
    let mut done = Vec::new();
    let mut files: IndexMap<usize, FileTree> = IndexMap::new();
    let actions: &[Action] = match stage.scenario.action {
        Action::Create => &[],
        Action::Update => &[Action::Update],
        Action::Suspend => &[Action::Suspend],
        Action::Resume => &[Action::Suspend, Action::Resume],
        Action::Delete => &[Action::Delete],
    };
    for action in actions {
        let failed = done.iter().any(|it: &Afterwards| it.state != DeploymentState::Complete);
        if failed || !act(stage, *action, &mut files, &mut done) {
            break;
        }
    }
    done
}

/// Plays one action; says whether all its scripts have run.
fn act(
    stage: &mut Stage<'_>,
    action: Action,
    files: &mut IndexMap<usize, FileTree>,
    done: &mut Vec<Afterwards>,
) -> bool {
    let mut indices: Vec<usize> = (0..stage.exchange.deployments.len()).collect();
    if matches!(action, Action::Suspend | Action::Delete) {
        indices.reverse();
    }
    let mut failed = None;
    for index in indices {
        let deployment = &stage.exchange.deployments[index];
        let of = deployment.resource;
        let resource = &stage.plan.stack[deployment.id.0];
        let properties = stage.plan.properties(resource.id, &stage.world);
        let Ok(Some(order)) = order(stage, resource, &properties, action) else { continue };
        let (instance, unplayable) = (order.instance, order.unplayable.clone());
        let mut job = job_of(stage, index, order);
        if let Some(now) = files.get(&instance) {
            job.instance.files.clone_from(now);
        }
        let blocked = failed.is_some_and(|failed| failed != of);
        let run = if blocked || unplayable.is_some() { None } else { (stage.run_of)(&job) };
        let state = match (&run, unplayable) {
            _ if blocked => DeploymentState::Blocked(
                "the stack had failed by then, and Heat begins nothing more".to_owned(),
            ),
            (_, Some(why)) => DeploymentState::NotPlayed(why),
            (None, None) => DeploymentState::Running,
            (Some(run), None) => match &run.completion {
                Completion::NotRun(why) => DeploymentState::NotPlayed(why.clone()),
                Completion::Stopped(why) => DeploymentState::NotPlayed(["it was stopped: ", why].concat()),
                Completion::Exited(status) => {
                    let now = files.entry(instance).or_insert_with(|| job.instance.files.clone());
                    now.extend(run.files.iter().map(|(path, text)| (path.clone(), text.clone())));
                    now.retain(|path, _| !run.removed.contains(path));
                    failure(&resource.path, &job.config, run, *status)
                        .map_or(DeploymentState::Complete, DeploymentState::Failed)
                }
            },
        };
        let open = state == DeploymentState::Running;
        if !blocked && state != DeploymentState::Complete {
            failed = Some(of);
        }
        done.push(Afterwards { action, deployment: index, job, run, state });
        if open {
            // What comes next may see what this one leaves.
            return false;
        }
    }
    failed.is_none()
}
