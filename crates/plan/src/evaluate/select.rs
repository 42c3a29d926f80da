//! The way into a value: by keys into maps, by positions into lists and text.

use hotplate_schema::{Key, Value};

/// What stands at the end of a path; `None` where it leads nowhere. `numeric_text` says whether text may be a
/// position: so for `get_param`, not for `get_attr`.
pub(crate) fn select(value: &Value, path: &[Value], numeric_text: bool) -> Option<Value> {
    let mut value = value.clone();
    for step in path {
        value = step_into(&value, step, numeric_text)?;
    }
    Some(value)
}

fn step_into(value: &Value, step: &Value, numeric_text: bool) -> Option<Value> {
    match value {
        Value::Map(map) => map.get(&key(step)?).cloned(),
        Value::List(items) => items.get(position(step, items.len(), numeric_text)?).cloned(),
        Value::String(text) => {
            let at = position(step, text.chars().count(), numeric_text)?;
            text.chars().nth(at).map(|c| c.to_string().into())
        }
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => None,
    }
}

fn key(step: &Value) -> Option<Key> {
    match step {
        Value::Bool(b) => Some(Key::Bool(*b)),
        Value::Int(i) => Some(Key::Int(*i)),
        Value::String(text) => Some(Key::from(text.as_str())),
        Value::Null | Value::Float(_) | Value::List(_) | Value::Map(_) => None,
    }
}

/// A position as Python takes it: a negative one counts from the end.
fn position(step: &Value, length: usize, numeric_text: bool) -> Option<usize> {
    let index = match step {
        Value::Int(index) => *index,
        Value::Bool(b) => i128::from(*b),
        Value::String(text) if numeric_text => match crate::parameters::whole(text)? {
            Value::Int(index) => index,
            _ => return None,
        },
        _ => return None,
    };
    let length = i128::try_from(length).ok()?;
    let index = if index < 0 { index.checked_add(length)? } else { index };
    usize::try_from(index).ok().filter(|_| index < length)
}
