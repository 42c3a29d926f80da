//! `get_resource: name`: the id of a resource. Names that lead nowhere are reported where references are collected.

use hotplate_schema::Value;

use super::{Answer, Call, Scope};
use crate::Resolved;
use crate::attribute::id_of;

pub(super) fn get_resource(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    match call.value(scope)? {
        Value::String(name) => match scope.stack.named(&name) {
            Some(resource) if resource.enabled == Some(false) => {
                Ok(Resolved::Unknown(format!("`{name}` is not created")))
            }
            Some(resource) => Ok(id_of(resource, scope.known)),
            None => Ok(Resolved::Unknown(format!("there is no resource `{name}`"))),
        },
        _ => call.form("`RESOURCE`"),
    }
}
