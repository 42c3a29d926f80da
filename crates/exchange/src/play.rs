//! The course of the conversation, event by event, on the simulated clock.
//!
//! A resource begins when all that it requires is complete. A server then boots; a deployment is derived and offered to
//! its instance; its signal makes its attributes known, and so lets those begin who waited for them. The order is
//! Heat's with convergence: once something has failed, what is in progress goes on, and nothing else of that stack
//! begins (check_resource.py, `check`; stack.py, `purge_db`).

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

use hotplate_agent::{Job, Run};
use hotplate_plan::{Plan, Resolved, Resource, ResourceId};
use hotplate_schema::IndexMap;

use crate::boot::exists;
use crate::clock::BOOT;
use crate::config::SoftwareConfig;
use crate::enlist::enlist;
use crate::event::note;
use crate::merge::merge;
use crate::offer::{Agent, begin_deployment, poll, signal};
use crate::turn::config_of;
use crate::world::World;
use crate::{Action, DeploymentState, Exchange, Scenario, SimulatedInstance, Step};

/// What came of a job; nothing if it has yet to be done.
pub(crate) type RunOf<'a> = dyn FnMut(&Job) -> Option<Run> + 'a;

/// The conversation while it is played.
pub(crate) struct Stage<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) scenario: &'a Scenario,
    pub(crate) run_of: &'a mut RunOf<'a>,
    pub(crate) world: World,
    pub(crate) exchange: Exchange,
    /// Index of each server's instance.
    pub(crate) instances: IndexMap<ResourceId, usize>,
    /// The agents of the instances.
    pub(crate) agents: Vec<Agent>,
    /// Config resources that are wholly known.
    pub(crate) configs: IndexMap<ResourceId, Rc<SoftwareConfig>>,
    /// The index of each single deployment.
    pub(crate) numbers: IndexMap<ResourceId, usize>,
    /// How far each resource has come, by its number.
    pub(crate) standings: Vec<Standing>,
    /// When the stack failed, and the deployment that failed it.
    pub(crate) failed: Option<(u32, usize)>,
    /// The second at which Heat gives up.
    pub(crate) timeout: u32,
    /// Whether something was still to happen then.
    pub(crate) late: bool,
    /// When the last resource was complete.
    pub(crate) last: u32,
    /// What is to happen, some of it twice.
    queue: BinaryHeap<Reverse<(u32, Turn)>>,
}

/// How far a resource has come.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standing {
    /// Whether its turn has come.
    pub(crate) begun: bool,
    /// Whether it exists, and whoever waits for it may begin.
    pub(crate) complete: bool,
    /// When the stack that it stands for failed.
    pub(crate) failed: Option<u32>,
    /// Why its turn does not come, as said of its deployments.
    pub(crate) hindered: Option<DeploymentState>,
    /// The properties of a group's member, which are evaluated together when the group begins.
    pub(crate) properties: Option<Resolved>,
    /// How many of those it requires are not complete.
    requires: usize,
    /// Those that require it.
    required_by: Vec<ResourceId>,
    /// How many of its members are not complete.
    members: usize,
}

/// What is to happen at a second; what comes first at the same second stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// The signal of a deployment reaches Heat.
    Signal(usize),
    /// A resource is complete.
    Complete(ResourceId),
    /// A resource's turn has come.
    Begin(ResourceId),
    /// The agent of an instance polls.
    Poll(usize),
}

/// Whether a resource is a deployment or a group of them.
pub(crate) fn is_deploying(resource: &Resource) -> bool {
    is_deployment(resource) || is_deployment_group(resource)
}

pub(crate) fn is_deployment(resource: &Resource) -> bool {
    matches!(resource.type_name.as_str(), "OS::Heat::SoftwareDeployment" | "OS::Heat::StructuredDeployment")
}

pub(crate) fn is_deployment_group(resource: &Resource) -> bool {
    matches!(
        resource.type_name.as_str(),
        "OS::Heat::SoftwareDeploymentGroup"
            | "OS::Heat::SoftwareDeployments"
            | "OS::Heat::StructuredDeploymentGroup"
            | "OS::Heat::StructuredDeployments"
    )
}

/// Who takes part, before anything has happened.
pub(crate) fn set<'a>(
    plan: &'a Plan,
    scenario: &'a Scenario,
    run_of: &'a mut RunOf<'a>,
    instances: Vec<SimulatedInstance>,
) -> Stage<'a> {
    let mut stage = Stage {
        plan,
        scenario,
        run_of,
        world: World::new(plan),
        instances: instances.iter().map(|instance| instance.resource).zip(0..).collect(),
        agents: instances.iter().map(|_| Agent::default()).collect(),
        exchange: Exchange { instances, ..Exchange::default() },
        configs: IndexMap::default(),
        numbers: IndexMap::default(),
        standings: vec![Standing::default(); plan.stack.iter().count()],
        failed: None,
        timeout: scenario.timeout(),
        late: false,
        last: 0,
        queue: BinaryHeap::new(),
    };
    enlist(&mut stage);
    stage
}

/// Plays until nothing more happens, or Heat gives up.
pub(crate) fn play(stage: &mut Stage<'_>) {
    open(stage, None, 0);
    while let Some(Reverse((at, turn))) = stage.queue.pop() {
        while stage.queue.peek() == Some(&Reverse((at, turn))) {
            stage.queue.pop();
        }
        if at >= stage.timeout {
            stage.late = true;
            break;
        }
        match turn {
            Turn::Signal(index) => signal(stage, index, at),
            Turn::Complete(id) => complete(stage, id, at),
            Turn::Begin(id) => begin(stage, id, at),
            Turn::Poll(instance) => poll(stage, instance, at),
        }
    }
}

impl Stage<'_> {
    /// Lets something happen at a second.
    pub(crate) fn at(&mut self, at: u32, turn: Turn) {
        self.queue.push(Reverse((at, turn)));
    }

    /// Notes that something happens.
    pub(crate) fn note(&mut self, at: u32, step: Step) {
        note(&mut self.exchange.events, at, step);
    }

    /// How far a resource has come.
    pub(crate) fn standing(&mut self, id: ResourceId) -> &mut Standing {
        &mut self.standings[id.index()]
    }

    /// The resources of the template that have begun and are not complete.
    pub(crate) fn in_progress(&self) -> impl Iterator<Item = ResourceId> {
        let all = self.plan.stack.top().map(|resource| resource.id);
        all.filter(|id| self.standings[id.index()].begun && !self.standings[id.index()].complete)
    }

    /// A deployment has failed, and with it the stack it is in, and all around that.
    pub(crate) fn fail(&mut self, index: usize, at: u32, reason: String) {
        let deployment = &mut self.exchange.deployments[index];
        deployment.state = DeploymentState::Failed(reason);
        let id = deployment.id;
        self.note(at, Step::Failed(id));
        let mut around = self.plan.stack[id.0].parent;
        while let Some(parent) = around {
            self.standing(parent).failed.get_or_insert(at);
            around = self.plan.stack[parent].parent;
        }
        self.failed.get_or_insert((at, index));
    }
}

/// The resources that stand together: those of the template, or the members of one of them.
pub(crate) fn level(plan: &Plan, around: Option<ResourceId>) -> Vec<ResourceId> {
    let all: Vec<ResourceId> = match around {
        None => plan.stack.top().map(|resource| resource.id).collect(),
        Some(parent) => plan.stack.members(parent).map(|member| member.id).collect(),
    };
    all.into_iter().filter(|id| exists(plan, &plan.stack[*id])).collect()
}

/// What a resource waits for among those that it stands together with.
pub(crate) fn requires(plan: &Plan, id: ResourceId) -> Vec<ResourceId> {
    let resource = &plan.stack[id];
    let mut requires = match resource.parent {
        None => plan.graph.requires(id).map(|edge| edge.to).collect(),
        Some(_) => plan.stack.awaited(resource),
    };
    requires.retain(|required| exists(plan, &plan.stack[*required]));
    requires
}

/// The turn of resources that stand together begins: those that wait for nothing start.
fn open(stage: &mut Stage<'_>, around: Option<ResourceId>, at: u32) {
    let all = level(stage.plan, around);
    if let Some(around) = around {
        stage.standing(around).members = all.len();
        if all.is_empty() {
            stage.at(at, Turn::Complete(around));
        }
    }
    for id in all {
        let requires = requires(stage.plan, id);
        stage.standing(id).requires = requires.len();
        if requires.is_empty() {
            stage.at(at, Turn::Begin(id));
        }
        for required in requires {
            stage.standing(required).required_by.push(id);
        }
    }
}

/// A resource's turn has come.
fn begin(stage: &mut Stage<'_>, id: ResourceId, at: u32) {
    let resource = &stage.plan.stack[id];
    let failed = match resource.parent {
        Some(parent) => stage.standing(parent).failed,
        None => stage.failed.map(|(failed, _)| failed),
    };
    if failed.is_some_and(|failed| failed <= at) {
        return;
    }
    stage.standing(id).begun = true;
    if is_deploying(resource) && !is_member_of_deployments(stage.plan, resource) {
        stage.note(at, Step::Begun(id));
    }
    if let Some(&index) = stage.numbers.get(&id) {
        begin_deployment(stage, index, at);
    } else if let Some(&instance) = stage.instances.get(&id) {
        let delay = stage.scenario.course(&stage.exchange.instances[instance].name).delay;
        stage.at(at.saturating_add(BOOT).saturating_add(delay), Turn::Complete(id));
    } else {
        if is_deployment_group(resource) {
            let properties = stage.plan.member_properties(id, &stage.world);
            for (member, properties) in stage.plan.stack.members(id).zip(properties) {
                stage.standing(member.id).properties = Some(properties);
            }
        }
        open(stage, Some(id), at);
    }
}

fn is_member_of_deployments(plan: &Plan, resource: &Resource) -> bool {
    resource.parent.is_some_and(|parent| is_deployment_group(&plan.stack[parent]))
}

/// A resource is complete: what it says can be read, and whoever waited only for it begins.
fn complete(stage: &mut Stage<'_>, id: ResourceId, at: u32) {
    let plan = stage.plan;
    let resource = &plan.stack[id];
    stage.standing(id).complete = true;
    stage.last = at;
    if let Some(&instance) = stage.instances.get(&id) {
        stage.agents[instance].due = Some(at);
        stage.exchange.instances[instance].booted = Some(at);
        stage.at(at, Turn::Poll(instance));
        stage.note(at, Step::Booted { instance });
    }
    if !is_deployment(resource) {
        become_known(stage, resource);
    }
    if is_deploying(resource) && !is_member_of_deployments(plan, resource) {
        stage.note(at, Step::Merged(id));
    }
    for waiting in std::mem::take(&mut stage.standing(id).required_by) {
        let standing = stage.standing(waiting);
        standing.requires = standing.requires.saturating_sub(1);
        if standing.requires == 0 {
            stage.at(at, Turn::Begin(waiting));
        }
    }
    if let Some(parent) = resource.parent {
        let standing = stage.standing(parent);
        standing.members = standing.members.saturating_sub(1);
        if standing.members == 0 {
            stage.at(at, Turn::Complete(parent));
        }
    }
}

/// What can be read of a resource once it exists.
fn become_known(stage: &mut Stage<'_>, resource: &Resource) {
    if is_deployment_group(resource) {
        let properties = stage.plan.properties(resource.id, &stage.world);
        let config =
            config_of(stage, &properties, Action::Create).map(|(_, config)| config).unwrap_or_default();
        let merged = merge(stage.plan, resource, &config, &stage.world);
        stage.world.learn(&resource.path, merged);
    } else if let Some(nested) = stage.plan.stack.nested(resource.id) {
        let value = |name: &String| {
            let value = stage.plan.nested_output(resource.id, name, &stage.world)?;
            Some((name.clone(), value.known()?.clone()))
        };
        let outputs = nested.outputs.keys().filter_map(value).collect();
        stage.world.learn(&resource.path, outputs);
    } else {
        let instance = stage.instances.get(&resource.id).map(|&at| &stage.exchange.instances[at]);
        stage.world.create(stage.plan, resource, instance);
    }
}
