//! `repeat: {template: value, for_each: {placeholder: [text, ...]}}`: the template for every combination; the first
//! placeholder varies slowest.

use hotplate_hot::Expression;
use hotplate_schema::{Key, Value};

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
    let written = call.entries().and_then(|entries| entries.get("for_each"));
    if !matches!(written, Some(Expression::Map(_) | Expression::Call { .. })) {
        return call.invalid("needs a map as `for_each`");
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

/// The template with every placeholder replaced in text and keys, one after the other: what one puts in, the next may
/// find.
fn replace(
    call: &Call<'_>,
    template: &Resolved,
    replacements: &[(&Key, &Value)],
    scope: &mut Scope<'_>,
) -> Answer {
    let mut fault = None;
    let replaced = template.rewrite(true, &mut |text| {
        let mut text = text.to_string();
        for replacement in replacements {
            match replace_text(call, &text, *replacement, scope) {
                Ok(replaced) => text = replaced,
                Err(stop) => {
                    fault = Some(stop);
                    return None;
                }
            }
        }
        Some(text.into())
    });
    match (replaced, fault) {
        (Some(replaced), _) => Ok(replaced),
        (None, Some(fault)) => Err(fault),
        (None, None) => call.failed("cannot be worked out"),
    }
}

fn replace_text(
    call: &Call<'_>,
    text: &str,
    replacement: (&Key, &Value),
    scope: &mut Scope<'_>,
) -> Result<String, Stop> {
    match replacement {
        (Key::String(placeholder), Value::String(value)) => {
            let found = text.matches(&**placeholder).count();
            scope.pay(found.saturating_mul(value.len()))?;
            Ok(text.replace(&**placeholder, value))
        }
        (Key::String(_), value) => {
            call.failed(format_args!("puts in text, and `{}` is {}", value.python_str(), kind_of(value)))
        }
        _ => call.failed("has a placeholder that is not text"),
    }
}
