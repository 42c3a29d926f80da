//! Values as text, in the three ways the engine and its agents write them: Python's `str`, Python's `repr`, JSON.

use std::fmt::Write;

use crate::decimal::digits_of;
use crate::{Key, Value};

impl Value {
    /// Python's `str(value)`: what a `string` parameter becomes and what an agent puts into the environment of a
    /// script for an input of type String. A map is written as a Python literal.
    pub fn python_str(&self) -> String {
        match self {
            Self::String(text) => text.as_str().to_owned(),
            other => other.python_repr(),
        }
    }

    /// Python's `repr(value)`.
    pub fn python_repr(&self) -> String {
        let mut out = String::new();
        write_repr(self, &mut out);
        out
    }

    /// Python's `json.dumps(value)` with its separators (`, ` and `: `) and ASCII escapes; keys sorted if `sorted`.
    pub fn to_json(&self, sorted: bool) -> String {
        let mut out = String::new();
        write_json(self, sorted, &mut out);
        out
    }
}

/// Whether a piece, which is not empty, stands in a text. Most texts have not even its first letter, and that is seen sooner than `contains`
/// sets out to look.
pub fn has_piece(text: &str, piece: &str) -> bool {
    let first = piece.bytes().next();
    text.bytes().any(|byte| Some(byte) == first) && text.contains(piece)
}

fn write_repr(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("None"),
        Value::Bool(value) => out.push_str(if *value { "True" } else { "False" }),
        Value::Int(value) => push(out, value),
        Value::Float(value) => out.push_str(&float_repr(*value)),
        Value::String(text) => write_quoted(text, out),
        Value::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                write_repr(item, out);
            }
            out.push(']');
        }
        Value::Map(map) => {
            out.push('{');
            for (at, (key, item)) in map.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                write_repr(&key.to_value(), out);
                out.push_str(": ");
                write_repr(item, out);
            }
            out.push('}');
        }
    }
}

/// A text as a Python literal: in single quotes, unless it holds one and no double quote.
fn write_quoted(text: &str, out: &mut String) {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    out.push(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            c if c == quote => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            c if is_printable(c) => out.push(c),
            c => match u32::from(c) {
                code @ 0..=0xFF => push(out, format_args!("\\x{code:02x}")),
                code @ 0x100..=0xFFFF => push(out, format_args!("\\u{code:04x}")),
                code => push(out, format_args!("\\U{code:08x}")),
            },
        }
    }
    out.push(quote);
}

/// Python's `str.isprintable`. Rust's debug form escapes the same characters, except that it also escapes a combining
/// mark at the very beginning; hence the letter before it.
fn is_printable(c: char) -> bool {
    let mut text = String::from("a");
    text.push(c);
    text.escape_debug().count() == 2
}

/// Python's `repr` of a float: the shortest digits that read back as the same number, with an exponent below 1e-4 and
/// from 1e16 on.
fn float_repr(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    let (digits, exponent) = digits_of(value);
    let mut text = if value.is_sign_negative() { "-".to_owned() } else { String::new() };
    let zeros = |count: i32| "0".repeat(count.max(0) as usize);
    let (whole, fraction) = digits.split_at(digits.len().min(exponent.clamp(0, 15) as usize + 1));
    if (-4..0).contains(&exponent) {
        text.extend(["0.", &zeros(-exponent - 1), &digits]);
    } else if (0..16).contains(&exponent) {
        let zeros = zeros(exponent + 1 - whole.len() as i32);
        text.extend([whole, &zeros, ".", if fraction.is_empty() { "0" } else { fraction }]);
    } else {
        let (first, rest) = digits.split_at(1);
        let sign = if exponent < 0 { '-' } else { '+' };
        text.extend([first, if rest.is_empty() { "" } else { "." }, rest]);
        push(&mut text, format_args!("e{sign}{:02}", exponent.abs()));
    }
    text
}

/// A number for people: as Python's `repr`, a whole one without a fraction.
pub fn number_text(value: f64) -> String {
    let mut text = float_repr(value);
    if text.ends_with(".0") {
        text.truncate(text.len() - 2);
    }
    text
}

fn write_json(value: &Value, sorted: bool, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Int(value) => push(out, value),
        Value::Float(value) => out.push_str(&float_json(*value)),
        Value::String(text) => write_json_text(text, out),
        Value::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                write_json(item, sorted, out);
            }
            out.push(']');
        }
        Value::Map(map) => {
            let mut entries: Vec<(&Key, &Value)> = map.iter().collect();
            if sorted {
                entries.sort_by_key(|(key, _)| *key);
            }
            out.push('{');
            for (at, (key, item)) in entries.into_iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                write_json_text(&key_json(key), out);
                out.push_str(": ");
                write_json(item, sorted, out);
            }
            out.push('}');
        }
    }
}

/// A key as `json.dumps` names it: always text.
fn key_json(key: &Key) -> String {
    match key {
        Key::Null => "null".to_owned(),
        Key::Bool(value) => value.to_string(),
        Key::Int(value) => value.to_string(),
        Key::Float(bits) => float_json(f64::from_bits(*bits)),
        Key::String(text) => text.as_str().to_owned(),
    }
}

fn float_json(value: f64) -> String {
    match value {
        value if value.is_nan() => "NaN".to_owned(),
        f64::INFINITY => "Infinity".to_owned(),
        f64::NEG_INFINITY => "-Infinity".to_owned(),
        value => float_repr(value),
    }
}

fn write_json_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            ' '..='~' => out.push(c),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    push(out, format_args!("\\u{unit:04x}"));
                }
            }
        }
    }
    out.push('"');
}

/// Appends what writes itself; a `String` takes everything.
fn push(out: &mut String, piece: impl std::fmt::Display) {
    let _ = write!(out, "{piece}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Map;

    fn map(entries: impl IntoIterator<Item = (Key, Value)>) -> Value {
        Value::Map(Map::from_iter(entries))
    }

    #[test]
    fn floats_as_python_writes_them() {
        for (value, expected) in [
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (0.1, "0.1"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1.5e300, "1.5e+300"),
            (1e-4, "0.0001"),
            (1e-5, "1e-05"),
            (123_456_789.125, "123456789.125"),
            (9_007_199_254_740_993.0, "9007199254740992.0"),
            (5e-324, "5e-324"),
            (f64::NAN, "nan"),
            (f64::NEG_INFINITY, "-inf"),
        ] {
            assert_eq!(Value::Float(value).python_str(), expected);
        }
        assert_eq!(Value::Float(f64::NAN).to_json(false), "NaN");
        assert_eq!(Value::Float(f64::NEG_INFINITY).to_json(false), "-Infinity");
    }

    #[test]
    fn text_as_a_python_literal() {
        for (text, expected) in [
            ("plain", "'plain'"),
            ("it's", "\"it's\""),
            ("it's \"so\"", "'it\\'s \"so\"'"),
            ("a\nb\tc\\d\r", "'a\\nb\\tc\\\\d\\r'"),
            ("\u{0}\u{1b}\u{7f}\u{85}\u{a0}", "'\\x00\\x1b\\x7f\\x85\\xa0'"),
            ("é ü 漢", "'é ü 漢'"),
            ("\u{200b}\u{2028}\u{feff}", "'\\u200b\\u2028\\ufeff'"),
            ("\u{1f600}\u{e0001}", "'😀\\U000e0001'"),
            ("\u{301}e\u{301}", "'\u{301}e\u{301}'"),
        ] {
            assert_eq!(Value::from(text).python_repr(), expected);
        }
        assert_eq!(Value::from("a\n").python_str(), "a\n");
    }

    #[test]
    fn collections_as_python_writes_them() {
        let value = map([
            ("0".into(), "10.1.1.1 h0\n".into()),
            (Key::Int(1), Value::List(vec![Value::Null, Value::Bool(true), Value::Int(-2)])),
            (Key::Bool(false), map([])),
        ]);
        assert_eq!(value.python_str(), "{'0': '10.1.1.1 h0\\n', 1: [None, True, -2], False: {}}");
    }

    #[test]
    fn json_as_python_dumps_it() {
        let value = map([
            ("b".into(), "é\u{1f600}\u{7f}\"\\\u{8}\u{c}".into()),
            ("a".into(), Value::List(vec![Value::Float(1.0), Value::Null])),
            (Key::Bool(true), map([(Key::Null, Value::Int(3))])),
        ]);
        assert_eq!(
            value.to_json(false),
            r#"{"b": "\u00e9\ud83d\ude00\u007f\"\\\b\f", "a": [1.0, null], "true": {"null": 3}}"#
        );
        assert_eq!(
            value.to_json(true),
            r#"{"true": {"null": 3}, "a": [1.0, null], "b": "\u00e9\ud83d\ude00\u007f\"\\\b\f"}"#
        );
    }
}
