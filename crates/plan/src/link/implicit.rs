//! Dependencies that Heat adds by itself: networks need their subnets and routers before something can be attached
//! (Heat: `add_dependencies` of the types named here).
//!
//! Heat compares properties while nothing exists: whatever depends on another resource is null then, and null equals
//! null. So a port on a network of the template waits for the subnets of every such network. That is repeated here,
//! for it decides the order of creation.

use hotplate_schema::Value;

use crate::resolved::previewed_id;
use crate::{Dependency, DependencyGraph, Reason, Resolved, Resource, ResourceId, Stack};

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

/// The dependencies that come to those of a template, whose resources the graph is made of.
pub(crate) fn implicit(stack: &Stack, graph: &DependencyGraph) -> Vec<Dependency> {
    let resources = || stack.level(graph.ids()).iter().filter(|resource| resource.enabled != Some(false));
    let mut players: Vec<Player> = Vec::new();
    for resource in resources() {
        let mut play = |role, at| players.push((role, at, resource.id));
        match resource.type_name.as_str() {
            "OS::Neutron::Subnet" => play(Role::Subnet, network(resource, stack)),
            "OS::Neutron::RouterInterface" => {
                play(Role::Interface, router(resource, stack));
                play(Role::InterfaceSubnet, first_of(&resource.properties, &["subnet", "subnet_id"], stack));
            }
            "OS::Neutron::RouterGateway" => {
                play(Role::Gateway, router(resource, stack));
                play(Role::GatewayNetwork, network(resource, stack));
            }
            "OS::Neutron::Router" => {
                gateway(resource, stack).into_iter().for_each(|at| play(Role::Router, at))
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for resource in resources().filter(|_| !players.is_empty()) {
        for (role, at, why) in wanted(resource, stack, graph) {
            let fits = |player: &&Player| player.0 == role && at.as_ref().is_none_or(|at| *at == player.1);
            let required = players.iter().filter(fits).map(|player| player.2).filter(|to| *to != resource.id);
            for to in required {
                // What the template itself asks for needs no other reason.
                if !graph.requires(resource.id).any(|dependency| dependency.to == to) {
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

/// Which players a resource waits for: their role, by what they are found (`None` for all), and why.
fn wanted(
    resource: &Resource,
    stack: &Stack,
    graph: &DependencyGraph,
) -> Vec<(Role, Option<String>, &'static str)> {
    match resource.type_name.as_str() {
        "OS::Nova::Server" => {
            let why = "a server waits for the subnets that its networks may have";
            let nets =
                resource.properties.at(&["networks"]).and_then(|nets| nets.items()).unwrap_or_default();
            let names: Vec<String> =
                nets.iter().map(|net| first_of(net, &["network", "uuid"], stack)).collect();
            if names.contains(&String::new()) {
                return vec![(Role::Subnet, None, why)];
            }
            let unknown = names.first().map(|_| String::new());
            unknown.into_iter().chain(names).map(|name| (Role::Subnet, Some(name), why)).collect()
        }
        "OS::Neutron::Port" => {
            vec![(
                Role::Subnet,
                Some(network(resource, stack)),
                "a port waits for the subnets of its network",
            )]
        }
        "OS::Neutron::Router" => {
            let why = "a router waits for the subnets of its gateway's network";
            gateway(resource, stack).into_iter().map(|network| (Role::Subnet, Some(network), why)).collect()
        }
        "OS::Neutron::RouterGateway" => vec![
            (
                Role::Interface,
                Some(router(resource, stack)),
                "a gateway waits for the interfaces of its router",
            ),
            (Role::Subnet, Some(network(resource, stack)), "a gateway waits for the subnets of its network"),
        ],
        "OS::Neutron::FloatingIP" => {
            let why = "a floating ip waits for the gateway of its network";
            let at = first_of(&resource.properties, &["floating_network", "floating_network_id"], stack);
            let mut wanted =
                vec![(Role::GatewayNetwork, Some(at.clone()), why), (Role::Router, Some(at), why)];
            wanted.extend(ports_interfaces(resource, stack, graph, true));
            wanted
        }
        "OS::Neutron::FloatingIPAssociation" | "OS::Neutron::FloatingIPPortForward" => {
            ports_interfaces(resource, stack, graph, false)
        }
        "OS::Neutron::ExtraRouteSet" => {
            vec![(
                Role::Interface,
                Some(router(resource, stack)),
                "extra routes wait for the interfaces of their router",
            )]
        }
        "OS::Neutron::ExtraRoute" => vec![
            (
                Role::Interface,
                Some(router(resource, stack)),
                "an extra route waits for the interfaces of its router",
            ),
            (
                Role::Gateway,
                Some(router(resource, stack)),
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
    stack: &Stack,
    graph: &DependencyGraph,
    anywhere: bool,
) -> Vec<(Role, Option<String>, &'static str)> {
    let mut subnets = Vec::new();
    for dependency in graph.requires(resource.id) {
        let port = &stack[dependency.to];
        if port.type_name.as_str() != "OS::Neutron::Port" {
            continue;
        }
        let fixed = port.properties.at(&["fixed_ips"]).and_then(|fixed| fixed.items()).unwrap_or_default();
        if fixed.is_empty() && anywhere {
            subnets.push(String::new());
        }
        let looked_at = if anywhere { fixed.len() } else { 1 };
        subnets.extend(
            fixed.iter().take(looked_at).map(|fixed| first_of(fixed, &["subnet", "subnet_id"], stack)),
        );
    }
    let why = "a floating ip waits for the router interfaces of its port's subnets";
    subnets.into_iter().map(|subnet| (Role::InterfaceSubnet, Some(subnet), why)).collect()
}

/// The network of a router's gateway, if it has one.
fn gateway(router: &Resource, stack: &Stack) -> Option<String> {
    let gateway = router.properties.at(&["external_gateway_info"])?;
    let is_given = gateway.entries().is_some_and(|entries| !entries.is_empty());
    is_given.then(|| first_of(&gateway, &["network", "network_id"], stack))
}

fn network(resource: &Resource, stack: &Stack) -> String {
    first_of(&resource.properties, &["network", "network_id"], stack)
}

fn router(resource: &Resource, stack: &Stack) -> String {
    first_of(&resource.properties, &["router", "router_id"], stack)
}

/// The first of these that is given, as far as Heat knows it before anything exists.
fn first_of(resolved: &Resolved, names: &[&str], stack: &Stack) -> String {
    let given = names.iter().filter_map(|name| resolved.at(&[name])).find(|value| *value != Resolved::NULL);
    let value = match given {
        Some(Resolved::Known(value)) => value,
        // The id of a resource of many types is its name until it is created.
        Some(Resolved::Pending(references)) => match references.as_slice() {
            [only] if only.attribute.is_empty() => {
                stack.find(&only.resource).map(previewed_id).unwrap_or_default()
            }
            _ => Value::Null,
        },
        _ => Value::Null,
    };
    if value == Value::Null { String::new() } else { value.python_str() }
}
