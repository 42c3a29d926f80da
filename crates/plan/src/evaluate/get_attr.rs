//! `get_attr: [resource, attribute, way, into, it]`.

use hotplate_hot::Expression;
use hotplate_schema::Value;

use super::call::{all_known, known};
use super::{Answer, Call, Scope};
use crate::Resolved;
use crate::attribute::{attribute_of, open_members};

/// The form of the older versions: an attribute must be named.
pub(super) fn attribute(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    match call.items() {
        Some(items) if items.len() >= 2 => read(call, items, scope),
        _ => call.form("`[RESOURCE, ATTRIBUTE, ...]`"),
    }
}

/// The form of CloudFormation's format: nothing but the attribute.
pub(super) fn pair(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    match call.items() {
        Some(items) if items.len() == 2 => read(call, items, scope),
        _ => call.form("`[RESOURCE, ATTRIBUTE]`"),
    }
}

/// From 2015-10-15: the resource alone stands for all its attributes. (So does, by an accident of Heat's, a bare
/// name of one letter.)
pub(super) fn attribute_or_all(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    match (call.items(), call.argument) {
        (Some(items), _) if !items.is_empty() => read(call, items, scope),
        (None, Expression::Scalar(Value::String(name))) if name.chars().count() == 1 => {
            read(call, std::slice::from_ref(call.argument), scope)
        }
        _ => call.form("`[RESOURCE, ATTRIBUTE, ...]`"),
    }
}

fn read(call: &Call<'_>, items: &[Expression], scope: &mut Scope<'_>) -> Answer {
    let items: Vec<_> = items.iter().enumerate().map(|(i, item)| call.item(i, item, scope)).collect();
    all_known(&items)?;
    let mut items = items.into_iter().map(known).collect::<Result<Vec<_>, _>>()?;
    let name = items.remove(0);
    if items.is_empty() {
        items.push(Value::Null);
    }
    match name.as_str().map(|name| (name, scope.named(name))) {
        Some((name, resource)) if resource.is_none_or(|resource| resource.enabled == Some(false)) => {
            Ok(Resolved::Unknown(match resource {
                Some(_) => format!("`{name}` is not created"),
                None => format!("there is no resource `{name}`"),
            }))
        }
        Some((_, Some(resource))) => {
            // A group's attribute is made of its members'.
            scope.pay(open_members(resource).saturating_mul(64))?;
            attribute_of(resource, &items, scope).or_else(|fault| call.late(fault))
        }
        _ => call.invalid("needs the name of a resource as its first item"),
    }
}
