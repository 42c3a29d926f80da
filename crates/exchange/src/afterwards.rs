//! What happens once the stack is there and something is done with it: the scripts that are for that, on the instances
//! as they are by then.
//!
//! Whatever is waited for when a stack is created comes first when it is updated or resumed, and last when it is
//! suspended or deleted. Once a script has failed, or Heat never hears of it, those that wait for it do not begin; of
//! those that wait for one that cannot be played here, nothing is known. No clock runs.

use hotplate_agent::{Completion, FileTree, Job, Run};
use hotplate_plan::{Plan, ResourceId};
use hotplate_schema::IndexMap;

use crate::hindrance::waits_for;
use crate::offer::{LOST, course, job_of, never_polls, unended};
use crate::play::{Stage, requires};
use crate::signal::{failure, unheard};
use crate::turn::{Order, order};
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
    let actions: &[Action] = match stage.scenario.action {
        Action::Create => &[],
        Action::Update => &[Action::Update],
        Action::Suspend => &[Action::Suspend],
        Action::Resume => &[Action::Suspend, Action::Resume],
        Action::Delete => &[Action::Delete],
    };
    let mut later = Later::default();
    for action in actions {
        if !act(stage, *action, &mut later) {
            break;
        }
    }
    later.done
}

/// What was done so far.
#[derive(Default)]
struct Later {
    done: Vec<Afterwards>,
    /// The files of instances that scripts have run on.
    files: IndexMap<usize, FileTree>,
    /// Those that hold up whoever waits for them, as places in `done`.
    culprits: Vec<usize>,
    /// What a resource waits for when the stack is created, by the numbers of resources.
    required: IndexMap<ResourceId, Vec<bool>>,
}

/// Plays one action; says whether another may follow.
fn act(stage: &mut Stage<'_>, action: Action, later: &mut Later) -> bool {
    let mut indices: Vec<usize> = (0..stage.exchange.deployments.len()).collect();
    if is_backwards(action) {
        indices.reverse();
    }
    for index in indices {
        let resource = &stage.plan.stack[stage.exchange.deployments[index].id.0];
        let properties = stage.plan.properties(resource.id, &stage.world);
        let Ok(Some(order)) = order(stage, resource, &properties, action) else { continue };
        let hindered = later.hindrance(stage, action, index);
        let is_heard = !unheard(&order.config);
        let (job, run, state) = match hindered {
            Some(hindered) => (later.job(stage, index, order), None, hindered),
            None => {
                let (job, run, state) = later.run(stage, index, order);
                if is_heard && state != DeploymentState::Complete {
                    later.culprits.push(later.done.len());
                }
                (job, run, state)
            }
        };
        let is_open = state == DeploymentState::Running;
        later.done.push(Afterwards { action, deployment: index, job, run, state });
        if is_open {
            // What comes next may see what this one leaves.
            return false;
        }
    }
    // Of what cannot be played it is said in the next action too.
    later.culprits.iter().all(|at| matches!(later.done[*at].state, DeploymentState::NotPlayed(_)))
}

fn is_backwards(action: Action) -> bool {
    matches!(action, Action::Suspend | Action::Delete)
}

impl Later {
    fn job(&self, stage: &Stage<'_>, index: usize, order: Order) -> Job {
        let instance = order.instance;
        let mut job = job_of(stage, index, order);
        if let Some(now) = self.files.get(&instance) {
            job.instance.files.clone_from(now);
        }
        job
    }

    /// Runs what is offered, as far as that can be.
    fn run(
        &mut self,
        stage: &mut Stage<'_>,
        index: usize,
        order: Order,
    ) -> (Job, Option<Run>, DeploymentState) {
        let (instance, unplayable, is_heard) =
            (order.instance, order.unplayable.clone(), !unheard(&order.config));
        let course = course(stage, index, instance);
        let job = self.job(stage, index, order);
        if course.dead {
            let state = never_polls(&job.instance.name);
            return (job, None, state);
        }
        if let Some(why) = unplayable {
            return (job, None, DeploymentState::NotPlayed(why));
        }
        let Some(run) = (stage.run_of)(&job) else { return (job, None, DeploymentState::Running) };
        let state = match &run.completion {
            Completion::NotRun(why) | Completion::Stopped(why) => unended(&job, &run, why),
            Completion::Exited(status) => {
                let now = self.files.entry(instance).or_insert_with(|| job.instance.files.clone());
                now.extend(run.files.iter().map(|(path, text)| (path.clone(), text.clone())));
                now.retain(|path, _| !run.removed.contains(path));
                let path = &stage.plan.stack[stage.exchange.deployments[index].id.0].path;
                match (is_heard, course.lost) {
                    (false, _) => DeploymentState::Complete,
                    (true, true) => DeploymentState::Silent(LOST.to_owned()),
                    (true, false) => failure(path, &job.config, &run, course.status.unwrap_or(*status))
                        .map_or(DeploymentState::Complete, DeploymentState::Failed),
                }
            }
        };
        (job, Some(run), state)
    }

    /// Why a deployment does not begin, or why that is not known.
    fn hindrance(&mut self, stage: &Stage<'_>, action: Action, index: usize) -> Option<DeploymentState> {
        let of = stage.exchange.deployments[index].resource;
        let mut unknown = None;
        for culprit in &self.culprits {
            let culprit = &self.done[*culprit];
            let deployment = &stage.exchange.deployments[culprit.deployment];
            let (first, last) = match is_backwards(action) {
                true => (of, deployment.resource),
                false => (deployment.resource, of),
            };
            let required = self.required.entry(last).or_insert_with(|| required(stage.plan, last));
            // All that was done before is waited for.
            let waits = culprit.action != action
                || around(stage.plan, first).into_iter().any(|id| required[id.index()]);
            if !waits {
                continue;
            }
            let why = waits_for(&deployment.name, &culprit.state);
            if !matches!(culprit.state, DeploymentState::NotPlayed(_)) {
                return Some(DeploymentState::Blocked(why));
            }
            unknown.get_or_insert(why);
        }
        unknown.map(|why| DeploymentState::NotPlayed([&why, ": what comes of it is not known"].concat()))
    }
}

/// A resource and all that it stands in.
fn around(plan: &Plan, id: ResourceId) -> Vec<ResourceId> {
    std::iter::successors(Some(id), |id| plan.stack[*id].parent).collect()
}

/// What a resource waits for when the stack is created, through others or not.
fn required(plan: &Plan, id: ResourceId) -> Vec<bool> {
    let mut required = vec![false; plan.stack.iter().count()];
    let mut open: Vec<ResourceId> = around(plan, id).into_iter().flat_map(|id| requires(plan, id)).collect();
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut required[id.index()], true) {
            open.extend(requires(plan, id));
        }
    }
    required
}
