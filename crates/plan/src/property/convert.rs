//! What a value becomes as a property of a kind (Heat: `Property.get_value` in `properties.py`).

use std::borrow::Cow;

use hotplate_hot::ParameterKind;
use hotplate_schema::{Map, PropertySchema, Value, ValueKind};

use super::old_name;
use super::view::View;
use crate::Resolved;
use crate::parameters::{number, whole};

/// The value as the property has it; nothing if only parts of it are known. An error says what it should be.
pub(super) fn convert<'a>(
    given: View<'a>,
    schema: &'a PropertySchema,
) -> Result<Option<Cow<'a, Value>>, &'static str> {
    match given {
        View::Whole(Value::Null) => Ok(Some(unset(schema))),
        _ => as_kind(given, schema.kind, schema.convertible),
    }
}

/// Whether a value can be read as a property, whatever its constraints say.
pub(crate) fn fits(value: &Value, schema: &PropertySchema) -> bool {
    let mut children = schema.schema.iter();
    convert(View::Whole(value), schema).is_ok()
        && match (schema.kind, value) {
            (ValueKind::Map, Value::Null) => children.all(|(_, child)| !child.required),
            (ValueKind::Map, Value::Map(map)) => children.all(|(name, child)| match map.get(name.as_str()) {
                Some(value) => fits(value, child),
                None => !child.required || old_name(name, &schema.schema, View::Whole(value)).is_some(),
            }),
            (ValueKind::List, Value::List(items)) => {
                children.all(|(_, item)| items.iter().all(|value| fits(value, item)))
            }
            _ => true,
        }
}

/// What a value should be, if it cannot become one of that kind.
pub(super) fn misfit(given: View<'_>, kind: ValueKind) -> Option<&'static str> {
    match given {
        View::Whole(Value::Null) => None,
        _ => as_kind(given, kind, false).err(),
    }
}

fn as_kind(
    given: View<'_>,
    kind: ValueKind,
    convertible: bool,
) -> Result<Option<Cow<'_, Value>>, &'static str> {
    let value = match given {
        View::Whole(value) => value,
        View::Part(part) => {
            let fits = match part {
                Resolved::List(_) => kind == ValueKind::List || convertible && kind == ValueKind::Map,
                Resolved::Map(_) => kind == ValueKind::Map,
                _ => true,
            };
            return if fits || kind == ValueKind::Any { Ok(None) } else { Err(expected(kind)) };
        }
    };
    let same = Some(Cow::Borrowed(value));
    let made = match (kind, value) {
        (ValueKind::Any, _)
        | (ValueKind::String, Value::String(_))
        | (ValueKind::List, Value::List(_))
        | (ValueKind::Map, Value::Map(_))
        | (ValueKind::Boolean, Value::Bool(_))
        | (ValueKind::Integer, Value::Int(_))
        | (ValueKind::Number, Value::Int(_) | Value::Float(_) | Value::Bool(_)) => same,
        (ValueKind::List, Value::String(_)) | (ValueKind::Map, Value::String(_) | Value::List(_))
            if convertible =>
        {
            None
        }
        (ValueKind::String, Value::Int(_) | Value::Bool(_)) => Some(Cow::Owned(value.python_str().into())),
        (ValueKind::Integer, Value::Bool(value)) => Some(Cow::Owned(Value::Int(i128::from(*value)))),
        (ValueKind::Integer, Value::Float(value)) if value.is_finite() => {
            Some(Cow::Owned(Value::Float(value.trunc())))
        }
        (ValueKind::Integer, Value::String(text)) if whole(text).is_some() => whole(text).map(Cow::Owned),
        (ValueKind::Number, Value::String(text)) if number(text).is_some() => number(text).map(Cow::Owned),
        (ValueKind::Boolean, Value::String(text)) if text.eq_ignore_ascii_case("true") => {
            Some(Cow::Owned(Value::Bool(true)))
        }
        (ValueKind::Boolean, Value::String(text)) if text.eq_ignore_ascii_case("false") => {
            Some(Cow::Owned(Value::Bool(false)))
        }
        (kind, _) => return Err(expected(kind)),
    };
    Ok(made)
}

/// What null becomes: the default, else what is empty of its kind.
fn unset(schema: &PropertySchema) -> Cow<'_, Value> {
    match (&schema.default, schema.kind) {
        (Some(default), _) => Cow::Borrowed(default),
        (None, ValueKind::String) => Cow::Owned("".into()),
        (None, ValueKind::Integer | ValueKind::Number) => Cow::Owned(Value::Int(0)),
        (None, ValueKind::Boolean) => Cow::Owned(Value::Bool(false)),
        (None, ValueKind::List) => Cow::Owned(Value::List(Vec::new())),
        (None, ValueKind::Map) => Cow::Owned(Value::Map(Map::new())),
        (None, ValueKind::Any) => Cow::Owned(Value::Null),
    }
}

/// A kind in a sentence.
fn expected(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Any => "anything",
        ValueKind::String => "text",
        ValueKind::Number => "a number",
        ValueKind::Integer => "a whole number",
        ValueKind::Boolean => "true or false",
        ValueKind::List => "a list",
        ValueKind::Map => "a mapping",
    }
}

/// The type of parameter whose constraints work as those of a property of that kind.
pub(super) fn parameter_kind(kind: ValueKind) -> ParameterKind {
    match kind {
        ValueKind::Any | ValueKind::String => ParameterKind::String,
        ValueKind::Number | ValueKind::Integer => ParameterKind::Number,
        ValueKind::Boolean => ParameterKind::Boolean,
        ValueKind::List => ParameterKind::CommaDelimitedList,
        ValueKind::Map => ParameterKind::Json,
    }
}
