//! A derived config offered to an instance, found there by its agent, run, and what the agent signals back.
//!
//! An agent polls every so often; whatever it finds it runs in the order of the configs' names, one after the other,
//! and it polls again some time after the last of them.

use hotplate_agent::{Completion, Instance, Job, Run};
use hotplate_schema::IndexMap;

use crate::clock::{OFFER, POLL, SCRIPT, SIGNAL, next_poll};
use crate::play::{Stage, Turn};
use crate::signal::{failure, reported, silence, unheard};
use crate::turn::{Order, Readiness, prepare};
use crate::{Course, DeploymentState, Step};

/// The agent of an instance.
#[derive(Default)]
pub(crate) struct Agent {
    /// When it polls next, once the instance is up.
    pub(crate) due: Option<u32>,
    /// What it will find at its next poll: the deployment, and what is offered with it.
    offered: Vec<(usize, Order)>,
    /// The deployment whose run must be done before anything else can be played there.
    busy: Option<String>,
}

/// The turn of a deployment has come: it is derived and offered, if it can be.
pub(crate) fn begin_deployment(stage: &mut Stage<'_>, index: usize, at: u32) {
    match prepare(stage, index) {
        Readiness::Ready(order) => offer(stage, index, order, at.saturating_add(OFFER)),
        Readiness::NothingToDo => {
            let deployment = &mut stage.exchange.deployments[index];
            deployment.state = DeploymentState::Complete;
            let id = deployment.id.0;
            stage.at(at, Turn::Complete(id));
        }
        Readiness::Fails(reason) => stage.fail(index, at, reason),
        Readiness::NotPlayed(why) => {
            stage.exchange.deployments[index].state = DeploymentState::NotPlayed(why);
        }
    }
}

/// Offers a derived config to the agent of its instance.
fn offer(stage: &mut Stage<'_>, index: usize, order: Order, at: u32) {
    let heard = !unheard(&order.config);
    let (number, instance) = (order.instance, &stage.exchange.instances[order.instance]);
    let name = &instance.name;
    let course = stage.scenario.course(name);
    let deployment = &mut stage.exchange.deployments[index];
    deployment.config = order.config_resource;
    deployment.instance = Some(number);
    deployment.awaited = heard;
    deployment.timing.offered = Some(at);
    // Each of these is what is said if nothing more happens.
    deployment.state = match course.dead {
        true => never_polls(name),
        false => DeploymentState::Silent(format!("the agent of `{name}` has not polled by then")),
    };
    let id = deployment.id;
    stage.note(at, Step::Offered(id));
    if !heard {
        stage.world.learn(&stage.plan.stack[id.0].path, silence(&order.config));
        stage.at(at, Turn::Complete(id.0));
    }
    if course.dead {
        stage.exchange.deployments[index].job = Some(job_of(stage, index, order));
        return;
    }
    let agent = &mut stage.agents[number];
    agent.offered.push((index, order));
    match (&agent.busy, agent.due) {
        (Some(busy), _) => {
            let waiting = DeploymentState::Waiting(vec![busy.clone()]);
            stage.exchange.deployments[index].state = waiting;
        }
        (None, Some(due)) => stage.at(next_poll(due, at), Turn::Poll(number)),
        (None, None) => {}
    }
}

/// What the agent is given: what is offered, and the instance as it is.
pub(crate) fn job_of(stage: &Stage<'_>, index: usize, order: Order) -> Job {
    let on = &stage.exchange.instances[order.instance];
    let mut failing = IndexMap::default();
    let course = course(stage, index, order.instance);
    for command in course.failing.into_iter().chain(stage.scenario.failing.iter().cloned()) {
        failing.insert(command, FAILED);
    }
    let (name, facts, files) = (on.name.clone(), on.facts.clone(), on.after.clone());
    Job { config: order.config, instance: Instance { name, facts, files, failing } }
}

/// The status with which a command ends that is supposed to fail.
const FAILED: i32 = 1;

/// The agent of an instance polls, and runs what it finds.
pub(crate) fn poll(stage: &mut Stage<'_>, instance: usize, at: u32) {
    // Planned before the agent had something to do that takes longer: whatever it was planned for is planned again.
    if stage.agents[instance].due.is_none_or(|due| at < due) {
        return;
    }
    let mut found: Vec<(usize, Order)> = Vec::new();
    let mut later = Vec::new();
    for (index, order) in std::mem::take(&mut stage.agents[instance].offered) {
        if stage.exchange.deployments[index].timing.offered > Some(at) {
            later.push((index, order));
            continue;
        }
        // By the name of the config, and then as they come.
        let key = (&order.config.name, index);
        let before = found.iter().rposition(|(other, known)| (&known.config.name, *other) < key);
        found.insert(before.map_or(0, |before| before + 1), (index, order));
    }
    let mut now = at;
    for (index, order) in found {
        now = take(stage, index, order, at, now);
    }
    let due = now.saturating_add(POLL);
    stage.agents[instance].due = Some(due);
    for (index, order) in later {
        let offered = stage.exchange.deployments[index].timing.offered.unwrap_or(at);
        stage.agents[instance].offered.push((index, order));
        stage.at(next_poll(due, offered), Turn::Poll(instance));
    }
}

/// The agent has found a config, and runs it from `now` on. Gives the second at which that is over.
fn take(stage: &mut Stage<'_>, index: usize, order: Order, at: u32, now: u32) -> u32 {
    let instance = order.instance;
    if let Some(busy) = &stage.agents[instance].busy {
        stage.exchange.deployments[index].state = DeploymentState::Waiting(vec![busy.clone()]);
        return now;
    }
    let unplayable = order.unplayable.clone();
    let job = job_of(stage, index, order);
    let run = if unplayable.is_none() { (stage.run_of)(&job) } else { None };
    let course = course(stage, index, instance);
    let deployment = &mut stage.exchange.deployments[index];
    deployment.timing.polled = Some(at);
    deployment.supposed = course.status;
    let (id, name) = (deployment.id, deployment.name.clone());
    let mut end = now;
    let mut ran = None;
    deployment.state = match (&run, unplayable) {
        (_, Some(why)) => DeploymentState::NotPlayed(why),
        (None, None) => {
            stage.agents[instance].busy = Some(name);
            stage.exchange.wanted.push(index);
            DeploymentState::Running
        }
        (Some(run), None) => match &run.completion {
            Completion::Exited(_) => {
                end = now.saturating_add(SCRIPT).saturating_add(course.delay);
                ran = Some(end);
                match (deployment.awaited, course.lost) {
                    (false, _) => DeploymentState::Complete,
                    (true, true) => DeploymentState::Silent(LOST.to_owned()),
                    (true, false) => DeploymentState::Silent("its script is still running then".to_owned()),
                }
            }
            Completion::NotRun(why) | Completion::Stopped(why) => unended(&job, run, why),
        },
    };
    let signals = ran.is_some() && deployment.awaited && !course.lost;
    deployment.timing.ran = ran;
    deployment.job = Some(job);
    if let (Some(run), Some(_)) = (&run, ran) {
        change_files(stage, instance, run);
    }
    stage.exchange.deployments[index].run = run;
    stage.note(at, Step::Polled(id));
    if ran.is_some_and(|ran| ran < stage.timeout) {
        stage.note(end, Step::Ran(id));
    }
    if signals {
        stage.at(end.saturating_add(SIGNAL), Turn::Signal(index));
    }
    end
}

/// What is said of a signal that is lost.
pub(crate) const LOST: &str = "its signal never reaches Heat";

/// What is said of the agent of an instance that is dead.
pub(crate) fn never_polls(instance: &str) -> DeploymentState {
    DeploymentState::Silent(format!("the agent of `{instance}` never polls"))
}

/// How far a deployment has come whose run came to no end, and why.
pub(crate) fn unended(job: &Job, run: &Run, why: &str) -> DeploymentState {
    match run.completion {
        Completion::Stopped(_) => DeploymentState::NotPlayed(["it was stopped: ", why].concat()),
        _ if job.config.group == UNGROUPED => DeploymentState::Silent(why.to_owned()),
        _ => DeploymentState::NotPlayed(why.to_owned()),
    }
}

/// The group of configs that no agent has a hook for.
const UNGROUPED: &str = "Heat::Ungrouped";

/// What goes otherwise for a deployment: what was supposed of itself, and of its instance.
pub(crate) fn course(stage: &Stage<'_>, index: usize, instance: usize) -> Course {
    let mut own = stage.scenario.course(&stage.exchange.deployments[index].name);
    let of_all = stage.scenario.course(&stage.exchange.instances[instance].name);
    own.failing.extend(of_all.failing);
    let (status, lost) = (own.status.or(of_all.status), own.lost || of_all.lost);
    Course { status, lost, dead: of_all.dead, ..own }
}

fn change_files(stage: &mut Stage<'_>, instance: usize, run: &Run) {
    let files = &mut stage.exchange.instances[instance].after;
    files.extend(run.files.iter().map(|(path, text)| (path.clone(), text.clone())));
    files.retain(|path, _| !run.removed.contains(path));
}

/// The signal of a deployment has reached Heat.
pub(crate) fn signal(stage: &mut Stage<'_>, index: usize, at: u32) {
    let deployment = &mut stage.exchange.deployments[index];
    deployment.timing.signalled = Some(at);
    let id = deployment.id;
    let path = &stage.plan.stack[id.0].path;
    let (Some(job), Some(run), Some(status)) = (&deployment.job, &deployment.run, deployment.status()) else {
        return;
    };
    stage.world.trace(path, run.outputs.clone());
    stage.world.learn(path, reported(&job.config, run, status));
    let failure = failure(path, &job.config, run, status);
    deployment.state = DeploymentState::Complete;
    stage.note(at, Step::Signalled(id));
    match failure {
        Some(reason) => stage.fail(index, at, reason),
        None => stage.at(at, Turn::Complete(id.0)),
    }
}
