//! Values of inputs.

use serde::{Deserialize, Serialize};

/// A template's value.
#[derive(Serialize, Deserialize)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Int(i128),
    Float(f64),
    String(String),
    List(Vec<Value>),
    Map(Vec<(Value, Value)>),
}

impl From<&hotplate_schema::Value> for Value {
    fn from(value: &hotplate_schema::Value) -> Self {
        use hotplate_schema::Value as From;
        match value {
            From::Null => Self::Null,
            From::Bool(value) => Self::Bool(*value),
            From::Int(value) => Self::Int(*value),
            From::Float(value) => Self::Float(*value),
            From::String(text) => Self::String(text.clone()),
            From::List(items) => Self::List(items.iter().map(Self::from).collect()),
            From::Map(map) => {
                Self::Map(map.iter().map(|(key, value)| ((&key.to_value()).into(), value.into())).collect())
            }
        }
    }
}

impl From<Value> for hotplate_schema::Value {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Int(value) => Self::Int(value),
            Value::Float(value) => Self::Float(value),
            Value::String(text) => Self::String(text),
            Value::List(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Value::Map(map) => {
                Self::Map(map.into_iter().map(|(key, value)| (build_key(key), value.into())).collect())
            }
        }
    }
}

fn build_key(key: Value) -> hotplate_schema::Key {
    use hotplate_schema::Key;
    match key {
        Value::Bool(value) => Key::Bool(value),
        Value::Int(value) => Key::Int(value),
        Value::Float(value) => Key::Float(value.to_bits()),
        Value::String(text) => Key::String(text),
        // Lists and maps are no keys, so none was sent.
        Value::Null | Value::List(_) | Value::Map(_) => Key::Null,
    }
}
