//! `OS::Heat::ResourceChain`: a member of each of its `resources`, one after the other (Heat: `resource_chain.py`).

use hotplate_hot::{Diagnostic, Part, Place, Refusal, codes, nearest};
use hotplate_schema::{ResourceTypeName, Value};

use super::{Draft, Room, because, no_properties};
use crate::level::{Work, unknown_type};
use crate::trail::key_text;
use crate::{Resolved, Resource, ResourceId, Stack};

/// A member for each type, named by its position.
pub(super) fn draft(group: &Resource, room: &mut Room) -> Result<Vec<Draft>, String> {
    let types = group.properties.get("resources").unwrap_or(Resolved::NULL);
    // Null is the empty list to Heat.
    let given = types == Resolved::NULL && group.properties.get("resources").is_some();
    let Some(types) = types.items().or_else(|| given.then(Vec::new)) else {
        return Err(because("resources", &types));
    };
    room.check(types.len())?;
    let properties = properties(&group.properties);
    let member = |(index, type_name): (usize, Resolved)| {
        let Resolved::Known(Value::String(type_name)) = type_name else {
            return Err(because("resources", &type_name));
        };
        room.pay(&properties)?;
        Ok(Draft {
            name: index.to_string(),
            type_name: ResourceTypeName::new(&type_name),
            properties: properties.clone(),
            metadata: Resolved::NULL,
            definition: group.definition.key("properties").key("resources").index(index),
        })
    };
    types.into_iter().enumerate().map(member).collect()
}

/// The properties that every member gets.
pub(super) fn properties(chain: &Resolved) -> Resolved {
    let given = chain.get("resource_properties").filter(|given| *given != Resolved::NULL);
    given.unwrap_or_else(no_properties)
}

/// Reports types that are not there, and properties that not every member takes: all get the same.
pub(super) fn check(stack: &Stack, id: ResourceId, work: &mut Work<'_>) {
    if !cfg!(feature = "whole") {
        return;
    }
    let chain = &stack[id];
    let at = chain.definition.key("properties").key("resource_properties");
    let mut seen: Vec<&ResourceTypeName> = Vec::new();
    for member in stack.members(id) {
        let type_name = &member.type_name;
        if seen.contains(&type_name) {
            continue;
        }
        seen.push(type_name);
        let nested =
            stack.nested(member.id).map(|nested| nested.parameters.keys().map(String::as_str).collect());
        let known = work.catalog.get(type_name).filter(|known| !known.any_property);
        let names: Option<Vec<&str>> =
            nested.or_else(|| known.map(|known| known.properties.keys().map(String::as_str).collect()));
        let Some(names) = names else {
            if member.group.is_none() && !work.catalog.knows(type_name.as_str()) {
                let diagnostic = unknown_type(type_name.as_str(), member.definition.clone());
                work.ledger.diagnostics.push(diagnostic.refused_by(Refusal::Create));
            }
            continue;
        };
        for (key, _) in member.properties.entries().unwrap_or_default() {
            let name = key_text(&key);
            if !names.contains(&name.as_str()) {
                let message = format!("`{type_name}` has no property `{name}`, and every member gets it");
                let place = Place::Path(at.key(&name), Part::Key);
                let help = match nearest(&name, names.iter().copied()) {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => "take it away, or the type".to_owned(),
                };
                let diagnostic = Diagnostic::error(codes::UNKNOWN_PROPERTY, place, message).help(help);
                work.ledger.diagnostics.push(diagnostic.refused_by(Refusal::Create));
            }
        }
    }
}
