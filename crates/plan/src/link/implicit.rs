//! Dependencies that Heat adds by itself: networks need their subnets and routers before something can be attached
//! (Heat: `add_dependencies` of the types named here).
//!
//! Heat compares properties while nothing exists: whatever depends on another resource is null then, and null equals
//! null. So a port on a network of the template waits for the subnets of every such network. That is repeated here,
//! for it decides the order of creation.

use std::collections::BTreeSet;

use hotplate_schema::{ResourceTypeName, Value};
use indexmap::IndexMap;

use crate::{Dependency, DependencyGraph, Reason, Resolved, Resource, ResourceId, Stack};

/// Dependencies that are added at most: a template with thousands of servers and subnets has millions.
const MOST: usize = 100_000;

/// What takes part, each with the property that decides.
#[derive(Default)]
struct Network<'a> {
    /// Subnets by their network.
    subnets: Places<'a>,
    /// Router interfaces by their router.
    interfaces: Places<'a>,
    /// The same, by their subnet.
    interface_subnets: Places<'a>,
    /// Gateways by their router.
    gateways: Places<'a>,
    /// The same, by their network.
    gateway_networks: Places<'a>,
    /// Routers by the network of their gateway.
    routers: Places<'a>,
}

/// Resources by the text of a property; the empty text stands for one that is not known yet.
#[derive(Default)]
struct Places<'a>(IndexMap<String, Vec<&'a Resource>>);

impl<'a> Places<'a> {
    fn add(&mut self, at: String, resource: &'a Resource) {
        self.0.entry(at).or_default().push(resource);
    }

    fn at(&self, at: &str) -> impl Iterator<Item = &'a Resource> {
        self.0.get(at).into_iter().flatten().copied()
    }

    fn all(&self) -> impl Iterator<Item = &'a Resource> {
        self.0.values().flatten().copied()
    }
}

/// The dependencies that come to those of the template. `types` are those of the template's own resources, mappings
/// of environments followed.
pub(crate) fn implicit(
    stack: &Stack,
    types: &[ResourceTypeName],
    graph: &DependencyGraph,
) -> Vec<Dependency> {
    let mut network = Network::default();
    let resources = || stack.top().zip(types).filter(|(resource, _)| resource.enabled != Some(false));
    for (resource, type_name) in resources() {
        collect(&mut network, resource, type_name);
    }
    let mut found = Vec::new();
    for (resource, type_name) in resources() {
        let required = required(&network, resource, type_name, stack, graph);
        let given: BTreeSet<ResourceId> =
            graph.requires(resource.id).map(|dependency| dependency.to).collect();
        for (to, why) in required.into_iter().filter(|(to, _)| !given.contains(to)) {
            let reasons = vec![Reason::Implicit(why.to_owned())];
            found.push(Dependency { from: resource.id, to, reasons });
        }
        if found.len() > MOST {
            break;
        }
    }
    found
}

fn collect<'a>(network: &mut Network<'a>, resource: &'a Resource, type_name: &ResourceTypeName) {
    match type_name.as_str() {
        "OS::Neutron::Subnet" => {
            network.subnets.add(property(resource, &["network", "network_id"]), resource)
        }
        "OS::Neutron::RouterInterface" => {
            network.interfaces.add(property(resource, &["router", "router_id"]), resource);
            network.interface_subnets.add(property(resource, &["subnet", "subnet_id"]), resource);
        }
        "OS::Neutron::RouterGateway" => {
            network.gateways.add(property(resource, &["router_id"]), resource);
            network.gateway_networks.add(property(resource, &["network", "network_id"]), resource);
        }
        "OS::Neutron::Router" => {
            if let Some(gateway) = gateway(resource) {
                network.routers.add(gateway, resource);
            }
        }
        _ => {}
    }
}

fn required<'a>(
    network: &'a Network<'_>,
    resource: &Resource,
    type_name: &ResourceTypeName,
    stack: &Stack,
    graph: &DependencyGraph,
) -> IndexMap<ResourceId, &'static str> {
    let mut required = IndexMap::new();
    let mut add = |resources: &mut dyn Iterator<Item = &'a Resource>, why: &'static str| {
        for resource in resources {
            required.entry(resource.id).or_insert(why);
        }
    };
    match type_name.as_str() {
        "OS::Nova::Server" => {
            let nets =
                resource.properties.at(&["networks"]).and_then(|nets| nets.items()).unwrap_or_default();
            let names: BTreeSet<String> =
                nets.iter().map(|net| first_of(net, &["network", "uuid"])).collect();
            let why = "a server waits for the subnets that its networks may have";
            if names.contains("") {
                add(&mut network.subnets.all(), why);
            } else if !names.is_empty() {
                add(&mut network.subnets.at(""), why);
                names.iter().for_each(|name| add(&mut network.subnets.at(name), why));
            }
        }
        "OS::Neutron::Port" => {
            let at = property(resource, &["network", "network_id"]);
            add(&mut network.subnets.at(&at), "a port waits for the subnets of its network");
        }
        "OS::Neutron::Router" => {
            if let Some(gateway) = gateway(resource) {
                add(
                    &mut network.subnets.at(&gateway),
                    "a router waits for the subnets of its gateway's network",
                );
            }
        }
        "OS::Neutron::RouterGateway" => {
            let router = property(resource, &["router_id"]);
            add(&mut network.interfaces.at(&router), "a gateway waits for the interfaces of its router");
            let at = property(resource, &["network", "network_id"]);
            add(&mut network.subnets.at(&at), "a gateway waits for the subnets of its network");
        }
        "OS::Neutron::FloatingIP" => {
            let at = property(resource, &["floating_network", "floating_network_id"]);
            let why = "a floating ip waits for the gateway of its network";
            add(&mut network.gateway_networks.at(&at), why);
            add(&mut network.routers.at(&at), why);
            let subnets = subnets_of_ports(resource, stack, graph, true);
            let why = "a floating ip waits for the router interfaces of its port's subnets";
            subnets.iter().for_each(|subnet| add(&mut network.interface_subnets.at(subnet), why));
        }
        "OS::Neutron::FloatingIPAssociation" | "OS::Neutron::FloatingIPPortForward" => {
            let subnets = subnets_of_ports(resource, stack, graph, false);
            let why = "a floating ip waits for the router interfaces of its port's subnets";
            subnets.iter().for_each(|subnet| add(&mut network.interface_subnets.at(subnet), why));
        }
        "OS::Neutron::ExtraRoute" | "OS::Neutron::ExtraRouteSet" => {
            let router = property(resource, &["router", "router_id"]);
            add(&mut network.interfaces.at(&router), "extra routes wait for the interfaces of their router");
            if type_name.short() == "ExtraRoute" {
                add(&mut network.gateways.at(&router), "extra routes wait for the gateway of their router");
            }
        }
        _ => {}
    }
    required.shift_remove(&resource.id);
    required
}

/// Subnets of the ports that a resource waits for. A port without fixed addresses may be on any that is not known
/// yet, if `anywhere`.
fn subnets_of_ports(
    resource: &Resource,
    stack: &Stack,
    graph: &DependencyGraph,
    anywhere: bool,
) -> BTreeSet<String> {
    let ports = graph.requires(resource.id).map(|dependency| &stack[dependency.to]);
    let ports = ports.filter(|port| port.type_name.as_str() == "OS::Neutron::Port");
    let mut subnets = BTreeSet::new();
    for port in ports {
        let fixed = port.properties.at(&["fixed_ips"]).and_then(|fixed| fixed.items()).unwrap_or_default();
        if fixed.is_empty() && anywhere {
            subnets.insert(String::new());
        }
        let looked_at = if anywhere { fixed.len() } else { 1 };
        subnets.extend(fixed.iter().take(looked_at).map(|fixed| first_of(fixed, &["subnet", "subnet_id"])));
    }
    subnets
}

/// The network of a router's gateway, if it has one.
fn gateway(router: &Resource) -> Option<String> {
    let gateway = router.properties.at(&["external_gateway_info"])?;
    let is_given = gateway.entries().is_some_and(|entries| !entries.is_empty());
    is_given.then(|| first_of(&gateway, &["network", "network_id"]))
}

fn property(resource: &Resource, names: &[&str]) -> String {
    first_of(&resource.properties, names)
}

/// The first of these that is given, as far as Heat knows it before anything exists.
fn first_of(resolved: &Resolved, names: &[&str]) -> String {
    let given = names.iter().filter_map(|name| resolved.at(&[name])).find(|value| *value != Resolved::NULL);
    match given {
        Some(Resolved::Known(Value::String(text))) => text,
        Some(Resolved::Known(value)) => value.python_str(),
        _ => String::new(),
    }
}
