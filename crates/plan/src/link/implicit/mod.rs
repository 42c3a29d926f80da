//! Dependencies that Heat adds by itself: networks need their subnets and routers before something can be attached
//! (Heat: `add_dependencies` of the types named here).
//!
//! Heat compares properties while nothing exists: whatever depends on another resource is empty then, and empty equals
//! empty. So a port on a network of the template waits for the subnets of every such network. That is repeated here,
//! for it decides the order of creation.

mod early;
mod seeker;

use hotplate_schema::Catalog;

use crate::{Dependency, DependencyGraph, Known, Reason, Resource, ResourceId, Stack};
use early::{Early, Read, Unread};
use seeker::Seeker;

/// Dependencies that are added at most: a template with thousands of servers and subnets has millions.
const MOST: usize = 100_000;

/// A resource that others may wait for: the properties by which they find it.
enum Sought {
    Subnet {
        network: Read,
    },
    Interface {
        router: Read,
        subnet: Read,
    },
    Gateway {
        router: Read,
        network: Read,
    },
    /// The network of its gateway, if it has one.
    Router {
        gateway: Result<Option<Option<String>>, Unread>,
    },
}

/// The dependencies that come to those of a template, whose resources the graph is made of, with
/// the ids that are known. None at all where Heat gives up on them.
pub(crate) fn implicit(
    stack: &Stack,
    graph: &DependencyGraph,
    catalog: &Catalog,
    known: &dyn Known,
) -> Vec<Dependency> {
    let resources = || stack.level(graph.ids()).iter().filter(|resource| resource.enabled != Some(false));
    let early = Early { stack, catalog, known };
    let all: Vec<_> =
        resources().filter_map(|resource| Some((resource.id, sought(resource, early)?))).collect();
    let mut found = Vec::new();
    for resource in resources().filter(|_| !all.is_empty()) {
        let waits = match Seeker::of(resource, early, graph) {
            Ok(Some(seeker)) => waits(resource.id, &seeker, &all, graph),
            Ok(None) | Err(Unread::Faulty) => continue,
            Err(Unread::Refused) => Err(Unread::Refused),
        };
        let Ok(waits) = waits else { return Vec::new() };
        found.extend(waits);
        if found.len() > MOST {
            break;
        }
    }
    found
}

/// What one resource waits for. What the template itself asks for needs no other reason.
fn waits(
    from: ResourceId,
    seeker: &Seeker,
    all: &[(ResourceId, Sought)],
    graph: &DependencyGraph,
) -> Result<Vec<Dependency>, Unread> {
    let mut found = Vec::new();
    for (to, sought) in all.iter().filter(|(to, _)| *to != from) {
        match seeker.why(sought) {
            Ok(Some(why)) => {
                let mut written = graph.requires(from).filter(|dependency| dependency.to == *to);
                if !written.any(|dependency| dependency.reasons.iter().any(|reason| reason.at().is_some())) {
                    found.push(Dependency { from, to: *to, reasons: vec![Reason::Implicit(why.to_owned())] });
                }
            }
            Ok(None) | Err(Unread::Faulty) => {}
            Err(Unread::Refused) => return Err(Unread::Refused),
        }
    }
    Ok(found)
}

fn sought(resource: &Resource, early: Early<'_>) -> Option<Sought> {
    let read = |name| early.text(resource, name);
    Some(match resource.type_name.as_str() {
        "OS::Neutron::Subnet" => Sought::Subnet { network: read("network") },
        "OS::Neutron::RouterInterface" => {
            Sought::Interface { router: read("router"), subnet: read("subnet") }
        }
        "OS::Neutron::RouterGateway" => {
            Sought::Gateway { router: read("router_id"), network: read("network") }
        }
        "OS::Neutron::Router" => Sought::Router { gateway: early.gateway(resource) },
        _ => return None,
    })
}
