//! What a plain scalar means in YAML 1.1, exactly as PyYAML's `resolver.py` and `SafeConstructor` have it, with Heat's
//! change (`heat/common/template_format.py`): a timestamp stays text.

use std::borrow::Cow;

use hotplate_schema::{Value, read_float};

/// What a scalar turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Scalar<'a> {
    Text(Cow<'a, str>),
    /// Anything else.
    Value(Value),
    /// A plain `<<`: merges, where a key stands.
    Merge,
    /// A plain `=`: a text where a key stands, without meaning anywhere else.
    Equals,
}

/// What a plain, untagged scalar means.
pub(super) fn resolve(text: Cow<'_, str>) -> Scalar<'_> {
    let value = match &*text {
        "" | "~" | "null" | "Null" | "NULL" => Some(Value::Null),
        "<<" => return Scalar::Merge,
        "=" => return Scalar::Equals,
        _ => match text.as_bytes()[0] {
            b'+' | b'-' | b'.' | b'0'..=b'9' => number(&text),
            b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' => {
                boolean(&text).map(Value::Bool)
            }
            _ => None,
        },
    };
    value.map_or(Scalar::Text(text), Scalar::Value)
}

/// Whether a text that stands without quotes is read as that text, and not as a number, a truth value or nothing.
pub fn is_plain_text(text: &str) -> bool {
    matches!(resolve(text.into()), Scalar::Text(_))
}

/// `yes`, `No`, `TRUE`, `off` and so on: lower, title or upper case, nothing between.
pub(super) fn boolean(text: &str) -> Option<bool> {
    const WORDS: [(&str, bool); 6] =
        [("yes", true), ("no", false), ("true", true), ("false", false), ("on", true), ("off", false)];
    let (first, rest) = text.split_at_checked(1)?;
    let cased = rest.bytes().all(|byte| byte.is_ascii_lowercase())
        || text.bytes().all(|byte| byte.is_ascii_uppercase());
    let known = |&&(word, _): &&(&str, bool)| word.eq_ignore_ascii_case(text);
    if cased && first.is_ascii() { WORDS.iter().find(known).map(|&(_, value)| value) } else { None }
}

fn number(text: &str) -> Option<Value> {
    let (negative, body) = match text.as_bytes() {
        [b'-', ..] => (true, &text[1..]),
        [b'+', ..] => (false, &text[1..]),
        _ => (false, text),
    };
    if is_integer(body) {
        return integer(negative, body);
    }
    // A leading sign before a bare fraction (`-.5`) and before `.nan` is not in the resolver's pattern.
    let signed = body.len() != text.len();
    is_float(body, signed).then(|| Value::Float(float(negative, body)))
}

/// A whole number: `0b101`, `0777`, `0`, `1_000`, `0xFF`, `12:30:45`.
fn is_integer(body: &str) -> bool {
    let rest = |prefix: &str, allowed: fn(u8) -> bool| {
        body.strip_prefix(prefix).is_some_and(|digits| !digits.is_empty() && digits.bytes().all(allowed))
    };
    body == "0"
        || rest("0b", |byte| matches!(byte, b'0' | b'1' | b'_'))
        || rest("0x", |byte| byte.is_ascii_hexdigit() || byte == b'_')
        || rest("0", |byte| matches!(byte, b'0'..=b'7' | b'_'))
        || body.as_bytes().first().is_some_and(|byte| matches!(byte, b'1'..=b'9')) && {
            let mut parts = body.split(':');
            parts.next().is_some_and(is_digits) && parts.all(is_sixtieth)
        }
}

fn is_float(body: &str, signed: bool) -> bool {
    if matches!(body, ".inf" | ".Inf" | ".INF") {
        return true;
    }
    if matches!(body, ".nan" | ".NaN" | ".NAN") {
        return !signed;
    }
    let Some((whole, fraction)) = body.split_once('.') else { return false };
    if whole.contains(':') {
        let mut parts = whole.split(':');
        return parts.next().is_some_and(is_digits)
            && parts.all(is_sixtieth)
            && fraction.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    }
    let (fraction, exponent) = match fraction.find(['e', 'E']) {
        Some(at) => (&fraction[..at], Some(&fraction[at + 1..])),
        None => (fraction, None),
    };
    let mantissa = if whole.is_empty() {
        !signed && is_digits(fraction)
    } else {
        is_digits(whole) && fraction.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
    };
    mantissa
        && exponent.is_none_or(|exponent| {
            exponent
                .strip_prefix(['+', '-'])
                .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        })
}

/// A digit, then digits and `_`.
fn is_digits(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_digit)
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
}

/// A part of a base-60 number after the first: `0` to `59`.
fn is_sixtieth(text: &str) -> bool {
    match text.as_bytes() {
        [low] => low.is_ascii_digit(),
        [high, low] => matches!(high, b'0'..=b'5') && low.is_ascii_digit(),
        _ => false,
    }
}

/// The value of a whole number; `None` where Python's `int` would refuse it (`0b_`).
pub(super) fn integer(negative: bool, body: &str) -> Option<Value> {
    let digits = body.replace('_', "");
    let (radix, digits) = match digits.as_str() {
        "0" => (10, "0"),
        other => match (other.strip_prefix("0b"), other.strip_prefix("0x"), other.strip_prefix('0')) {
            (Some(rest), _, _) => (2, rest),
            (_, Some(rest), _) => (16, rest),
            (_, _, Some(rest)) => (8, rest),
            _ => (10, other),
        },
    };
    let parts = || digits.split(':');
    if parts().any(|part| part.is_empty() || !part.chars().all(|digit| digit.is_digit(radix))) {
        return None;
    }
    let exact = parts().try_fold(0_i128, |value, part| {
        value.checked_mul(60)?.checked_add(i128::from_str_radix(part, radix).ok()?)
    });
    Some(match exact {
        Some(value) => Value::Int(if negative { -value } else { value }),
        None => {
            let rough = parts().fold(0.0, |value, part| value * 60.0 + in_radix(part, radix));
            Value::Float(if negative { -rough } else { rough })
        }
    })
}

/// A number too great for an integer, nearly.
fn in_radix(digits: &str, radix: u32) -> f64 {
    let sum = |sum, digit: char| sum * f64::from(radix) + f64::from(digit.to_digit(radix).unwrap_or(0));
    if radix == 10 { read_float(digits).unwrap_or(f64::INFINITY) } else { digits.chars().fold(0.0, sum) }
}

fn float(negative: bool, body: &str) -> f64 {
    let body = body.replace('_', "").to_ascii_lowercase();
    let value = match body.as_str() {
        ".inf" => f64::INFINITY,
        ".nan" => f64::NAN,
        _ => body.split(':').fold(0.0, |value, part| value * 60.0 + read_float(part).unwrap_or(0.0)),
    };
    if negative { -value } else { value }
}

/// A scalar with an explicit tag of YAML's own, such as `!!int`; `None` if the text does not fit the tag.
pub(super) fn tagged(tag: &str, text: &str) -> Option<Value> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let negative = text.starts_with('-');
    match tag {
        "str" | "timestamp" | "binary" => Some(text.into()),
        "null" => Some(Value::Null),
        "bool" => boolean(text).map(Value::Bool),
        "int" => integer(negative, unsigned),
        "float" => {
            let plain = unsigned.replace('_', "").to_ascii_lowercase();
            let known = matches!(plain.as_str(), ".inf" | ".nan") || read_float(&plain).is_some();
            (known || is_float(unsigned, false)).then(|| Value::Float(float(negative, unsigned)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: impl Into<Option<Value>>) {
        match (resolve(text.into()), expected.into()) {
            (Scalar::Value(Value::Float(a)), Some(Value::Float(b))) if a.is_nan() && b.is_nan() => {}
            (resolved, expected) => {
                assert_eq!(resolved, expected.map_or(Scalar::Text(text.into()), Scalar::Value), "{text}");
            }
        }
    }

    #[test]
    fn booleans_and_null() {
        for text in ["yes", "Yes", "YES", "on", "On", "true", "TRUE"] {
            check(text, Value::Bool(true));
        }
        for text in ["no", "No", "off", "OFF", "false", "False"] {
            check(text, Value::Bool(false));
        }
        for text in ["y", "n", "yEs", "oN", "tRUE", "nO", "trUe", "nul", "é"] {
            check(text, None);
        }
        for text in ["", "~", "null", "Null", "NULL"] {
            check(text, Value::Null);
        }
    }

    #[test]
    fn whole_numbers() {
        for (text, value) in [
            ("0", 0),
            ("-0", 0),
            ("0777", 511),
            ("010", 8),
            ("0_7", 7),
            ("0xFF", 255),
            ("-0xf", -15),
            ("0b101", 5),
            ("1_000", 1000),
            ("+5", 5),
            ("12:30:45", 45045),
            ("1:30", 90),
            ("-1:30", -90),
            ("190:20:30", 685_230),
            ("170141183460469231731687303715884105727", i128::MAX),
        ] {
            check(text, Value::Int(value));
        }
        check("340282366920938463463374607431768211456", Value::Float(3.402_823_669_209_385e38));
        for text in
            ["0o777", "089", "08", "1:60", "0:30", "00:11:22:33:44:55", "1-2", "2015-10-15", "0b", "_1"]
        {
            check(text, None);
        }
        check("0b_", None);
    }

    #[test]
    fn fractions() {
        for (text, value) in [
            ("1.0e+3", 1000.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1_0.5", 10.5),
            ("-1.5", -1.5),
            ("1.5E-3", 0.0015),
            (".inf", f64::INFINITY),
            ("-.INF", f64::NEG_INFINITY),
            (".nan", f64::NAN),
            ("1:30.5", 90.5),
            ("0.", 0.0),
        ] {
            check(text, Value::Float(value));
        }
        for text in ["1e3", "1E+3", "1.0e3", "-.5", "-.nan", ".", "._5", "1.2.3", "1.5e", ".iNF", "1:60.5"] {
            check(text, None);
        }
    }

    #[test]
    fn signs_that_are_not_values() {
        assert_eq!(resolve("<<".into()), Scalar::Merge);
        assert_eq!(resolve("=".into()), Scalar::Equals);
    }
}
