//! `map_replace: [map, {keys: {old: new}, values: {old: new}}]`.

use hotplate_schema::{Key, Map, Value};

use super::call::{mapping, sequence};
use super::{Answer, Call, Scope, Stop};
use crate::Resolved;
use crate::trail::key_text;

const FORM: &str = "takes `[MAP, {keys: {OLD: NEW}, values: {OLD: NEW}}]`";

pub(super) fn map_replace(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let argument = call.resolve(scope);
    let Ok([map, changes]) = <[Resolved; 2]>::try_from(sequence(call, argument, FORM)?) else {
        return call.failed(FORM);
    };
    let map = mapping(call, map, FORM)?;
    let mut changes = mapping(call, changes, FORM)?;
    let mut change = |name: &str| {
        let change = changes.remove(name).unwrap_or(Resolved::NULL);
        mapping(call, change, FORM)
    };
    let (keys, values) = (change("keys")?, change("values")?);
    if !changes.is_empty() {
        return call.failed(FORM);
    }
    let mut replaced = Map::with_capacity(map.len());
    for (key, value) in &map {
        let new_key = match keys.get(key) {
            None => key.clone(),
            Some(new_key) => new(call, key, new_key)?,
        };
        if new_key != *key && (map.contains_key(&new_key) || replaced.contains_key(&new_key)) {
            return call.failed(format_args!("puts the key `{}` in twice", key_text(&new_key)));
        }
        replaced.insert(new_key, replace_value(value, &values));
    }
    scope.pay(replaced.len())?;
    Ok(Resolved::map(replaced))
}

/// The new key, if it can be one; null keeps the old.
fn new(call: &Call<'_>, key: &Key, new_key: &Resolved) -> Result<Key, Stop> {
    match new_key {
        Resolved::Known(Value::Null) => Ok(key.clone()),
        Resolved::Known(value) => match as_key(value) {
            Some(new_key) => Ok(new_key),
            None => call.failed(format_args!("cannot make a key of `{}`", value.python_str())),
        },
        Resolved::List(_) | Resolved::Map(_) => call.failed("cannot make a key of a list or map"),
        Resolved::Pending(_) | Resolved::Unknown(_) => Err(Stop::Obstacle(new_key.clone())),
    }
}

fn replace_value(value: &Resolved, values: &Map<Resolved>) -> Resolved {
    match value {
        Resolved::Known(known) => as_key(known).and_then(|known| values.get(&known)).unwrap_or(value).clone(),
        // Pending as it is: when it is known, the whole is evaluated again.
        Resolved::List(_) | Resolved::Map(_) | Resolved::Pending(_) | Resolved::Unknown(_) => value.clone(),
    }
}

/// The value as a key, if it can be one.
pub(super) fn as_key(value: &Value) -> Option<Key> {
    match value {
        Value::Null => Some(Key::Null),
        Value::Bool(b) => Some(Key::Bool(*b)),
        Value::Int(i) => Some(Key::Int(*i)),
        Value::Float(f) => Some(Key::Float(f.to_bits())),
        Value::String(text) => Some(Key::from(text.as_str())),
        Value::List(_) | Value::Map(_) => None,
    }
}
