//! `str_split: [delimiter, text]` and `str_split: [delimiter, text, index]`.

use hotplate_hot::Expression;
use hotplate_schema::Value;

use super::{Answer, Call, Scope, Stop};
use crate::Resolved;
use crate::parameters::{kind_of, whole};

pub(super) fn str_split(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    if let Expression::Scalar(Value::String(_)) | Expression::Map(_) = call.argument {
        return call.form("`[DELIMITER, TEXT]` or `[DELIMITER, TEXT, INDEX]`");
    }
    let argument = call.value(scope)?;
    let (delimiter, text, index) = match argument.as_list() {
        Some([delimiter, text]) => (delimiter, text, None),
        Some([delimiter, text, index, ..]) => (delimiter, text, Some(index)),
        _ => return call.failed("takes `[DELIMITER, TEXT]` or `[DELIMITER, TEXT, INDEX]`"),
    };
    let text = match text {
        Value::Null => return Ok(Resolved::NULL),
        Value::String(text) => text,
        _ => return call.failed(format_args!("splits text, not {}", kind_of(text))),
    };
    scope.pay(text.len())?;
    let parts: Vec<&str> = match delimiter {
        Value::String(delimiter) if !delimiter.is_empty() => text.split(delimiter.as_str()).collect(),
        Value::Null => text.split_whitespace().collect(),
        _ => return call.failed("needs a delimiter that is not empty"),
    };
    match index {
        None => Ok(Resolved::Known(Value::List(parts.into_iter().map(Value::from).collect()))),
        Some(index) => pick(call, &parts, index),
    }
}

fn pick(call: &Call<'_>, parts: &[&str], index: &Value) -> Result<Resolved, Stop> {
    let number = match index {
        Value::Int(index) => Some(*index),
        Value::Bool(b) => Some(i128::from(*b)),
        // Python's `int()` cuts a fraction off.
        Value::Float(f) => Some(f.trunc() as i128),
        Value::String(text) => match whole(text) {
            Some(Value::Int(index)) => Some(index),
            _ => None,
        },
        Value::Null | Value::List(_) | Value::Map(_) => None,
    };
    let Some(number) = number else {
        return call.failed(format_args!("needs a whole number as its index, not `{}`", index.python_str()));
    };
    let count = i128::try_from(parts.len()).unwrap_or(i128::MAX);
    let at = if number < 0 { number.saturating_add(count) } else { number };
    match usize::try_from(at).ok().and_then(|at| parts.get(at)) {
        Some(part) => Ok(Resolved::Known(Value::from(*part))),
        None => call.failed(format_args!("has no part {number}: there are {count}, counted from 0")),
    }
}
