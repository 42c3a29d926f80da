//! What deployments say of each other: their configs, their servers, their inputs. No rule by itself.

use std::sync::Arc;

use super::subject::{Definition, Subject};
use crate::{Node, Path};

/// The types that deploy a config, each with the property that names its servers.
const DEPLOYMENTS: [(&str, &str); 6] = [
    ("OS::Heat::SoftwareDeployment", "server"),
    ("OS::Heat::StructuredDeployment", "server"),
    ("OS::Heat::SoftwareDeploymentGroup", "servers"),
    ("OS::Heat::SoftwareDeployments", "servers"),
    ("OS::Heat::StructuredDeploymentGroup", "servers"),
    ("OS::Heat::StructuredDeployments", "servers"),
];

pub(super) fn is_deployment(type_name: &str) -> bool {
    servers_property(type_name).is_some()
}

/// Whether a deployment goes to many servers, and gives maps by their names.
pub(super) fn is_deployment_group(type_name: &str) -> bool {
    servers_property(type_name) == Some("servers")
}

fn servers_property(type_name: &str) -> Option<&'static str> {
    DEPLOYMENTS.iter().find(|(name, _)| *name == type_name).map(|(_, property)| *property)
}

/// A config of the template, as far as it can be read without values.
pub(super) struct Config<'a> {
    pub(super) definition: &'a Definition<'a>,
    /// `None` if they are not a plain list.
    pub(super) inputs: Option<Vec<Put<'a>>>,
    /// `None` if they are not a plain list.
    pub(super) outputs: Option<Vec<Put<'a>>>,
}

/// A declared input or output.
pub(super) struct Put<'a> {
    pub(super) name: &'a str,
    pub(super) node: &'a Node,
    definition: &'a Definition<'a>,
    list: &'static str,
    index: usize,
}

impl Put<'_> {
    /// Where it stands.
    pub(super) fn path(&self) -> Path {
        self.definition.path.key("properties").key(self.list).index(self.index)
    }
}

/// A definition as a software config, if it is one.
pub(super) fn config<'a>(definition: &'a Definition<'a>) -> Option<Config<'a>> {
    if definition.type_name() != "OS::Heat::SoftwareConfig" {
        return None;
    }
    let list = |name| match definition.property(name) {
        None => Some(Vec::new()),
        Some(node) => puts(node, definition, name),
    };
    Some(Config { definition, inputs: list("inputs"), outputs: list("outputs") })
}

/// The items of `inputs` or `outputs`, if each is a mapping with a plain name.
fn puts<'a>(node: &'a Node, definition: &'a Definition<'a>, list: &'static str) -> Option<Vec<Put<'a>>> {
    let read = |(index, node): (usize, &'a Arc<Node>)| {
        Some(Put { name: node.get("name")?.as_str()?, node, definition, list, index })
    };
    node.as_sequence()?.iter().enumerate().map(read).collect()
}

/// The deployments of a template.
pub(super) fn deployments<'a>(subject: &'a Subject<'a>) -> impl Iterator<Item = &'a Definition<'a>> {
    subject.definitions.iter().filter(|definition| is_deployment(definition.type_name()))
}

/// The config that a deployment names, if it is one of this template.
pub(super) fn config_of<'a>(deployment: &Definition<'a>, subject: &'a Subject<'a>) -> Option<Config<'a>> {
    let name = call(deployment.property("config")?, "get_resource")?.as_str()?;
    subject.resource(name).and_then(config)
}

/// The servers that a deployment goes to, as far as they are of this template; members of groups too.
pub(super) fn servers_of<'a>(
    deployment: &Definition<'_>,
    subject: &'a Subject<'a>,
) -> Vec<&'a Definition<'a>> {
    let Some(property) = servers_property(deployment.type_name()) else { return Vec::new() };
    let Some(node) = deployment.property(property) else { return Vec::new() };
    let nodes: Vec<&Arc<Node>> = match node.as_mapping() {
        Some([(key, _, _)]) if key.as_str().is_some_and(|key| key.starts_with("get_")) => vec![node],
        Some(entries) => entries.iter().map(|(_, _, node)| node).collect(),
        None => vec![node],
    };
    nodes.into_iter().filter_map(|node| server(node, subject)).collect()
}

/// The server that a value names: by itself, or as the members of a group.
fn server<'a>(node: &Node, subject: &'a Subject<'a>) -> Option<&'a Definition<'a>> {
    // Until it is created, a resource goes by its name.
    let direct = call(node, "get_resource").map_or(node.as_str(), |node| node.as_str());
    let through = || call(node, "get_attr")?.as_sequence()?.first()?.as_str();
    let named = subject.resource(direct.or_else(through)?)?;
    let server = subject.member(named).unwrap_or(named);
    (server.type_name() == "OS::Nova::Server").then_some(server)
}

/// The argument of a call of that function.
pub(super) fn call<'a>(node: &'a Node, function: &str) -> Option<&'a Arc<Node>> {
    match node.as_mapping()? {
        [(key, _, argument)] if key.as_str() == Some(function) => Some(argument),
        _ => None,
    }
}
