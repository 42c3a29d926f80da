//! What stands behind other services: volumes, images, databases, workflows, queues, containers.

use hotplate_hot::Diagnostic;
use hotplate_schema::Value;

use super::super::demand::{Site, is_truthy};
use super::super::view::View;

pub(super) fn volume(site: &Site<'_>) -> Option<Diagnostic> {
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

/// Three formats that are for the disk and the container alike.
pub(super) fn image(site: &Site<'_>) -> Option<Diagnostic> {
    let container = site.word("container_format")?;
    let is_mixed = ["ami", "ari", "aki"].contains(&&*container) && site.word("disk_format")? != container;
    let message = format!("`container_format: {container}` is for disks of the same format");
    is_mixed.then(|| site.fault("container_format", &message, "give both the same format"))
}

/// Which drivers for volumes the engine of a cluster has.
pub(super) fn cluster(site: &Site<'_>) -> Option<Diagnostic> {
    let driver = site.get("volume_driver")?.whole()?;
    let engine = site.word("coe")?;
    let known = match engine.as_str() {
        "kubernetes" => "cinder",
        "swarm" | "mesos" => "rexray",
        _ => return None,
    };
    let message = format!("`coe: {engine}` has the volume driver `{known}`");
    (driver.as_str() != Some(known)).then(|| site.fault("volume_driver", &message, "use that, or none"))
}

pub(super) fn router(site: &Site<'_>) -> Option<Diagnostic> {
    let agents = site.get("l3_agent_ids").and_then(View::items)?;
    let message = "only a router with `ha` has more than one agent";
    (agents.len() > 1 && !site.has("ha")).then(|| site.fault("l3_agent_ids", message, "keep one of them"))
}

pub(super) fn workflow(site: &Site<'_>) -> Option<Diagnostic> {
    let kind = site.word("type");
    if kind.as_deref() == Some("reverse") && !site.partial {
        let params = site.get("params");
        let is_open = params.is_some_and(View::is_open);
        if !is_open && params.and_then(|params| params.get("task_name")).is_none_or(View::is_empty) {
            let message = "a workflow of type `reverse` needs the `task_name` that it works towards";
            return Some(site.fault("params", message, "add it to `params`"));
        }
    }
    for task in site.get("tasks").and_then(View::items).unwrap_or_default() {
        if kind.as_deref() == Some("direct") && task.get("requires").is_some() {
            let message = "only a workflow of type `reverse` has tasks that name what they require";
            return Some(site.fault("tasks", message, "take `requires` away, or change the type"));
        }
        let mut policies = task.get("policies").into_iter().flat_map(View::names);
        if policies.any(|name| task.get(&name).is_some()) {
            let message = "what `policies` says cannot stand beside it, too";
            return Some(site.fault("tasks", message, "keep it outside `policies`, which is the old form"));
        }
    }
    None
}

/// The users of a database server are for databases that it has.
pub(super) fn database(site: &Site<'_>) -> Option<Diagnostic> {
    let users = site.get("users").and_then(View::items).filter(|users| !users.is_empty())?;
    let databases = site.get("databases");
    if databases.is_none_or(View::is_empty) {
        let message = "users are for databases, and there are none";
        return (!site.partial).then(|| site.fault("users", message, "add `databases`"));
    }
    let named = |database: &View<'_>| database.get("name").and_then(View::whole).map(Value::python_str);
    let known: Vec<String> = databases.and_then(View::items)?.iter().map(named).collect::<Option<_>>()?;
    let wanted = users.into_iter().filter_map(|user| user.get("databases").and_then(View::items));
    let missing =
        wanted.flatten().filter_map(View::whole).find(|name| !known.contains(&name.python_str()))?;
    let message = format!("there is no database `{}` here", missing.python_str());
    Some(site.fault("users", &message, "name it in `databases`, too"))
}

/// Where the members of a database cluster are.
pub(super) fn database_cluster(site: &Site<'_>) -> Option<Diagnostic> {
    let members = site.get("instances").and_then(View::items)?;
    let networks = members.into_iter().filter_map(|member| member.get("networks").and_then(View::items));
    let unclear = |network: View<'_>| {
        !network.is_open() && network.get("network").is_some() == network.get("port").is_some()
    };
    let message = "each of these networks needs a `network` or a `port`, and not both";
    networks.flatten().any(unclear).then(|| site.fault("instances", message, "name one of them"))
}

/// What a queue tells of its messages.
pub(super) fn subscription(site: &Site<'_>) -> Option<Diagnostic> {
    let subscriber = site.get("subscriber")?.whole()?.python_str();
    let schemes = ["http", "https", "mailto", "trust+http", "trust+https"];
    let is_known = subscriber.split(':').next().is_some_and(|scheme| schemes.contains(&scheme));
    let message = format!("a subscriber is an address that begins with {}", schemes.join(", "));
    (!is_known).then(|| site.fault("subscriber", &message, "write it with what it begins with"))
}

pub(super) fn container(site: &Site<'_>) -> Option<Diagnostic> {
    let policy = site.get("restart_policy")?.whole().filter(|policy| is_truthy(policy))?.python_str();
    let is_known = match policy.split_once(':') {
        Some((policy, count)) => policy == "on-failure" && !count.contains(':'),
        None => ["always", "unless-stopped", "on-failure", "no"].contains(&policy.as_str()),
    };
    let message = format!("there is no restart policy `{policy}`");
    let help = "use `no`, `always`, `unless-stopped`, or `on-failure` and perhaps `:TIMES`";
    (!is_known).then(|| site.fault("restart_policy", &message, help))
}

/// What a container holds it holds once.
pub(super) fn container_of_secrets(site: &Site<'_>) -> Option<Diagnostic> {
    let entries = site.given.entries()?.into_iter().filter(|(key, _)| key.as_str() != Some("name"));
    let held = match site.get("secrets") {
        Some(secrets) => secrets.items()?.into_iter().filter_map(|secret| secret.get("ref")).collect(),
        None => entries.map(|(_, value)| value).collect::<Vec<_>>(),
    };
    let mut seen: Vec<&Value> = Vec::new();
    for value in held.into_iter().filter_map(View::whole) {
        if seen.contains(&value) {
            let message = format!("`{}` is held twice", value.python_str());
            return Some(site.fault("", &message, "keep one of the references"));
        }
        seen.push(value);
    }
    None
}

/// Only networks can be opened for access from outside.
pub(super) fn shared(site: &Site<'_>) -> Option<Diagnostic> {
    let (action, kind) = (site.word("action")?, site.word("object_type")?);
    let message = format!("there is no action `{action}` for `object_type: {kind}`");
    let is_odd = action == "access_as_external" && kind != "network";
    is_odd.then(|| site.fault("action", &message, "use `access_as_shared`"))
}
