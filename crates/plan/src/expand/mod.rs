//! Groups opened into their members.

mod deployment_group;
mod resource_group;

use hotplate_hot::Path;
use hotplate_schema::ResourceTypeName;

use crate::{Group, GroupKind, Limits, Resolved, Resource, ResourceId, Stack};

/// What may still be made.
pub(crate) struct Room {
    /// Members, all together.
    pub(crate) members: usize,
    /// Characters and items in their properties.
    pub(crate) left: u64,
    /// Levels of groups in groups.
    pub(crate) depth: usize,
}

impl Room {
    /// All that the limits allow.
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { members: limits.members, left: limits.made, depth: limits.depth }
    }
}

/// A member before it is part of the stack.
struct Draft {
    name: String,
    type_name: ResourceTypeName,
    properties: Resolved,
    metadata: Resolved,
    definition: Path,
}

/// What kind of group a type is, if it is one.
pub(crate) fn group_kind(type_name: &ResourceTypeName) -> Option<GroupKind> {
    match type_name.as_str() {
        "OS::Heat::ResourceGroup" => Some(GroupKind::ResourceGroup),
        "OS::Heat::SoftwareDeploymentGroup"
        | "OS::Heat::SoftwareDeployments"
        | "OS::Heat::StructuredDeploymentGroup"
        | "OS::Heat::StructuredDeployments" => Some(GroupKind::SoftwareDeploymentGroup),
        "OS::Heat::ResourceChain" => Some(GroupKind::ResourceChain),
        "OS::Heat::AutoScalingGroup" | "OS::Heat::InstanceGroup" | "AWS::AutoScaling::AutoScalingGroup" => {
            Some(GroupKind::AutoScalingGroup)
        }
        name if name.ends_with(".yaml") || name.ends_with(".template") => Some(GroupKind::NestedTemplate),
        _ => None,
    }
}

/// Opens a resource that is a group, and the groups among its members. What it is made of must stand in its
/// properties by now.
pub(crate) fn open(stack: &mut Stack, id: ResourceId, type_name: &ResourceTypeName, room: &mut Room) {
    let Some(kind) = group_kind(type_name) else { return };
    let drafts = match draft(&stack[id], kind, type_name, room) {
        Ok(drafts) => drafts,
        Err(reason) => {
            stack.get_mut(id).group = Some(Group { kind, members: Vec::new(), closed: Some(reason) });
            return;
        }
    };
    room.members -= drafts.len();
    let mut members = Vec::with_capacity(drafts.len());
    for draft in drafts {
        members.push(stack.push(Resource {
            id,
            path: stack[id].path.member(&draft.name),
            type_name: draft.type_name,
            parent: Some(id),
            group: None,
            enabled: stack[id].enabled,
            properties: draft.properties,
            metadata: draft.metadata,
            definition: draft.definition,
        }));
    }
    stack.get_mut(id).group = Some(Group { kind, members: members.clone(), closed: None });
    room.depth = room.depth.saturating_sub(1);
    for member in members {
        let type_name = stack[member].type_name.clone();
        open(stack, member, &type_name, room);
    }
    room.depth += 1;
}

/// A member's properties, taken from those of its group.
pub(crate) fn member_properties(group: &Resource, member: &Resource, properties: &Resolved) -> Resolved {
    match group.group.as_ref().map(|group| group.kind) {
        Some(GroupKind::ResourceGroup) => resource_group::properties(properties, member.path.name()),
        Some(GroupKind::SoftwareDeploymentGroup) => {
            deployment_group::properties(properties, member.path.name())
        }
        Some(GroupKind::ResourceChain | GroupKind::AutoScalingGroup | GroupKind::NestedTemplate) | None => {
            member.properties.clone()
        }
    }
}

/// The members, or why the group stays closed.
fn draft(
    group: &Resource,
    kind: GroupKind,
    type_name: &ResourceTypeName,
    room: &mut Room,
) -> Result<Vec<Draft>, String> {
    if group.enabled == Some(false) {
        return Err("its condition does not hold".to_owned());
    }
    if room.depth == 0 {
        return Err("groups are nested too deeply".to_owned());
    }
    match kind {
        GroupKind::ResourceGroup => resource_group::draft(group, room),
        GroupKind::SoftwareDeploymentGroup => deployment_group::draft(group, type_name, room),
        GroupKind::ResourceChain => Err("chains are not opened here".to_owned()),
        GroupKind::AutoScalingGroup => {
            Err("the number and names of its members change with the load".to_owned())
        }
        GroupKind::NestedTemplate => Err("nested templates are not opened here".to_owned()),
    }
}

impl Room {
    /// Whether so many members more may be made.
    fn check(&self, members: usize) -> Result<(), String> {
        if members > self.members {
            return Err(format!("{members} members are more than are shown"));
        }
        Ok(())
    }

    /// Pays for a member's properties.
    fn pay(&mut self, properties: &Resolved) -> Result<(), String> {
        let size = properties.size();
        self.left = self.left.checked_sub(size).ok_or("its members are too large to be shown")?;
        Ok(())
    }
}

/// Why something that decides the members is not known.
fn because(what: &str, value: &Resolved) -> String {
    match value {
        Resolved::Unknown(reason) => format!("its `{what}` is not known: {reason}"),
        Resolved::Pending(references) => match references.first() {
            Some(reference) => format!("its `{what}` is only known once `{}` exists", reference.resource),
            None => format!("its `{what}` is not known"),
        },
        Resolved::Known(_) | Resolved::List(_) | Resolved::Map(_) => format!("its `{what}` cannot be read"),
    }
}
