//! Which resources wait for which without being told.

use super::Sought;
use super::early::{Early, Read, Unread};
use crate::{DependencyGraph, Resource};

/// A resource that may wait for others: the properties by which it finds them.
pub(super) enum Seeker {
    /// A server; the network of each of its addresses.
    Server(Vec<Option<String>>),
    Port(Read),
    /// A router; the network of its gateway.
    Router(Option<String>),
    Gateway {
        router: Read,
        network: Read,
    },
    FloatingIp {
        network: Read,
        ports: Vec<Port>,
    },
    /// Something that leads a floating ip to a port.
    Association(Vec<Port>),
    ExtraRoute(Read),
    ExtraRouteSet(Read),
}

/// A port that is waited for: the subnets of its addresses.
type Port = Result<Vec<Option<String>>, Unread>;

impl Seeker {
    pub(super) fn of(
        resource: &Resource,
        early: Early<'_>,
        graph: &DependencyGraph,
    ) -> Result<Option<Self>, Unread> {
        let read = |name| early.text(resource, name);
        let ports = || {
            let required = graph.requires(resource.id).map(|dependency| &early.stack[dependency.to]);
            let ports = required.filter(|required| required.type_name.as_str() == "OS::Neutron::Port");
            ports.map(|port| early.each(port, "fixed_ips", "subnet")).collect()
        };
        Ok(Some(match resource.type_name.as_str() {
            "OS::Nova::Server" => Self::Server(early.each(resource, "networks", "network")?),
            "OS::Neutron::Port" => Self::Port(read("network")),
            "OS::Neutron::Router" => match early.gateway(resource)? {
                Some(network) => Self::Router(network),
                None => return Ok(None),
            },
            "OS::Neutron::RouterGateway" => {
                Self::Gateway { router: read("router_id"), network: read("network") }
            }
            "OS::Neutron::FloatingIP" => {
                Self::FloatingIp { network: read("floating_network"), ports: ports() }
            }
            "OS::Neutron::FloatingIPAssociation" | "OS::Neutron::FloatingIPPortForward" => {
                Self::Association(ports())
            }
            "OS::Neutron::ExtraRoute" => Self::ExtraRoute(read("router_id")),
            "OS::Neutron::ExtraRouteSet" => Self::ExtraRouteSet(read("router")),
            _ => return Ok(None),
        }))
    }

    /// Why it waits for something; nothing if it does not.
    pub(super) fn why(&self, sought: &Sought) -> Result<Option<&'static str>, Unread> {
        let (fits, why) = match (self, sought) {
            (Self::Server(networks), Sought::Subnet { network }) => {
                let at = some(network)?;
                let fits = |own: &Option<String>| {
                    let own = own.as_ref().filter(|own| !own.is_empty());
                    own.is_none() || at.is_none() || own == at
                };
                (networks.iter().any(fits), "a server waits for the subnets that its networks may have")
            }
            (Self::Port(own), Sought::Subnet { network }) => {
                (same(network, own)?, "a port waits for the subnets of its network")
            }
            (Self::Router(own), Sought::Subnet { network }) => {
                (network.as_ref()? == own, "a router waits for the subnets of its gateway's network")
            }
            (Self::Gateway { router: own, .. }, Sought::Interface { router, .. }) => {
                (same(router, own)?, "a gateway waits for the interfaces of its router")
            }
            (Self::Gateway { network: own, .. }, Sought::Subnet { network }) => {
                (same(network, own)?, "a gateway waits for the subnets of its network")
            }
            (Self::FloatingIp { network: own, .. }, Sought::Gateway { network, .. }) => {
                let fits = some(network)? == own.as_ref()?.as_ref();
                (fits, "a floating ip waits for the gateway of its network")
            }
            (Self::FloatingIp { network: own, .. }, Sought::Router { gateway }) => {
                let fits = match gateway.as_ref()? {
                    Some(network) => network == own.as_ref()?,
                    None => false,
                };
                (fits, "a floating ip waits for the gateway of its network")
            }
            (Self::FloatingIp { ports, .. }, Sought::Interface { subnet, .. }) => {
                (leads(ports, subnet, true)?, PORT)
            }
            (Self::Association(ports), Sought::Interface { subnet, .. }) => {
                (leads(ports, subnet, false)?, PORT)
            }
            (Self::ExtraRoute(own), Sought::Interface { router, .. }) => {
                (same(router, own)?, "an extra route waits for the interfaces of its router")
            }
            (Self::ExtraRoute(own), Sought::Gateway { router, .. }) => {
                (same(router, own)?, "an extra route waits for the gateway of its router")
            }
            (Self::ExtraRouteSet(own), Sought::Interface { router, .. }) => {
                (same(router, own)?, "extra routes wait for the interfaces of their router")
            }
            _ => return Ok(None),
        };
        Ok(fits.then_some(why))
    }
}

const PORT: &str = "a floating ip waits for the router interfaces of its port's subnets";

fn same(a: &Read, b: &Read) -> Result<bool, Unread> {
    Ok(a.as_ref()? == b.as_ref()?)
}

/// The text, unless it is empty.
fn some(read: &Read) -> Result<Option<&String>, Unread> {
    Ok(read.as_ref()?.as_ref().filter(|text| !text.is_empty()))
}

/// Whether a router interface, by its subnet, may lead to one of the ports. A port without fixed addresses may be on any
/// subnet that is not known yet, if `anywhere`.
fn leads(ports: &[Port], subnet: &Read, anywhere: bool) -> Result<bool, Unread> {
    // Heat reads the interface, and the port of an association, without a thought for faults.
    let subnet = some(subnet).map_err(|_| Unread::Refused)?;
    for port in ports {
        let fits = match port {
            Ok(fixed) if fixed.is_empty() => anywhere && subnet.is_none(),
            Ok(fixed) => fixed.iter().any(|fixed| fixed.as_ref().filter(|text| !text.is_empty()) == subnet),
            Err(Unread::Faulty) if anywhere => false,
            Err(_) => return Err(Unread::Refused),
        };
        if fits {
            return Ok(true);
        }
    }
    Ok(false)
}
