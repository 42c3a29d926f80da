//! The course of the conversation, wave by wave.
//!
//! A resource's turn comes when all that it requires is complete; so it is in a nested stack, on a smaller scale. A
//! server then boots; a deployment is derived and offered to its instance, where configs run one at a time in the order
//! of their names; its signal makes its attributes known, and so lets those start who waited for them.

use std::ops::Range;
use std::rc::Rc;

use hotplate_agent::{Job, Run};
use hotplate_plan::{Plan, Resolved, Resource, ResourceId, Wave};
use indexmap::{IndexMap, IndexSet};

use crate::boot::exists;
use crate::config::SoftwareConfig;
use crate::merge::merge;
use crate::offer::offer;
use crate::signal::unheard;
use crate::turn::{Turn, awaited, config_of, prepare};
use crate::world::World;
use crate::{Deployment, DeploymentId, DeploymentState, Event, Exchange, SimulatedInstance};

/// What came of a job; nothing if it has yet to be done.
pub(crate) type RunOf<'a> = dyn FnMut(&Job) -> Option<Run> + 'a;

/// The conversation while it is played.
pub(crate) struct Stage<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) run_of: &'a mut RunOf<'a>,
    pub(crate) world: World,
    pub(crate) exchange: Exchange,
    /// Index of each server's instance.
    pub(crate) instances: IndexMap<ResourceId, usize>,
    /// What exists by now, deployments apart.
    pub(crate) created: IndexSet<ResourceId>,
    /// Config resources that are wholly known.
    pub(crate) configs: IndexMap<ResourceId, Rc<SoftwareConfig>>,
    /// By instance: the deployment whose run must be done before anything else can run there.
    pub(crate) busy: IndexMap<usize, String>,
    /// Indices of the deployments of each of the template's resources.
    enlisted: IndexMap<ResourceId, Range<usize>>,
    /// The index of each single deployment.
    pub(crate) numbers: IndexMap<ResourceId, usize>,
    /// How far each of the template's resources has come, once its wave has been played.
    standings: IndexMap<ResourceId, Standing>,
}

/// How far a resource of the template has come.
enum Standing {
    /// It exists; whoever waits for it may start.
    Complete,
    /// It waits for runs that have not been done.
    Open,
    /// It never comes to be: why, as said of those who wait for it.
    Stuck(String),
}

/// Whether a resource is a deployment or a group of them.
pub(crate) fn is_deploying(resource: &Resource) -> bool {
    is_deployment(resource) || is_deployment_group(resource)
}

fn is_deployment(resource: &Resource) -> bool {
    matches!(resource.type_name.as_str(), "OS::Heat::SoftwareDeployment" | "OS::Heat::StructuredDeployment")
}

fn is_deployment_group(resource: &Resource) -> bool {
    matches!(
        resource.type_name.as_str(),
        "OS::Heat::SoftwareDeploymentGroup"
            | "OS::Heat::SoftwareDeployments"
            | "OS::Heat::StructuredDeploymentGroup"
            | "OS::Heat::StructuredDeployments"
    )
}

/// Before the first wave.
pub(crate) fn begin<'a>(
    plan: &'a Plan,
    run_of: &'a mut RunOf<'a>,
    instances: Vec<SimulatedInstance>,
) -> Stage<'a> {
    Stage {
        plan,
        run_of,
        world: World::new(plan),
        instances: instances.iter().map(|instance| instance.resource).zip(0..).collect(),
        exchange: Exchange { instances, ..Exchange::default() },
        created: IndexSet::new(),
        configs: IndexMap::new(),
        busy: IndexMap::new(),
        enlisted: IndexMap::new(),
        numbers: IndexMap::new(),
        standings: IndexMap::new(),
    }
}

/// Plays one wave.
pub(crate) fn play(stage: &mut Stage<'_>, wave: &Wave) {
    let (mut coming, mut open) = (Vec::new(), Vec::new());
    for &top in &wave.resources {
        let deployments = enlist(stage, top);
        if let Some((standing, state)) = hindrance(stage, top) {
            for index in deployments {
                stage.exchange.deployments[index].state = state.clone();
            }
            stage.standings.insert(top, standing);
        } else {
            announce(stage.plan, &stage.plan.stack[top], &mut coming);
            open.extend(deployments);
        }
    }
    perform(stage, coming, open);
    for &top in &wave.resources {
        if !stage.standings.contains_key(&top) {
            let standing = standing(stage, top);
            if matches!(standing, Standing::Complete) {
                complete(stage, top);
            }
            stage.standings.insert(top, standing);
        }
    }
}

/// After the last wave: what was in none of them stands in or behind a circle.
pub(crate) fn leave(stage: &mut Stage<'_>) {
    for top in stage.plan.stack.top().filter(|top| exists(stage.plan, top)) {
        if !stage.standings.contains_key(&top.id) {
            for index in enlist(stage, top.id) {
                let why = "it stands in or behind a circle of dependencies".to_owned();
                stage.exchange.deployments[index].state = DeploymentState::Blocked(why);
            }
        }
    }
}

/// Lists the deployments of a resource of the template, itself or its members.
fn enlist(stage: &mut Stage<'_>, top: ResourceId) -> Range<usize> {
    let start = stage.exchange.deployments.len();
    let mut found = vec![top];
    while let Some(id) = found.pop() {
        let resource = &stage.plan.stack[id];
        if !exists(stage.plan, resource) {
            continue;
        }
        let closed = resource.group.as_ref().and_then(|group| group.closed.clone());
        if is_deployment(resource) || is_deployment_group(resource) && closed.is_some() {
            stage.numbers.insert(id, stage.exchange.deployments.len());
            stage.exchange.deployments.push(deployment(stage, resource, closed));
        }
        found.extend(resource.group.iter().flat_map(|group| group.members.iter().rev()));
    }
    let range = start..stage.exchange.deployments.len();
    stage.enlisted.insert(top, range.clone());
    range
}

fn deployment(stage: &Stage<'_>, resource: &Resource, closed: Option<String>) -> Deployment {
    let named = |key: &str| stage.world.named(&resource.properties.get(key)?);
    let group = resource.parent.filter(|&parent| is_deployment_group(&stage.plan.stack[parent]));
    Deployment {
        id: DeploymentId(resource.id),
        resource: group.unwrap_or(resource.id),
        name: resource.path.to_string(),
        key: group.map(|_| resource.path.name().to_owned()),
        config: named("config"),
        instance: named("server").and_then(|server| stage.instances.get(&server).copied()),
        job: None,
        state: closed.map_or(DeploymentState::Waiting(Vec::new()), DeploymentState::NotPlayed),
        run: None,
    }
}

/// What keeps a resource's turn from coming, if anything does, and what that means for its deployments.
fn hindrance(stage: &Stage<'_>, top: ResourceId) -> Option<(Standing, DeploymentState)> {
    let mut open = Vec::new();
    for dependency in stage.plan.graph.requires(top) {
        match stage.standings.get(&dependency.to) {
            Some(Standing::Stuck(why)) => {
                return Some((Standing::Stuck(why.clone()), DeploymentState::Blocked(why.clone())));
            }
            Some(Standing::Open) => open.push(stage.plan.stack[dependency.to].path.to_string()),
            Some(Standing::Complete) | None => {}
        }
    }
    (!open.is_empty()).then_some((Standing::Open, DeploymentState::Waiting(open)))
}

/// Lists a resource and its members, deployments apart, as they may come to be: those of a nested stack by its waves.
fn announce(plan: &Plan, resource: &Resource, coming: &mut Vec<ResourceId>) {
    if !exists(plan, resource) || is_deploying(resource) {
        return;
    }
    coming.push(resource.id);
    match plan.stack.nested(resource.id) {
        Some(nested) => nested
            .waves
            .iter()
            .flat_map(|wave| &wave.resources)
            .for_each(|&id| announce(plan, &plan.stack[id], coming)),
        None => plan.stack.members(resource.id).for_each(|member| announce(plan, member, coming)),
    }
}

/// The resource's turn has come: it comes to be.
fn create(stage: &mut Stage<'_>, resource: &Resource) {
    let instance = stage.instances.get(&resource.id).copied();
    stage.world.create(stage.plan, resource, instance.map(|index| &stage.exchange.instances[index]));
    stage.exchange.events.extend(instance.map(|instance| Event::Booted { instance }));
    stage.created.insert(resource.id);
}

/// Creates and offers what has its turn. More than one round is needed only where members of a nested stack wait for
/// each other.
fn perform(stage: &mut Stage<'_>, mut coming: Vec<ResourceId>, mut open: Vec<usize>) {
    let plan = stage.plan;
    loop {
        coming.retain(|&id| {
            let comes = awaited(stage, &plan.stack[id]).is_none();
            if comes {
                create(stage, &plan.stack[id]);
            }
            !comes
        });
        let properties = evaluate(stage, &open);
        let mut ready = Vec::new();
        open.retain(|&index| match prepare(stage, index, &properties) {
            Turn::Ready(order) => {
                ready.push((index, order));
                false
            }
            Turn::Not(state) => {
                let again = matches!(state, DeploymentState::Waiting(_));
                stage.exchange.deployments[index].state = state;
                again
            }
        });
        if ready.is_empty() {
            return;
        }
        ready.sort_by(|(i, a), (j, b)| (a.instance, &a.config.name, i).cmp(&(b.instance, &b.config.name, j)));
        for (index, order) in ready {
            offer(stage, index, order);
        }
    }
}

/// The properties of deployments with what is known by now. Those of a group are evaluated together.
fn evaluate(stage: &Stage<'_>, open: &[usize]) -> IndexMap<ResourceId, Resolved> {
    let mut evaluated = IndexMap::new();
    for id in open.iter().map(|&index| stage.exchange.deployments[index].id.0) {
        match stage.plan.stack[id].parent {
            _ if evaluated.contains_key(&id) => {}
            None => drop(evaluated.insert(id, stage.plan.properties(id, &stage.world))),
            Some(group) => {
                let members = stage.plan.stack.members(group).map(|member| member.id);
                evaluated.extend(members.zip(stage.plan.member_properties(group, &stage.world)));
            }
        }
    }
    evaluated
}

/// How far a resource has come once its deployments were offered.
fn standing(stage: &Stage<'_>, top: ResourceId) -> Standing {
    let mut standing = Standing::Complete;
    for deployment in &stage.exchange.deployments[stage.enlisted[&top].clone()] {
        let stuck = |how: &str| Standing::Stuck(format!("it waits for `{}`, which {how}", deployment.name));
        match &deployment.state {
            DeploymentState::Complete => {}
            _ if deployment.job.as_ref().is_some_and(|job| unheard(&job.config)) => {}
            DeploymentState::Waiting(_) | DeploymentState::Running => standing = Standing::Open,
            DeploymentState::Failed(_) => return stuck("failed"),
            DeploymentState::NotPlayed(_) => return stuck("cannot be played here"),
            DeploymentState::Blocked(why) => return Standing::Stuck(why.clone()),
        }
    }
    standing
}

/// All of a resource's deployments have reported: what they reported can be read, of a group as a whole too.
fn complete(stage: &mut Stage<'_>, top: ResourceId) {
    let resource = &stage.plan.stack[top];
    if is_deployment_group(resource) {
        let properties = stage.plan.properties(top, &stage.world);
        let config = config_of(stage, &properties).map(|(_, config)| config).unwrap_or_default();
        let merged = merge(stage.plan, resource, &config, &stage.world);
        stage.world.learn(&resource.path, merged);
    }
    if let Some(nested) = stage.plan.stack.nested(top) {
        let value = |name: &String| {
            let value = stage.plan.nested_output(top, name, &stage.world)?;
            Some((name.clone(), value.known()?.clone()))
        };
        let outputs = nested.outputs.keys().filter_map(value).collect();
        stage.world.learn(&resource.path, outputs);
    }
    if is_deploying(resource) {
        stage.exchange.events.push(Event::Merged(top));
    }
}
