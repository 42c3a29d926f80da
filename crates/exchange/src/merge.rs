//! What Heat puts together from what deployments reported, and who reads it.

use hotplate_plan::{Known, Plan, Reason, Reference, Resolved, Resource, ResourceId};
use hotplate_schema::{IndexMap, Value};

use crate::Merge;
use crate::config::SoftwareConfig;
use crate::play::is_deploying;
use crate::signal::REPORTED_BY_ALL;
use crate::world::{Attributes, World};

/// The attributes of a deployment group: for each attribute of its members, a map from the member's key to the
/// member's value (software_deployment.py, `SoftwareDeploymentGroup.get_attribute`).
pub(crate) fn merge(plan: &Plan, group: &Resource, config: &SoftwareConfig, world: &World) -> Attributes {
    let collect = |name: &str| {
        let members = plan.stack.members(group.id);
        Value::Map(
            members
                .map(|member| {
                    let value = world.attributes(&member.path).and_then(|reported| reported.get(name));
                    (member.path.name().into(), value.cloned().unwrap_or_default())
                })
                .collect(),
        )
    };
    let outputs = config.outputs.iter().map(|output| (output.name.clone(), collect(&output.name)));
    let own = REPORTED_BY_ALL.iter().map(|&name| (name.to_owned(), collect(name)));
    let plural = REPORTED_BY_ALL.iter().map(|&name| (format!("{name}s"), collect(name)));
    outputs.chain(own).chain(plural).collect()
}

/// Every attribute of a deployment resource that somebody reads.
pub(crate) fn merges(plan: &Plan, world: &World) -> Vec<Merge> {
    let mut merges: IndexMap<(ResourceId, String), Merge> = IndexMap::default();
    let mut entry = |resource: &Resource, attribute: &str, reader: String, reading: Option<ResourceId>| {
        let merge = merges.entry((resource.id, attribute.to_owned())).or_insert_with(|| {
            let reference = Reference { resource: resource.path.clone(), attribute: vec![attribute.into()] };
            Merge { value: world.get(&reference), reference, readers: Vec::new(), reading: Vec::new() }
        });
        if !merge.readers.contains(&reader) {
            merge.readers.push(reader);
            merge.reading.extend(reading);
        }
    };
    for dependency in plan.graph.dependencies() {
        let source = &plan.stack[dependency.to];
        if is_deploying(source) {
            for reason in &dependency.reasons {
                if let Reason::GetAttr { attribute, .. } = reason {
                    entry(
                        source,
                        attribute,
                        plan.stack[dependency.from].path.to_string(),
                        Some(dependency.from),
                    );
                }
            }
        }
    }
    for (name, output) in &plan.outputs {
        let mut read = Vec::new();
        references(&output.value, &mut read);
        for reference in read {
            if let (Some(source), Some(Value::String(attribute))) =
                (plan.stack.find(&reference.resource), reference.attribute.first())
                && is_deploying(source)
            {
                // What is read of a group is pending on each of its members: the group's merge is what is read.
                let group =
                    source.parent.map(|parent| &plan.stack[parent]).filter(|group| is_deploying(group));
                entry(group.unwrap_or(source), attribute, name.clone(), None);
            }
        }
    }
    merges.into_values().collect()
}

/// What a value still waits for, in order.
pub(crate) fn references<'a>(value: &'a Resolved, found: &mut Vec<&'a Reference>) {
    match value {
        Resolved::Known(_) | Resolved::Unknown(_) => {}
        Resolved::List(items) => items.iter().for_each(|item| references(item, found)),
        Resolved::Map(entries) => entries.values().for_each(|entry| references(entry, found)),
        Resolved::Pending(pending) => found.extend(pending),
    }
}
