//! The JSON of what is kept, written by hand: it is texts in lists and objects, and what reads it is there for
//! parameters anyway.

use std::fmt::Write;

use hotplate_schema::{Key, Map, Value};

/// A text.
pub(crate) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            // Writing to a string cannot fail.
            c if c < ' ' => drop(write!(out, "\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A list of what is JSON already.
pub(crate) fn list(items: &[String]) -> String {
    format!("[{}]", items.join(","))
}

/// An object of what is JSON already.
pub(crate) fn object(entries: &[(&str, String)]) -> String {
    let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{}:{value}", text(key))).collect();
    format!("{{{}}}", entries.join(","))
}

/// The value of a key.
pub(crate) fn get<'a>(map: &'a Map, key: &str) -> Option<&'a Value> {
    map.iter().find(|(its, _)| its.as_str() == Some(key)).map(|(_, value)| value)
}

/// The entries of an object whose keys and values are texts.
pub(crate) fn texts(value: &Value) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for (key, value) in value.as_map().into_iter().flatten() {
        if let (Key::String(key), Some(value)) = (key, value.as_str()) {
            texts.push((key.to_string(), value.to_owned()));
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use hotplate_plan::read_json;

    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let odd = "\"a\\b\"\n\t\u{1}é\u{1f600}";
        let written = object(&[(odd, list(&[text(odd), text("")]))]);
        let Ok(Value::Map(map)) = read_json(&written) else { panic!("{written}") };
        let items = get(&map, odd).and_then(Value::as_list).unwrap_or_default();
        assert_eq!(items, [Value::from(odd), Value::from("")]);
    }
}
