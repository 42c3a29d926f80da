//! `str_replace: {template: text, params: {placeholder: value}}`: one pass, the longest placeholders first.

use hotplate_hot::Expression;
use hotplate_schema::{Key, Map, Value};

use super::call::known;
use super::{Answer, Call, Scope, Stop};
use crate::Resolved;
use crate::equality::truthy;
use crate::parameters::kind_of;

/// How a function of this family takes its values.
struct Manner {
    /// Whether lists and maps become JSON.
    json: bool,
    /// Whether every placeholder must occur.
    strict: bool,
    /// Whether a value may be empty.
    empty: bool,
}

/// The form of the older versions: values are text and numbers.
pub(super) fn texts(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    str_replace(call, scope, &Manner { json: false, strict: false, empty: true })
}

/// From 2015-10-15: lists and maps become JSON with sorted keys.
pub(super) fn values(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    str_replace(call, scope, &Manner { json: true, strict: false, empty: true })
}

/// `str_replace_strict`
pub(super) fn strict(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    str_replace(call, scope, &Manner { json: true, strict: true, empty: true })
}

/// `str_replace_vstrict`
pub(super) fn very_strict(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    str_replace(call, scope, &Manner { json: true, strict: true, empty: false })
}

fn str_replace(call: &Call<'_>, scope: &mut Scope<'_>, manner: &Manner) -> Answer {
    let form = "`{template: TEXT, params: {PLACEHOLDER: VALUE}}`";
    let (Some(template), Some(params)) = (call.entry("template", scope), call.entry("params", scope)) else {
        return call.form(form);
    };
    let written = call.entries().and_then(|entries| entries.get("params"));
    if !matches!(written, Some(Expression::Map(_) | Expression::Call { .. })) {
        return call.form(form);
    }
    put_in(call, template, params, scope, manner)
}

/// As in the older versions, with the parts already worked out.
pub(super) fn replace_texts(
    call: &Call<'_>,
    template: Resolved,
    params: Resolved,
    scope: &mut Scope<'_>,
) -> Answer {
    put_in(call, template, params, scope, &Manner { json: false, strict: false, empty: true })
}

fn put_in(
    call: &Call<'_>,
    template: Resolved,
    params: Resolved,
    scope: &mut Scope<'_>,
    manner: &Manner,
) -> Answer {
    super::call::all_known([&template, &params])?;
    let (template, params) = match (known(template)?, known(params)?) {
        (Value::String(template), Value::Map(params)) => (template, params),
        (Value::String(_), params) => {
            return call.failed(format_args!("needs a map of `params`, not {}", kind_of(&params)));
        }
        (template, _) => {
            return call.failed(format_args!("needs text as `template`, not {}", kind_of(&template)));
        }
    };
    let replacements = replacements(call, &params, manner)?;
    let replaced = replace(&template, &replacements, scope)?;
    match replaced.missing.is_empty() || !manner.strict {
        true => Ok(Resolved::Known(replaced.text.into())),
        false => call.failed(format_args!("does not find {} in its template", replaced.missing.join(", "))),
    }
}

/// Placeholders with their texts, in Heat's order: the longest first, equally long ones by the alphabet.
fn replacements<'a>(
    call: &Call<'_>,
    params: &'a Map,
    manner: &Manner,
) -> Result<Vec<(&'a str, String)>, Stop> {
    let mut replacements = Vec::with_capacity(params.len());
    for (key, value) in params {
        let Key::String(placeholder) = key else {
            return call.failed(format_args!(
                "has a placeholder that is not text: `{}`",
                key.to_value().python_str()
            ));
        };
        if placeholder.is_empty() {
            return call.failed("has an empty placeholder");
        }
        replacements.push((&**placeholder, text(call, placeholder, value, manner)?));
    }
    replacements
        .sort_by_key(|(placeholder, _)| (std::cmp::Reverse(placeholder.chars().count()), *placeholder));
    Ok(replacements)
}

fn text(call: &Call<'_>, placeholder: &str, value: &Value, manner: &Manner) -> Result<String, Stop> {
    let is_empty = !truthy(value) && !matches!(value, Value::Bool(_) | Value::Int(_) | Value::Float(_));
    match value {
        _ if is_empty && !manner.empty => {
            call.failed(format_args!("needs a value that is not empty for `{placeholder}`"))
        }
        Value::Null => Ok(String::new()),
        Value::List(_) | Value::Map(_) if manner.json => Ok(value.to_json(true)),
        Value::List(_) | Value::Map(_) => call.failed(format_args!(
            "takes text and numbers in this version, and `{placeholder}` is {}",
            kind_of(value)
        )),
        Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::String(_) => Ok(value.python_str()),
    }
}

struct Replaced {
    text: String,
    /// Placeholders that do not occur, in backticks.
    missing: Vec<String>,
}

fn replace(template: &str, replacements: &[(&str, String)], scope: &mut Scope<'_>) -> Result<Replaced, Stop> {
    enum Piece<'a> {
        Template(&'a str),
        Value(&'a str),
    }
    let mut pieces = vec![Piece::Template(template)];
    let mut missing = Vec::new();
    for (placeholder, value) in replacements {
        // What was put in for an earlier placeholder is not looked at again.
        let open = |piece: &Piece<'_>| matches!(piece, Piece::Template(text) if text.contains(placeholder));
        if !pieces.iter().any(open) {
            missing.push(format!("`{placeholder}`"));
            continue;
        }
        let mut finer = Vec::with_capacity(pieces.len() + 2);
        for piece in pieces {
            match piece {
                Piece::Value(text) => finer.push(Piece::Value(text)),
                Piece::Template(text) => {
                    for (index, part) in text.split(placeholder).enumerate() {
                        if index > 0 {
                            finer.push(Piece::Value(value));
                        }
                        if !part.is_empty() {
                            finer.push(Piece::Template(part));
                        }
                    }
                }
            }
        }
        pieces = finer;
        scope.pay(pieces.len())?;
    }
    let texts = || pieces.iter().map(|(Piece::Template(text) | Piece::Value(text))| *text);
    scope.pay(texts().map(str::len).sum())?;
    Ok(Replaced { text: texts().collect(), missing })
}
