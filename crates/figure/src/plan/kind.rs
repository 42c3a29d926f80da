//! What a resource is to the exchange: a config, a server, a deployment, or something else.

use hotplate_plan::{GroupKind, Plan, Resource};

use crate::Tone;

/// The types that have a colour of their own.
const TONES: [(&str, Tone); 14] = [
    ("OS::Nova::Server", Tone::Server),
    ("OS::Heat::DeployedServer", Tone::Server),
    ("OS::Ironic::Server", Tone::Server),
    ("OS::Heat::SoftwareConfig", Tone::Config),
    ("OS::Heat::StructuredConfig", Tone::Config),
    ("OS::Heat::SoftwareComponent", Tone::Config),
    ("OS::Heat::CloudConfig", Tone::Config),
    ("OS::Heat::MultipartMime", Tone::Config),
    ("OS::Heat::SoftwareDeployment", Tone::Flow),
    ("OS::Heat::SoftwareDeployments", Tone::Flow),
    ("OS::Heat::SoftwareDeploymentGroup", Tone::Flow),
    ("OS::Heat::StructuredDeployment", Tone::Flow),
    ("OS::Heat::StructuredDeployments", Tone::Flow),
    ("OS::Heat::StructuredDeploymentGroup", Tone::Flow),
];

/// The colour of a resource; a group of like members has theirs.
pub(super) fn tone(plan: &Plan, resource: &Resource) -> Tone {
    let Some(group) = &resource.group else { return by_name(resource.type_name.as_str()) };
    match group.kind {
        GroupKind::SoftwareDeploymentGroup => Tone::Flow,
        GroupKind::ResourceGroup | GroupKind::AutoScalingGroup => match group.members.first() {
            Some(&first) => tone(plan, &plan.stack[first]),
            None => member_type(resource).map_or(Tone::Plain, |name| by_name(&name)),
        },
        GroupKind::InstanceGroup => Tone::Server,
        GroupKind::ResourceChain | GroupKind::NestedTemplate => Tone::Plain,
    }
}

/// The type of a group's members, as its definition of them names it.
pub(super) fn member_type(resource: &Resource) -> Option<String> {
    let definition = ["resource_def", "resource"].iter().find_map(|name| resource.properties.get(name))?;
    Some(definition.get("type")?.known()?.as_str()?.to_owned())
}

fn by_name(name: &str) -> Tone {
    TONES.iter().find(|(known, _)| *known == name).map_or(Tone::Plain, |&(_, tone)| tone)
}
