//! As commands of OpenStack's own client.

use serde_json::Value;

use super::shell::{until_active, variable, word};
use super::{Deed, Names, is_needed};
use crate::blazar::{BeforeEnd, Begin, CreateLease, Wanted};
use crate::heat::{CreateStack, PatchStack};
use crate::later::{RESERVATION, STACK};

/// The clients that know Chameleon's flags.
const CHAMELEON: &str = "# --initialize and on_start need Chameleon's clients:\n#   pip install git+https://github.com/ChameleonCloud/python-heatclient.git\n#   pip install chameleon-blazarclient\n\n";

pub(super) fn write(deeds: &[Deed], names: &Names) -> String {
    let mut text = String::new();
    if deeds.iter().any(is_chameleons) {
        text.push_str(CHAMELEON);
    }
    for (number, deed) in deeds.iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        let after = deeds.get(number + 1..).unwrap_or_default();
        match deed {
            Deed::CreateStack(call) => {
                text.push_str(&set_twice(call, names));
                let command = create_stack(call, names);
                text.push_str(&taken(command, "STACK_ID", is_needed(after, STACK)));
            }
            Deed::CreateLease(call) => {
                let needed = is_needed(after, RESERVATION);
                text.push_str(&taken(create_lease(call), "LEASE_ID", needed));
                if needed {
                    // The client says first that there is a new lease.
                    text.push_str("LEASE_ID=${LEASE_ID##*[[:space:]]}\n");
                    text.push_str("RESERVATION_ID=$(openstack reservation lease show \"$LEASE_ID\" -f json | python3 -c '\nimport json, re, sys\nlease = json.load(sys.stdin)[\"reservations\"]\nparts = lease if isinstance(lease, list) else re.findall(r\"\\{[^{}]*\\}\", lease)\nparts = [part if isinstance(part, dict) else json.loads(part) for part in parts]\nprint(*[part[\"id\"] for part in parts if part[\"resource_type\"] == \"physical:host\"][:1])')\n");
                }
            }
            Deed::AwaitLease => text
                .push_str(&until_active("openstack reservation lease show \"$LEASE_ID\" -f value -c status")),
            Deed::PatchStack(call) => text.push_str(&patch_stack(call)),
        }
    }
    text
}

fn is_chameleons(deed: &Deed) -> bool {
    match deed {
        Deed::CreateStack(call) => call.initialize,
        Deed::CreateLease(call) => {
            call.wanted.iter().any(|wanted| matches!(wanted, Wanted::Hosts { stack: Some(_), .. }))
        }
        Deed::PatchStack(_) | Deed::AwaitLease => false,
    }
}

/// A command, whose answer's id is kept if somebody needs it.
fn taken(words: Vec<String>, variable: &str, needed: bool) -> String {
    let command = words.join(" \\\n  ");
    if needed {
        format!("{variable}=$({command} \\\n  -f value -c id) || exit\n")
    } else {
        format!("{command}\n")
    }
}

fn parameters<'a>(
    parameters: impl Iterator<Item = (&'a String, &'a Value)>,
    hidden: &[String],
    words: &mut Vec<String>,
) {
    for (name, value) in parameters {
        let value = match value {
            _ if hidden.contains(name) => format!("\"${}\"", variable(name)),
            Value::String(text) => word(text),
            other => word(&other.to_string()),
        };
        words.push(format!("--parameter {}={value}", word(name)));
    }
}

/// In a request a parameter's value stands above an environment's; this client lets the environment stand above it.
fn set_twice(call: &CreateStack, names: &Names) -> String {
    let twice: Vec<String> = call
        .stack
        .parameters
        .keys()
        .filter(|name| names.set.contains(name))
        .map(|name| format!("{name:?}"))
        .collect();
    if twice.is_empty() {
        return String::new();
    }
    let (file, twice) = (&names.environment, twice.join(", "));
    format!(
        "# {file} sets {twice} too, and this client lets it stand above --parameter: take it out there first.\n"
    )
}

fn create_stack(call: &CreateStack, names: &Names) -> Vec<String> {
    let mut words = vec!["openstack stack create".to_owned(), format!("-t {}", word(&names.template))];
    if !call.stack.template.environment.trim().is_empty() {
        words.push(format!("-e {}", word(&names.environment)));
    }
    if call.initialize {
        words.push("--initialize".to_owned());
    }
    if call.stack.rollback {
        words.push("--enable-rollback".to_owned());
    }
    parameters(call.stack.parameters.iter(), &call.stack.hidden, &mut words);
    words.push(word(&call.stack.name));
    words
}

fn patch_stack(call: &PatchStack) -> String {
    let mut words = vec!["openstack stack update --existing --converge".to_owned()];
    parameters(call.parameters.iter(), &call.hidden, &mut words);
    words.push(word(&call.stack.id));
    words.join(" \\\n  ") + "\n"
}

fn create_lease(call: &CreateLease) -> Vec<String> {
    let mut words = vec!["openstack reservation lease create".to_owned()];
    if let Begin::At(begin) = call.begin {
        words.push(format!("--start-date '{}'", begin.to_minute()));
    }
    words.push(format!("--end-date '{}'", call.end.to_minute()));
    words.extend(call.wanted.iter().map(|wanted| format!("--reservation {}", reservation(wanted))));
    words.push(word(&call.name));
    words
}

fn reservation(wanted: &Wanted) -> String {
    let pairs: Vec<(&str, String)> = match wanted {
        Wanted::Hosts { min, max, properties, before_end, stack } => {
            let before_end = match before_end {
                BeforeEnd::Default => "",
                BeforeEnd::Email => "email",
                BeforeEnd::Snapshot => "snapshot",
            };
            let start = stack.as_ref().map(|stack| format!("orchestration:{stack}")).unwrap_or_default();
            vec![
                ("min", min.to_string()),
                ("max", max.to_string()),
                ("resource_type", "physical:host".to_owned()),
                ("resource_properties", properties.clone()),
                ("before_end", before_end.to_owned()),
                ("on_start", start),
            ]
        }
        Wanted::Network { name, properties } => vec![
            ("resource_type", "network".to_owned()),
            ("network_name", name.clone()),
            ("resource_properties", properties.clone()),
        ],
        Wanted::Devices { min, max, properties } => vec![
            ("min", min.to_string()),
            ("max", max.to_string()),
            ("resource_type", "device".to_owned()),
            ("resource_properties", properties.clone()),
        ],
        Wanted::FloatingIps { network, amount } => vec![
            ("resource_type", "virtual:floatingip".to_owned()),
            ("network_id", network.clone()),
            ("amount", amount.to_string()),
        ],
    };
    let said = pairs.iter().filter(|(_, value)| !value.is_empty());
    let said: Vec<String> = said.map(|(key, value)| format!("{key}={value}")).collect();
    word(&said.join(","))
}
