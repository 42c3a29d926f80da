//! What the oldest versions share with CloudFormation's format: `Ref: name` and `Fn::Select: [way, value]`.

use hotplate_schema::Value;

use super::get_param::{is_parameter, parameter};
use super::{Answer, Call, Scope, get_resource, select};
use crate::Resolved;

/// A parameter's value or a resource's id; the parameter comes first.
pub(super) fn reference(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    match call.value(scope)? {
        Value::String(name) if is_parameter(&name, scope.context) => parameter(&name, scope),
        Value::String(name) => Ok(get_resource::id(&name, scope)),
        _ => call.form("`NAME`"),
    }
}

/// An item of a list or an entry of a map; empty text if there is none.
pub(super) fn select_one(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let Some([_, _]) = call.items() else { return call.form("`[INDEX, LIST]` or `[KEY, MAP]`") };
    match call.value(scope)?.as_list() {
        Some([step, value @ (Value::List(_) | Value::Map(_))]) => {
            let selected = select(value, std::slice::from_ref(step), true);
            Ok(Resolved::Known(selected.unwrap_or_else(|| "".into())))
        }
        Some([_, Value::Null]) => Ok(Resolved::Known("".into())),
        _ => call.failed("selects from a list or a map"),
    }
}
