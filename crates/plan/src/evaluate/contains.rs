//! `contains: [value, list or text]`.

use hotplate_schema::Value;

use super::{Answer, Call, Scope};
use crate::Resolved;
use crate::equality::contains as list_contains;

pub(super) fn contains(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let Some([_, _]) = call.items() else { return call.form("`[VALUE, LIST]`") };
    let arguments = call.value(scope)?;
    let found = match arguments.as_list() {
        Some([value, Value::List(items)]) => list_contains(items, value),
        Some([Value::String(part), Value::String(text)]) => text.contains(part.as_str()),
        Some([_, Value::String(_)]) => return call.failed("looks into text only for text"),
        _ => return call.failed("looks into a list or text"),
    };
    Ok(Resolved::Known(Value::Bool(found)))
}
