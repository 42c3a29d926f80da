//! Numbers as Python's `int()` and `float()` read them from text: spaces around, `_` between digits, `inf`, `nan`.

use hotplate_schema::{Value, read_float};

/// What a `number` becomes: a whole number if the text says one, else a float. `None` if it is no number.
pub(crate) fn number(text: &str) -> Option<Value> {
    whole(text).or_else(|| float(text).map(Value::Float))
}

/// Python's `int(text)`. Beyond 128 bits a float stands for it.
pub(crate) fn whole(text: &str) -> Option<Value> {
    let text = digits(text)?;
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(&text);
    if unsigned.is_empty() || !unsigned.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match text.parse() {
        Ok(whole) => Some(Value::Int(whole)),
        Err(_) => read_float(&text).map(Value::Float),
    }
}

/// Python's `float(text)`.
pub(crate) fn float(text: &str) -> Option<f64> {
    let text = digits(text)?;
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(&text);
    let named = ["inf", "infinity", "nan"].iter().any(|name| unsigned.eq_ignore_ascii_case(name));
    if !named && !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    read_float(&text)
}

/// The text without the spaces around it and without `_` between digits; `None` if a `_` stands elsewhere.
fn digits(text: &str) -> Option<String> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let sound = |(at, _): (usize, &str)| digit(at.checked_sub(1)) && digit(at.checked_add(1));
    text.match_indices('_').all(sound).then(|| text.replace('_', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn python_reads_numbers_so() {
        let cases = [
            (" 7 ", Some(Value::Int(7))),
            ("1_000", Some(Value::Int(1000))),
            ("-010", Some(Value::Int(-10))),
            ("5.50", Some(Value::Float(5.5))),
            ("1e3", Some(Value::Float(1000.0))),
            (".5", Some(Value::Float(0.5))),
            ("-Infinity", Some(Value::Float(f64::NEG_INFINITY))),
            ("0x10", None),
            ("1__0", None),
            ("_1", None),
            ("", None),
            ("+", None),
            ("1 2", None),
            ("e3", None),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text), expected, "{text:?}");
        }
    }
}
