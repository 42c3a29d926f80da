//! Rules of single types that are no line of the catalog: they count, or look at several items together.

use hotplate_hot::{Diagnostic, ParameterKind, Part, Path, Place, Refusal, codes};
use hotplate_schema::{Value, ValueKind, number_text};

use super::convert;
use super::demand::{Site, broken};
use super::view::View;
use crate::parameters::{as_float, custom};

/// Judges the properties of a type.
pub(super) fn check(type_name: &str, site: &Site<'_>, member: bool, found: &mut Vec<Diagnostic>) {
    match type_name {
        "OS::Nova::Server" => server(site, found),
        "AWS::AutoScaling::AutoScalingGroup" => scaling(site, found),
        "OS::Cinder::Volume" => found.extend(volume(site)),
        "OS::Heat::RandomString" => found.extend(random_string(site)),
        "OS::Heat::SoftwareComponent" => component(site, found),
        "OS::Heat::SoftwareDeploymentGroup"
        | "OS::Heat::SoftwareDeployments"
        | "OS::Heat::StructuredDeploymentGroup"
        | "OS::Heat::StructuredDeployments" => servers(site, found),
        // Of what a group repeats Heat does not look at the value.
        "OS::Heat::Value" => found
            .extend(typed_value(site).map(|found| found.refused_if((!member).then_some(Refusal::Create)))),
        "OS::Manila::ShareNetwork" if site.has("nova_network") => {
            let message = "Nova no longer has networks";
            found.push(site.fault("nova_network", message, "use `neutron_network`"));
        }
        "OS::Neutron::SecurityGroup" => {
            let name = site.get("name").and_then(View::whole).and_then(Value::as_str);
            if name == Some("default") {
                let message = "a security group cannot be named `default`: there is one already";
                found.push(site.fault("name", message, "give it another name"));
            }
        }
        "OS::Neutron::SecurityGroupRule" => {
            let icmp = ["icmp", "icmpv6", "ipv6-icmp"];
            let protocol = site.get("protocol").map(|view| view.whole().map(Value::python_str));
            // What is not known may be one of them.
            if protocol.is_none_or(|name| name.is_some_and(|name| !icmp.contains(&name.as_str()))) {
                found.extend(broken("order", &["port_range_min", "port_range_max"].map(str::to_owned), site));
            }
        }
        "OS::Neutron::Subnet" => {
            let gateway = site.get("gateway_ip").and_then(View::whole).and_then(Value::as_str);
            let asked = gateway.filter(|text| !["", "~", "auto"].contains(text));
            if asked.is_some_and(|text| {
                custom::judge("ip_addr", &text.into()).is_some_and(|verdict| verdict.is_err())
            }) {
                let message = format!("`{}` is not an address for a gateway", asked.unwrap_or_default());
                found.push(site.fault("gateway_ip", &message, "write an address, or `auto`"));
            }
        }
        "OS::Cinder::Quota" | "OS::Neutron::Quota" | "OS::Nova::Quota" | "OS::Octavia::Quota"
            if !site.partial =>
        {
            let limits = site.given.entries().unwrap_or_default();
            if limits.iter().all(|(key, _)| key.as_str() == Some("project")) {
                found.push(site.fault("", "this quota limits nothing", "add a limit, such as `networks`"));
            }
        }
        _ => {}
    }
}

/// Metadata that a type keeps for itself.
pub(super) fn metadata(
    type_name: &str,
    properties: View<'_>,
    metadata: View<'_>,
    at: &Path,
    found: &mut Vec<Diagnostic>,
) {
    let format = properties.get("user_data_format").and_then(View::whole).and_then(Value::as_str);
    if type_name == "OS::Nova::Server"
        && format == Some("SOFTWARE_CONFIG")
        && metadata.get("deployments").is_some()
    {
        let place = Place::Path(at.key("metadata").key("deployments"), Part::Key);
        let message = "the agent of this server keeps its deployments in this key of its metadata";
        let diagnostic = Diagnostic::error(codes::CONFLICTING_PROPERTIES, place, message);
        found.push(diagnostic.help("give it another name").refused_by(Refusal::Create));
    }
}

fn server(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    let items = |name| site.get(name).and_then(View::items).unwrap_or_default();
    let networks = items("networks");
    let has_port = networks.iter().any(|network| network.get("port").is_some());
    if has_port && site.has("security_groups") {
        let message = "`security_groups` has no effect on ports of your own, and cannot stand beside them";
        found.push(site.fault("security_groups", message, "give the groups to the ports"));
    }
    if networks.len() > 1 && networks.iter().any(|network| network.get("allocate_network").is_some()) {
        let message = "`allocate_network` must be the only entry of `networks`";
        found.push(site.fault("networks", message, "take the others away"));
    }
    for network in &networks {
        let missing =
            ["port", "subnet", "port_extra_properties"].iter().all(|key| network.get(key).is_none());
        if missing && network.get("network").is_some() && network.get("floating_ip").is_some() {
            let message = "a `floating_ip` needs the `port` or the `subnet` it belongs to";
            found.push(site.fault("networks", message, "name the port or the subnet"));
        }
    }
    if site.has("personality") {
        let message = "Nova no longer takes files in `personality`";
        found.push(site.fault("personality", message, "write them with `user_data`"));
    }
    boot(site, &items("block_device_mapping"), &items("block_device_mapping_v2"), found);
}

/// What a server starts from: exactly one image or volume.
fn boot(site: &Site<'_>, first: &[View<'_>], second: &[View<'_>], found: &mut Vec<Diagnostic>) {
    const SOURCES: [&str; 3] = ["volume_id", "snapshot_id", "image"];
    let devices = ["block_device_mapping", "block_device_mapping_v2"];
    let open = devices.iter().any(|name| {
        site.get(name)
            .is_some_and(|view| view.items().is_none_or(|items| items.iter().any(|item| item.is_open())))
    });
    if open {
        return;
    }
    let has = |view: &View<'_>, key: &str| view.get(key).is_some();
    let mut sources = usize::from(site.get("image").is_some());
    let mut bootable = sources > 0
        || first.iter().any(|device| device.get("device_name").and_then(View::whole) == Some(&"vda".into()));
    for device in second {
        let given = SOURCES.iter().filter(|key| has(device, key)).count();
        let all = given
            + usize::from(has(device, "swap_size"))
            + usize::from(has(device, "ephemeral_size") || has(device, "ephemeral_format"));
        if all != 1 {
            let message = "a device comes from one of `volume_id`, `snapshot_id`, `image`, `swap_size` and `ephemeral_size`";
            found.push(site.fault(devices[1], message, "give each device one of them"));
            return;
        }
        let index = device.get("boot_index").map(|view| view.whole().and_then(as_float));
        if given > 0 && index.is_none_or(|index| index == Some(0.0)) {
            bootable = true;
            sources += given;
        }
    }
    if !bootable && !site.partial && !["image"].iter().chain(&devices).any(|name| site.is_misspelt(name)) {
        let message = "this server has nothing to start from: neither `image` nor a volume to boot";
        found.push(site.fault("", message, "add `image`"));
    } else if !second.is_empty() && sources > 1 {
        let message = "this server has several things to start from";
        found.push(site.fault(devices[1], message, "keep `image` or one device with `boot_index: 0`"));
    }
}

fn scaling(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    let least = site.get("MinSize").and_then(View::whole).and_then(as_float);
    if least.is_some_and(|least| least < 0.0) {
        found.push(site.fault("MinSize", "a group cannot have less than no members", "write 0 or more"));
    }
    let subnets = site.get("VPCZoneIdentifier").and_then(View::items);
    if subnets.is_some_and(|subnets| subnets.len() > 1) {
        let message = "Heat takes one subnet in `VPCZoneIdentifier`";
        found.push(site.fault("VPCZoneIdentifier", message, "keep one of them"));
    }
}

fn volume(site: &Site<'_>) -> Option<Diagnostic> {
    const SOURCES: [&str; 4] = ["image", "imageRef", "source_volid", "snapshot_id"];
    if site.has("backup_id") {
        return None;
    }
    let given: Vec<&str> = SOURCES.into_iter().filter(|name| site.has(name)).collect();
    match (site.get("size").is_some(), given.as_slice()) {
        (true, [] | [_]) | (false, ["source_volid" | "snapshot_id"]) => None,
        (true, [_, second, ..]) => {
            let message = format!("a volume is made from one source, not from `{}`", given.join("`, `"));
            Some(site.fault(second, &message, "keep one of them"))
        }
        (false, _) => Some(site.fault("", "a volume needs its `size`", "add `size`, in gigabytes")),
    }
}

fn random_string(site: &Site<'_>) -> Option<Diagnostic> {
    let mut least = 0.0;
    for name in ["character_classes", "character_sequences"] {
        for item in site.get(name).and_then(View::items).unwrap_or_default() {
            least += item.get("min").map_or(Some(1.0), |min| min.whole().and_then(as_float))?;
        }
    }
    let length = site.get("length").map_or(Some(32.0), |length| length.whole().and_then(as_float))?;
    (least > length).then(|| {
        let [length, least] = [length, least].map(number_text);
        let message =
            format!("`length` is {length}, and the classes and sequences ask for {least} characters");
        site.fault("length", &message, "make it longer, or ask for less")
    })
}

/// One action may have one config.
fn component(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen: Vec<String> = Vec::new();
    for config in site.get("configs").and_then(View::items).unwrap_or_default() {
        let actions = config.get("actions").and_then(View::whole);
        let actions: Vec<String> = match actions.and_then(Value::as_list) {
            Some(actions) => actions.iter().map(Value::python_str).collect(),
            None if actions.is_none() => vec!["CREATE".to_owned(), "UPDATE".to_owned()],
            None => continue,
        };
        if let Some(action) = actions.iter().find(|action| seen.contains(action)) {
            let message = format!("two configs of this component are for the action {action}");
            found.push(site.fault("configs", &message, "give each action one config"));
        }
        seen.extend(actions);
    }
}

/// The `value` of an `OS::Heat::Value` against the `type` beside it.
fn typed_value(site: &Site<'_>) -> Option<Diagnostic> {
    let kind =
        site.get("type").and_then(View::whole).and_then(Value::as_str).and_then(ParameterKind::find)?;
    let value = site.get("value").filter(|value| !value.is_open())?;
    let asked = match kind {
        ParameterKind::String => ValueKind::String,
        ParameterKind::Number => ValueKind::Number,
        ParameterKind::CommaDelimitedList => ValueKind::List,
        ParameterKind::Json => ValueKind::Map,
        ParameterKind::Boolean => ValueKind::Boolean,
    };
    let expected = convert::misfit(value, asked)?;
    let place = |name| Place::Path(site.at.key(name), Part::Value);
    let message = format!("a value of type {} must be {expected}", kind.name());
    let diagnostic =
        Diagnostic::error(codes::WRONG_KIND, place("value"), message).also(place("type"), "the type");
    Some(diagnostic.help("change the value or the type"))
}

/// The servers of a group of deployments: each is the `server` of one.
fn servers(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    let servers = site.get("servers").and_then(View::entries).unwrap_or_default();
    for (index, (name, server)) in servers.into_iter().enumerate() {
        if convert::misfit(server, ValueKind::String).is_some() {
            let place = Place::Path(site.at.key("servers").key(&name.python_str()), Part::Value);
            let diagnostic =
                Diagnostic::error(codes::WRONG_KIND, place, "a server is named by its id, a text");
            // Heat looks at the first before it creates them.
            let refusal = (index == 0).then_some(Refusal::Create);
            found.push(diagnostic.help("write `NAME: ID` for each server").refused_if(refusal));
        }
    }
}
