//! jq's functions and formats.

use std::cmp::Ordering;

use hotplate_schema::IndexMap;

use super::access::{arithmetic, index, split};
use super::json::{Json, Layout, Reader, sorted_keys};
use super::run::{Fault, Machine, Values};
use super::syntax::Filter;
use crate::Text;
use crate::number::leading_float;
use crate::regex::{Regex, Syntax, Whole};
use crate::shell::Shell;

pub(super) type Answer = Result<Json, Fault>;

pub(super) fn error<T>(message: String) -> Result<T, Fault> {
    Err(Fault::Error(message))
}

/// A value as errors show it.
pub(super) fn shown(value: &Json) -> String {
    let text = value.write(&Layout::default());
    let short: String = text.as_str().chars().take(11).collect();
    let dots = if short.len() < text.len() { "..." } else { "" };
    match value {
        Json::Null => "null".to_owned(),
        _ => format!("{} ({short}{dots})", value.kind()),
    }
}

/// A value and all that is in it.
pub(super) fn recurse(value: &Json, all: &mut Vec<Json>) {
    all.push(value.clone());
    match value {
        Json::Array(items) => items.iter().for_each(|item| recurse(item, all)),
        Json::Object(map) => map.values().for_each(|item| recurse(item, all)),
        _ => {}
    }
}

/// The shell's exported variables.
pub(super) fn environment(shell: &Shell) -> Json {
    let exported = shell.state.variables.iter().filter(|(_, variable)| variable.exported);
    let texts = exported.filter_map(|(name, variable)| {
        Some((name.clone(), Json::String(variable.value.as_ref()?.scalar()?.clone())))
    });
    Json::Object(texts.collect())
}

/// Values in the order of their keys; equal ones stay as they were.
fn sorted(items: Vec<Json>, keys: Vec<Json>) -> Vec<(Json, Json)> {
    let mut sorted: Vec<(Json, Json)> = Vec::with_capacity(items.len());
    for (item, key) in items.into_iter().zip(keys) {
        let at = sorted.partition_point(|(_, other)| other.compare(&key).is_le());
        sorted.insert(at, (item, key));
    }
    sorted
}

/// The function of that name, called.
pub(super) fn call(machine: &mut Machine<'_>, name: &str, arguments: &[Filter], input: &Json) -> Values {
    let one = |value| Ok(vec![value]);
    let items = |value: &Json| match value {
        Json::Array(items) => Ok(items.clone()),
        other => error(format!("{} cannot be used as a list", shown(other))),
    };
    match (name, arguments) {
        ("empty", _) => Ok(Vec::new()),
        ("select", [condition]) => {
            let held = machine.values(condition, input)?;
            Ok(held.iter().filter(|held| held.holds()).map(|_| input.clone()).collect())
        }
        ("map", [filter]) => {
            let mut all = Vec::new();
            for item in children(input)? {
                all.extend(machine.values(filter, &item)?);
            }
            one(Json::Array(all))
        }
        ("map_values", [filter]) => {
            let each = Filter::Each(Box::new(Filter::Same));
            let mut change =
                |machine: &mut Machine<'_>, old: Json| Ok(machine.values(filter, &old)?.into_iter().next());
            Ok(machine.update(&each, input, &mut change)?.into_iter().collect())
        }
        ("with_entries", [filter]) => {
            let mut all = Vec::new();
            for entry in items(&to_entries(input)?)? {
                all.extend(machine.values(filter, &entry)?);
            }
            one(from_entries(&all)?)
        }
        ("del", [path]) => Ok(machine.update(path, input, &mut |_, _| Ok(None))?.into_iter().collect()),
        ("add", [] | [_]) | ("any" | "all", [] | [_]) => {
            let mut values = match (name, arguments) {
                ("add", [filter]) => machine.values(filter, input)?,
                _ => children(input)?,
            };
            if let (false, [filter]) = (name == "add", arguments) {
                let mut held = Vec::new();
                for value in &values {
                    held.extend(machine.values(filter, value)?);
                }
                values = held;
            }
            match name {
                "any" => one(Json::Bool(values.iter().any(Json::holds))),
                "all" => one(Json::Bool(values.iter().all(Json::holds))),
                _ => {
                    let mut sum = Json::Null;
                    for value in &values {
                        sum = arithmetic("+", &sum, value)?;
                        machine.shell.world.meter.hold(16 + sum.kind().len())?;
                    }
                    one(sum)
                }
            }
        }
        ("first" | "last", [filter]) => {
            let mut values = machine.values(filter, input)?;
            let at = if name == "first" { 0 } else { values.len().saturating_sub(1) };
            Ok(if values.is_empty() { values } else { vec![values.swap_remove(at)] })
        }
        ("limit", [count, filter]) => {
            let Json::Number(count) = machine.first(count, input)? else { return Ok(Vec::new()) };
            let mut values = machine.values(filter, input)?;
            values.truncate(count.max(0.0) as usize);
            Ok(values)
        }
        ("isvalid", [filter]) => match machine.values(filter, input) {
            Err(Fault::Flow(flow)) => Err(Fault::Flow(flow)),
            values => one(Json::Bool(values.is_ok())),
        },
        ("range", [.., to]) => {
            let from =
                if arguments.len() > 1 { machine.first(&arguments[0], input)? } else { Json::Number(0.0) };
            let (Json::Number(mut from), Json::Number(to)) = (from, machine.first(to, input)?) else {
                return error("Range bounds must be numeric".to_owned());
            };
            let mut numbers = Vec::new();
            while from < to {
                machine.shell.world.meter.step()?;
                numbers.push(Json::Number(from));
                from += 1.0;
            }
            Ok(numbers)
        }
        (
            "sort" | "sort_by" | "group_by" | "unique" | "unique_by" | "min" | "max" | "min_by" | "max_by",
            _,
        ) => {
            let items = items(input)?;
            let mut keys = Vec::new();
            for item in &items {
                keys.push(match arguments {
                    [filter] => Json::Array(machine.values(filter, item)?),
                    _ => item.clone(),
                });
            }
            machine.shell.world.meter.handle(items.len() * 64)?;
            one(ordered(name, sorted(items, keys)))
        }
        ("test" | "sub" | "gsub", [pattern, with @ ..]) => {
            let (Json::String(text), Json::String(source)) = (input, machine.first(pattern, input)?) else {
                return error(format!("{} cannot be matched, as it is not a string", shown(input)));
            };
            let regex = match Regex::any(&[source.as_str()], Syntax::Perl, Whole::Any, false) {
                Ok(regex) => regex,
                Err(reason) => {
                    return machine.shell.refuse(machine.shell.state.line, reason).map_err(Fault::Flow);
                }
            };
            let meter = &mut machine.shell.world.meter;
            let Some(with) = with.first() else {
                return one(Json::Bool(regex.is_match(text.as_str(), meter)?));
            };
            let (mut out, mut at) = (Text::default(), 0);
            while let Some(found) = regex
                .find(text.as_str(), at, &mut machine.shell.world.meter)?
                .filter(|found| !found.is_empty())
            {
                out.push_slice(text, at..found.start);
                out.push(&machine.first(with, &Json::Null)?.text());
                at = found.end;
                if name == "sub" {
                    break;
                }
            }
            out.push_slice(text, at..text.len());
            one(Json::String(out))
        }
        (_, [argument]) => {
            let mut all = Vec::new();
            for argument in machine.values(argument, input)? {
                all.push(with_value(name, input, &argument)?);
            }
            Ok(all)
        }
        ("env", _) => one(environment(machine.shell)),
        ("recurse", _) => machine.values(&Filter::Recurse, input),
        (
            "numbers" | "strings" | "objects" | "arrays" | "booleans" | "nulls" | "scalars" | "iterables",
            _,
        ) => {
            let iterable = matches!(input, Json::Array(_) | Json::Object(_));
            let kept = match name {
                "scalars" => !iterable,
                "iterables" => iterable,
                name => name.trim_end_matches('s') == input.kind(),
            };
            Ok(if kept { vec![input.clone()] } else { Vec::new() })
        }
        _ => plain(name, input).map(|value| vec![value]),
    }
}

fn children(value: &Json) -> Values {
    match value {
        Json::Array(items) => Ok(items.clone()),
        Json::Object(map) => Ok(map.values().cloned().collect()),
        other => error(format!("Cannot iterate over {}", shown(other))),
    }
}

/// What functions that put in order make of items with their keys.
fn ordered(name: &str, sorted: Vec<(Json, Json)>) -> Json {
    let mut groups: Vec<(Json, Vec<Json>)> = Vec::new();
    for (item, key) in sorted {
        match groups.last_mut().filter(|(last, _)| last.compare(&key).is_eq()) {
            Some((_, group)) => group.push(item),
            None => groups.push((key, vec![item])),
        }
    }
    let mut groups = groups.into_iter().map(|(_, group)| group);
    match name {
        "group_by" => Json::Array(groups.map(Json::Array).collect()),
        "unique" | "unique_by" => Json::Array(groups.filter_map(|group| group.into_iter().next()).collect()),
        "min" | "min_by" => groups.next().and_then(|group| group.into_iter().next()).unwrap_or(Json::Null),
        "max" | "max_by" => groups.next_back().and_then(|mut group| group.pop()).unwrap_or(Json::Null),
        _ => Json::Array(groups.flatten().collect()),
    }
}

/// Functions of a value and one argument's value.
fn with_value(name: &str, input: &Json, argument: &Json) -> Answer {
    Ok(match (name, input, argument) {
        ("has", Json::Object(map), Json::String(key)) => Json::Bool(map.contains_key(key.as_str())),
        ("has", Json::Array(items), Json::Number(at)) => {
            Json::Bool(*at >= 0.0 && (*at as usize) < items.len())
        }
        ("in", key, of) => return with_value("has", of, key),
        ("contains", _, _) => Json::Bool(contains(input, argument)),
        ("inside", _, _) => Json::Bool(contains(argument, input)),
        ("nth", _, _) => return index(input, argument),
        ("error", _, message) => return error(message.text().as_str().to_owned()),
        ("startswith", Json::String(text), Json::String(with)) => {
            Json::Bool(text.as_str().starts_with(with.as_str()))
        }
        ("endswith", Json::String(text), Json::String(with)) => {
            Json::Bool(text.as_str().ends_with(with.as_str()))
        }
        ("ltrimstr", Json::String(text), Json::String(with)) if text.as_str().starts_with(with.as_str()) => {
            Json::String(text.slice(with.len()..text.len()))
        }
        ("rtrimstr", Json::String(text), Json::String(with)) if text.as_str().ends_with(with.as_str()) => {
            Json::String(text.slice(0..text.len() - with.len()))
        }
        ("ltrimstr" | "rtrimstr", _, _) => input.clone(),
        ("split", Json::String(text), Json::String(separator)) => split(text, separator.as_str()),
        ("join", Json::Array(items), Json::String(separator)) => {
            let texts: Vec<Text> = items
                .iter()
                .map(|item| if matches!(item, Json::Null) { Text::default() } else { item.text() })
                .collect();
            Json::String(Text::join(&texts, separator.as_str()))
        }
        ("index", Json::String(text), Json::String(wanted)) => match text.as_str().find(wanted.as_str()) {
            Some(at) => Json::Number(text.as_str()[..at].chars().count() as f64),
            None => Json::Null,
        },
        ("index", Json::Array(items), wanted) => {
            let at = items.iter().position(|item| item.compare(wanted).is_eq());
            at.map_or(Json::Null, |at| Json::Number(at as f64))
        }
        _ => return error(format!("{name} cannot be applied to {}", shown(input))),
    })
}

fn contains(outer: &Json, inner: &Json) -> bool {
    match (outer, inner) {
        (Json::Object(a), Json::Object(b)) => {
            b.iter().all(|(key, value)| a.get(key).is_some_and(|old| contains(old, value)))
        }
        (Json::Array(a), Json::Array(b)) => b.iter().all(|value| a.iter().any(|old| contains(old, value))),
        (Json::String(a), Json::String(b)) => a.as_str().contains(b.as_str()),
        _ => outer.compare(inner) == Ordering::Equal,
    }
}

fn to_entries(value: &Json) -> Answer {
    let Json::Object(map) = value else {
        return error(format!("{} has no keys", shown(value)));
    };
    let entry = |(key, value): (&String, &Json)| {
        let pair =
            [("key".to_owned(), Json::String(key.as_str().into())), ("value".to_owned(), value.clone())];
        Json::Object(IndexMap::from_iter(pair))
    };
    Ok(Json::Array(map.iter().map(entry).collect()))
}

fn from_entries(entries: &[Json]) -> Answer {
    let mut map = IndexMap::default();
    for entry in entries {
        let Json::Object(entry) = entry else { continue };
        let of = |names: [&str; 4]| names.iter().find_map(|name| entry.get(*name)).cloned();
        let key = of(["key", "k", "name", "Name"]).unwrap_or(Json::Null);
        let value = of(["value", "v", "Value", "V"]).unwrap_or(Json::Null);
        map.insert(key.text().as_str().to_owned(), value);
    }
    Ok(Json::Object(map))
}

/// Functions of a value alone.
fn plain(name: &str, input: &Json) -> Answer {
    let strings = |keys: Vec<&String>| {
        Json::Array(keys.into_iter().map(|key| Json::String(key.as_str().into())).collect())
    };
    Ok(match (name, input) {
        ("length", Json::Null) => Json::Number(0.0),
        ("length", Json::String(text)) => Json::Number(text.as_str().chars().count() as f64),
        ("length", Json::Array(items)) => Json::Number(items.len() as f64),
        ("length", Json::Object(map)) => Json::Number(map.len() as f64),
        ("length", Json::Number(number)) => Json::Number(number.abs()),
        ("keys", Json::Object(map)) => strings(sorted_keys(map)),
        ("keys_unsorted", Json::Object(map)) => strings(map.keys().collect()),
        ("keys" | "keys_unsorted", Json::Array(items)) => {
            Json::Array((0..items.len()).map(|at| Json::Number(at as f64)).collect())
        }
        ("first", value) => return index(value, &Json::Number(0.0)),
        ("last", value) => return index(value, &Json::Number(-1.0)),
        ("not", value) => Json::Bool(!value.holds()),
        ("type", value) => Json::String(value.kind().into()),
        ("tostring", value) => Json::String(value.text()),
        ("tojson", value) => Json::String(value.write(&Layout::default())),
        ("fromjson", Json::String(text)) => match Reader::new(text).next() {
            Some(Ok(value)) => value,
            _ => return error(format!("{} (while parsing it)", shown(input))),
        },
        ("tonumber", Json::Number(_)) => input.clone(),
        ("tonumber", Json::String(text)) => match leading_float(text.as_str().trim()) {
            (number, length) if length > 0 && length == text.as_str().trim().len() => Json::Number(number),
            _ => return error("Cannot be parsed as a number".to_owned()),
        },
        ("ascii_downcase", Json::String(text)) => {
            Json::String(text.map_chars(|char, new| new.push(char.to_ascii_lowercase())))
        }
        ("ascii_upcase", Json::String(text)) => {
            Json::String(text.map_chars(|char, new| new.push(char.to_ascii_uppercase())))
        }
        ("trim", Json::String(text)) => {
            let start = text.len() - text.as_str().trim_start().len();
            Json::String(text.slice(start..text.as_str().trim_end().len().max(start)))
        }
        ("reverse", Json::Array(items)) => Json::Array(items.iter().rev().cloned().collect()),
        ("reverse", Json::Null) => Json::Array(Vec::new()),
        ("flatten", Json::Array(items)) => {
            let mut flat = Vec::new();
            flatten(items, &mut flat);
            Json::Array(flat)
        }
        ("to_entries", value) => return to_entries(value),
        ("from_entries", Json::Array(entries)) => return from_entries(entries),
        ("floor", Json::Number(number)) => Json::Number(number.floor()),
        ("ceil", Json::Number(number)) => Json::Number(number.ceil()),
        ("round", Json::Number(number)) => Json::Number(number.round()),
        ("error", value) => return error(value.text().as_str().to_owned()),
        (name, value) => return error(format!("{} has no {name}", shown(value))),
    })
}

fn flatten(items: &[Json], flat: &mut Vec<Json>) {
    for item in items {
        match item {
            Json::Array(items) => flatten(items, flat),
            other => flat.push(other.clone()),
        }
    }
}
