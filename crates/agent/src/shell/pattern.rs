//! Shell patterns: `*`, `?`, `[...]`.

use super::expand::Field;
use crate::meter::{Bound, Meter};

/// What one place of a pattern matches.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    Char(char),
    Any,
    /// Any number of any characters.
    Star,
    Set {
        negated: bool,
        members: Vec<Member>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Member {
    Range(char, char),
    Class(&'static str),
}

/// The classes that `[[:name:]]` may name.
const CLASSES: [&str; 12] = [
    "alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
    "xdigit",
];

/// A pattern, ready to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    items: Vec<Item>,
}

impl Pattern {
    /// The pattern that a field is; what is quoted in it matches itself.
    pub(crate) fn new(field: &Field) -> Self {
        let mut chars: Vec<(char, bool)> = Vec::new();
        for (text, quoted) in &field.pieces {
            chars.extend(text.as_str().chars().map(|c| (c, *quoted)));
        }
        let mut items = Vec::new();
        let mut at = 0;
        // Where one bracket finds no partner, those behind it find none either.
        let mut closed = true;
        while let Some((char, quoted)) = chars.get(at).copied() {
            at += 1;
            let item = match char {
                _ if quoted => Item::Char(char),
                '*' => Item::Star,
                '?' => Item::Any,
                '[' if closed => match set(&chars[at..]) {
                    Some((item, length)) => {
                        at += length;
                        item
                    }
                    None => {
                        closed = false;
                        Item::Char('[')
                    }
                },
                '\\' if at < chars.len() => {
                    at += 1;
                    Item::Char(chars[at - 1].0)
                }
                _ => Item::Char(char),
            };
            if !(item == Item::Star && items.last() == Some(&Item::Star)) {
                items.push(item);
            }
        }
        Self { items }
    }

    /// The pattern that a text is, nothing of it quoted.
    pub(crate) fn of_text(text: &str) -> Self {
        Self::new(&Field::bare(&text.into()))
    }

    /// Whether a field holds anything that makes it a pattern.
    pub(crate) fn is_wild(field: &Field) -> bool {
        field.pieces.iter().any(|(text, quoted)| !quoted && text.as_str().contains(['*', '?', '[']))
    }

    /// Whether the whole text matches.
    pub(crate) fn matches(&self, text: &str, meter: &mut Meter) -> Result<bool, Bound> {
        let mut rest = text;
        let mut items = self.items.as_slice();
        // Where to try again: behind the last star, one character further on.
        let mut again: Option<(&str, &[Item])> = None;
        loop {
            meter.handle(1)?;
            match items.split_first() {
                Some((Item::Star, after)) => {
                    again = Some((rest, after));
                    items = after;
                    continue;
                }
                Some((item, after)) => {
                    let mut chars = rest.chars();
                    if chars.next().is_some_and(|char| item.takes(char)) {
                        rest = chars.as_str();
                        items = after;
                        continue;
                    }
                }
                None if rest.is_empty() => return Ok(true),
                None => {}
            }
            let Some((from, after)) = again else {
                return Ok(false);
            };
            let mut chars = from.chars();
            if chars.next().is_none() {
                return Ok(false);
            }
            rest = chars.as_str();
            items = after;
            again = Some((rest, after));
        }
    }

    /// The length of the shortest or longest beginning of a text that matches.
    pub(crate) fn prefix(
        &self,
        text: &str,
        longest: bool,
        meter: &mut Meter,
    ) -> Result<Option<usize>, Bound> {
        let ends = text.char_indices().map(|(at, char)| (char, at + char.len_utf8()));
        self.walk(self.items.iter().collect(), ends, 0, longest, meter)
    }

    /// Where the shortest or longest end of a text begins that matches.
    pub(crate) fn suffix(
        &self,
        text: &str,
        longest: bool,
        meter: &mut Meter,
    ) -> Result<Option<usize>, Bound> {
        let starts = text.char_indices().rev().map(|(at, char)| (char, at));
        self.walk(self.items.iter().rev().collect(), starts, text.len(), longest, meter)
    }

    /// Takes characters one by one, keeping every place of the pattern that could have been reached; the border at
    /// which its end was reached, first or last.
    fn walk(
        &self,
        items: Vec<&Item>,
        chars: impl Iterator<Item = (char, usize)>,
        start: usize,
        longest: bool,
        meter: &mut Meter,
    ) -> Result<Option<usize>, Bound> {
        let skip_stars = |reached: &mut Vec<bool>| {
            for (at, item) in items.iter().enumerate() {
                reached[at + 1] |= reached[at] && **item == Item::Star;
            }
        };
        let mut reached = vec![false; items.len() + 1];
        reached[0] = true;
        skip_stars(&mut reached);
        let mut found = reached[items.len()].then_some(start);
        for (char, border) in chars {
            if !longest && found.is_some() || !reached.contains(&true) {
                break;
            }
            meter.handle(items.len() + 1)?;
            let mut next = vec![false; items.len() + 1];
            for (at, item) in items.iter().enumerate().filter(|(at, _)| reached[*at]) {
                if **item == Item::Star {
                    next[at] = true;
                } else if item.takes(char) {
                    next[at + 1] = true;
                }
            }
            skip_stars(&mut next);
            reached = next;
            if reached[items.len()] {
                found = Some(border);
            }
        }
        Ok(found)
    }
}

impl Item {
    fn takes(&self, char: char) -> bool {
        match self {
            Self::Char(wanted) => *wanted == char,
            Self::Any => true,
            Self::Star => false,
            Self::Set { negated, members } => members.iter().any(|member| member.takes(char)) != *negated,
        }
    }
}

impl Member {
    fn takes(&self, c: char) -> bool {
        match self {
            Self::Range(from, to) => (*from..=*to).contains(&c),
            Self::Class(class) => in_class(class, c),
        }
    }
}

/// Whether a character is in one of POSIX's classes.
pub(crate) fn in_class(class: &str, c: char) -> bool {
    match class {
        "alnum" => c.is_ascii_alphanumeric(),
        "alpha" => c.is_ascii_alphabetic(),
        "blank" => matches!(c, ' ' | '\t'),
        "cntrl" => c.is_ascii_control(),
        "digit" => c.is_ascii_digit(),
        "graph" => c.is_ascii_graphic(),
        "lower" => c.is_ascii_lowercase(),
        "print" => c.is_ascii_graphic() || c == ' ',
        "punct" => c.is_ascii_punctuation(),
        "space" => c.is_ascii_whitespace() || c == '\u{b}',
        "upper" => c.is_ascii_uppercase(),
        "xdigit" => c.is_ascii_hexdigit(),
        _ => false,
    }
}

/// The set that begins behind a `[`, and how many characters it takes.
fn set(chars: &[(char, bool)]) -> Option<(Item, usize)> {
    let char = |at: usize| chars.get(at).map(|(c, _)| *c);
    let special = |at: usize, wanted: char| chars.get(at) == Some(&(wanted, false));
    let negated = special(0, '!') || special(0, '^');
    let start = usize::from(negated);
    let mut at = start;
    let mut members = Vec::new();
    loop {
        let first = char(at)?;
        if special(at, ']') && at > start {
            return Some((Item::Set { negated, members }, at + 1));
        }
        if special(at, '[') && char(at + 1) == Some(':') {
            let rest: String = chars[at + 2..].iter().take(10).map(|(c, _)| c).collect();
            if let Some(class) = CLASSES.into_iter().find(|class| rest.starts_with(&format!("{class}:]"))) {
                members.push(Member::Class(class));
                at += class.len() + 4;
                continue;
            }
        }
        if special(at + 1, '-') && char(at + 2).is_some() && !special(at + 2, ']') {
            members.push(Member::Range(first, char(at + 2)?));
            at += 3;
            continue;
        }
        members.push(Member::Range(first, first));
        at += 1;
    }
}
