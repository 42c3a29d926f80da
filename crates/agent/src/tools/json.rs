//! JSON whose texts keep their origins: read, compared, written.

use std::cmp::Ordering;

use hotplate_schema::IndexMap;

use crate::Text;
use crate::meter::Bound;
use crate::number::leading_float;

/// How deep lists and maps may stand in each other.
pub(super) const DEEPEST: usize = 100;

/// A value. Maps keep the order in which they were written.
#[derive(Clone, Debug)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(f64),
    String(Text),
    Array(Vec<Json>),
    Object(IndexMap<String, Json>),
}

impl Json {
    /// The name that jq has for its kind.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }

    /// Whether it counts as true: all but false and null do.
    pub(super) fn holds(&self) -> bool {
        !matches!(self, Self::Null | Self::Bool(false))
    }

    /// Its place among values of other kinds.
    fn rank(&self) -> u8 {
        match self {
            Self::Null => 0,
            Self::Bool(false) => 1,
            Self::Bool(true) => 2,
            Self::Number(_) => 3,
            Self::String(_) => 4,
            Self::Array(_) => 5,
            Self::Object(_) => 6,
        }
    }

    /// Adds the bytes that it takes. Lists and maps that stand in each other too deeply are a bound.
    pub(super) fn weigh(&self, depth: usize, bytes: &mut usize) -> Result<(), Bound> {
        if depth > DEEPEST {
            return Err(Bound::Depth);
        }
        *bytes += 16;
        match self {
            Self::String(text) => *bytes += text.len(),
            Self::Array(items) => items.iter().try_for_each(|item| item.weigh(depth + 1, bytes))?,
            Self::Object(map) => {
                for (key, item) in map {
                    *bytes += key.len();
                    item.weigh(depth + 1, bytes)?;
                }
            }
            Self::Null | Self::Bool(_) | Self::Number(_) => {}
        }
        Ok(())
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.partial_cmp(b).unwrap_or(Ordering::Less),
            (Self::String(a), Self::String(b)) => a.as_str().cmp(b.as_str()),
            (Self::Array(a), Self::Array(b)) => {
                let items = a.iter().zip(b).map(|(a, b)| a.compare(b));
                items.into_iter().find(|order| order.is_ne()).unwrap_or(a.len().cmp(&b.len()))
            }
            (Self::Object(a), Self::Object(b)) => {
                let (left, right) = (sorted_keys(a), sorted_keys(b));
                let values = || left.iter().map(|key| a[*key].compare(&b[*key])).find(|order| order.is_ne());
                left.cmp(&right).then_with(|| values().unwrap_or(Ordering::Equal))
            }
            _ => self.rank().cmp(&other.rank()),
        }
    }

    /// The value as one text: a string as it is, anything else as JSON.
    pub(super) fn text(&self) -> Text {
        match self {
            Self::String(text) => text.clone(),
            other => other.write(&Layout::default()),
        }
    }

    /// The value as JSON.
    pub(crate) fn write(&self, layout: &Layout) -> Text {
        let mut out = Text::default();
        write(self, layout, 0, &mut out);
        out
    }
}

/// The keys of a map in the order of their letters.
pub(super) fn sorted_keys(map: &IndexMap<String, Json>) -> Vec<&String> {
    let mut keys: Vec<&String> = map.keys().collect();
    keys.sort_unstable();
    keys
}

/// How JSON is laid out.
#[derive(Default)]
pub(crate) struct Layout {
    /// What each level is set in by; `None` writes all on one line.
    pub indent: Option<String>,
    /// Whether keys are put in order.
    pub sorted: bool,
}

fn write(value: &Json, layout: &Layout, depth: usize, out: &mut Text) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(true) => out.push_str("true"),
        Json::Bool(false) => out.push_str("false"),
        Json::Number(number) => out.push_str(&number_text(*number)),
        Json::String(text) => write_string(text, out),
        Json::Array(items) => {
            out.push_str("[");
            for (at, item) in items.iter().enumerate() {
                begin(at, layout, depth, out);
                write(item, layout, depth + 1, out);
            }
            end(items.is_empty(), layout, depth, out);
            out.push_str("]");
        }
        Json::Object(map) => {
            out.push_str("{");
            let keys = if layout.sorted { sorted_keys(map) } else { map.keys().collect() };
            for (at, key) in keys.into_iter().enumerate() {
                begin(at, layout, depth, out);
                write_string(&key.as_str().into(), out);
                out.push_str(if layout.indent.is_some() { ": " } else { ":" });
                write(&map[key], layout, depth + 1, out);
            }
            end(map.is_empty(), layout, depth, out);
            out.push_str("}");
        }
    }
}

fn begin(at: usize, layout: &Layout, depth: usize, out: &mut Text) {
    if at > 0 {
        out.push_str(",");
    }
    if let Some(indent) = &layout.indent {
        out.push_str("\n");
        out.push_str(&indent.repeat(depth + 1));
    }
}

fn end(empty: bool, layout: &Layout, depth: usize, out: &mut Text) {
    if let Some(indent) = layout.indent.as_ref().filter(|_| !empty) {
        out.push_str("\n");
        out.push_str(&indent.repeat(depth));
    }
}

/// A number: whole ones without a point.
pub(super) fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e17 {
        return (number as i64).to_string();
    }
    if number.is_finite() { shortest(number) } else { "null".to_owned() }
}

/// The fewest digits that mean the same number.
fn shortest(number: f64) -> String {
    let shown = |digits| crate::number::format_float('g', number, Some(digits));
    (1..17).map(shown).find(|shown| leading_float(shown).0 == number).unwrap_or_else(|| shown(17))
}

fn write_string(text: &Text, out: &mut Text) {
    out.push_str("\"");
    out.push(&text.map_chars(|char, new| match char {
        '"' | '\\' => new.extend(['\\', char]),
        '\n' => new.push_str("\\n"),
        '\r' => new.push_str("\\r"),
        '\t' => new.push_str("\\t"),
        '\u{8}' => new.push_str("\\b"),
        '\u{c}' => new.push_str("\\f"),
        char if char < ' ' || char == '\u{7f}' => new.push_str(&format!("\\u{:04x}", u32::from(char))),
        char => new.push(char),
    }));
    out.push_str("\"");
}

/// Reads values one after the other.
pub(crate) struct Reader<'a> {
    source: &'a Text,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(source: &'a Text) -> Self {
        Self { source, at: 0 }
    }

    fn rest(&self) -> &'a str {
        &self.source.as_str()[self.at..]
    }

    fn skip(&mut self) {
        self.at = self.source.len() - self.rest().trim_start().len();
    }

    fn take(&mut self, sign: &str) -> bool {
        self.skip();
        let found = self.rest().starts_with(sign);
        self.at += if found { sign.len() } else { 0 };
        found
    }

    /// The next value; `None` at the end, an error if what follows is none.
    pub(crate) fn next(&mut self) -> Option<Result<Json, ()>> {
        self.skip();
        if self.rest().is_empty() {
            return None;
        }
        Some(self.value(0).ok_or(()))
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        for (word, value) in [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))]
        {
            if self.take(word) {
                return Some(value);
            }
        }
        if self.take("[") {
            let mut items = Vec::new();
            if self.take("]") {
                return Some(Json::Array(items));
            }
            loop {
                items.push(self.value(depth + 1)?);
                if self.take("]") {
                    return Some(Json::Array(items));
                }
                self.take(",").then_some(())?;
            }
        }
        if self.take("{") {
            let mut map = IndexMap::default();
            if self.take("}") {
                return Some(Json::Object(map));
            }
            loop {
                self.skip();
                let key = self.string()?.as_str().to_owned();
                self.take(":").then_some(())?;
                map.insert(key, self.value(depth + 1)?);
                if self.take("}") {
                    return Some(Json::Object(map));
                }
                self.take(",").then_some(())?;
            }
        }
        if self.rest().starts_with('"') {
            return self.string().map(Json::String);
        }
        let (number, length) = leading_float(self.rest());
        self.at += length;
        (length > 0).then_some(Json::Number(number))
    }

    /// A string, its escapes read; what they stand for comes from where they did.
    fn string(&mut self) -> Option<Text> {
        self.rest().starts_with('"').then_some(())?;
        self.at += 1;
        let mut out = Text::default();
        loop {
            let found = self.rest().find(['"', '\\'])?;
            out.push_slice(self.source, self.at..self.at + found);
            self.at += found + 1;
            if self.source.as_str()[..self.at].ends_with('"') {
                return Some(out);
            }
            let start = self.at - 1;
            let escaped = self.rest().chars().next()?;
            self.at += escaped.len_utf8();
            let new = match escaped {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\u{8}',
                'f' => '\u{c}',
                'u' => self.unicode()?,
                '"' | '\\' | '/' => escaped,
                _ => return None,
            };
            out.push_as(new.encode_utf8(&mut [0; 4]), self.source, start..self.at);
        }
    }

    /// The character of `\uXXXX`, or of two of them.
    fn unicode(&mut self) -> Option<char> {
        let mut unit = || {
            let digits = self.rest().get(..4)?;
            self.at += 4;
            u32::from_str_radix(digits, 16).ok()
        };
        let first = unit()?;
        if !(0xd800..0xdc00).contains(&first) {
            return Some(char::from_u32(first).unwrap_or('\u{fffd}'));
        }
        if !self.rest().starts_with("\\u") {
            return Some('\u{fffd}');
        }
        self.at += 2;
        let digits = self.rest().get(..4)?;
        self.at += 4;
        let second = u32::from_str_radix(digits, 16).ok()?;
        Some(
            char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second.wrapping_sub(0xdc00) & 0x3ff))
                .unwrap_or('\u{fffd}'),
        )
    }
}
