//! Python's `==` and truth of values: `1`, `1.0` and `True` are equal, text is only equal to text.

use hotplate_schema::{Key, Map, Value};

/// Python's `a == b`.
pub(crate) fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, value)| entry(b, key).is_some_and(|other| equal(value, other)))
        }
        (Value::String(a), Value::String(b)) => a == b,
        (Value::Null, Value::Null) => true,
        _ => match (whole(a), whole(b)) {
            (Some(a), Some(b)) => a == b,
            _ => float(a).zip(float(b)).is_some_and(|(a, b)| a == b),
        },
    }
}

/// Python's `value in values`.
pub(crate) fn contains(values: &[Value], value: &Value) -> bool {
    values.iter().any(|other| equal(other, value))
}

/// Python's `bool(value)`: nothing, zero and what is empty is false.
pub(crate) fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(b) => *b,
        Value::Int(i) => *i != 0,
        Value::Float(f) => *f != 0.0,
        Value::String(text) => !text.is_empty(),
        Value::List(items) => !items.is_empty(),
        Value::Map(map) => !map.is_empty(),
    }
}

fn entry<'a>(map: &'a Map, key: &Key) -> Option<&'a Value> {
    map.get(key).or_else(|| {
        let number = !matches!(key, Key::String(_) | Key::Null);
        number
            .then(|| map.iter().find(|(other, _)| equal(&other.to_value(), &key.to_value())))?
            .map(|(_, v)| v)
    })
}

fn whole(value: &Value) -> Option<i128> {
    match value {
        Value::Bool(b) => Some(i128::from(*b)),
        Value::Int(i) => Some(*i),
        Value::Null | Value::Float(_) | Value::String(_) | Value::List(_) | Value::Map(_) => None,
    }
}

fn float(value: &Value) -> Option<f64> {
    match value {
        Value::Float(f) => Some(*f),
        _ => whole(value).map(|i| i as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_equal_across_kinds_and_text_is_not() {
        let cases = [
            (Value::Int(1), Value::Float(1.0), true),
            (Value::Bool(true), Value::Int(1), true),
            (Value::Bool(true), "true".into(), false),
            (Value::Int(1), "1".into(), false),
            (Value::Null, Value::Bool(false), false),
            (Value::Float(f64::NAN), Value::Float(f64::NAN), false),
            (Value::List(vec![Value::Int(1)]), Value::List(vec![Value::Bool(true)]), true),
        ];
        for (a, b, expected) in cases {
            assert_eq!(equal(&a, &b), expected, "{a:?} == {b:?}");
            assert_eq!(equal(&b, &a), expected, "{b:?} == {a:?}");
        }
        let map = |key, value| Value::Map(Map::from_iter([(key, value)]));
        assert!(equal(&map(Key::Int(1), Value::Int(2)), &map(Key::Bool(true), Value::Float(2.0))));
        assert!(!equal(&map(Key::Int(1), Value::Null), &map(Key::from("1"), Value::Null)));
    }
}
