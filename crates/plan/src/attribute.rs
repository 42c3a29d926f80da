//! Ids and attributes of resources, as far as known; those of groups are built from their members.

use hotplate_schema::{Key, Value};
use indexmap::IndexMap;

use crate::evaluate::select;
use crate::{Group, GroupKind, Known, Reference, Resolved, Resource, Stack};

/// What `get_resource` comes to.
pub(crate) fn id_of(resource: &Resource, known: &dyn Known) -> Resolved {
    ask(resource, &[], known).unwrap_or_else(|reference| Resolved::Pending(vec![reference]))
}

/// What `get_attr` comes to for an attribute and the way into it; a single null stands for all attributes. The error
/// says what is wrong with the path.
pub(crate) fn attribute_of(
    stack: &Stack,
    resource: &Resource,
    path: &[Value],
    known: &dyn Known,
) -> Result<Resolved, String> {
    let reference = match ask(resource, path, known) {
        Ok(value) => return Ok(value),
        Err(reference) => reference,
    };
    let pending = || Resolved::Pending(vec![reference]);
    let Some((first, rest)) = path.split_first().filter(|(first, _)| **first != Value::Null) else {
        return Ok(pending());
    };
    match &resource.group {
        Some(group) if group.closed.is_none() => {
            let name = first
                .as_str()
                .ok_or_else(|| format!("needs the name of an attribute, not `{}`", first.python_str()))?;
            match group.kind {
                GroupKind::ResourceGroup if name == "removed_rsrc_list" => Ok(pending()),
                GroupKind::ResourceGroup => of_resource_group(stack, resource, name, rest, known),
                GroupKind::SoftwareDeploymentGroup => {
                    Ok(of_deployment_group(stack, resource, name, rest, known))
                }
                GroupKind::ResourceChain | GroupKind::AutoScalingGroup | GroupKind::NestedTemplate => {
                    Ok(pending())
                }
            }
        }
        Some(_) => Ok(pending()),
        None => Ok(of_plain(resource, first, rest, known).unwrap_or_else(pending)),
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

/// Heat: `ResourceGroup.get_attribute`.
fn of_resource_group(
    stack: &Stack,
    group: &Resource,
    name: &str,
    rest: &[Value],
    known: &dyn Known,
) -> Result<Resolved, String> {
    let members = || stack.members(group.id);
    match name {
        "refs" => Ok(walk(Resolved::list(members().map(|member| id_of(member, known)).collect()), rest)),
        // Heat takes no notice of a way into this one.
        "refs_map" => Ok(by_name(members().map(|member| (member, id_of(member, known))))),
        "attributes" if rest.is_empty() => {
            Err("needs the name of a member's attribute after `attributes`".to_owned())
        }
        "attributes" => {
            let values = members().map(|member| Ok((member, attribute_of(stack, member, rest, known)?)));
            Ok(by_name(values.collect::<Result<Vec<_>, String>>()?))
        }
        _ => match name.strip_prefix("resource.") {
            Some(tail) => {
                let (index, attribute) =
                    tail.split_once('.').map_or((tail, None), |(i, a)| (i, Some(Value::from(a))));
                let Some(member) = stack.find(&group.path.member(index)) else {
                    return Err(format!("finds no member `{index}` in `{}`", group.path));
                };
                let way: Vec<Value> = attribute.into_iter().chain(rest.iter().cloned()).collect();
                if way.is_empty() {
                    Ok(id_of(member, known))
                } else {
                    attribute_of(stack, member, &way, known)
                }
            }
            None => {
                let way: Vec<Value> =
                    std::iter::once(Value::from(name)).chain(rest.iter().cloned()).collect();
                let values = members().map(|member| attribute_of(stack, member, &way, known));
                Ok(Resolved::list(values.collect::<Result<_, _>>()?))
            }
        },
    }
}

/// Heat: `SoftwareDeploymentGroup.get_attribute`: by the name of each server, what its deployment reported.
fn of_deployment_group(
    stack: &Stack,
    group: &Resource,
    name: &str,
    rest: &[Value],
    known: &dyn Known,
) -> Resolved {
    let reported = [Value::from(match name {
        "deploy_stdouts" => "deploy_stdout",
        "deploy_stderrs" => "deploy_stderr",
        "deploy_status_codes" => "deploy_status_code",
        output => output,
    })];
    let values = stack.members(group.id).map(|member| {
        let value = ask(member, &reported, known);
        (member, value.unwrap_or_else(|reference| Resolved::Pending(vec![reference])))
    });
    walk(by_name(values), rest)
}

fn by_name<'a>(values: impl IntoIterator<Item = (&'a Resource, Resolved)>) -> Resolved {
    let entry = |(member, value): (&Resource, Resolved)| (Key::from(member.path.name()), value);
    Resolved::map(values.into_iter().map(entry).collect::<IndexMap<_, _>>())
}

/// The rest of the way, as far as it leads through what is known. A way that leads nowhere ends in null.
fn walk(value: Resolved, path: &[Value]) -> Resolved {
    let Some((first, rest)) = path.split_first() else { return value };
    let next = match &value {
        Resolved::Known(known) => return Resolved::Known(select(known, path, false).unwrap_or_default()),
        Resolved::Pending(_) | Resolved::Unknown(_) => return value,
        Resolved::Map(entries) => first.as_str().and_then(|key| entries.get(&Key::from(key))),
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
    resource.group.as_ref().filter(open).map_or(0, |group| group.members.len())
}
