//! `OS::Heat::SoftwareDeploymentGroup`: a deployment for each of its `servers` (Heat: `software_deployment.py`).

use hotplate_schema::{Key, ResourceTypeName};

use super::{Draft, Room, because};
use crate::trail::key_text;
use crate::{Resolved, Resource};

/// A deployment for each server, by the server's name.
pub(super) fn draft(group: &Resource, room: &mut Room) -> Result<Vec<Draft>, String> {
    let servers = group.properties.get("servers").unwrap_or(Resolved::NULL);
    let Some(servers) = servers.entries() else { return Err(because("servers", &servers)) };
    room.check(servers.len())?;
    let type_name = ResourceTypeName::new(match group.type_name.short() {
        "StructuredDeploymentGroup" | "StructuredDeployments" => "OS::Heat::StructuredDeployment",
        _ => "OS::Heat::SoftwareDeployment",
    });
    let member = |(key, _): (Key, Resolved)| {
        let name = key_text(&key);
        let properties = properties(&group.properties, &name);
        room.pay(&properties)?;
        Ok(Draft {
            name,
            type_name: type_name.clone(),
            properties,
            metadata: Resolved::NULL,
            definition: group.definition.clone(),
        })
    };
    servers.into_iter().map(member).collect()
}

/// The properties of the deployment to the server of that name: those of the group, with one `server`.
pub(super) fn properties(group: &Resolved, name: &str) -> Resolved {
    let mut entries = group.without("servers");
    let server =
        group.at(&["servers", name]).or_else(|| group.get("servers").filter(|servers| servers.is_open()));
    entries.insert(Key::from("server"), server.unwrap_or(Resolved::NULL));
    Resolved::map(entries)
}
