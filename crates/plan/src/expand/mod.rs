//! Groups opened into their members.

mod deployment_group;
pub(crate) mod instance_group;
mod resource_chain;
mod resource_group;
mod scaling_group;

use hotplate_hot::{Diagnostic, Expression, Part, Path, Place, Refusal, codes};
use hotplate_schema::{ResourceTypeName, Value};

use crate::evaluate::Facade;
use crate::level::Work;
use crate::nested::open_template;
use crate::registry::{Registry, is_file};
use crate::{Group, GroupKind, Limits, Resolved, Resource, ResourceId, Stack};

/// What may still be made.
pub(crate) struct Room {
    /// Members, all together.
    pub(crate) members: usize,
    /// Members for which there was no room.
    pub(crate) beyond: usize,
    /// Characters and items in their properties.
    pub(crate) left: u64,
    /// Levels of groups in groups.
    pub(crate) depth: usize,
}

impl Room {
    /// All that the limits allow.
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { members: limits.members, beyond: 0, left: limits.made, depth: limits.depth }
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
        "OS::Heat::AutoScalingGroup" => Some(GroupKind::AutoScalingGroup),
        "OS::Heat::InstanceGroup" | "AWS::AutoScaling::AutoScalingGroup" => Some(GroupKind::InstanceGroup),
        name if is_file(name) => Some(GroupKind::NestedTemplate),
        _ => None,
    }
}

/// Opens a resource that has members, and those among its members that have some. What it is made of must stand in
/// its properties by now; `written` is what they are in the template, if they stand there. `facade` is what a nested
/// template can read of it.
pub(crate) fn open(
    stack: &mut Stack,
    id: ResourceId,
    registry: &Registry,
    facade: Facade,
    written: Option<&Expression>,
    work: &mut Work<'_>,
) {
    let Some(kind) = group_kind(&stack[id].type_name) else { return };
    let opened = if stack[id].enabled == Some(false) {
        Err("its condition does not hold".to_owned())
    } else if work.room.depth == 0 {
        report_depth(&stack[id], work);
        Err("stacks are nested too deeply".to_owned())
    } else {
        work.room.depth -= 1;
        let opened = match kind {
            GroupKind::NestedTemplate => open_template(stack, id, registry, facade, written, work),
            _ => open_group(stack, id, kind, registry, work),
        };
        work.room.depth += 1;
        opened
    };
    if let Err(reason) = opened {
        stack.get_mut(id).group =
            Some(Group { kind, members: Vec::new(), closed: Some(reason), sampled: false }.into());
    }
}

fn open_group(
    stack: &mut Stack,
    id: ResourceId,
    kind: GroupKind,
    registry: &Registry,
    work: &mut Work<'_>,
) -> Result<(), String> {
    let group = &stack[id];
    let drafts = match kind {
        GroupKind::ResourceGroup => resource_group::draft(group, &mut work.room),
        GroupKind::SoftwareDeploymentGroup => deployment_group::draft(group, &mut work.room),
        GroupKind::ResourceChain => resource_chain::draft(group, &mut work.room),
        GroupKind::AutoScalingGroup => {
            scaling_group::report(group, &mut work.ledger);
            scaling_group::draft(group, &mut work.room)
        }
        GroupKind::InstanceGroup => instance_group::draft(stack, group, &mut work.room),
        GroupKind::NestedTemplate => Ok(Vec::new()),
    }?;
    let registry = registry.inside(group.path.name(), None);
    work.room.members -= drafts.len();
    stack.reserve(drafts.len());
    let mut members = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let type_name = registry.implementation(&draft.name, &draft.type_name, work.catalog);
        members.push(stack.push(Resource {
            id,
            path: stack[id].path.member(&draft.name),
            type_name: type_name.unwrap_or_else(|| draft.type_name.clone()),
            written_type: draft.type_name,
            parent: Some(id),
            group: None,
            enabled: stack[id].enabled,
            properties: draft.properties,
            metadata: draft.metadata,
            definition: draft.definition,
            source: stack[id].source.clone(),
        }));
    }
    let sampled = matches!(kind, GroupKind::AutoScalingGroup | GroupKind::InstanceGroup);
    stack.get_mut(id).group = Some(Group { kind, members: members.clone(), closed: None, sampled }.into());
    for member in members {
        let facade = Facade::of_member(&stack[member]);
        open(stack, member, &registry, facade, None, work);
    }
    if kind == GroupKind::ResourceChain {
        resource_chain::check(stack, id, work);
    }
    Ok(())
}

/// Reports a stack that is nested deeper than Heat allows.
fn report_depth(resource: &Resource, work: &mut Work<'_>) {
    if !cfg!(feature = "whole") || !work.library.is_first(resource) {
        return;
    }
    let place = Place::Path(resource.definition.clone(), Part::Key);
    let message = format!(
        "`{}` would be a stack on level {}: Heat allows {}",
        resource.path,
        work.depth + 1,
        work.depth
    );
    let help = if is_file(resource.type_name.as_str()) {
        format!("`{}` must not stand for itself without end", resource.type_name)
    } else {
        "take a level out".to_owned()
    };
    let diagnostic = Diagnostic::error(codes::TOO_MANY_LEVELS, place, message).help(help);
    work.ledger.diagnostics.push(diagnostic.refused_by(Refusal::Create));
}

/// A member's properties, taken from those of its group.
pub(crate) fn member_properties(group: &Resource, member: &Resource, properties: &Resolved) -> Resolved {
    match group.group.as_ref().map(|group| group.kind) {
        Some(GroupKind::ResourceGroup) => resource_group::properties(properties, member),
        Some(GroupKind::SoftwareDeploymentGroup) => {
            deployment_group::properties(properties, member.path.name())
        }
        Some(GroupKind::ResourceChain) => resource_chain::properties(properties),
        Some(GroupKind::AutoScalingGroup) => {
            properties.at(&["resource", "properties"]).unwrap_or_else(no_properties)
        }
        Some(GroupKind::InstanceGroup | GroupKind::NestedTemplate) | None => member.properties.clone(),
    }
}

/// What a member has of which nothing is said.
fn no_properties() -> Resolved {
    Resolved::Known(Value::Map(Default::default()))
}

impl Room {
    /// Whether so many members more may be made.
    pub(crate) fn check(&mut self, members: usize) -> Result<(), String> {
        if members > self.members {
            self.beyond = self.beyond.saturating_add(members);
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
