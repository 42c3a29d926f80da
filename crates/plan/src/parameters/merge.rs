//! `parameter_merge_strategies`: how the values of several environments become one
//! (Heat: `environment_util.py`, `merge_parameters`).

use hotplate_hot::{Diagnostic, ParameterKind, Part, Path, Place, Refusal, Template, codes};
use hotplate_schema::{IndexMap, Map, Value};

use super::cast::kind_of;
use super::json::read_json;
use crate::Environment;

/// The strategies that have been used so far: all environments must agree on them.
pub(super) struct Merge<'a> {
    template: &'a Template,
    strategies: IndexMap<String, Strategy>,
}

/// How two values become one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strategy {
    Overwrite,
    Merge,
    DeepMerge,
}

/// Every strategy by name.
const STRATEGIES: [(&str, Strategy); 3] =
    [("overwrite", Strategy::Overwrite), ("merge", Strategy::Merge), ("deep_merge", Strategy::DeepMerge)];

impl<'a> Merge<'a> {
    /// Before the first environment.
    pub(super) fn new(template: &'a Template) -> Self {
        Self { template, strategies: IndexMap::default() }
    }

    /// Merges values of an environment into those that were there before. What they are given for must be declared,
    /// unless nothing was there before.
    pub(super) fn add(
        &mut self,
        old: &mut IndexMap<String, Value>,
        new: &IndexMap<String, Value>,
        environment: &Environment,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut report = |name: &str, fault: String| {
            let place = Place::Path(Path::keys(["parameters", name]), Part::Key);
            let diagnostic = Diagnostic::error(codes::FAILED_MERGE, place, fault)
                .help("say `overwrite` for it under `parameter_merge_strategies`, or give it only once");
            diagnostics.push(diagnostic.refused_by(Refusal::Validate).in_source(&environment.name));
        };
        let was_empty = old.is_empty();
        for (name, value) in new {
            let declared = self.template.parameters.get(name).filter(|_| *value != Value::Null);
            let Some(declared) = declared else {
                if was_empty {
                    old.insert(name.clone(), value.clone());
                }
                continue;
            };
            let asked = self.asked(name, environment);
            let agreed = *self.strategies.entry(name.clone()).or_insert(asked);
            if agreed != asked {
                let (is, was) = (word(asked), word(agreed));
                report(
                    name,
                    format!("`{name}` is merged by `{is}` here, and by `{was}` in an environment before"),
                );
            }
            let before = old.get(name).cloned();
            let merged = match agreed {
                _ if was_empty => Ok(value.clone()),
                Strategy::Overwrite => Ok(value.clone()),
                Strategy::Merge => join(declared.kind, before, value, false),
                Strategy::DeepMerge => join(declared.kind, before, value, true),
            };
            match merged {
                Ok(merged) => drop(old.insert(name.clone(), merged)),
                Err(fault) => report(name, format!("the values of `{name}` cannot be merged: {fault}")),
            }
        }
    }

    /// The strategy that an environment asks for: for the parameter, as before, or for all.
    fn asked(&self, name: &str, environment: &Environment) -> Strategy {
        let said = &environment.merge_strategies;
        let named = |name: &str| {
            let word = said.get(name)?;
            Some(STRATEGIES.iter().find(|(known, _)| known == word).map(|(_, strategy)| *strategy))
        };
        let default = named("default").flatten().unwrap_or(Strategy::Overwrite);
        match named(name) {
            Some(strategy) => strategy.unwrap_or(default),
            None => self.strategies.get(name).copied().unwrap_or(default),
        }
    }
}

fn word(strategy: Strategy) -> &'static str {
    STRATEGIES.iter().find(|(_, known)| *known == strategy).map_or("", |(word, _)| word)
}

/// Two values of a parameter of that type as one.
fn join(kind: ParameterKind, old: Option<Value>, new: &Value, deep: bool) -> Result<Value, String> {
    match kind {
        ParameterKind::Json => {
            let new = match new {
                Value::String(text) if text.is_empty() => Value::Null,
                Value::String(text) => read_json(text).map_err(|error| format!("not valid JSON: {error}"))?,
                other => other.clone(),
            };
            join_maps(old, new, deep)
        }
        ParameterKind::CommaDelimitedList => match new {
            Value::String(_) | Value::List(_) => join_lists(old, new.clone()),
            other => Err(format!("{} is no list", kind_of(other))),
        },
        ParameterKind::String => match (old, new) {
            (None, Value::String(_)) => Ok(new.clone()),
            (Some(Value::String(old)), Value::String(new)) => Ok([&*old, new].concat().into()),
            (old, new) => Err(format!("{} is not text", kind_of(old.as_ref().unwrap_or(new)))),
        },
        // Heat adds what is written, and texts become longer thereby; numbers it does not add.
        ParameterKind::Number => match (old, new) {
            (Some(Value::String(old)), Value::String(new)) => Ok([&*old, new].concat().into()),
            (Some(Value::List(mut old)), Value::List(new)) => {
                old.extend(new.iter().cloned());
                Ok(Value::List(old))
            }
            _ => Err("it is a number".to_owned()),
        },
        ParameterKind::Boolean => Err("it is a boolean".to_owned()),
    }
}

fn join_lists(old: Option<Value>, new: Value) -> Result<Value, String> {
    match (old, new) {
        (None | Some(Value::Null), new) => Ok(new),
        (Some(Value::List(items)), new) if items.is_empty() => Ok(new),
        (Some(Value::String(text)), new) if text.is_empty() => Ok(new),
        (Some(Value::List(mut items)), Value::List(more)) => {
            items.extend(more);
            Ok(Value::List(items))
        }
        (Some(Value::String(text)), Value::String(more)) => Ok(format!("{text},{more}").into()),
        (Some(old), new) => Err(format!("{} and {} do not go together", kind_of(&old), kind_of(&new))),
    }
}

fn join_maps(old: Option<Value>, new: Value, deep: bool) -> Result<Value, String> {
    let mut merged: Map = match old {
        None | Some(Value::Null) => return Ok(new),
        Some(Value::Map(map)) if map.is_empty() => return Ok(new),
        Some(Value::Map(map)) => map,
        Some(old) => return Err(format!("{} is no mapping", kind_of(&old))),
    };
    let Value::Map(new) = new else { return Err(format!("{} is no mapping", kind_of(&new))) };
    for (key, value) in new {
        let before = merged.get(&key).cloned();
        let value = match (value, deep) {
            (Value::Null, _) => continue,
            (value @ Value::Map(_), true) => join_maps(before, value, true)?,
            (value @ Value::List(_), true) => join_lists(before, value)?,
            (Value::String(text), true) => match before {
                None => Value::String(text),
                Some(Value::String(before)) => [&*before, &text].concat().into(),
                Some(before) => return Err(format!("{} and text do not go together", kind_of(&before))),
            },
            (value, _) => value,
        };
        merged.insert(key, value);
    }
    Ok(Value::Map(merged))
}
