//! What a template asks of a lease, and the launch that comes of what was typed.

use hotplate_desk::{Choices, How, Launch, Order, RESERVATION, Reserve, SeenLease, Wish};
use hotplate_plan::{Plan, Resolved, ResourceId, ResourcePath};

use crate::graph::top_of;
use crate::workspace::{Intent, Reserving};

/// Whether the template declares it.
pub fn declares(plan: &Plan) -> bool {
    plan.parameters.contains_key(RESERVATION)
}

/// How many servers ask for a reservation in their hints.
pub fn hosts_needed(plan: &Plan) -> usize {
    reserved(plan).len()
}

/// For each server that asks for a reservation in its hints, the resource of the template that it is, or is in.
pub fn reserved(plan: &Plan) -> Vec<ResourceId> {
    let asks = |properties: &Resolved| {
        let hint = properties.get("scheduler_hints").and_then(|hints| hints.get("reservation"));
        hint.is_some()
    };
    let mut all = Vec::new();
    for resource in plan.stack.iter() {
        if resource.type_name.as_str() == "OS::Nova::Server"
            && resource.group.is_none()
            && resource.enabled != Some(false)
            && asks(&resource.properties)
        {
            all.push(top_of(plan, resource.id));
        }
    }
    all
}

/// How many floating addresses the template makes.
pub fn addresses_needed(plan: &Plan) -> usize {
    let makes = |kind: &str| matches!(kind, "OS::Neutron::FloatingIP" | "OS::Nova::FloatingIP");
    plan.stack.iter().filter(|resource| makes(resource.type_name.as_str())).count()
}

/// A network that a server names and the testbed does not have, if it says which it has.
pub fn strange_network(plan: &Plan, choices: &Choices) -> Option<String> {
    let (_, known) = choices.values.iter().find(|(kind, _)| kind == "neutron.network")?;
    let strange = |network: &Resolved| {
        let name = network.get("network")?.known()?.as_str()?.to_owned();
        // An id is none that a lease would give.
        let is_known = name.len() >= 32 || known.is_empty() || known.iter().any(|(other, _)| *other == name);
        (!is_known).then_some(name)
    };
    for resource in plan.stack.iter().filter(|resource| resource.type_name.as_str() == "OS::Nova::Server") {
        let networks = resource.properties.get("networks").and_then(|networks| networks.items());
        if let Some(name) = networks.iter().flatten().find_map(strange) {
            return Some(name);
        }
    }
    None
}

/// The scripts that instances will run as root: whose they are, and what they say.
pub fn root_scripts(plan: &Plan) -> Vec<(String, Resolved)> {
    let mut scripts = Vec::new();
    for resource in plan.stack.iter() {
        let property = match resource.type_name.as_str() {
            "OS::Heat::SoftwareConfig" => "config",
            "OS::Nova::Server" if resource.group.is_none() => "user_data",
            _ => continue,
        };
        let Some(text) = resource.properties.get(property) else { continue };
        // Members of a group say the same.
        if text.known().is_none_or(|text| text.as_str() != Some(""))
            && !scripts.iter().any(|(_, other)| *other == text)
        {
            scripts.push((resource.path.to_string(), text));
        }
    }
    scripts
}

/// On what the stack is to run: as chosen, or as the template suggests.
pub fn reserving(intent: &Intent, plan: &Plan) -> Reserving {
    intent.reserving.unwrap_or(if declares(plan) { Reserving::New } else { Reserving::Nothing })
}

/// The lease that was chosen among those that there are; the first if none was.
pub fn existing<'a>(intent: &Intent, choices: &'a Choices) -> Option<&'a SeenLease> {
    let chosen = choices.leases.iter().find(|lease| lease.id == intent.existing);
    chosen.or(choices.leases.first())
}

/// The ways to start that fit, the one that is suggested first.
pub fn ways(intent: &Intent, plan: &Plan, choices: &Choices) -> &'static [How] {
    match reserving(intent, plan) {
        Reserving::New => &[How::ByTestbed, How::ByPage],
        Reserving::Existing if existing(intent, choices).is_some_and(|lease| lease.status == "ACTIVE") => {
            &[How::Now]
        }
        Reserving::Existing => &[How::ByPage],
        Reserving::Nothing => &[How::Now],
    }
}

/// Who starts the stack when.
pub fn how(intent: &Intent, plan: &Plan, choices: &Choices) -> How {
    let ways = ways(intent, plan, choices);
    intent.how.filter(|how| ways.contains(how)).or(ways.first().copied()).unwrap_or_default()
}

/// What was typed, or what stands in for it.
fn or(typed: &str, suggested: String) -> String {
    if typed.trim().is_empty() { suggested } else { typed.to_owned() }
}

/// The launch as it is wanted; `seconds` reads a date field.
pub fn launch(
    intent: &Intent,
    order: Order,
    file: String,
    plan: &Plan,
    choices: &Choices,
    seconds: fn(&str) -> Option<i64>,
) -> Launch {
    let lease = match reserving(intent, plan) {
        Reserving::Nothing => Reserve::None,
        Reserving::Existing => existing(intent, choices).map_or(Reserve::None, |lease| Reserve::Existing {
            lease: lease.id.clone(),
            reservation: lease.reservation.clone(),
        }),
        Reserving::New => Reserve::New(Wish {
            name: or(&intent.name, lease_name(&order.name)),
            start: seconds(&intent.start),
            end: seconds(&intent.end),
            min: or(&intent.min, hosts_needed(plan).max(1).to_string()),
            max: intent.max.clone(),
            node_type: intent.node_type.clone(),
            properties: intent.properties.clone(),
            devices: intent.devices.clone(),
            addresses: or(&intent.addresses, addresses_needed(plan).to_string()),
            network: intent.network.clone(),
        }),
    };
    let how = how(intent, plan, choices);
    Launch { order, how, lease, armed: intent.armed, declares: declares(plan), file }
}

/// What a lease for a stack is called.
pub fn lease_name(stack: &str) -> String {
    format!("{stack}-lease")
}

/// How a resource is called in the testbed's list: after the group that it stands in.
pub fn heats_name(path: &ResourcePath) -> String {
    match path.names() {
        [.., group, member] => format!("{group}.{member}"),
        _ => path.name().to_owned(),
    }
}

/// The sign of Heat's word.
pub fn status_sign(status: &str) -> &'static str {
    if status.ends_with("_FAILED") {
        "✗"
    } else if status.ends_with("_COMPLETE") {
        "✓"
    } else if status.is_empty() {
        ""
    } else {
        "…"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::tests::planned;

    #[test]
    fn what_fits_the_lease_is_suggested_and_what_was_chosen_counts() {
        let (plan, mut choices) = (Plan::default(), Choices::default());
        let intent = |reserving, how| Intent { reserving: Some(reserving), how, ..Intent::default() };
        let new = |how| intent(Reserving::New, how);
        assert_eq!(how(&new(None), &plan, &choices), How::ByTestbed);
        assert_eq!(how(&new(Some(How::ByPage)), &plan, &choices), How::ByPage);
        assert_eq!(how(&new(Some(How::Now)), &plan, &choices), How::ByTestbed);
        assert_eq!(reserving(&Intent::default(), &plan), Reserving::Nothing);
        let lease = |status: &str| SeenLease { status: status.to_owned(), ..SeenLease::default() };
        choices.leases = vec![lease("PENDING")];
        assert_eq!(how(&intent(Reserving::Existing, None), &plan, &choices), How::ByPage);
        choices.leases = vec![lease("ACTIVE")];
        assert_eq!(how(&intent(Reserving::Existing, Some(How::ByPage)), &plan, &choices), How::Now);
    }

    #[test]
    fn empty_fields_stand_for_what_is_suggested() {
        let intent = Intent { reserving: Some(Reserving::New), ..Intent::default() };
        let order = Order { name: "s".to_owned(), ..Order::default() };
        let plan = Plan::default();
        let launch = launch(&intent, order, "s.yaml".to_owned(), &plan, &Choices::default(), |_| Some(7));
        let Reserve::New(wish) = launch.lease else { panic!() };
        assert_eq!((wish.name.as_str(), wish.min.as_str(), wish.end), ("s-lease", "1", Some(7)));
        assert!(!launch.declares);
    }

    #[test]
    fn a_member_is_called_after_its_group() {
        let outer = ResourcePath::root("outer");
        assert_eq!(heats_name(&outer), "outer");
        assert_eq!(heats_name(&outer.member("a").member("0")), "a.0");
    }

    #[test]
    fn a_network_that_the_testbed_lacks_is_named() {
        let plan = planned(
            "heat_template_version: 2018-08-31
resources:
  a: { type: OS::Nova::Server, properties: { flavor: f, networks: [{ network: sharednet1 }, { network: mine }] } }
",
        );
        let choices = |names: &[&str]| {
            let known = names.iter().map(|name| ((*name).to_owned(), String::new())).collect();
            Choices { values: vec![("neutron.network".to_owned(), known)], ..Choices::default() }
        };
        let strange = |names: &[&str]| strange_network(&plan, &choices(names));
        assert_eq!(strange(&["sharednet1"]).as_deref(), Some("mine"));
        assert_eq!(strange(&["sharednet1", "mine"]), None);
        assert_eq!(strange(&[]), None);
        assert_eq!(strange_network(&plan, &Choices::default()), None);
    }
}
