//! `equals: [value, value]`, as Python compares.

use hotplate_schema::Value;

use super::{Answer, Call, Scope};
use crate::Resolved;
use crate::equality::equal;

pub(super) fn equals(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let Some([_, _]) = call.items() else { return call.form("`[VALUE, VALUE]`") };
    match call.value(scope)?.as_list() {
        Some([a, b]) => Ok(Resolved::Known(Value::Bool(equal(a, b)))),
        _ => call.failed("compares two values"),
    }
}
