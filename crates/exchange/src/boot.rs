//! The servers of a plan as instances that have just booted: sample facts, a bare `/etc/hosts`.

use std::net::Ipv4Addr;

use hotplate_agent::Facts;
use hotplate_plan::{Plan, Resolved, Resource};
use hotplate_schema::{IndexMap, Value};

use crate::digest::uuid;
use crate::image::system;
use crate::{Scenario, SimulatedInstance};

/// The servers of a plan, in its order, members of groups included.
pub(crate) fn boot(plan: &Plan, scenario: &Scenario) -> Vec<SimulatedInstance> {
    let servers = plan.stack.iter().filter(|resource| is_server(resource) && exists(plan, resource));
    servers.zip(0..).map(|(server, index)| instance(server, index, scenario)).collect()
}

/// Whether a resource, and every group around it, is part of the stack.
pub(crate) fn exists(plan: &Plan, resource: &Resource) -> bool {
    resource.enabled != Some(false) && resource.parent.is_none_or(|parent| exists(plan, &plan.stack[parent]))
}

/// The name of the network an instance is on.
pub(crate) fn network(server: &Resource) -> String {
    let networks = server.properties.get("networks").and_then(|networks| networks.items());
    let first = networks.iter().flatten().next();
    first.and_then(|network| text(network, "network")).unwrap_or_else(|| "network".to_owned())
}

fn is_server(resource: &Resource) -> bool {
    resource.type_name.as_str() == "OS::Nova::Server"
}

fn instance(server: &Resource, index: u32, scenario: &Scenario) -> SimulatedInstance {
    let name = server.path.to_string();
    let server_id = uuid(&name);
    let fact = |key: &str, sample: String| scenario.fact(&name, key).map_or(sample, str::to_owned);
    let display_name = text(&server.properties, "name").unwrap_or_else(|| server.path.names().join("-"));
    let hostname = fact("hostname", host_name(&display_name));
    let ipaddress = fact("ipaddress", fixed_ip(server).unwrap_or_else(|| sample_address(index).to_string()));
    let mut others = IndexMap::from_iter([
        ("domain".to_owned(), DOMAIN.to_owned()),
        ("fqdn".to_owned(), format!("{hostname}.{DOMAIN}")),
        ("macaddress".to_owned(), sample_mac(index)),
        ("uuid".to_owned(), server_id.clone()),
    ]);
    let image = text(&server.properties, "image").unwrap_or_default();
    others.extend(system(&image).map(|(fact, value)| (fact.to_owned(), value.to_owned())));
    for (key, value) in scenario.facts.get(&name).into_iter().flatten() {
        if !matches!(key.as_str(), "hostname" | "ipaddress") {
            others.insert(key.clone(), value.clone());
        }
    }
    let files = IndexMap::from_iter([
        ("/etc/hosts".to_owned(), "127.0.0.1 localhost\n".into()),
        ("/etc/hostname".to_owned(), format!("{hostname}\n").as_str().into()),
    ]);
    SimulatedInstance {
        resource: server.id,
        name,
        server_id,
        facts: Facts { hostname, ipaddress, others },
        booted: None,
        before: files.clone(),
        after: files,
    }
}

/// Nova's own domain for instances (`dhcp_domain`).
const DOMAIN: &str = "novalocal";

/// The host name Nova makes of a server's name (nova/utils.py, `sanitize_hostname`).
fn host_name(name: &str) -> String {
    let mut host = String::new();
    let mut in_gap = false;
    // What is not in Latin-1 is gone first.
    for c in name.chars().filter(|c| *c <= 'ÿ').take(63) {
        let gap = c.is_whitespace() || matches!(c, '_' | '.');
        if gap && !in_gap {
            host.push('-');
        } else if c.is_alphanumeric() || c == '-' {
            host.push(lower(c));
        }
        in_gap = gap;
    }
    let host = host.trim_matches('-');
    if host.is_empty() { "server".to_owned() } else { host.to_owned() }
}

/// A letter as Python lowers it, if it is one of Latin-1.
fn lower(letter: char) -> char {
    match letter {
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(letter) + 0x20).unwrap_or(letter),
        _ => letter.to_ascii_lowercase(),
    }
}

/// The address that the template itself asks for.
fn fixed_ip(server: &Resource) -> Option<String> {
    server.properties.get("networks")?.items()?.iter().find_map(|network| text(network, "fixed_ip"))
}

/// 10.140.81.11, .12 and so on, never a .0 or .255.
fn sample_address(index: u32) -> Ipv4Addr {
    let host = (81 * 254 + 10) + index;
    Ipv4Addr::from(u32::from(Ipv4Addr::new(10, 140, 0, 0)) + host / 254 * 256 + host % 254 + 1)
}

fn sample_mac(index: u32) -> String {
    let [_, a, b, c] = (index + 11).to_be_bytes();
    format!("fa:16:3e:{a:02x}:{b:02x}:{c:02x}")
}

fn text(properties: &Resolved, key: &str) -> Option<String> {
    match properties.get(key)?.known()? {
        Value::String(text) if !text.is_empty() => Some(text.as_str().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_names_are_made_as_nova_makes_them() {
        assert_eq!(host_name("hosts-0"), "hosts-0");
        assert_eq!(host_name("Node_1.My Lab"), "node-1-my-lab");
        assert_eq!(host_name("server_group-0"), "server-group-0");
        assert_eq!(host_name("-__-"), "server");
        assert_eq!(host_name("é!a"), "éa");
    }

    #[test]
    fn addresses_run_on_without_gaps_or_broadcasts() {
        assert_eq!(sample_address(0).to_string(), "10.140.81.11");
        assert_eq!(sample_address(243).to_string(), "10.140.81.254");
        assert_eq!(sample_address(244).to_string(), "10.140.82.1");
        assert_eq!(sample_address(19_999).to_string(), "10.140.159.198");
    }
}
