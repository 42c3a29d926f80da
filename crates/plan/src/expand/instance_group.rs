//! `OS::Heat::InstanceGroup` and CloudFormation's scaling group: instances as a launch configuration describes them
//! (Heat: `instance_group.py`, `autoscaling_group.py`). Heat draws their names at random, as in other scaling groups.

use hotplate_hot::{Diagnostic, Part, Place, Refusal, codes};
use hotplate_schema::{Key, ResourceTypeName, SmolStr, Value};

use super::resource_group::whole_number;
use super::{Draft, Room, because};
use crate::evaluate::Ledger;
use crate::nested::is_instance_group;
use crate::{DependencyGraph, Reference, Resolved, Resource, ResourceId, Stack};

const NAME: &str = "LaunchConfigurationName";

/// As many instances as the group begins with.
pub(super) fn draft(stack: &Stack, group: &Resource, room: &mut Room) -> Result<Vec<Draft>, String> {
    let given = &group.properties;
    if given.get("InstanceId").is_some() {
        return Err("they are like an instance that exists elsewhere".to_owned());
    }
    let count = match is_of_cloudformation(group) {
        false => whole_number(given, "Size")?,
        true => match whole_number(given, "DesiredCapacity")? {
            None | Some(0) => whole_number(given, "MinSize")?,
            desired => desired,
        },
    };
    let count = count.unwrap_or(0);
    room.check(count)?;
    let name = given.get(NAME).unwrap_or(Resolved::NULL);
    let configuration = match named(stack, group) {
        Some(Ok(found)) => found,
        Some(Err(name)) => return Err(format!("there is no launch configuration `{name}`")),
        None => return Err(because(NAME, &name)),
    };
    if !is_configuration(configuration) {
        return Err(format!("`{}` is no launch configuration", configuration.path));
    }
    if configuration.properties.get("InstanceId").is_some() {
        return Err("they are like an instance that exists elsewhere".to_owned());
    }
    let id = Resolved::Pending(vec![Reference { resource: group.path.clone(), attribute: Vec::new() }]);
    let properties = properties(group, given, &configuration.properties, id);
    let member = |index: usize| {
        room.pay(&properties)?;
        Ok(Draft {
            name: format!("sample-{}", index + 1),
            type_name: ResourceTypeName::new("OS::Heat::ScaledResource"),
            properties: properties.clone(),
            metadata: configuration.metadata.clone(),
            definition: group.definition.key("properties").key(NAME),
        })
    };
    (0..count).map(member).collect()
}

/// The properties of each instance: those of the configuration, and the tags by which the group finds it again.
pub(crate) fn properties(
    group: &Resource,
    given: &Resolved,
    configuration: &Resolved,
    id: Resolved,
) -> Resolved {
    let mut entries = configuration.entries().unwrap_or_default();
    let mut tags = given.get("Tags").and_then(|tags| tags.items()).unwrap_or_default();
    let is_marked = tags.iter().any(|tag| {
        let key = tag.get("Key");
        let key = key.as_ref().and_then(Resolved::known).and_then(Value::as_str);
        key.is_some_and(|key| key.starts_with("metering."))
    });
    let tag = |name: &str| {
        let key = (Key::from("Key"), Resolved::Known(name.into()));
        Resolved::map([key, (Key::from("Value"), id.clone())].into_iter().collect())
    };
    if !is_marked {
        tags.push(tag("metering.groupname"));
    }
    if is_of_cloudformation(group) {
        tags.push(tag("metering.AutoScalingGroupName"));
        let subnets = given.get("VPCZoneIdentifier").and_then(|subnets| subnets.items());
        let subnet = subnets.and_then(|subnets| subnets.into_iter().next());
        entries.extend(subnet.map(|subnet| (Key::from("SubnetId"), subnet)));
    }
    entries.push((Key::from("Tags"), Resolved::list(tags)));
    Resolved::map(entries.into_iter().collect())
}

/// The resource that a group names as its configuration; the name, if there is none; nothing while it is not known.
pub(crate) fn named<'a>(stack: &'a Stack, group: &Resource) -> Option<Result<&'a Resource, SmolStr>> {
    let found = match group.properties.get(NAME)? {
        Resolved::Pending(references) => match references.as_slice() {
            [reference] if reference.attribute.is_empty() => return stack.find(&reference.resource).map(Ok),
            _ => return None,
        },
        Resolved::Known(name @ (Value::String(_) | Value::Int(_))) => {
            let name = name.python_str();
            let within = group.parent.map(|parent| &stack[parent].path);
            stack.named(within, &name).filter(|found| found.enabled != Some(false)).ok_or_else(|| name.into())
        }
        _ => return None,
    };
    Some(found)
}

/// Reports groups that name no configuration, or one that they do not wait for.
pub(crate) fn report(stack: &Stack, graph: &DependencyGraph, ledger: &mut Ledger) {
    if !cfg!(feature = "whole") {
        return;
    }
    let level = stack.level(graph.ids()).iter();
    let is_asked = |group: &&Resource| {
        let elsewhere = group.properties.get("InstanceId").unwrap_or(Resolved::NULL);
        elsewhere == Resolved::NULL || elsewhere == Resolved::Known("".into())
    };
    for group in level.filter(|it| it.enabled != Some(false) && is_instance_group(it)).filter(is_asked) {
        let (message, help) = match named(stack, group) {
            Some(Err(name)) => (
                format!("there is no launch configuration `{name}` in this template"),
                "name one with `get_resource`".to_owned(),
            ),
            Some(Ok(found)) if !is_configuration(found) => (
                format!("`{}` is of type `{}`, and is no launch configuration", found.path, found.type_name),
                "name an `AWS::AutoScaling::LaunchConfiguration`".to_owned(),
            ),
            Some(Ok(found)) if !waits(graph, group.id, found.id) => (
                format!("`{}` is only named here: Heat asks for a reference to it", found.path.name()),
                format!("write `{{get_resource: {}}}`", found.path.name()),
            ),
            None if group.properties.get(NAME) == Some(Resolved::NULL) => (
                "the members of this group are made of a launch configuration, and this is none".to_owned(),
                "name one with `get_resource`".to_owned(),
            ),
            Some(Ok(_)) | None => continue,
        };
        let place = Place::Path(group.definition.key("properties").key(NAME), Part::Value);
        let diagnostic = Diagnostic::error(codes::INVALID_PROPERTY_VALUE, place, message);
        ledger.diagnostics.push(diagnostic.help(help).refused_by(Refusal::Create));
    }
}

fn waits(graph: &DependencyGraph, from: ResourceId, to: ResourceId) -> bool {
    graph.requires(from).any(|dependency| dependency.to == to)
}

fn is_of_cloudformation(group: &Resource) -> bool {
    group.type_name.as_str() == "AWS::AutoScaling::AutoScalingGroup"
}

fn is_configuration(resource: &Resource) -> bool {
    resource.type_name.as_str() == "AWS::AutoScaling::LaunchConfiguration"
}
