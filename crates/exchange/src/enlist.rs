//! Every deployment of a plan, before anything has happened.

use hotplate_plan::{Resource, ResourceId};

use crate::boot::exists;
use crate::play::{Stage, is_deployment, is_deployment_group};
use crate::{Deployment, DeploymentId, DeploymentState, Timing};

/// Lists the deployments: in the order of waves, then of the template, then of keys; at last those that stand in or
/// behind a circle.
pub(crate) fn enlist(stage: &mut Stage<'_>) {
    let plan = stage.plan;
    let mut order: Vec<ResourceId> =
        plan.waves.iter().flat_map(|wave| wave.resources.iter().copied()).collect();
    let mut listed = vec![false; stage.standings.len()];
    order.iter().for_each(|id| listed[id.index()] = true);
    order.extend(plan.stack.top().map(|top| top.id).filter(|id| !listed[id.index()]));
    order.reverse();
    while let Some(id) = order.pop() {
        let resource = &plan.stack[id];
        if !exists(plan, resource) {
            continue;
        }
        let closed = resource.group.as_ref().and_then(|group| group.closed.clone());
        if is_deployment(resource) || is_deployment_group(resource) && closed.is_some() {
            stage.numbers.insert(id, stage.exchange.deployments.len());
            let deployment = deployment(stage, resource, closed);
            stage.exchange.deployments.push(deployment);
        }
        order.extend(resource.group.iter().flat_map(|group| group.members.iter().rev()));
    }
}

fn deployment(stage: &Stage<'_>, resource: &Resource, closed: Option<String>) -> Deployment {
    let named = |key: &str| stage.world.named(&resource.properties.get(key)?);
    let group = resource.parent.filter(|&parent| is_deployment_group(&stage.plan.stack[parent]));
    let name = resource.path.to_string();
    let instance = named("server").and_then(|server| stage.instances.get(&server).copied());
    Deployment {
        id: DeploymentId(resource.id),
        resource: group.unwrap_or(resource.id),
        key: group.map(|_| resource.path.name().to_owned()),
        config: named("config"),
        instance,
        job: None,
        state: closed.map_or(DeploymentState::Waiting(Vec::new()), DeploymentState::NotPlayed),
        run: None,
        supposed: None,
        awaited: true,
        timing: Timing::default(),
        name,
    }
}
