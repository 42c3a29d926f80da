//! From a given value to the value of a parameter's type (Heat: `parameters.py`).

use hotplate_hot::ParameterKind;
use hotplate_schema::Value;

use super::json::read_json;
use super::number::number;

/// The value as the parameter's type has it, or why it cannot be one.
pub(crate) fn cast(kind: ParameterKind, value: &Value) -> Result<Value, String> {
    match kind {
        ParameterKind::String => Ok(text(value)),
        ParameterKind::Number => cast_number(value),
        ParameterKind::Boolean => cast_boolean(value),
        ParameterKind::CommaDelimitedList => cast_list(value),
        ParameterKind::Json => cast_json(value),
    }
}

/// A value as text, as Python's `str` has it.
fn text(value: &Value) -> Value {
    match value {
        Value::String(_) => value.clone(),
        other => other.python_str().into(),
    }
}

/// What a value is, for messages: `a list`.
pub(crate) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Int(_) | Value::Float(_) => "a number",
        Value::String(_) => "text",
        Value::List(_) => "a list",
        Value::Map(_) => "a map",
    }
}

fn cast_number(value: &Value) -> Result<Value, String> {
    match value {
        Value::Bool(_) | Value::Int(_) | Value::Float(_) => Ok(value.clone()),
        Value::String(text) => number(text).ok_or_else(|| format!("`{text}` is not a number")),
        Value::Null | Value::List(_) | Value::Map(_) => {
            Err(format!("a number is needed, not {}", kind_of(value)))
        }
    }
}

fn cast_boolean(value: &Value) -> Result<Value, String> {
    let text = value.python_str().trim().to_ascii_lowercase();
    match text.as_str() {
        "1" | "t" | "true" | "on" | "y" | "yes" => Ok(Value::Bool(true)),
        "0" | "f" | "false" | "off" | "n" | "no" => Ok(Value::Bool(false)),
        _ => Err(format!(
            "`{}` is not a boolean: `true`, `yes`, `on`, `t`, `y`, `1` and `false`, `no`, `off`, `f`, `n`, `0` are",
            value.python_str()
        )),
    }
}

fn cast_list(value: &Value) -> Result<Value, String> {
    match value {
        Value::List(items) => Ok(Value::List(items.iter().map(text).collect())),
        Value::String(text) if text.is_empty() => Ok(Value::List(Vec::new())),
        Value::String(text) => Ok(Value::List(text.split(',').map(Value::from).collect())),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Map(_) => {
            Err(format!("a list or text with commas is needed, not {}", kind_of(value)))
        }
    }
}

fn cast_json(value: &Value) -> Result<Value, String> {
    match value {
        Value::String(text) if text.is_empty() => Ok(value.clone()),
        Value::String(text) => read_json(text).map_err(|error| format!("not valid JSON: {error}")),
        // Heat writes it as JSON and reads it back, which makes every key text.
        _ => read_json(&value.to_json(false)).map_err(|error| format!("not valid JSON: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use hotplate_schema::Map;

    use super::*;

    fn shown(kind: ParameterKind, value: impl Into<Value>) -> String {
        match cast(kind, &value.into()) {
            Ok(value) => value.python_repr(),
            Err(message) => format!("error: {message}"),
        }
    }

    #[test]
    fn text_becomes_what_the_type_says() {
        use ParameterKind::{Boolean, CommaDelimitedList, Json, Number, String};
        let cases = [
            (String, "str", "'str'"),
            (Number, "5", "5"),
            (Number, "5.50", "5.5"),
            (Number, "1e3", "1000.0"),
            (Number, "abc", "error: `abc` is not a number"),
            (Number, "", "error: `` is not a number"),
            (Boolean, "TRUE", "True"),
            (Boolean, " off ", "False"),
            (
                Boolean,
                "maybe",
                "error: `maybe` is not a boolean: `true`, `yes`, `on`, `t`, `y`, `1` and `false`, `no`, `off`, `f`, `n`, `0` are",
            ),
            (CommaDelimitedList, "a, b,,c", "['a', ' b', '', 'c']"),
            (CommaDelimitedList, "", "[]"),
            (Json, r#"{"a": [1, null, true]}"#, "{'a': [1, None, True]}"),
            (Json, "5", "5"),
            (Json, "", "''"),
            (
                Json,
                "{a: 1}",
                "error: not valid JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
            ),
        ];
        for (kind, given, expected) in cases {
            assert_eq!(shown(kind, given), expected, "{kind:?} {given:?}");
        }
    }

    #[test]
    fn what_is_not_text_is_taken_as_python_does() {
        let list = || Value::List(vec![Value::Int(1), Value::Bool(true), "x".into()]);
        assert_eq!(shown(ParameterKind::String, list()), r#""[1, True, 'x']""#);
        assert_eq!(shown(ParameterKind::String, Value::Bool(true)), "'True'");
        assert_eq!(shown(ParameterKind::CommaDelimitedList, list()), "['1', 'True', 'x']");
        assert_eq!(shown(ParameterKind::Number, Value::Bool(true)), "True");
        assert_eq!(shown(ParameterKind::Number, list()), "error: a number is needed, not a list");
        assert_eq!(shown(ParameterKind::Boolean, Value::Int(1)), "True");
        let map = Value::Map(Map::from_iter([(hotplate_schema::Key::Int(1), Value::Null)]));
        assert_eq!(shown(ParameterKind::Json, map.clone()), "{'1': None}");
        assert_eq!(
            shown(ParameterKind::CommaDelimitedList, map),
            "error: a list or text with commas is needed, not a map"
        );
    }
}
