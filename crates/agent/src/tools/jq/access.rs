//! What stands in a jq value, and arithmetic with values.

use hotplate_schema::IndexMap;

use super::functions::{Answer, error, shown};
use super::json::Json;
use crate::Text;

/// What stands at a key.
pub(super) fn index(value: &Json, key: &Json) -> Answer {
    Ok(match (value, key) {
        (Json::Object(map), Json::String(key)) => map.get(key.as_str()).cloned().unwrap_or(Json::Null),
        (Json::Array(items), Json::Number(number)) => {
            place(*number, items.len()).and_then(|at| items.get(at)).cloned().unwrap_or(Json::Null)
        }
        (Json::Null, Json::String(_) | Json::Number(_) | Json::Null) => Json::Null,
        (value, Json::String(key)) => {
            return error(format!("Cannot index {} with \"{}\"", value.kind(), key.as_str()));
        }
        (value, key) => return error(format!("Cannot index {} with {}", value.kind(), key.kind())),
    })
}

/// The place that a number means, counted from the end if it is negative.
fn place(number: f64, length: usize) -> Option<usize> {
    let at = if number < 0.0 { number + length as f64 } else { number };
    (at >= 0.0).then_some(at as usize)
}

/// A value with another at a key; `None` takes it away.
pub(super) fn set(value: Json, key: &Json, new: Option<Json>) -> Answer {
    match (value, key, new) {
        (Json::Object(mut map), Json::String(key), Some(new)) => {
            map.insert(key.as_str().to_owned(), new);
            Ok(Json::Object(map))
        }
        (Json::Object(mut map), Json::String(key), None) => {
            map.shift_remove(key.as_str());
            Ok(Json::Object(map))
        }
        (Json::Null, Json::String(key), Some(new)) => {
            Ok(Json::Object(IndexMap::from_iter([(key.as_str().to_owned(), new)])))
        }
        (Json::Array(mut items), Json::Number(number), new) => {
            let at = place(*number, items.len()).filter(|at| *at <= 10_000);
            match (at, new) {
                (Some(at), Some(new)) => {
                    if at >= items.len() {
                        items.resize(at + 1, Json::Null);
                    }
                    items[at] = new;
                }
                (Some(at), None) if at < items.len() => drop(items.remove(at)),
                (_, None) => {}
                (None, Some(_)) => return error("Out of bounds array index".to_owned()),
            }
            Ok(Json::Array(items))
        }
        (Json::Null, _, None) => Ok(Json::Null),
        (value, key, _) => error(format!("Cannot index {} with {}", value.kind(), key.kind())),
    }
}

/// `.[from:to]` of a list or a text.
pub(super) fn slice(value: &Json, from: &Json, to: &Json) -> Answer {
    let length = match value {
        Json::Array(items) => items.len(),
        Json::String(text) => text.as_str().chars().count(),
        Json::Null => return Ok(Json::Null),
        other => return error(format!("Cannot index {} with object", other.kind())),
    };
    let bound = |bound: &Json, otherwise: usize| match bound {
        Json::Number(number) => place(*number, length).unwrap_or(0).min(length),
        _ => otherwise,
    };
    let (from, to) = (bound(from, 0), bound(to, length));
    let to = to.max(from);
    Ok(match value {
        Json::Array(items) => Json::Array(items[from..to].to_vec()),
        Json::String(text) => {
            let byte = |at| text.as_str().char_indices().nth(at).map_or(text.len(), |(at, _)| at);
            Json::String(text.slice(byte(from)..byte(to)))
        }
        _ => Json::Null,
    })
}

pub(super) fn arithmetic(sign: &str, left: &Json, right: &Json) -> Answer {
    Ok(match (sign, left, right) {
        ("+", Json::Null, value) | ("+", value, Json::Null) => value.clone(),
        ("+", Json::String(a), Json::String(b)) => Json::String(Text::join([a, b], "")),
        ("+", Json::Array(a), Json::Array(b)) => Json::Array([a.as_slice(), b].concat()),
        ("+" | "*", Json::Object(a), Json::Object(b)) => {
            let mut map = a.clone();
            for (key, value) in b {
                let merged = match (sign, map.get(key)) {
                    ("*", Some(old @ Json::Object(_))) if matches!(value, Json::Object(_)) => {
                        arithmetic(sign, old, value)?
                    }
                    _ => value.clone(),
                };
                map.insert(key.clone(), merged);
            }
            Json::Object(map)
        }
        ("-", Json::Array(a), Json::Array(b)) => Json::Array(
            a.iter().filter(|item| !b.iter().any(|other| other.compare(item).is_eq())).cloned().collect(),
        ),
        ("/", Json::String(a), Json::String(b)) => split(a, b.as_str()),
        ("/" | "%", Json::Number(_), Json::Number(0.0)) => {
            return error(format!(
                "{} and {} cannot be divided because the divisor is zero",
                shown(left),
                shown(right)
            ));
        }
        (_, Json::Number(a), Json::Number(b)) => Json::Number(match sign {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => a / b,
            _ => a.trunc() % b.trunc(),
        }),
        _ => {
            let word = match sign {
                "+" => "added",
                "-" => "subtracted",
                "*" => "multiplied",
                _ => "divided",
            };
            return error(format!("{} and {} cannot be {word}", shown(left), shown(right)));
        }
    })
}

pub(super) fn split(text: &Text, separator: &str) -> Json {
    let source = text.as_str();
    if source.is_empty() {
        return Json::Array(Vec::new());
    }
    let mut pieces = Vec::new();
    if separator.is_empty() {
        pieces.extend(source.char_indices().map(|(at, c)| Json::String(text.slice(at..at + c.len_utf8()))));
        return Json::Array(pieces);
    }
    let mut start = 0;
    for (at, found) in source.match_indices(separator) {
        pieces.push(Json::String(text.slice(start..at)));
        start = at + found.len();
    }
    pieces.push(Json::String(text.slice(start..source.len())));
    Json::Array(pieces)
}
