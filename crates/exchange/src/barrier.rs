//! Who is waited for.

use hotplate_plan::{Plan, ResourceId};
use hotplate_schema::IndexMap;

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
    for (group, places) in awaited(plan, exchange.instances.iter().map(|instance| instance.resource)) {
        let came = |place: usize| Some((place, exchange.instances.get(place)?.booted));
        let came: Vec<_> = places.into_iter().filter_map(came).collect();
        if came.len() > 1 {
            barriers.extend(barrier(group, &came, Holders::Instances));
        }
    }
    for (group, places) in awaited(plan, exchange.deployments.iter().map(|deployment| deployment.id.0)) {
        let came = signals(exchange, places);
        barriers.extend(came.and_then(|came| barrier(group, &came, Holders::Deployments)));
    }
    barriers
}

/// The resources of the template that others wait for, each with the places of those that are, or are in, it.
fn awaited(plan: &Plan, all: impl Iterator<Item = ResourceId>) -> IndexMap<ResourceId, Vec<usize>> {
    let mut groups: IndexMap<ResourceId, Vec<usize>> = IndexMap::default();
    for (place, id) in all.enumerate() {
        groups.entry(top_of(plan, id)).or_default().push(place);
    }
    groups.retain(|top, _| plan.graph.required_by(*top).next().is_some());
    groups
}

/// When the signals that are awaited of these deployments came; nothing if the turn of one never came.
fn signals(exchange: &Exchange, places: Vec<usize>) -> Option<Vec<(usize, Option<u32>)>> {
    let mut came = Vec::new();
    for place in places {
        let deployment = exchange.deployments.get(place).filter(|deployment| deployment.awaited);
        let Some(deployment) = deployment else { continue };
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
