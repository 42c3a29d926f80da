//! `repeat: {template: value, for_each: {placeholder: [text, ...]}}`: the template for every combination; the first
//! placeholder varies slowest.

use hotplate_schema::{Key, Value};
use indexmap::IndexMap;

use super::call::{known, mapping};
use super::{Answer, Call, Scope, Stop};
use crate::Resolved;
use crate::parameters::kind_of;

const FORM: &str = "`{template: VALUE, for_each: {PLACEHOLDER: [TEXT, ...]}}`";

/// Over lists.
pub(super) fn lists(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    repeat(call, scope, false, true)
}

/// From 2016-10-14: also over the keys of maps.
pub(super) fn lists_and_maps(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    repeat(call, scope, true, true)
}

/// From 2017-09-01: with `permutations: false`, item by item along lists of one length.
pub(super) fn with_permutations(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    match call.entry("permutations", scope) {
        None | Some(Resolved::Known(Value::Bool(true))) => repeat(call, scope, true, true),
        Some(Resolved::Known(Value::Bool(false))) => repeat(call, scope, false, false),
        Some(_) => call.malformed("needs true or false as `permutations`"),
    }
}

fn repeat(call: &Call<'_>, scope: &mut Scope<'_>, maps: bool, nested: bool) -> Answer {
    let (Some(for_each), Some(template)) = (call.entry("for_each", scope), call.entry("template", scope))
    else {
        return call.form(FORM);
    };
    if let Resolved::Known(Value::List(_) | Value::String(_)) | Resolved::List(_) = for_each {
        return call.form(FORM);
    }
    let for_each = mapping(call, for_each, "needs a map as `for_each`")?;
    if for_each.is_empty() {
        return call.failed("has nothing in its `for_each`");
    }
    let mut variables = Vec::with_capacity(for_each.len());
    for (placeholder, values) in for_each {
        variables.push((placeholder, values_of(call, values, maps)?));
    }
    let rounds = rounds(call, &variables, nested)?;
    let size = usize::try_from(template.size()).unwrap_or(usize::MAX);
    scope.pay(rounds.saturating_mul(size.saturating_add(variables.len())))?;
    let mut repeated = Vec::with_capacity(rounds);
    for round in 0..rounds {
        let mut rest = round;
        let mut replacements = Vec::with_capacity(variables.len());
        // The last placeholder varies fastest, but replacement goes from the first.
        for (placeholder, values) in variables.iter().rev() {
            let at = if nested { rest % values.len() } else { round };
            rest = if nested { rest / values.len() } else { rest };
            replacements.push((placeholder, &values[at]));
        }
        replacements.reverse();
        repeated.push(replace(call, &template, &replacements, scope)?);
    }
    Ok(Resolved::list(repeated))
}

fn values_of(call: &Call<'_>, values: Resolved, maps: bool) -> Result<Vec<Value>, Stop> {
    match known(values)? {
        Value::Null => Ok(Vec::new()),
        Value::List(items) => Ok(items),
        Value::Map(map) if maps => Ok(map.keys().map(Key::to_value).collect()),
        other => call.failed(format_args!(
            "goes over {}, not {}",
            if maps { "lists and maps" } else { "lists" },
            kind_of(&other)
        )),
    }
}

fn rounds(call: &Call<'_>, variables: &[(Key, Vec<Value>)], nested: bool) -> Result<usize, Stop> {
    let lengths = || variables.iter().map(|(_, values)| values.len());
    if nested {
        return Ok(lengths().fold(1, usize::saturating_mul));
    }
    let shortest = lengths().min().unwrap_or(0);
    if lengths().any(|length| length != shortest && shortest > 0) {
        return call.failed("needs lists of one length when `permutations` is false");
    }
    Ok(shortest)
}

type Replacement<'a> = (&'a Key, &'a Value);

fn replace(
    call: &Call<'_>,
    template: &Resolved,
    replacements: &[Replacement<'_>],
    scope: &mut Scope<'_>,
) -> Result<Resolved, Stop> {
    match template {
        Resolved::Known(value) => replace_value(call, value, replacements, scope).map(Resolved::Known),
        Resolved::List(items) => {
            let items = items.iter().map(|item| replace(call, item, replacements, scope));
            Ok(Resolved::list(items.collect::<Result<_, _>>()?))
        }
        Resolved::Map(entries) => {
            let mut replaced = IndexMap::with_capacity(entries.len());
            for (key, entry) in entries {
                let key = replace_key(call, key, replacements, scope)?;
                replaced.insert(key, replace(call, entry, replacements, scope)?);
            }
            Ok(Resolved::map(replaced))
        }
        Resolved::Pending(_) | Resolved::Unknown(_) => Ok(template.clone()),
    }
}

fn replace_value(
    call: &Call<'_>,
    value: &Value,
    replacements: &[Replacement<'_>],
    scope: &mut Scope<'_>,
) -> Result<Value, Stop> {
    match value {
        Value::String(text) => replace_text(call, text, replacements, scope).map(Value::String),
        Value::List(items) => {
            let items = items.iter().map(|item| replace_value(call, item, replacements, scope));
            Ok(Value::List(items.collect::<Result<_, _>>()?))
        }
        Value::Map(map) => {
            let entries = map.iter().map(|(key, entry)| {
                let key = replace_key(call, key, replacements, scope)?;
                Ok((key, replace_value(call, entry, replacements, scope)?))
            });
            Ok(Value::Map(entries.collect::<Result<_, Stop>>()?))
        }
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => Ok(value.clone()),
    }
}

fn replace_key(
    call: &Call<'_>,
    key: &Key,
    replacements: &[Replacement<'_>],
    scope: &mut Scope<'_>,
) -> Result<Key, Stop> {
    match key {
        Key::String(text) => replace_text(call, text, replacements, scope).map(Key::String),
        Key::Null | Key::Bool(_) | Key::Int(_) | Key::Float(_) => Ok(key.clone()),
    }
}

/// One placeholder after the other; what one puts in, the next may find.
fn replace_text(
    call: &Call<'_>,
    text: &str,
    replacements: &[Replacement<'_>],
    scope: &mut Scope<'_>,
) -> Result<String, Stop> {
    let mut text = text.to_owned();
    for (placeholder, value) in replacements {
        match (placeholder, value) {
            (Key::String(placeholder), Value::String(value)) => {
                let found = text.matches(placeholder.as_str()).count();
                scope.pay(found.saturating_mul(value.len()))?;
                text = text.replace(placeholder.as_str(), value);
            }
            (Key::String(_), _) => {
                return call.failed(format_args!(
                    "puts in text, and `{}` is {}",
                    value.python_str(),
                    kind_of(value)
                ));
            }
            _ => return call.failed("has a placeholder that is not text"),
        }
    }
    Ok(text)
}
