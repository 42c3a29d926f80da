//! `get_resource: name`: the id of a resource. Names that lead nowhere are reported where references are collected.

use hotplate_schema::Value;

use super::{Answer, Call, Scope};
use crate::Resolved;
use crate::attribute::id_of;

pub(super) fn get_resource(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    match call.value(scope)? {
        Value::String(name) => Ok(id(&name, scope)),
        _ => call.failed("takes the name of a resource"),
    }
}

/// The id of the resource of that name.
pub(super) fn id(name: &str, scope: &mut Scope<'_>) -> Resolved {
    match scope.named(name) {
        Some(resource) if resource.enabled == Some(false) => {
            Resolved::Unknown(format!("`{name}` is not created"))
        }
        Some(resource) => id_of(resource, scope),
        None => Resolved::Unknown(format!("there is no resource `{name}`")),
    }
}
