//! What the oldest versions share with CloudFormation's format: `Ref: name` and `Fn::Select: [way, value]`.

use hotplate_hot::Expression;
use hotplate_schema::Value;

use super::get_param::parameter;
use super::{Answer, Call, Scope, Standing, get_resource};
use crate::Resolved;
use crate::parameters::{read_json, whole};

/// A resource's id or a parameter's value; in a condition, only the latter.
pub(super) fn reference(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let in_condition = scope.standing == Standing::Condition;
    if !in_condition && !matches!(call.argument, Expression::Scalar(_)) {
        // Heat looks among the resources for what is written.
        return call.form("the name of a parameter or a resource");
    }
    match call.value(scope)? {
        Value::String(name) if !in_condition && scope.named(&name).is_some() => {
            Ok(get_resource::id(&name, scope))
        }
        Value::String(name) => parameter(&name, scope),
        _ => call.failed("takes the name of a parameter or a resource"),
    }
}

/// An item of a list or an entry of a map; empty text if there is none.
pub(super) fn select_one(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let Some([_, _]) = call.items() else { return call.form("`[INDEX, LIST]` or `[KEY, MAP]`") };
    let argument = call.value(scope)?;
    let Some([step, value]) = argument.as_list() else { return call.failed("selects from a list or a map") };
    // Text may hold a list or a map as JSON.
    let value = match value {
        Value::String(text) if text.is_empty() => return Ok(Resolved::Known("".into())),
        Value::String(text) => match read_json(text) {
            Ok(value) => value,
            Err(why) => return call.failed(format_args!("selects from text only if it is JSON: {why}")),
        },
        other => other.clone(),
    };
    match (step, &value) {
        (Value::String(_), Value::Map(_)) => {}
        (_, Value::Map(_)) => return call.failed("takes text as the key of a map"),
        (Value::String(text), Value::List(_)) if whole(text).is_none() => {
            return call.failed("takes a whole number as the position in a list");
        }
        (Value::Null | Value::List(_) | Value::Map(_), Value::List(_)) => {
            return call.failed("takes a whole number as the position in a list");
        }
        (_, Value::List(_) | Value::Null) => {}
        _ => return call.failed("selects from a list or a map"),
    }
    let step = match step {
        Value::Float(position) => Value::Int(position.trunc() as i128),
        other => other.clone(),
    };
    let selected = super::select(&value, &[step], true);
    Ok(Resolved::Known(selected.unwrap_or_else(|| "".into())))
}
