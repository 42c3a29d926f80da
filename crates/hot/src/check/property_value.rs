//! `wrong-kind`, `invalid-property-value`: literal values against their property's kind and constraints
//! (`heat/engine/properties.py`, `_get_…`). Values that functions give are judged when they are known.

use hotplate_schema::{PropertySchema, Rule, Value, ValueKind};

use super::subject::{Definition, Subject, entries, suggest, value};
use super::values::is_call;
use crate::{Diagnostic, Node, NodeKind, Path, Refusal, codes, nearest};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for definition in &subject.definitions {
        let Some(known) = definition.judged() else { continue };
        let Some(properties) = definition.node.get("properties") else { continue };
        if is_call(properties, subject.version) {
            continue;
        }
        for (name, path, node) in entries(properties, &definition.path.key("properties")) {
            let schema = name.as_str().and_then(|name| known.properties.get(name));
            // What a group repeats is judged as the definition that it is, if it is one.
            let repeated = definition.repeats_at(name) && node.as_mapping().is_some();
            if let Some(schema) = schema.filter(|_| !repeated) {
                judge(node, schema, &path, definition, subject, found);
            }
        }
    }
}

fn judge(
    node: &Node,
    schema: &PropertySchema,
    path: &Path,
    definition: &Definition<'_>,
    subject: &Subject<'_>,
    found: &mut Vec<Diagnostic>,
) {
    if node.is_null() || is_call(node, subject.version) {
        return;
    }
    let what = path.to_string();
    let what = what.rsplit('.').next().unwrap_or_default();
    let mut report = |diagnostic: Diagnostic| {
        // Heat does not look at the values of what a group repeats before it creates it.
        found.push(if definition.member { diagnostic } else { diagnostic.refused_by(Refusal::Create) });
    };
    if let Some(expected) = misfit(node, schema.kind) {
        let message = format!("`{what}` must be {expected}");
        let diagnostic = Diagnostic::error(codes::WRONG_KIND, value(path), message);
        report(diagnostic.help(format!("this is {}", super::shape::describe(node))));
        return;
    }
    for constraint in &schema.constraints {
        let Some(fault) = broken(node, &constraint.rule) else { continue };
        let diagnostic =
            Diagnostic::error(codes::INVALID_PROPERTY_VALUE, value(path), format!("`{what}` {fault}"));
        let allowed = match &constraint.rule {
            Rule::AllowedValues(allowed) => allowed.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let help = if allowed.is_empty() {
            "change the value".to_owned()
        } else {
            format!("use one of {}", shorten(&allowed))
        };
        let meant = node.as_str().and_then(|text| nearest(text, allowed));
        report(suggest(diagnostic.help(help), value(path), meant));
    }
    if let (Some(items), Some(item)) = (node.as_sequence(), schema.schema.get("*")) {
        for (index, node) in items.iter().enumerate() {
            judge(node, item, &path.index(index), definition, subject, found);
        }
    } else if node.as_mapping().is_some() && !schema.schema.contains_key("*") {
        for (name, path, node) in entries(node, path) {
            if let Some(schema) = name.as_str().and_then(|name| schema.schema.get(name)) {
                judge(node, schema, &path, definition, subject, found);
            }
        }
    }
}

/// What a node should be, if it cannot be read as that kind.
pub(super) fn misfit(node: &Node, kind: ValueKind) -> Option<&'static str> {
    let scalar = node.as_scalar();
    let (expected, fits) = match kind {
        ValueKind::Any => return None,
        ValueKind::String => {
            ("text", matches!(scalar, Some(Value::String(_) | Value::Int(_) | Value::Bool(_))))
        }
        ValueKind::Number => ("a number", scalar.is_some_and(|value| number(value).is_some())),
        ValueKind::Integer => {
            let fits = scalar.is_some_and(|value| match value {
                Value::String(text) => text.trim().replace('_', "").parse::<i128>().is_ok(),
                other => number(other).is_some_and(f64::is_finite),
            });
            ("a whole number", fits)
        }
        ValueKind::Boolean => {
            let fits = match scalar {
                Some(Value::Bool(_)) => true,
                Some(Value::String(text)) => {
                    ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word))
                }
                _ => false,
            };
            ("true or false", fits)
        }
        ValueKind::List => ("a list", node.as_sequence().is_some()),
        ValueKind::Map => ("a mapping", node.as_mapping().is_some()),
    };
    (!fits).then_some(expected)
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Bool(value) => Some(f64::from(*value)),
        Value::Int(value) => Some(*value as f64),
        Value::Float(value) => Some(*value),
        Value::String(text) => text.trim().replace('_', "").parse().ok(),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

/// How a literal breaks a rule; rules that need more than a look at it are left to Heat.
fn broken(node: &Node, rule: &Rule) -> Option<String> {
    let outside = |size: f64, min: Option<f64>, max: Option<f64>| {
        (min.is_some_and(|min| size < min) || max.is_some_and(|max| size > max)).then(|| match (min, max) {
            (Some(min), Some(max)) => format!("from {min} to {max}"),
            (Some(min), None) => format!("at least {min}"),
            (_, max) => format!("at most {}", max.unwrap_or_default()),
        })
    };
    match rule {
        Rule::Range { min, max } => {
            let bounds = outside(number(node.as_scalar()?)?, *min, *max)?;
            Some(format!("must be {bounds}"))
        }
        Rule::Length { min, max } => {
            let length = match &node.kind {
                NodeKind::Sequence(items) => items.len(),
                NodeKind::Mapping(entries) => entries.len(),
                NodeKind::Scalar(value) => value.python_str().chars().count(),
            };
            let bounds = outside(length as f64, min.map(|min| min as f64), max.map(|max| max as f64))?;
            Some(format!("has a length of {length}, and it must be {bounds}"))
        }
        Rule::AllowedValues(allowed) => {
            let texts: Vec<String> = allowed.iter().map(Value::python_str).collect();
            let is_allowed = |value: &Value| texts.contains(&value.python_str());
            let wrong = match node.as_sequence() {
                Some(items) => {
                    items.iter().filter_map(|item| item.as_scalar()).find(|value| !is_allowed(value))
                }
                None => node.as_scalar().filter(|value| !is_allowed(value)),
            }?;
            Some(format!("cannot be `{}`", wrong.python_str()))
        }
        Rule::Modulo { .. } | Rule::AllowedPattern(_) | Rule::Custom(_) => None,
    }
}

fn shorten(names: &[&str]) -> String {
    let mut shown = names.iter().take(10).copied().collect::<Vec<_>>().join(", ");
    if names.len() > 10 {
        shown.push_str(", …");
    }
    shown
}
