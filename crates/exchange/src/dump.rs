//! A value as PyYAML's `CSafeDumper` writes it, letter by letter: so does Heat with a `cloud_config`
//! (heat/common/template_format.py, `yaml_dumper`). The rules are libyaml's (`emitter.c`) and those of PyYAML's
//! representers: keys in order, lists not indented under their key, lines broken behind the 80th column.

use hotplate_hot::is_plain_text;
use hotplate_schema::{Key, Map, Value};

use crate::yaml::{block, escape};

/// Where PyYAML breaks lines.
const WIDTH: usize = 80;

/// A key longer than this, or of several lines, is none that stands before a colon.
const KEY: usize = 128;

/// The text; `None` where a key would have to be written in the long form.
pub(crate) fn dump(value: &Value) -> Option<String> {
    write(value, Reader::Heat)
}

/// The same value for people: keys in their own order, texts of several lines as blocks, no line broken.
pub(crate) fn dump_for_people(value: &Value) -> Option<String> {
    write(value, Reader::Person)
}

fn write(value: &Value, reader: Reader) -> Option<String> {
    let width = if reader == Reader::Heat { WIDTH } else { usize::MAX };
    let mut writer = Writer { text: String::new(), column: 0, width, reader };
    match value {
        Value::Map(map) if !map.is_empty() => writer.map(map, 0, true)?,
        Value::List(items) if !items.is_empty() => writer.list(items, 0, true)?,
        other => writer.scalar(other, 2, false),
    }
    writer.put("\n");
    Some(writer.text)
}

struct Writer {
    text: String,
    column: usize,
    /// Lines are broken at the first space behind this column.
    width: usize,
    reader: Reader,
}

/// Whom it is written for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    Heat,
    Person,
}

/// How a text may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Single,
    Double,
}

impl Writer {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
        self.column = match text.rfind('\n') {
            Some(at) => text[at + 1..].chars().count(),
            None => self.column + text.chars().count(),
        };
    }

    /// Begins a line, so many spaces in.
    fn line(&mut self, indent: usize) {
        self.put("\n");
        (0..indent).for_each(|_| self.put(" "));
    }

    /// A mapping; `inline` if its first key stands where the writer is.
    fn map(&mut self, map: &Map, indent: usize, inline: bool) -> Option<()> {
        let keys = if self.reader == Reader::Heat { ordered(map) } else { map.keys().collect() };
        for (at, key) in keys.into_iter().enumerate() {
            if at > 0 || !inline {
                self.line(indent);
            }
            let name = key.to_value();
            if name.as_str().is_some_and(|name| name.len() > KEY || name.contains(is_break)) {
                return None;
            }
            self.scalar(&name, indent + 2, true);
            self.put(":");
            match map.get(key)? {
                Value::Map(map) if !map.is_empty() => self.map(map, indent + 2, false)?,
                Value::List(items) if !items.is_empty() => self.list(items, indent, false)?,
                value => {
                    self.put(" ");
                    self.scalar(value, indent + 2, false);
                }
            }
        }
        Some(())
    }

    fn list(&mut self, items: &[Value], indent: usize, inline: bool) -> Option<()> {
        for (at, item) in items.iter().enumerate() {
            if at > 0 || !inline {
                self.line(indent);
            }
            self.put("- ");
            match item {
                Value::Map(map) if !map.is_empty() => self.map(map, indent + 2, true)?,
                Value::List(items) if !items.is_empty() => self.list(items, indent + 2, true)?,
                value => self.scalar(value, indent + 2, false),
            }
        }
        Some(())
    }

    fn scalar(&mut self, value: &Value, indent: usize, is_key: bool) {
        match value {
            Value::Null => self.put("null"),
            Value::Bool(true) => self.put("true"),
            Value::Bool(false) => self.put("false"),
            Value::Float(number) if !number.is_finite() => self.put(match (number.is_nan(), *number > 0.0) {
                (true, _) => ".nan",
                (false, true) => ".inf",
                (false, false) => "-.inf",
            }),
            Value::Float(_) => {
                let digits = value.python_str();
                let fraction = if digits.contains('.') { digits } else { digits.replacen('e', ".0e", 1) };
                self.put(&fraction);
            }
            Value::Int(_) => self.put(&value.python_str()),
            Value::List(_) => self.put("[]"),
            Value::Map(_) => self.put("{}"),
            Value::String(text) if self.reader == Reader::Person && !is_key && text.contains('\n') => {
                self.put(&block(text, indent));
            }
            Value::String(text) => match style(text, is_key) {
                Style::Plain => self.plain(text, indent, is_key),
                Style::Single => self.single(text, indent, is_key),
                Style::Double => self.double(text, indent, is_key),
            },
        }
    }

    fn plain(&mut self, text: &str, indent: usize, is_key: bool) {
        let mut spaces = false;
        for (c, next) in pairs(text) {
            if c == ' ' && !is_key && !spaces && self.column > self.width && next != Some(' ') {
                self.line(indent);
            } else {
                self.put(c.encode_utf8(&mut [0; 4]));
            }
            spaces = c == ' ';
        }
    }

    fn single(&mut self, text: &str, indent: usize, is_key: bool) {
        self.put("'");
        let (mut spaces, mut breaks, mut first) = (false, false, true);
        for (c, next) in pairs(text) {
            if c == '\n' {
                self.put(if breaks { "\n" } else { "\n\n" });
                breaks = true;
            } else {
                if breaks {
                    (0..indent).for_each(|_| self.put(" "));
                    breaks = false;
                }
                let may = !is_key && !spaces && !first && self.column > self.width;
                if c == ' ' && may && next.is_some_and(|next| next != ' ') {
                    self.line(indent);
                } else {
                    self.put(c.encode_utf8(&mut [0; 4]));
                    if c == '\'' {
                        self.put("'");
                    }
                }
                spaces = c == ' ';
            }
            first = false;
        }
        if breaks {
            (0..indent).for_each(|_| self.put(" "));
        }
        self.put("'");
    }

    fn double(&mut self, text: &str, indent: usize, is_key: bool) {
        self.put("\"");
        let (mut spaces, mut first) = (false, true);
        for (c, next) in pairs(text) {
            let may = !is_key && !spaces && !first && self.column > self.width && next.is_some();
            match c {
                ' ' if may => {
                    self.line(indent);
                    if next == Some(' ') {
                        self.put("\\");
                    }
                }
                ' '..='~' if !matches!(c, '"' | '\\') => self.put(c.encode_utf8(&mut [0; 4])),
                _ => {
                    let mut escaped = String::new();
                    match NAMED.iter().find(|(named, _)| *named == c) {
                        Some((_, name)) => escaped.extend(['\\', *name]),
                        None => escape(&mut escaped, c, true),
                    }
                    self.put(&escaped);
                }
            }
            (spaces, first) = (c == ' ', false);
        }
        self.put("\"");
    }
}

/// Characters that have a letter of their own behind a backslash.
const NAMED: [(char, char); 15] = [
    ('\0', '0'),
    ('\u{7}', 'a'),
    ('\u{8}', 'b'),
    ('\t', 't'),
    ('\n', 'n'),
    ('\u{b}', 'v'),
    ('\u{c}', 'f'),
    ('\r', 'r'),
    ('\u{1b}', 'e'),
    ('"', '"'),
    ('\\', '\\'),
    ('\u{85}', 'N'),
    ('\u{a0}', '_'),
    ('\u{2028}', 'L'),
    ('\u{2029}', 'P'),
];

/// Each character with the one behind it.
fn pairs(text: &str) -> impl Iterator<Item = (char, Option<char>)> {
    text.chars().zip(text.chars().skip(1).map(Some).chain([None]))
}

/// The keys in the order in which Python sorts them; as they are where it cannot.
fn ordered(map: &Map) -> Vec<&Key> {
    let mut keys: Vec<&Key> = map.keys().collect();
    let texts = keys.iter().all(|key| matches!(key, Key::String(_)));
    let numbers = keys.iter().all(|key| matches!(key, Key::Int(_) | Key::Bool(_)));
    if texts || numbers {
        keys.sort();
    }
    keys
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// How a text is written (`yaml_emitter_analyze_scalar`, `yaml_emitter_select_scalar_style`).
fn style(text: &str, is_key: bool) -> Style {
    let (mut plain, mut single, mut preceded) = (true, true, true);
    let mut before = None;
    for (at, (c, next)) in pairs(text).enumerate() {
        let followed = next.is_none_or(|next| next == ' ' || next == '\t' || next == '\0' || is_break(next));
        plain &= !match c {
            '#' if at > 0 => preceded,
            '#' | ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@'
            | '`' => at == 0,
            ':' => followed,
            '?' | '-' => at == 0 && followed,
            ' ' => at == 0 || next.is_none(),
            _ => is_break(c),
        };
        single &= matches!(c, ' '..='~' | '\n');
        single &= !(c == ' ' && before.is_some_and(is_break) || is_break(c) && before == Some(' '));
        preceded = c == ' ' || c == '\t' || c == '\0' || is_break(c);
        before = Some(c);
    }
    let marks = text.starts_with("---") || text.starts_with("...");
    let plain = plain && single && !marks && is_plain_text(text) && !is_moment(text);
    match (plain, single) {
        (true, _) => Style::Plain,
        (false, true) if !(is_key && text.contains('\n')) => Style::Single,
        (false, _) => Style::Double,
    }
}

/// Whether PyYAML takes a bare text for a moment in time (`resolver.py`, `tag:yaml.org,2002:timestamp`).
fn is_moment(text: &str) -> bool {
    let mut rest = text.as_bytes();
    let mut number = |least: usize, most: usize, end: &[u8]| {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let ended =
            end.is_empty() && rest.len() == digits || rest.get(digits).is_some_and(|it| end.contains(it));
        rest = rest.get(digits + 1..).unwrap_or_default();
        ended && (least..=most).contains(&digits)
    };
    let day = number(4, 4, b"-") && number(1, 2, b"-");
    if day && text.len() == 10 {
        return number(2, 2, b"");
    }
    let hour = day && number(1, 2, b"Tt \t");
    let clock = |rest: &[u8]| {
        let text = str::from_utf8(rest).unwrap_or_default().trim_start_matches([' ', '\t']);
        let mut parts = text.splitn(3, ':');
        let is = |part: Option<&str>, most: usize| {
            part.is_some_and(|part| {
                (most.min(2)..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
            })
        };
        let (hour, minute) = (is(parts.next(), 1), is(parts.next(), 2));
        let second = parts.next().is_some_and(|rest| is(rest.get(..2), 2));
        hour && minute && second
    };
    hour && clock(rest)
}
