//! What expressions do with text (`yaql/standard_library/strings.py`).

use hotplate_schema::Value;

use super::item::{Item, Shape};
use super::run::{refused, unknown};
use super::{Run, outside, wrong};

/// `str(value)`.
pub(super) fn text(item: &Item) -> Run<String> {
    match item {
        Item::Scalar(Value::Null) => Ok("null".to_owned()),
        Item::Scalar(Value::Bool(value)) => Ok(if *value { "true" } else { "false" }.to_owned()),
        Item::Scalar(value) => Ok(value.python_str()),
        Item::Seq(_) | Item::Map(_) => {
            let mut literal = String::new();
            write(item, &mut literal)?;
            Ok(literal)
        }
    }
}

/// Python's literal of a value.
fn write(item: &Item, literal: &mut String) -> Run<()> {
    let (open, close) = match item {
        Item::Scalar(value) => {
            literal.push_str(&value.python_repr());
            return Ok(());
        }
        Item::Map(_) => ("{", "}"),
        Item::Seq(seq) if seq.shape == Shape::List => ("[", "]"),
        Item::Seq(seq) if seq.shape == Shape::Tuple => ("(", if seq.items.len() == 1 { ",)" } else { ")" }),
        Item::Seq(_) => return outside("str"),
    };
    literal.push_str(open);
    let mut first = true;
    let mut separate = |literal: &mut String| {
        literal.push_str(if std::mem::take(&mut first) { "" } else { ", " });
    };
    match item {
        Item::Scalar(_) => {}
        Item::Seq(seq) => {
            for item in &seq.items {
                separate(literal);
                write(item, literal)?;
            }
        }
        Item::Map(map) => {
            for (key, value) in &map.entries {
                separate(literal);
                write(key, literal)?;
                literal.push_str(": ");
                write(value, literal)?;
            }
        }
    }
    literal.push_str(close);
    Ok(())
}

/// Texts one after the other.
pub(super) fn concat(items: &[Item]) -> Run<Item> {
    let mut whole = String::new();
    for item in items {
        match item.as_str() {
            Some(text) => whole.push_str(text),
            None => return Err(refused("concat")),
        }
    }
    Ok(Item::text(&whole))
}

/// `separator.join(items)` and `items.join(separator)`.
pub(super) fn join(separator: &str, items: &Item) -> Run<Item> {
    let seq = items.each()?;
    let mut whole = String::new();
    for (at, item) in seq.within().iter().enumerate() {
        if at > 0 {
            whole.push_str(separator);
        }
        whole.push_str(&text(item)?);
    }
    seq.end()?;
    Ok(Item::text(&whole))
}

/// A method of text.
pub(super) fn method(text: &str, name: &str, arguments: &[Item]) -> Run<Item> {
    let strings: Vec<Option<&str>> = arguments.iter().map(Item::as_str).collect();
    match (name, strings.as_slice()) {
        ("len", []) => Ok(Item::count(text.chars().count())),
        // The tables of all other letters would weigh more than the rest of this.
        ("toUpper" | "toLower", []) if !text.is_ascii() => outside(name),
        ("toUpper", []) => Ok(Item::text(&text.to_ascii_uppercase())),
        ("toLower", []) => Ok(Item::text(&text.to_ascii_lowercase())),
        ("split", [] | [None]) if arguments.iter().all(Item::is_null) => {
            list(text.split_whitespace().collect())
        }
        ("split", [Some("")]) => wrong("splits at empty text"),
        ("split", [Some(separator)]) => list(text.split(separator).collect()),
        ("join", [None]) => join(text, &arguments[0]),
        ("trim", _) => Ok(Item::text(stripped(text, arguments, true, true)?)),
        ("trimLeft", _) => Ok(Item::text(stripped(text, arguments, true, false)?)),
        ("trimRight", _) => Ok(Item::text(stripped(text, arguments, false, true)?)),
        ("norm", _) => {
            let text = stripped(text, arguments, true, true)?;
            Ok(if text.is_empty() { Item::NULL } else { Item::text(text) })
        }
        ("isEmpty", []) => Ok(Item::bool(text.trim().is_empty())),
        ("replace", [Some(old), Some(new)]) => Ok(Item::text(&text.replace(old, new))),
        ("replace", [None]) => match &arguments[0] {
            Item::Map(map) => {
                let mut replaced = text.to_owned();
                for (old, new) in &map.entries {
                    replaced = replaced.replace(&self::text(old)?, &self::text(new)?);
                    Item::text(&replaced).weigh()?;
                }
                Ok(Item::text(&replaced))
            }
            _ => Err(refused(name)),
        },
        ("substring", [None]) => part(text, arguments[0].as_int(), Some(-1)),
        ("substring", [None, None]) => part(text, arguments[0].as_int(), arguments[1].as_int()),
        ("indexOf", [Some(part)]) => {
            let at = text.find(part).map(|at| text[..at].chars().count() as i128);
            Ok(Item::Scalar(Value::Int(at.unwrap_or(-1))))
        }
        ("toCharArray", []) => {
            Item::seq(Shape::Tuple, text.chars().map(|c| Item::text(c.encode_utf8(&mut [0; 4]))).collect())
        }
        ("startsWith" | "endsWith", parts) if parts.iter().all(Option::is_some) => {
            let fits =
                |part: &str| if name == "startsWith" { text.starts_with(part) } else { text.ends_with(part) };
            Ok(Item::bool(parts.iter().flatten().any(|part| fits(part))))
        }
        _ => Err(unknown(name)),
    }
}

fn list(parts: Vec<&str>) -> Run<Item> {
    Item::seq(Shape::List, parts.into_iter().map(Item::text).collect())
}

/// The text without these letters around it; without spaces if none are named.
fn stripped<'a>(text: &'a str, letters: &[Item], left: bool, right: bool) -> Run<&'a str> {
    let is_one = |c: char| match letters.first().and_then(Item::as_str) {
        Some(letters) => letters.contains(c),
        None => c.is_whitespace(),
    };
    if letters.len() > 1
        || letters.first().is_some_and(|letters| letters.as_str().is_none() && !letters.is_null())
    {
        return Err(refused("trim"));
    }
    let text = if left { text.trim_start_matches(is_one) } else { text };
    Ok(if right { text.trim_end_matches(is_one) } else { text })
}

fn part(text: &str, start: Option<i128>, length: Option<i128>) -> Run<Item> {
    let (Some(start), Some(length)) = (start, length) else { return Err(refused("substring")) };
    let all = text.chars().count() as i128;
    let length = if length < 0 { all } else { length };
    let start = if start < 0 { start.saturating_add(all) } else { start };
    // Before the beginning Python would count from the end once more.
    let Ok(from) = usize::try_from(start) else { return outside("substring") };
    Ok(Item::text(&text.chars().skip(from).take(usize::try_from(length).unwrap_or(0)).collect::<String>()))
}
