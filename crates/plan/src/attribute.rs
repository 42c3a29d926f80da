//! Ids and attributes of resources, as far as known; those of groups are built from their members.

use hotplate_schema::{Key, Value};

use crate::evaluate::{Scope, select};
use crate::nested::output_now;
use crate::{Group, GroupKind, Known, Reference, Resolved, Resource};

/// What `get_resource` comes to. A nested template may have an output that says it.
pub(crate) fn id_of(resource: &Resource, scope: &mut Scope<'_>) -> Resolved {
    let may_tell = !scope.known.is_preview() && !scope.stack.is_stuck(resource.id);
    let told = may_tell.then(|| output_now(resource.id, OWN_ID, scope)).flatten();
    let told = told.filter(|id| id.known().is_some_and(|id| *id != Value::Null));
    told.unwrap_or_else(|| {
        let reference = || Reference { resource: resource.path.clone(), attribute: Vec::new() };
        scope.known.id(resource).map_or_else(|| Resolved::Pending(vec![reference()]), Resolved::Known)
    })
}

/// The output by which a nested template says its id.
const OWN_ID: &str = "OS::stack_id";

/// What `get_attr` comes to for an attribute and the way into it; a single null stands for all attributes. The error
/// says what is wrong with the path.
pub(crate) fn attribute_of(
    resource: &Resource,
    path: &[Value],
    scope: &mut Scope<'_>,
) -> Result<Resolved, String> {
    let reference = match ask(resource, path, scope.known) {
        Ok(value) => return Ok(value),
        Err(reference) => reference,
    };
    let pending = || Resolved::Pending(vec![reference]);
    // Nothing in a circle comes before the rest of it, so whatever one says of another would depend on where one begins.
    if scope.stack.is_stuck(resource.id) {
        return Ok(pending());
    }
    let Some((first, rest)) = path.split_first().filter(|(first, _)| **first != Value::Null) else {
        return Ok(pending());
    };
    let Some(group) = &resource.group else {
        return Ok(of_plain(resource, first, rest, scope.known).unwrap_or_else(pending));
    };
    if group.closed.is_some() {
        return Ok(pending());
    }
    let name = first
        .as_str()
        .ok_or_else(|| format!("needs the name of an attribute, not `{}`", first.python_str()))?;
    if let Some(tail) = name.strip_prefix("resource.") {
        return of_member(resource, tail, rest, scope);
    }
    match (group.kind, name) {
        (_, "show") | (GroupKind::ResourceGroup, "removed_rsrc_list") | (GroupKind::InstanceGroup, _) => {
            Ok(pending())
        }
        (GroupKind::NestedTemplate, _) => match output_now(resource.id, name, scope) {
            Some(value) => Ok(walk(value, rest)),
            None => Err(format!("finds no output `{name}` in `{}`", resource.type_name)),
        },
        (GroupKind::SoftwareDeploymentGroup, _) => Ok(of_deployment_group(resource, name, rest, scope)),
        (GroupKind::AutoScalingGroup, "current_size") => {
            Ok(Resolved::Known(Value::Int(group.members.len() as i128)))
        }
        (GroupKind::AutoScalingGroup, "outputs" | "outputs_list") if rest.is_empty() => {
            Err(format!("needs the name of a member's attribute after `{name}`"))
        }
        (GroupKind::AutoScalingGroup, "outputs") => map_of_members(resource, rest, scope),
        (GroupKind::AutoScalingGroup, "outputs_list") => list_of_members(resource, rest, scope),
        (GroupKind::AutoScalingGroup, "refs" | "refs_map")
        | (_, "refs")
        | (GroupKind::ResourceGroup, "refs_map") => {
            let members = scope.stack.members(resource.id);
            let ids: Vec<_> = members.map(|member| (member, id_of(member, scope))).collect();
            // Heat takes no notice of a way into `refs_map`.
            Ok(match name {
                "refs_map" => by_name(ids),
                _ => walk(Resolved::list(ids.into_iter().map(|(_, id)| id).collect()), rest),
            })
        }
        (GroupKind::AutoScalingGroup, _) => {
            Err(format!("finds no attribute `{name}`: the members' are read as `outputs` or `outputs_list`"))
        }
        (_, "attributes") if rest.is_empty() => {
            Err("needs the name of a member's attribute after `attributes`".to_owned())
        }
        (_, "attributes") => map_of_members(resource, rest, scope),
        _ => list_of_members(resource, path, scope),
    }
}

/// Asks for the whole path; else says what was asked for.
fn ask(resource: &Resource, path: &[Value], known: &dyn Known) -> Result<Resolved, Reference> {
    let reference = Reference { resource: resource.path.clone(), attribute: path.to_vec() };
    known.get(&reference).map(Resolved::Known).ok_or(reference)
}

/// The attribute alone and the rest of the way; and what can be told before anything exists.
fn of_plain(resource: &Resource, first: &Value, rest: &[Value], known: &dyn Known) -> Option<Resolved> {
    if let Some(Ok(value)) = (!rest.is_empty()).then(|| ask(resource, std::slice::from_ref(first), known)) {
        return Some(walk(value, rest));
    }
    // `OS::Heat::Value` gives back what it is given, unless its `type` casts it.
    let is_value = resource.type_name.as_str() == "OS::Heat::Value" && first.as_str() == Some("value");
    if is_value && resource.properties.get("type").is_none() {
        return resource.properties.get("value").map(|value| walk(value, rest));
    }
    None
}

/// `resource.<name>[.<attribute>]`: a single member. The members of a scaling group are counted, those of a chain and
/// of a resource group named by their number.
fn of_member(
    group: &Resource,
    tail: &str,
    rest: &[Value],
    scope: &mut Scope<'_>,
) -> Result<Resolved, String> {
    let (name, attribute) = tail.split_once('.').map_or((tail, None), |(name, rest)| (name, Some(rest)));
    let stack = scope.stack;
    let sampled = group.group.as_ref().is_some_and(|group| group.sampled);
    let member = match name.parse() {
        Ok(index) if sampled => stack.members(group.id).nth(index),
        _ => stack.named(Some(&group.path), name),
    };
    let Some(member) = member else { return Err(format!("finds no member `{name}` in `{}`", group.path)) };
    let way: Vec<Value> = attribute.into_iter().map(Value::from).chain(rest.iter().cloned()).collect();
    if way.is_empty() { Ok(id_of(member, scope)) } else { attribute_of(member, &way, scope) }
}

/// An attribute of every member, by the members' names.
fn map_of_members(group: &Resource, way: &[Value], scope: &mut Scope<'_>) -> Result<Resolved, String> {
    let members = scope.stack.members(group.id);
    let values = members.map(|member| Ok((member, attribute_of(member, way, scope)?)));
    Ok(by_name(values.collect::<Result<Vec<_>, String>>()?))
}

/// An attribute of every member, in their order.
fn list_of_members(group: &Resource, way: &[Value], scope: &mut Scope<'_>) -> Result<Resolved, String> {
    let members = scope.stack.members(group.id);
    Ok(Resolved::list(members.map(|member| attribute_of(member, way, scope)).collect::<Result<_, _>>()?))
}

/// Heat: `SoftwareDeploymentGroup.get_attribute`: by the name of each server, what its deployment reported.
fn of_deployment_group(group: &Resource, name: &str, rest: &[Value], scope: &Scope<'_>) -> Resolved {
    let reported = [Value::from(match name {
        "deploy_stdouts" => "deploy_stdout",
        "deploy_stderrs" => "deploy_stderr",
        "deploy_status_codes" => "deploy_status_code",
        output => output,
    })];
    let values = scope.stack.members(group.id).map(|member| {
        let value = ask(member, &reported, scope.known);
        (member, value.unwrap_or_else(|reference| Resolved::Pending(vec![reference])))
    });
    walk(by_name(values), rest)
}

fn by_name<'a>(values: impl IntoIterator<Item = (&'a Resource, Resolved)>) -> Resolved {
    let entry = |(member, value): (&Resource, Resolved)| (Key::from(member.path.name()), value);
    Resolved::map(values.into_iter().map(entry).collect())
}

/// The rest of the way, as far as it leads through what is known. A way that leads nowhere ends in null.
pub(crate) fn walk(value: Resolved, path: &[Value]) -> Resolved {
    let Some((first, rest)) = path.split_first() else { return value };
    let next = match &value {
        Resolved::Known(known) => return Resolved::Known(select(known, path, false).unwrap_or_default()),
        Resolved::Pending(_) | Resolved::Unknown(_) => return value,
        Resolved::Map(entries) => first.as_str().and_then(|key| entries.get(key)),
        Resolved::List(items) => match first {
            Value::Int(index) if *index < 0 => {
                usize::try_from(-index).ok().and_then(|back| items.iter().nth_back(back - 1))
            }
            Value::Int(index) => usize::try_from(*index).ok().and_then(|index| items.get(index)),
            _ => None,
        },
    };
    next.map_or(Resolved::NULL, |next| walk(next.clone(), rest))
}

/// Whether a group is open: its members are all there.
pub(crate) fn open_members(resource: &Resource) -> usize {
    let open = |group: &&Group| group.closed.is_none();
    resource.group.as_deref().filter(open).map_or(0, |group| group.members.len())
}
