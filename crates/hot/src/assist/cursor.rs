//! Where a cursor stands in a text that may be half typed: the way to it, and the word it is in.
//!
//! The tree is of no use here, since the line at the cursor is often not YAML yet. So the lines up to the cursor are
//! read by their indentation and brackets alone, which is all that a place depends on.

use crate::{Span, Step};

/// A place in a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The way to the mapping whose key is typed, or to the value that is typed.
    pub(super) steps: Vec<Step>,
    /// Whether a key may stand here.
    pub(super) key: bool,
    /// Whether a value may stand here.
    pub(super) value: bool,
    /// The bytes of the word at the cursor, quotes left out.
    pub(super) word: Span,
    /// Of the innermost list that the way leads through: its items before the cursor.
    pub(super) items: Vec<String>,
    /// Whether a value is written in brackets: a mapping then needs braces.
    pub(super) flow: bool,
}

/// One level of the way.
#[derive(Debug)]
enum Level {
    /// A key of a block mapping, at a column.
    Key { column: usize, name: String },
    /// An item of a block list, whose dash is at a column; the items so far, as text.
    Item { column: usize, items: Vec<String> },
    /// A mapping in braces: the key whose value is read, if one is.
    Braces { key: Option<String> },
    /// A list in brackets: the items so far, as text.
    Brackets { items: Vec<String> },
}

impl Level {
    fn column(&self) -> Option<usize> {
        match self {
            Self::Key { column, .. } | Self::Item { column, .. } => Some(*column),
            Self::Braces { .. } | Self::Brackets { .. } => None,
        }
    }
}

/// The place of a byte on a character's border; `None` inside comments and block scalars, where nothing can be offered.
pub(super) fn locate(text: &str, byte: u32) -> Option<Cursor> {
    let byte = (byte as usize).min(text.len());
    let mut scan = Scan { text, byte, levels: Vec::new(), scalar: None };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let last = byte <= at + line.trim_end_matches(['\n', '\r']).len();
        let line = if last { text.get(at..byte)? } else { line.trim_end_matches(['\n', '\r']) };
        let place = scan.line(line, at, last);
        if last {
            return place;
        }
        at = end;
    }
    scan.line("", at, true)
}

struct Scan<'a> {
    text: &'a str,
    byte: usize,
    levels: Vec<Level>,
    /// In a block scalar: the column that its text must exceed.
    scalar: Option<usize>,
}

impl<'a> Scan<'a> {
    /// Reads a line; the last one ends at the cursor and gives the place.
    fn line(&mut self, line: &'a str, start: usize, last: bool) -> Option<Cursor> {
        if self.levels.last().is_some_and(|level| level.column().is_none()) {
            return self.flow(line, start, last);
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        let rest = &line[indent..];
        if let Some(column) = self.scalar {
            if rest.is_empty() && !last || indent > column {
                return None;
            }
            self.scalar = None;
        }
        if rest.starts_with('#') || rest.is_empty() && !last {
            return None;
        }
        self.block(rest, indent, start + indent, last)
    }

    /// Reads block style from a column on.
    fn block(&mut self, mut rest: &'a str, mut column: usize, mut at: usize, last: bool) -> Option<Cursor> {
        let mut dashed = false;
        while rest == "-" || rest.starts_with("- ") {
            self.item(column);
            dashed = true;
            let behind = rest[1..].trim_start_matches(' ');
            let width = rest.len() - behind.len();
            (rest, column, at) = (behind, column + width, at + width);
        }
        if !dashed || !rest.is_empty() {
            let keep = |level: &Level| match level {
                Level::Item { column: dash, .. } => *dash < column,
                Level::Key { column: key, .. } => *key < column,
                Level::Braces { .. } | Level::Brackets { .. } => true,
            };
            while self.levels.last().is_some_and(|level| !keep(level)) {
                self.levels.pop();
            }
        }
        let Some((name, width)) = key(rest, last) else {
            if let Some(Level::Item { items, .. }) = self.levels.last_mut().filter(|_| dashed)
                && let Some(item) = items.last_mut()
                && !last
            {
                *item = plain(rest);
            }
            if rest.starts_with(['{', '[']) {
                return self.flow(rest, at, last);
            }
            return last.then(|| self.place(at, true, true));
        };
        self.levels.push(Level::Key { column, name });
        let behind = &rest[width..];
        let value = behind.trim_start_matches(' ');
        let at = at + rest.len() - value.len();
        if value.starts_with(['{', '[']) {
            return self.flow(value, at, last);
        }
        if value.starts_with(['|', '>']) && !last {
            self.scalar = Some(column);
            return None;
        }
        if last && behind.is_empty() {
            // Right behind the colon, without a space, nothing can be typed yet.
            return None;
        }
        (last && !value.contains(" #")).then(|| self.place(at, false, true))
    }

    /// A dash at a column: the next item of its list.
    fn item(&mut self, column: usize) {
        while self.levels.last().and_then(Level::column).is_some_and(|other| other > column) {
            self.levels.pop();
        }
        match self.levels.last_mut() {
            Some(Level::Item { column: dash, items }) if *dash == column => items.push(String::new()),
            _ => self.levels.push(Level::Item { column, items: vec![String::new()] }),
        }
    }

    /// Reads flow style.
    fn flow(&mut self, line: &'a str, start: usize, last: bool) -> Option<Cursor> {
        let mut word = 0;
        let mut quote = None;
        for (at, c) in line.char_indices() {
            if let Some(open) = quote {
                quote = Some(open).filter(|open| *open != c);
                continue;
            }
            match c {
                '"' | '\'' if line[word..at].trim().is_empty() => quote = Some(c),
                '{' | '[' if line[word..at].trim().is_empty() => {
                    self.levels.push(match c {
                        '{' => Level::Braces { key: None },
                        _ => Level::Brackets { items: vec![String::new()] },
                    });
                    word = at + 1;
                }
                '}' | ']' | ',' => {
                    self.end_word(&line[word..at]);
                    if c == ',' {
                        match self.levels.last_mut() {
                            Some(Level::Braces { key }) => *key = None,
                            Some(Level::Brackets { items }) => items.push(String::new()),
                            _ => {}
                        }
                    } else {
                        self.levels.pop();
                        if self.levels.last().is_none_or(|level| level.column().is_some()) {
                            // Behind the closing bracket nothing can be typed.
                            return None;
                        }
                    }
                    word = at + 1;
                }
                ':' if line[at + 1..].starts_with([' ', '{', '[']) || at + 1 == line.len() => {
                    if let Some(Level::Braces { key: key @ None }) = self.levels.last_mut() {
                        *key = Some(plain(&line[word..at]));
                        word = at + 1;
                    }
                }
                '#' if at == 0 || line[..at].ends_with(' ') => return None,
                _ => {}
            }
        }
        if !last {
            self.end_word(&line[word..]);
            return None;
        }
        let at = start + word + (line[word..].len() - line[word..].trim_start().len());
        let (key, value) = match self.levels.last() {
            Some(Level::Braces { key }) => (key.is_none(), key.is_some()),
            _ => (false, true),
        };
        let mut place = self.place(at, key, value);
        place.flow = true;
        Some(place)
    }

    fn end_word(&mut self, word: &str) {
        if let Some(Level::Brackets { items }) = self.levels.last_mut()
            && let Some(item) = items.last_mut()
            && item.is_empty()
        {
            *item = plain(word);
        }
    }

    /// The place of the cursor in a word that begins at a byte.
    fn place(&self, start: usize, key: bool, value: bool) -> Cursor {
        let mut cursor = Cursor { key, value, ..Cursor::default() };
        for level in &self.levels {
            match level {
                Level::Key { name, .. } => cursor.steps.push(Step::Key(name.as_str().into())),
                Level::Braces { key } => cursor.steps.extend(key.as_deref().map(|key| Step::Key(key.into()))),
                Level::Item { items, .. } | Level::Brackets { items } => {
                    cursor.steps.push(Step::Index(items.len() - 1));
                    cursor.items = items[..items.len() - 1].to_vec();
                }
            }
        }
        let start = start.min(self.byte);
        let quoted = self.text[start..self.byte].starts_with(['"', '\'']);
        let start = start + usize::from(quoted);
        let behind = &self.text[self.byte..];
        let stop = |c: char| c.is_whitespace() || matches!(c, ',' | '}' | ']' | '"' | '\'' | '#');
        let end = behind.find(stop).unwrap_or(behind.len());
        // A key's colon stays; the colons in the name of a type do not end it.
        let end = if behind[..end].ends_with(':') { end - 1 } else { end };
        cursor.word = Span { start: start as u32, end: (self.byte + end) as u32 };
        cursor
    }
}

/// A key at the beginning of block style, and its width with the colon. On the cursor's line the colon may be last.
fn key(rest: &str, last: bool) -> Option<(String, usize)> {
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let end = match quote {
        Some(quote) => rest[1..].find(quote)? + 2,
        None if rest.starts_with(['{', '[', '#', '|', '>', '&', '*', '!']) => return None,
        None => 0,
    };
    let colon = rest[end..].match_indices(':').map(|(at, _)| end + at);
    let ends = |at: &usize| rest[at + 1..].starts_with(' ') || at + 1 == rest.len();
    let colon = colon.into_iter().find(ends)?;
    // In `OS::Nova:` the word may go on.
    if last && colon + 1 == rest.len() && rest[..colon].contains("::") {
        return None;
    }
    Some((plain(&rest[..colon]), colon + 1))
}

/// A word without the spaces, quotes and comment around it.
fn plain(word: &str) -> String {
    let word = word.split(" #").next().unwrap_or_default().trim();
    let quoted = word.len() > 1 && word.starts_with(['"', '\'']) && word.ends_with(['"', '\'']);
    if quoted { word[1..word.len() - 1].to_owned() } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Path;

    /// The place of `$0` in a text: the way, what may stand there, the word, the items before.
    fn check(text: &str, expected: &str) {
        let byte = text.find("$0").unwrap();
        let text = text.replacen("$0", "", 1);
        let shown = locate(&text, byte as u32).map_or("nothing".to_owned(), |cursor| {
            let mut path = Path::root();
            cursor.steps.iter().for_each(|step| path.push(step.clone()));
            let kind = match (cursor.key, cursor.value) {
                (true, true) => "key or value",
                (true, false) => "key",
                _ => "value",
            };
            format!("{path} {kind} {:?} {:?}", &text[cursor.word.range()], cursor.items)
        });
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn block_style() {
        check("$0", " key or value \"\" []");
        check("para$0", " key or value \"para\" []");
        check("a:\n  b$0", "a key or value \"b\" []");
        check("a:\n  b: c$0d", "a.b value \"cd\" []");
        check("a:\n  b: $0", "a.b value \"\" []");
        check("a:\n  b:$0", "nothing");
        check("a:\n  b: 1\n  $0\n  c: 2", "a key or value \"\" []");
        check("a:\n  b: 1\n$0", " key or value \"\" []");
        check("a:\n  b:\n  - c\n  - d$0", "a.b[1] key or value \"d\" [\"c\"]");
        check("a:\n- b: 1\n  $0", "a[0] key or value \"\" []");
        check("a:\n- b: 1\n- c: $0", "a[1].c value \"\" [\"\"]");
        check("a:\n  - - x\n    - $0", "a[0][1] key or value \"\" [\"x\"]");
        check("a:\n  type: OS::Nova:$0", "a.type value \"OS::Nova:\" []");
        check("a:\n  \"b c\": 'd$0'", "a.b c value \"d\" []");
        check("a:\n  b$0: c", "a key or value \"b\" []");
    }

    #[test]
    fn flow_style() {
        check("a: { b: [c, $0", "a.b[1] value \"\" [\"c\"]");
        check("a: { b: [c, d$0] }", "a.b[1] value \"d\" [\"c\"]");
        check("a: { $0 }", "a key \"\" []");
        check("a: { b: c, d$0", "a key \"d\" []");
        check("a: { b: $0 }", "a.b value \"\" []");
        check("a: [\n  b,\n  $0", "a[1] value \"\" [\"b\"]");
        check("a: { b: c }$0", "nothing");
        check("- { get_attr: [ x, y$0", "[0].get_attr[1] value \"y\" [\"x\"]");
        check("a: { type: OS::Heat::$0 }", "a.type value \"OS::Heat::\" []");
        check("a: {b: {c: $0}}", "a.b.c value \"\" []");
    }

    #[test]
    fn where_nothing_is_offered() {
        check("a: |\n  b$0", "nothing");
        check("a: |\n  b\n\n  $0", "nothing");
        check("a: |\n  b\n$0", " key or value \"\" []");
        check("# a$0", "nothing");
        check("a: b # c$0", "nothing");
    }
}
