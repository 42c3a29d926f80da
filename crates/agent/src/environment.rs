//! Inputs to environment variables, as the agent in the instance renders them.
//!
//! The rules are those of heat-agents' `55-heat-config` (an input of type String becomes Python's `str` of its value)
//! and of its hook for the group `script` (a map or a list becomes JSON; whatever is not text by then crashes the hook).

use std::ops::Range;

use hotplate_schema::{IndexMap, Key, Map, Value};

use crate::job::Memory;
use crate::{ConfigInput, DerivedConfig, InputKind, Origin, Text};

/// The variables every script has, whatever its inputs are.
const BASE: [(&str, &str); 2] =
    [("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"), ("HOME", "/root")];

/// Where the outputs of a config of that name are written: the start of the files' names.
pub(crate) fn outputs_path(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let id: String = name.chars().map(plain).collect();
    format!("/var/run/heat-config/heat-config-script/{id}")
}

/// The environment of a script, and the error of the hook's Python if it crashes on an input.
pub(crate) fn render(
    config: &DerivedConfig,
    memory: &mut Memory<ConfigInput, Text>,
) -> (IndexMap<String, Text>, Option<String>) {
    let mut environment: IndexMap<String, Text> =
        BASE.iter().map(|(name, value)| ((*name).to_owned(), Text::from(*value))).collect();
    let mut crash = None;
    for input in &config.inputs {
        // What is made of no parts costs nothing worth remembering.
        let rendered = match &input.value {
            Some(Value::List(_) | Value::Map(_)) if !input.parts.is_empty() => Ok(memory
                .recall(|known| known == input, || (input.clone(), render_input(input).unwrap_or_default()))),
            _ => render_input(input),
        };
        match rendered {
            Ok(text) => {
                environment.insert(input.name.clone(), text);
            }
            Err(kind) => {
                let message = format!("TypeError: expected str, bytes or os.PathLike object, not {kind}");
                crash.get_or_insert(message);
            }
        }
    }
    environment.insert("heat_outputs_path".to_owned(), outputs_path(&config.name).into());
    (environment, crash)
}

/// The text of one input, or the Python type that the hook cannot put into an environment.
fn render_input(input: &ConfigInput) -> Result<Text, &'static str> {
    let Some(value) = &input.value else {
        return Ok(Text::from_origin("", Origin::new("", &format!("? input {}", input.name))));
    };
    let value = through_json(value);
    let quoted = |part: &str| Value::from(part).python_repr();
    let json = |part: &str| Value::from(part).to_json(false);
    match (&value, input.kind) {
        (Value::String(text), _) => Ok(with_origins(text, &input.parts, &|part| part.to_owned())),
        (_, InputKind::String) => Ok(with_origins(&value.python_str(), &input.parts, &quoted)),
        (Value::List(_) | Value::Map(_), _) => Ok(with_origins(&value.to_json(false), &input.parts, &json)),
        (Value::Null, _) => Err("NoneType"),
        (Value::Bool(_), _) => Err("bool"),
        (Value::Int(_), _) => Err("int"),
        (Value::Float(_), _) => Err("float"),
    }
}

/// The value as it arrives: Heat sends it as JSON, so every key is text.
fn through_json(value: &Value) -> Value {
    match value {
        Value::List(items) => Value::List(items.iter().map(through_json).collect()),
        Value::Map(map) => Value::Map(
            map.iter().map(|(key, value)| (Key::from(json_key(key)), through_json(value))).collect::<Map>(),
        ),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::String(_) => value.clone(),
    }
}

fn json_key(key: &Key) -> String {
    match key {
        Key::String(text) => text.as_str().to_owned(),
        Key::Null | Key::Bool(_) | Key::Int(_) | Key::Float(_) => key.to_value().to_json(false),
    }
}

/// Shorter parts are only looked for as whole texts: `1` is everywhere.
const SHORTEST_PART: usize = 4;

/// How a part may stand in a rendered value, the likeliest first, and how many bytes before and behind it are not its
/// own: in quotes, without them, and without what was trimmed off its end.
fn shapes<'a>(part: &Text, whole: &'a str) -> impl Iterator<Item = (&'a str, usize)> {
    let quote = if whole.len() > part.len() && !whole.starts_with(part.as_str()) { 1 } else { 0 };
    let bare = whole.get(quote..whole.len() - quote).unwrap_or_default();
    let mut trimmed = bare;
    while let Some(rest) = trimmed.strip_suffix("\\n") {
        trimmed = rest;
    }
    let trimmed = trimmed.trim_end();
    let loose = [bare, trimmed].into_iter().filter(|text| text.len() >= SHORTEST_PART);
    [(whole, quote)].into_iter().chain(loose.map(|text| (text, 0)))
}

/// The places where one of the parts may begin, by the first bytes of each: a long value is gone through once, not for
/// each of many parts.
fn places(rendered: &str, sought: &[(&Text, String)]) -> Vec<usize> {
    let mut heads: Vec<&[u8]> = Vec::new();
    for (part, whole) in sought {
        for (shape, _) in shapes(part, whole) {
            let head = &shape.as_bytes()[..shape.len().min(SHORTEST_PART)];
            if !heads.contains(&head) {
                heads.push(head);
            }
        }
    }
    let begins = |at: &usize| {
        let rest = &rendered.as_bytes()[*at..];
        heads
            .iter()
            .any(|head| head.first().is_none_or(|_| head.first() == rest.first()) && rest.starts_with(head))
    };
    (0..=rendered.len()).filter(begins).filter(|at| rendered.is_char_boundary(*at)).collect()
}

/// Finds the parts in a rendered value and gives them their origins back. `render` writes a text as it stands in it.
/// Equal parts are given out in their order, the last of them to all that follow.
pub(crate) fn with_origins(rendered: &str, parts: &[Text], render: &dyn Fn(&str) -> String) -> Text {
    let mut sought: Vec<(&Text, String)> = Vec::new();
    for part in parts {
        if !part.origins().is_empty() && !sought.iter().any(|(other, _)| other.as_str() == part.as_str()) {
            sought.push((part, render(part.as_str())));
        }
    }
    let places = places(rendered, &sought);
    let mut found: Vec<(Range<usize>, usize, &Text)> = Vec::new();
    for (part, whole) in &sought {
        for (needle, inset) in shapes(part, whole) {
            let mut equals = parts.iter().filter(|other| other.as_str() == part.as_str());
            let (mut current, mut end, before) = (*part, 0, found.len());
            for &at in &places {
                if at >= end && rendered.as_bytes()[at..].starts_with(needle.as_bytes()) {
                    current = equals.next().unwrap_or(current);
                    end = at + needle.len();
                    found.push((at + inset..end - inset, found.len(), current));
                }
            }
            if found.len() > before {
                break;
            }
        }
    }
    found.sort_unstable_by_key(|(range, order, _)| (range.start, std::cmp::Reverse(range.end), *order));

    let mut text = Text::default();
    for (range, _, part) in found {
        if range.start < text.len() {
            continue;
        }
        text.push_str(&rendered[text.len()..range.start]);
        push_aligned(&mut text, &rendered[range], part);
    }
    text.push_str(&rendered[text.len()..]);
    text
}

/// Adds a part as it was rendered, each character with the origin of the character it stands for.
fn push_aligned(text: &mut Text, rendered: &str, part: &Text) {
    if part.as_str().starts_with(rendered) {
        return text.push_slice(part, 0..rendered.len());
    }
    let mut at = 0;
    for (index, char) in part.as_str().char_indices() {
        let rest = &rendered[at..];
        let length =
            if rest.starts_with(char) && char != '\\' { char.len_utf8() } else { escape_length(rest) };
        text.push_as(&rest[..length], part, index..index + char.len_utf8());
        at += length;
    }
    text.push_str(&rendered[at..]);
}

/// The length of the escape that a text begins with, in Python's and JSON's notation; a pair of `\u` escapes is one.
fn escape_length(text: &str) -> usize {
    let length = match text.as_bytes() {
        [b'\\', b'u', b'd' | b'D', b'8'..=b'9' | b'a' | b'b' | b'A' | b'B', ..] => 12,
        [b'\\', b'u', ..] => 6,
        [b'\\', b'U', ..] => 10,
        [b'\\', b'x', ..] => 4,
        [b'\\', ..] => 2,
        _ => text.chars().next().map_or(0, char::len_utf8),
    };
    text.floor_char_boundary(length.min(text.len()))
}
