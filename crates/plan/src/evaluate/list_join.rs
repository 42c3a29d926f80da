//! `list_join: [delimiter, [text, ...], ...]`.

use hotplate_schema::Value;

use super::{Answer, Call, Scope, Stop};
use crate::Resolved;
use crate::equality::truthy;
use crate::parameters::kind_of;

/// The form of the older versions: one list, and only text in it.
pub(super) fn texts(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    match call.items() {
        Some(items) if items.len() == 2 => join(call, scope, |list| *list == Value::Null, |_| None),
        _ => call.form("`[DELIMITER, [TEXT, ...]]`"),
    }
}

/// From 2015-10-15: several lists, and maps and lists in them become JSON with sorted keys.
pub(super) fn lists(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let as_text = |value: &Value| match value {
        Value::List(_) | Value::Map(_) => Some(value.to_json(true)),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::String(_) => None,
    };
    match call.items() {
        Some(items) if items.len() >= 2 => join(call, scope, |list| !truthy(list), as_text),
        _ => call.form("`[DELIMITER, [TEXT, ...], ...]`"),
    }
}

fn join(
    call: &Call<'_>,
    scope: &mut Scope<'_>,
    is_nothing: fn(&Value) -> bool,
    as_text: fn(&Value) -> Option<String>,
) -> Answer {
    let Value::List(arguments) = call.value(scope)? else { return call.failed("takes a list") };
    let Some((delimiter, lists)) = arguments.split_first() else { return call.failed("needs a delimiter") };
    let mut texts = Vec::new();
    for list in lists.iter().filter(|list| !is_nothing(list)) {
        let Value::List(items) = list else {
            return call.failed(format_args!("joins lists, not {}", kind_of(list)));
        };
        for item in items {
            texts.push(text(call, item, as_text)?);
        }
    }
    let Some(delimiter) = delimiter.as_str() else {
        return call.failed(format_args!("needs text as its delimiter, not {}", kind_of(delimiter)));
    };
    scope.pay(texts.iter().map(|text| text.len() + delimiter.len()).sum())?;
    Ok(Resolved::Known(texts.join(delimiter).into()))
}

fn text(call: &Call<'_>, item: &Value, as_text: fn(&Value) -> Option<String>) -> Result<String, Stop> {
    match item {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text.as_str().to_owned()),
        _ => match as_text(item) {
            Some(text) => Ok(text),
            None => call.failed(format_args!("joins text, and `{}` is {}", item.python_str(), kind_of(item))),
        },
    }
}
