//! Dependencies that Heat adds by itself: networks need their subnets and routers before something can be attached
//! (Heat: `add_dependencies` of the types named here).
//!
//! Heat compares properties while nothing exists: whatever depends on another resource is null then, and null equals
//! null. So a port on a network of the template waits for the subnets of every such network. That is repeated here,
//! for it decides the order of creation.

use hotplate_schema::Value;

use crate::{Dependency, DependencyGraph, Known, Reason, Resolved, Resource, ResourceId, Stack};

/// Dependencies that are added at most: a template with thousands of servers and subnets has millions.
const MOST: usize = 100_000;

/// What something may be waited for as.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    /// A subnet, by its network.
    Subnet,
    /// A router interface, by its router.
    Interface,
    /// A router interface, by its subnet.
    InterfaceSubnet,
    /// A gateway, by its router.
    Gateway,
    /// A gateway, by its network.
    GatewayNetwork,
    /// A router with a gateway, by the gateway's network.
    Router,
}

/// Who plays a role, and the property by which it is found; empty text for what is not known yet.
type Player = (Role, String, ResourceId);

/// The resources, and what is known of their ids.
#[derive(Clone, Copy)]
struct Ids<'a> {
    stack: &'a Stack,
    known: &'a dyn Known,
}

/// The dependencies that come to those of a template, whose resources the graph is made of, with
/// the ids that are known.
pub(crate) fn implicit(stack: &Stack, graph: &DependencyGraph, known: &dyn Known) -> Vec<Dependency> {
    let resources = || stack.level(graph.ids()).iter().filter(|resource| resource.enabled != Some(false));
    let ids = Ids { stack, known };
    let mut players: Vec<Player> = Vec::new();
    for resource in resources().filter(|resource| has_needed(resource)) {
        let mut play = |role, at| players.push((role, at, resource.id));
        match resource.type_name.as_str() {
            "OS::Neutron::Subnet" => play(Role::Subnet, network(resource, ids)),
            "OS::Neutron::RouterInterface" => {
                play(Role::Interface, router(resource, ids));
                play(Role::InterfaceSubnet, first_of(&resource.properties, &["subnet", "subnet_id"], ids));
            }
            "OS::Neutron::RouterGateway" => {
                play(Role::Gateway, router(resource, ids));
                play(Role::GatewayNetwork, network(resource, ids));
            }
            "OS::Neutron::Router" => gateway(resource, ids).into_iter().for_each(|at| play(Role::Router, at)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for resource in resources().filter(|resource| !players.is_empty() && has_needed(resource)) {
        for (role, at, why) in wanted(resource, ids, graph) {
            let fits = |player: &&Player| player.0 == role && at.as_ref().is_none_or(|at| *at == player.1);
            let required = players.iter().filter(fits).map(|player| player.2).filter(|to| *to != resource.id);
            for to in required {
                // What the template itself asks for needs no other reason.
                let is_written = |reason: &Reason| reason.at().is_some();
                let mut requires = graph.requires(resource.id).filter(|dependency| dependency.to == to);
                if !requires.any(|dependency| dependency.reasons.iter().any(is_written)) {
                    let reasons = vec![Reason::Implicit(why.to_owned())];
                    found.push(Dependency { from: resource.id, to, reasons });
                }
            }
        }
        if found.len() > MOST {
            break;
        }
    }
    found
}

/// Whether the properties are there by which Heat finds what belongs together; without them it adds nothing.
fn has_needed(resource: &Resource) -> bool {
    let is_given = |names: &[&str]| names.iter().any(|name| resource.properties.at(&[name]).is_some());
    let (network, router) = (["network", "network_id"], ["router", "router_id"]);
    match resource.type_name.as_str() {
        "OS::Neutron::Subnet" | "OS::Neutron::Port" => is_given(&network),
        "OS::Neutron::RouterGateway" => is_given(&["router_id"]) && is_given(&network),
        "OS::Neutron::RouterInterface" => is_given(&router),
        "OS::Neutron::FloatingIP" => is_given(&["floating_network", "floating_network_id"]),
        _ => true,
    }
}

/// Which players a resource waits for: their role, by what they are found (`None` for all), and why.
fn wanted(
    resource: &Resource,
    ids: Ids<'_>,
    graph: &DependencyGraph,
) -> Vec<(Role, Option<String>, &'static str)> {
    match resource.type_name.as_str() {
        "OS::Nova::Server" => {
            let why = "a server waits for the subnets that its networks may have";
            let nets =
                resource.properties.at(&["networks"]).and_then(|nets| nets.items()).unwrap_or_default();
            let names: Vec<String> =
                nets.iter().map(|net| first_of(net, &["network", "uuid"], ids)).collect();
            if names.contains(&String::new()) {
                return vec![(Role::Subnet, None, why)];
            }
            let unknown = names.first().map(|_| String::new());
            unknown.into_iter().chain(names).map(|name| (Role::Subnet, Some(name), why)).collect()
        }
        "OS::Neutron::Port" => {
            vec![(Role::Subnet, Some(network(resource, ids)), "a port waits for the subnets of its network")]
        }
        "OS::Neutron::Router" => {
            let why = "a router waits for the subnets of its gateway's network";
            gateway(resource, ids).into_iter().map(|network| (Role::Subnet, Some(network), why)).collect()
        }
        "OS::Neutron::RouterGateway" => vec![
            (
                Role::Interface,
                Some(router(resource, ids)),
                "a gateway waits for the interfaces of its router",
            ),
            (Role::Subnet, Some(network(resource, ids)), "a gateway waits for the subnets of its network"),
        ],
        "OS::Neutron::FloatingIP" => {
            let why = "a floating ip waits for the gateway of its network";
            let at = first_of(&resource.properties, &["floating_network", "floating_network_id"], ids);
            let mut wanted =
                vec![(Role::GatewayNetwork, Some(at.clone()), why), (Role::Router, Some(at), why)];
            wanted.extend(ports_interfaces(resource, ids, graph, true));
            wanted
        }
        "OS::Neutron::FloatingIPAssociation" | "OS::Neutron::FloatingIPPortForward" => {
            ports_interfaces(resource, ids, graph, false)
        }
        "OS::Neutron::ExtraRouteSet" => {
            vec![(
                Role::Interface,
                Some(router(resource, ids)),
                "extra routes wait for the interfaces of their router",
            )]
        }
        "OS::Neutron::ExtraRoute" => vec![
            (
                Role::Interface,
                Some(router(resource, ids)),
                "an extra route waits for the interfaces of its router",
            ),
            (
                Role::Gateway,
                Some(router(resource, ids)),
                "an extra route waits for the gateway of its router",
            ),
        ],
        _ => Vec::new(),
    }
}

/// The interfaces on the subnets of the ports that a resource waits for. A port without fixed addresses may be on any
/// that is not known yet, if `anywhere`.
fn ports_interfaces(
    resource: &Resource,
    ids: Ids<'_>,
    graph: &DependencyGraph,
    anywhere: bool,
) -> Vec<(Role, Option<String>, &'static str)> {
    let mut subnets = Vec::new();
    for dependency in graph.requires(resource.id) {
        let port = &ids.stack[dependency.to];
        if port.type_name.as_str() != "OS::Neutron::Port" {
            continue;
        }
        let fixed = port.properties.at(&["fixed_ips"]).and_then(|fixed| fixed.items()).unwrap_or_default();
        if fixed.is_empty() && anywhere {
            subnets.push(String::new());
        }
        let looked_at = if anywhere { fixed.len() } else { 1 };
        subnets
            .extend(fixed.iter().take(looked_at).map(|fixed| first_of(fixed, &["subnet", "subnet_id"], ids)));
    }
    let why = "a floating ip waits for the router interfaces of its port's subnets";
    subnets.into_iter().map(|subnet| (Role::InterfaceSubnet, Some(subnet), why)).collect()
}

/// The network of a router's gateway, if it has one.
fn gateway(router: &Resource, ids: Ids<'_>) -> Option<String> {
    let gateway = router.properties.at(&["external_gateway_info"])?;
    let is_given = gateway.entries().is_some_and(|entries| !entries.is_empty());
    is_given.then(|| first_of(&gateway, &["network", "network_id"], ids))
}

fn network(resource: &Resource, ids: Ids<'_>) -> String {
    first_of(&resource.properties, &["network", "network_id"], ids)
}

fn router(resource: &Resource, ids: Ids<'_>) -> String {
    first_of(&resource.properties, &["router", "router_id"], ids)
}

/// The first of these that is given, as far as Heat knows it before anything exists.
fn first_of(resolved: &Resolved, names: &[&str], ids: Ids<'_>) -> String {
    let given = names.iter().filter_map(|name| resolved.at(&[name])).find(|value| *value != Resolved::NULL);
    let value = match given {
        Some(Resolved::Known(value)) => value,
        // The id of a resource of many types is its name until it is created.
        Some(Resolved::Pending(references)) => match references.as_slice() {
            [only] if only.attribute.is_empty() => {
                let resource = ids.stack.find(&only.resource);
                resource.and_then(|resource| ids.known.id(resource)).unwrap_or_default()
            }
            _ => Value::Null,
        },
        _ => Value::Null,
    };
    if value == Value::Null { String::new() } else { value.python_str() }
}
