//! A derived config offered to an instance, and what its agent signals back.

use hotplate_agent::{Completion, Instance, Job, Run};
use hotplate_plan::ResourcePath;

use crate::play::Stage;
use crate::signal::{failure, reported, silence, unheard};
use crate::turn::Order;
use crate::{DeploymentState, Event};

/// Offers a derived config to the agent of its instance: the run is looked up, or wanted.
pub(crate) fn offer(stage: &mut Stage<'_>, index: usize, order: Order) {
    let id = stage.exchange.deployments[index].id;
    let path = &stage.plan.stack[id.0].path;
    stage.exchange.events.push(Event::Offered(id));
    if unheard(&order.config) {
        stage.world.learn(path, silence(&order.config));
    }
    let on = &stage.exchange.instances[order.instance];
    let instance = Instance {
        name: on.name.clone(),
        facts: on.facts.clone(),
        files: on.after.clone(),
        failing: indexmap::IndexMap::new(),
    };
    let job = Job { config: order.config, instance };
    let before = stage.busy.get(&order.instance).cloned();
    let mut run = None;
    let state = match (before, order.unplayable) {
        (Some(before), _) => DeploymentState::Waiting(vec![before]),
        (None, Some(why)) => DeploymentState::NotPlayed(why),
        (None, None) => {
            run = (stage.run_of)(&job);
            if let Some(run) = &run {
                stage.exchange.events.push(Event::Signalled(id));
                conclude(stage, path, order.instance, &job, run)
            } else {
                stage.busy.insert(order.instance, path.to_string());
                stage.exchange.wanted.push(index);
                DeploymentState::Running
            }
        }
    };
    let deployment = &mut stage.exchange.deployments[index];
    deployment.config = order.config_resource;
    deployment.instance = Some(order.instance);
    if !matches!(state, DeploymentState::Waiting(_)) {
        deployment.run = run;
        deployment.job = Some(job);
    }
    deployment.state = state;
}

/// Takes over what a run did and reported.
fn conclude(
    stage: &mut Stage<'_>,
    path: &ResourcePath,
    instance: usize,
    job: &Job,
    run: &Run,
) -> DeploymentState {
    let status = match &run.completion {
        Completion::Exited(status) => *status,
        Completion::Stopped(why) => return DeploymentState::NotPlayed(format!("it was stopped: {why}")),
        Completion::NotRun(why) => return DeploymentState::NotPlayed(why.clone()),
    };
    let files = &mut stage.exchange.instances[instance].after;
    files.extend(run.files.iter().map(|(path, text)| (path.clone(), text.clone())));
    files.retain(|path, _| !run.removed.contains(path));
    if unheard(&job.config) {
        return DeploymentState::Complete;
    }
    stage.world.trace(path, run.outputs.clone());
    stage.world.learn(path, reported(&job.config, run, status));
    match failure(path, &job.config, run, status) {
        None => DeploymentState::Complete,
        Some(reason) => DeploymentState::Failed(reason),
    }
}
