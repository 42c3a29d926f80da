//! Values as JSON and back.

use hotplate_plan::Resolved;
use hotplate_schema::{Key, Value};
use serde::Serialize;
use serde_json::{Map, Number, Value as Json, json};

/// Reads JSON as Python would hold it. A whole number beyond 64 bits becomes a float.
pub(crate) fn read(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => Value::Int(number.into()),
            (None, Some(number)) => Value::Int(number.into()),
            (None, None) => Value::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Json::String(text) => text.as_str().into(),
        Json::Array(items) => Value::List(items.iter().map(read).collect()),
        Json::Object(entries) => {
            Value::Map(entries.iter().map(|(key, value)| (Key::from(key.as_str()), read(value))).collect())
        }
    }
}

/// Writes a value as strict JSON: keys as Python's `str`, infinities and not-a-number as `{"__float__": "inf"}`.
pub(crate) fn write(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Int(number) => {
            let float = || Number::from_f64(*number as f64).map_or(Json::Null, Json::Number);
            Number::from_i128(*number).map_or_else(float, Json::Number)
        }
        Value::Float(number) => match Number::from_f64(*number) {
            Some(number) => Json::Number(number),
            None => json!({ "__float__": value.python_str() }),
        },
        Value::String(text) => Json::String(text.as_str().to_owned()),
        Value::List(items) => Json::Array(items.iter().map(write).collect()),
        Value::Map(map) => {
            Json::Object(map.iter().map(|(key, value)| (key_text(key), write(value))).collect())
        }
    }
}

/// Writes what is known of a value; what is not is `{"__pending__": ["a.attribute"]}` or `{"__unknown__": "why"}`.
pub(crate) fn write_resolved(value: &Resolved) -> Json {
    match value {
        Resolved::Known(value) => write(value),
        Resolved::List(items) => Json::Array(items.iter().map(write_resolved).collect()),
        Resolved::Map(map) => {
            Json::Object(map.iter().map(|(key, value)| (key_text(key), write_resolved(value))).collect())
        }
        Resolved::Pending(references) => {
            json!({ "__pending__": references.iter().map(crate::words::reference).collect::<Vec<_>>() })
        }
        Resolved::Unknown(why) => json!({ "__unknown__": why }),
    }
}

/// A key as Python's `str` writes it.
pub(crate) fn key_text(key: &Key) -> String {
    key.as_str().map_or_else(|| key.to_value().python_str(), str::to_owned)
}

/// An object of these entries.
pub(crate) fn object(entries: impl IntoIterator<Item = (String, Json)>) -> Json {
    Json::Object(entries.into_iter().collect::<Map<_, _>>())
}

/// JSON with indents and a last line end. Our output types have no keys but text, and so always have a JSON form.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
