//! Whether a value satisfies a constraint (Heat: `constraints.py`).

use hotplate_hot::ParameterKind;
use hotplate_schema::{Constraint, Rule, Value, number_text};

use super::cast::{cast, kind_of};
use super::custom;
use super::number::number;
use super::pattern::matches_whole;
use crate::equality::{contains, equal};

/// What a constraint says to a value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It holds.
    Holds,
    /// It does not: why, in the author's words if there are any.
    Broken(String),
    /// It cannot be told here.
    Unchecked,
}

/// Judges a value of a parameter's kind: as it was given, lists and JSON already read.
pub(crate) fn judge(constraint: &Constraint, kind: ParameterKind, value: &Value) -> Verdict {
    if !cfg!(feature = "whole") || !applies(&constraint.rule, kind) {
        return Verdict::Holds;
    }
    let broken = |reason: String| Verdict::Broken(constraint.description.clone().unwrap_or(reason));
    match &constraint.rule {
        Rule::Range { min, max } => match as_float(value) {
            Some(number) if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) => {
                broken(format!(
                    "{} is out of range ({})",
                    value.python_str(),
                    bounds(min.map(number_text), max.map(number_text))
                ))
            }
            Some(_) | None => Verdict::Holds,
        },
        Rule::Length { min, max } => match length(value) {
            Some(length) if min.is_some_and(|min| length < min) || max.is_some_and(|max| length > max) => {
                broken(format!(
                    "its length {length} is out of range ({})",
                    bounds(min.map(|n| n.to_string()), max.map(|n| n.to_string()))
                ))
            }
            Some(_) => Verdict::Holds,
            None => unquoted("length", value),
        },
        // A wrong declaration is found when the template is read.
        Rule::Modulo { step, offset }
            if offset.abs() >= step.abs() || step.signum() * offset.signum() < 0 =>
        {
            Verdict::Holds
        }
        Rule::Modulo { step, offset } => match as_float(value) {
            Some(number) if modulo(number, *step as f64) != *offset as f64 => broken(format!(
                "{} is not a multiple of {step} with an offset of {offset}",
                value.python_str()
            )),
            Some(_) | None => Verdict::Holds,
        },
        Rule::AllowedValues(allowed) if is_allowed(allowed, kind, value) => Verdict::Holds,
        Rule::AllowedValues(allowed) => {
            let allowed: Vec<_> = allowed.iter().map(|value| format!("`{}`", value.python_str())).collect();
            broken(format!("`{}` is not one of {}", value.python_str(), allowed.join(", ")))
        }
        Rule::AllowedPattern(pattern) => match value {
            Value::String(text) => match matches_whole(pattern, text) {
                Some(true) => Verdict::Holds,
                Some(false) => broken(format!("`{text}` does not match the pattern `{pattern}`")),
                None => Verdict::Unchecked,
            },
            _ => unquoted("allowed_pattern", value),
        },
        Rule::Custom(name) => match custom::judge(name, value) {
            // Only the testbed knows what it has.
            None => Verdict::Unchecked,
            Some(Ok(())) => Verdict::Holds,
            Some(Err(why)) => broken(format!("`{}` is not valid here: {why}", value.python_str())),
        },
    }
}

/// Heat applies these constraints to the value as given, not to the text it becomes.
fn unquoted(rule: &str, value: &Value) -> Verdict {
    Verdict::Broken(format!("`{rule}` works on text, and this is {}: put it in quotes", kind_of(value)))
}

fn is_allowed(allowed: &[Value], kind: ParameterKind, value: &Value) -> bool {
    match value {
        Value::List(items) => items.iter().all(|item| contains(allowed, item)),
        _ => {
            let cast = |value| cast(kind, value).ok();
            let value = cast(value);
            allowed
                .iter()
                .any(|other| value.as_ref().zip(cast(other).as_ref()).is_some_and(|(a, b)| equal(a, b)))
        }
    }
}

/// A number, also from text; a boolean counts 1 or 0.
pub(crate) fn as_float(value: &Value) -> Option<f64> {
    match value {
        Value::Bool(b) => Some(f64::from(*b)),
        Value::Int(i) => Some(*i as f64),
        Value::Float(f) => Some(*f),
        Value::String(text) => number(text).as_ref().and_then(as_float),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

/// Python's `len`: characters, items or entries.
fn length(value: &Value) -> Option<i128> {
    let length = match value {
        Value::String(text) => text.chars().count(),
        Value::List(items) => items.len(),
        Value::Map(map) => map.len(),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => return None,
    };
    i128::try_from(length).ok()
}

fn bounds(min: Option<String>, max: Option<String>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("from {min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => String::new(),
    }
}

/// Python's `%`: the result has the sign of the divisor.
fn modulo(number: f64, step: f64) -> f64 {
    let rest = number % step;
    if rest != 0.0 && (rest < 0.0) != (step < 0.0) { rest + step } else { rest }
}

/// Whether a type of parameter may have such a constraint at all; the template's check complains if not.
fn applies(rule: &Rule, kind: ParameterKind) -> bool {
    use ParameterKind::{Boolean, CommaDelimitedList, Json, Number, String};
    match rule {
        Rule::Range { .. } | Rule::Modulo { .. } => kind == Number,
        Rule::Length { .. } => matches!(kind, String | CommaDelimitedList | Json),
        Rule::AllowedValues(_) | Rule::Custom(_) => {
            matches!(kind, String | Number | Boolean | CommaDelimitedList)
        }
        Rule::AllowedPattern(_) => kind == String,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(rule: Rule, kind: ParameterKind, value: impl Into<Value>) -> String {
        match judge(&Constraint { rule, description: None }, kind, &value.into()) {
            Verdict::Holds => "holds".to_owned(),
            Verdict::Broken(reason) => reason,
            Verdict::Unchecked => "unchecked".to_owned(),
        }
    }

    #[test]
    fn each_rule_holds_or_says_why_not() {
        use ParameterKind::{Boolean, CommaDelimitedList, Json, Number, String};
        let length = |min, max| Rule::Length { min, max };
        let range = |min, max| Rule::Range { min, max };
        let allowed = |values: &[Value]| Rule::AllowedValues(values.to_vec());
        let list = |items: &[&str]| Value::List(items.iter().map(|&item| item.into()).collect());
        let cases: Vec<(Rule, ParameterKind, Value, &str)> = vec![
            (length(Some(2), Some(3)), String, "äöü".into(), "holds"),
            (length(Some(2), Some(3)), String, "abcd".into(), "its length 4 is out of range (from 2 to 3)"),
            (
                length(Some(3), None),
                CommaDelimitedList,
                list(&["a"]),
                "its length 1 is out of range (at least 3)",
            ),
            (length(Some(1), None), Number, Value::Int(5), "holds"),
            (
                length(Some(1), None),
                String,
                Value::Int(5),
                "`length` works on text, and this is a number: put it in quotes",
            ),
            (
                length(Some(2), None),
                Json,
                Value::Map(Default::default()),
                "its length 0 is out of range (at least 2)",
            ),
            (range(Some(1.0), Some(5.0)), Number, "3".into(), "holds"),
            (range(Some(1.0), Some(5.0)), Number, "6".into(), "6 is out of range (from 1 to 5)"),
            (range(None, Some(2.5)), Number, Value::Int(3), "3 is out of range (at most 2.5)"),
            (Rule::Modulo { step: 2, offset: 0 }, Number, "4".into(), "holds"),
            (
                Rule::Modulo { step: 2, offset: 0 },
                Number,
                "5".into(),
                "5 is not a multiple of 2 with an offset of 0",
            ),
            (Rule::Modulo { step: -3, offset: -1 }, Number, "5".into(), "holds"),
            (allowed(&[Value::Int(1), Value::Int(2)]), Number, "2".into(), "holds"),
            (allowed(&[Value::Int(1), Value::Int(2)]), Number, "3".into(), "`3` is not one of `1`, `2`"),
            (allowed(&[Value::Int(1), Value::Int(2)]), String, "2".into(), "holds"),
            (allowed(&[Value::Bool(true)]), Boolean, "false".into(), "`false` is not one of `True`"),
            (allowed(&["a".into()]), CommaDelimitedList, list(&["a", "a"]), "holds"),
            (allowed(&["a".into()]), CommaDelimitedList, list(&["a", "c"]), "`['a', 'c']` is not one of `a`"),
            (Rule::AllowedPattern("[a-z]+".into()), String, "abc".into(), "holds"),
            (
                Rule::AllowedPattern("[a-z]+".into()),
                String,
                "a1".into(),
                "`a1` does not match the pattern `[a-z]+`",
            ),
            (Rule::AllowedPattern("(?!x)".into()), String, "a".into(), "unchecked"),
            (Rule::Custom("nova.flavor".into()), String, "m1".into(), "unchecked"),
        ];
        for (rule, kind, value, expected) in cases {
            assert_eq!(shown(rule.clone(), kind, value.clone()), expected, "{rule:?} {value:?}");
        }
    }

    #[test]
    fn the_author_s_words_replace_ours() {
        let rule = Rule::Length { min: Some(2), max: None };
        let constraint = Constraint { rule, description: Some("two or more".into()) };
        let verdict = judge(&constraint, ParameterKind::String, &"a".into());
        assert_eq!(verdict, Verdict::Broken("two or more".into()));
    }
}
