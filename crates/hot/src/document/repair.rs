//! A text with what cannot be read left out, so that one fault does not hide the rest.
//!
//! A repair never moves anything: what is left out becomes spaces, and what is put in (the colon or the space that a
//! key lacks) is taken out of the offsets again. What only JSON writes so is written as YAML has it, in as many bytes.

use std::borrow::Cow;

use crate::Span;

/// A text and what was done to make it readable.
pub(super) struct Draft<'a> {
    /// The source.
    pub(super) text: &'a str,
    /// Where the text itself begins: behind a byte order mark.
    pub(super) base: u32,
    blanks: Vec<Span>,
    added: Vec<(u32, u8)>,
    halved: Vec<Halved>,
}

/// How a fault is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cure {
    /// From a byte to the end of its line.
    Rest(u32),
    /// From one byte to another.
    Range(u32, u32),
    /// The line of a byte, and all lines indented deeper that follow it.
    Block(u32),
    /// A sign put in at a byte.
    Add(u32, u8),
}

/// A quoted text in which characters are written as two halves: where each is, and where the text ends.
struct Halved {
    pairs: Vec<(usize, char)>,
    end: usize,
}

/// The length of a character in two halves: `\ud83d\ude00`.
const PAIR: usize = 12;

/// The quoted texts of a text in JSON that have characters in two halves, which YAML cannot read and Heat can.
fn halved(text: &str) -> Vec<Halved> {
    let inside = text.trim_start_matches('\u{feff}').trim_start().strip_prefix('{');
    if !inside.is_some_and(|inside| inside.trim_start().starts_with('"')) {
        return Vec::new();
    }
    let half = |at: usize| {
        let escape = text.get(at..at + PAIR / 2)?.strip_prefix("\\u")?;
        u16::from_str_radix(escape, 16).ok()
    };
    let pair = |at: usize| {
        let halves = [half(at)?, half(at + PAIR / 2)?];
        char::decode_utf16(halves).next()?.ok().filter(|c| u32::from(*c) > 0xffff)
    };
    let (mut found, mut quoted, mut pairs, mut at) = (Vec::new(), false, Vec::new(), 0);
    while let Some(next) = text.get(at..).and_then(|rest| rest.find(['"', '\\'])) {
        at += next;
        if text.as_bytes().get(at) == Some(&b'"') {
            quoted = !quoted;
            if !pairs.is_empty() {
                found.push(Halved { pairs: std::mem::take(&mut pairs), end: at + 1 });
            }
            at += 1;
        } else if let Some(c) = pair(at).filter(|_| quoted) {
            pairs.push((at, c));
            at += PAIR;
        } else {
            // What follows is part of the escape.
            at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8);
        }
    }
    found
}

impl<'a> Draft<'a> {
    /// The text as it is, without its byte order mark.
    pub(super) fn new(text: &'a str) -> Self {
        let base = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self { text, base, blanks: Vec::new(), added: Vec::new(), halved: halved(text) }
    }

    /// The text, if nothing has been done to it and its lines end in `\n`.
    #[cfg(feature = "quick")]
    pub(super) fn usual(&self) -> Option<&'a str> {
        let touched = self.base > 0 || !self.is_as_written();
        let returns = self.text.as_bytes().contains(&b'\r');
        let breaks = |text: &str| !text.is_ascii() && text.contains(['\u{85}', '\u{2028}', '\u{2029}']);
        (!touched && !returns && !breaks(self.text)).then_some(self.text)
    }

    /// The repaired text, and the places in it of the signs that were put in.
    pub(super) fn build(&self) -> (Cow<'a, str>, Vec<u32>) {
        if self.is_as_written() {
            return (Cow::Borrowed(self.text), Vec::new());
        }
        let (mut bytes, mut from) = (Vec::with_capacity(self.text.len()), 0);
        let mut copy = |bytes: &mut Vec<u8>, to: usize, next: usize| {
            bytes.extend_from_slice(self.text.as_bytes().get(from..to).unwrap_or_default());
            from = next;
        };
        for Halved { pairs, end } in &self.halved {
            for (at, c) in pairs {
                copy(&mut bytes, *at, *at + PAIR);
                bytes.extend(format!("\\U{:08x}", u32::from(*c)).into_bytes());
            }
            copy(&mut bytes, *end, *end);
            // Each is two bytes shorter now, which are made up for behind the text.
            bytes.extend(vec![b' '; 2 * pairs.len()]);
        }
        copy(&mut bytes, self.text.len(), 0);
        for blank in &self.blanks {
            for byte in bytes.get_mut(blank.range()).unwrap_or_default() {
                if !matches!(byte, b'\n' | b'\r') {
                    *byte = b' ';
                }
            }
        }
        let mut added = self.added.clone();
        added.sort_unstable();
        for (at, sign) in added.iter().rev() {
            bytes.insert(*at as usize, *sign);
        }
        let places = (0..).zip(&added).map(|(before, (at, _))| at + before).collect();
        (Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()), places)
    }

    fn is_as_written(&self) -> bool {
        self.blanks.is_empty() && self.added.is_empty() && self.halved.is_empty()
    }

    /// Leaves out a range.
    pub(super) fn blank(&mut self, span: Span) {
        self.blanks.push(span);
    }

    /// Applies a cure; whether it changed anything.
    pub(super) fn repair(&mut self, cure: Cure) -> bool {
        let span = match cure {
            Cure::Rest(at) => Span { start: at, end: line(self.text, at).end },
            Cure::Range(start, end) => Span { start, end },
            Cure::Block(at) => block(self.text, at),
            Cure::Add(at, sign) => {
                let new = !self.added.iter().any(|(place, _)| *place == at);
                self.added.push((at, sign));
                return new;
            }
        };
        let covered = self.blanks.iter().any(|blank| blank.start <= span.start && span.end <= blank.end);
        let changes = !covered && !self.text[span.range()].trim().is_empty();
        self.blank(span);
        changes
    }
}

/// The line that a byte is on, without its end.
pub(super) fn line(text: &str, at: u32) -> Span {
    let breaks = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let (before, after) = text.as_bytes().split_at((at as usize).min(text.len()));
    let start = before.iter().rposition(breaks).map_or(0, |at| at + 1);
    let end = before.len() + after.iter().position(breaks).unwrap_or(after.len());
    Span { start: start as u32, end: end as u32 }
}

/// The line of a byte and the lines below it that are indented deeper.
pub(super) fn block(text: &str, at: u32) -> Span {
    let indent = |line: Span| text[line.range()].bytes().take_while(|byte| *byte == b' ').count();
    let mut block = line(text, at);
    let depth = indent(block);
    let mut next = block;
    while (next.end as usize) < text.len() {
        next = line(text, next.end + 1);
        if text[next.range()].trim().is_empty() {
            continue;
        }
        if indent(next) <= depth {
            break;
        }
        block.end = next.end;
    }
    block
}
