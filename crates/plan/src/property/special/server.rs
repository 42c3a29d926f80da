//! `OS::Nova::Server`: its networks, and what it starts from.

use hotplate_hot::Diagnostic;
use hotplate_schema::Value;

use super::super::demand::Site;
use super::super::view::View;
use crate::parameters::as_float;

pub(super) fn server(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
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
    const SOURCES: [&str; 4] = ["volume_id", "snapshot_id", "image", "image_id"];
    let devices = ["block_device_mapping", "block_device_mapping_v2"];
    let open = devices.iter().any(|name| {
        site.get(name)
            .filter(|view| !view.is_empty())
            .is_some_and(|view| view.items().is_none_or(|items| items.iter().any(|item| item.is_open())))
    });
    if open {
        return;
    }
    // By its old name an image that is null is none.
    let has = |view: &View<'_>, key: &str| {
        view.get(key).is_some_and(|value| key != "image_id" || value.whole() != Some(&Value::Null))
    };
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
