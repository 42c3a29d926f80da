//! Who is waited for.

use hotplate_plan::{Plan, ResourceId};

use crate::{DeploymentState, Exchange, Timing};

/// A resource of the template that is complete only when several instances are up, or deployments have signalled, and
/// for which others wait.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Barrier {
    /// The resource.
    pub resource: ResourceId,
    /// The second at which the last had come; `None` if some have not.
    pub opened: Option<u32>,
    /// Who holds it.
    pub holders: Holders,
}

/// Those who came last, or have not come; none if all came at once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Holders {
    /// Instances that were to boot: places in [`Exchange::instances`].
    Instances(Vec<usize>),
    /// Deployments that were to signal: places in [`Exchange::deployments`].
    Deployments(Vec<usize>),
}

impl Barrier {
    /// The names of those who hold it.
    pub fn names<'a>(&self, exchange: &'a Exchange) -> Vec<&'a str> {
        let mut names = Vec::new();
        match &self.holders {
            Holders::Instances(places) => {
                for instance in places.iter().filter_map(|at| exchange.instances.get(*at)) {
                    names.push(instance.name.as_str());
                }
            }
            Holders::Deployments(places) => {
                for deployment in places.iter().filter_map(|at| exchange.deployments.get(*at)) {
                    names.push(deployment.name.as_str());
                }
            }
        }
        names
    }
}

/// The barriers of a conversation: first those of instances, then those of deployments.
pub(crate) fn barriers(plan: &Plan, exchange: &Exchange) -> Vec<Barrier> {
    let mut barriers = Vec::new();
    let mut groups: Vec<ResourceId> = Vec::new();
    for instance in &exchange.instances {
        note(plan, instance.resource, &mut groups);
    }
    for group in groups.drain(..) {
        let mut came = Vec::new();
        for (place, instance) in exchange.instances.iter().enumerate() {
            if top_of(plan, instance.resource) == group {
                came.push((place, instance.booted));
            }
        }
        if came.len() > 1 {
            barriers.extend(barrier(group, &came, Holders::Instances));
        }
    }
    for deployment in &exchange.deployments {
        note(plan, deployment.id.0, &mut groups);
    }
    for group in groups {
        barriers.extend(
            signals(plan, exchange, group).and_then(|came| barrier(group, &came, Holders::Deployments)),
        );
    }
    barriers
}

/// Notes the resource of the template that a resource is in, if others wait for it.
fn note(plan: &Plan, id: ResourceId, groups: &mut Vec<ResourceId>) {
    let top = top_of(plan, id);
    if !groups.contains(&top) && plan.graph.required_by(top).next().is_some() {
        groups.push(top);
    }
}

/// When the signals of a resource came that are awaited; nothing if its turn never came.
fn signals(plan: &Plan, exchange: &Exchange, resource: ResourceId) -> Option<Vec<(usize, Option<u32>)>> {
    let mut came = Vec::new();
    for (place, deployment) in exchange.deployments.iter().enumerate() {
        if !deployment.awaited || top_of(plan, deployment.id.0) != resource {
            continue;
        }
        let Timing { signalled, offered, .. } = deployment.timing;
        match &deployment.state {
            DeploymentState::Blocked(_) => return None,
            DeploymentState::Complete => came.push((place, signalled.or(offered).or(Some(0)))),
            _ => came.push((place, None)),
        }
    }
    Some(came)
}

/// A barrier of those who came when; none if there are none.
fn barrier(
    resource: ResourceId,
    came: &[(usize, Option<u32>)],
    holders: impl Fn(Vec<usize>) -> Holders,
) -> Option<Barrier> {
    let open = came.iter().all(|(_, at)| at.is_some());
    let opened = if open { Some(came.iter().filter_map(|(_, at)| *at).max()?) } else { None };
    let mut last: Vec<usize> = Vec::new();
    for (place, at) in came {
        if *at == opened {
            last.push(*place);
        }
    }
    if open && last.len() == came.len() {
        last.clear();
    }
    Some(Barrier { resource, opened, holders: holders(last) })
}

/// The resource of the template that a resource is, or is in.
pub(crate) fn top_of(plan: &Plan, mut id: ResourceId) -> ResourceId {
    while let Some(parent) = plan.stack[id].parent {
        id = parent;
    }
    id
}
