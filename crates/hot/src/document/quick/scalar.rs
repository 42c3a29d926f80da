//! Scalars, as they are written in the usual form.

use std::borrow::Cow;

use super::{Next, Quick, plain, span, text};
use crate::document::events::Event;

/// The bytes that mean nothing in a scalar without quotes.
const ORDINARY: [bool; 256] = {
    let mut ordinary = [true; 256];
    let signs = b" \0\n\t#:,[]{}";
    let mut at = 0;
    while at < signs.len() {
        ordinary[signs[at] as usize] = false;
        at += 1;
    }
    ordinary
};

/// As long are most block scalars.
const USUAL: usize = 1024;

impl<'a> Quick<'a> {
    pub(super) fn scalar(&mut self, flow: bool) -> Option<Event<'a>> {
        let start = self.at;
        let kind = match self.byte(start) {
            quote @ (b'\'' | b'"') => text(self.quoted(quote)?),
            _ => plain(self.plain(flow)?),
        };
        self.first = false;
        Some(Event { span: span(start, self.at), kind })
    }

    /// A scalar without quotes. That it goes on below is noticed where the next line does not fit.
    fn plain(&mut self, flow: bool) -> Option<&'a str> {
        let start = self.at;
        match self.byte(start) {
            0..=b' ' | b'!'..=b'#' | b'%'..=b'\'' | b'*' | b',' | b':' | b'>'..=b'@' | b'[' | b']' => {
                return None;
            }
            b'`' | b'{'..=b'}' => return None,
            b'-' if self.is_dash() => return None,
            _ if self.is_indicator() => return None,
            _ => {}
        }
        let (mut at, mut end) = (start, start);
        let rest = &self.text.as_bytes()[start..];
        for byte in rest {
            match byte {
                byte if ORDINARY[usize::from(*byte)] => end = at + 1,
                b' ' => {}
                0 | b'\n' => break,
                b'#' if end < at => break,
                b':' if self.is_blank(at + 1) => break,
                b':' if flow && matches!(self.byte(at + 1), b',' | b'?' | b'[' | b']' | b'{' | b'}') => {
                    return None;
                }
                b',' | b'[' | b']' | b'{' | b'}' if flow => break,
                b'\t' => return None,
                _ => end = at + 1,
            }
            at += 1;
        }
        self.at = end;
        Some(&self.text[start..end])
    }

    /// A scalar in quotes, without them.
    fn quoted(&mut self, quote: u8) -> Option<Cow<'a, str>> {
        let mut value = String::new();
        let (mut from, mut at) = (self.at + 1, self.at + 1);
        loop {
            let sign = match self.byte(at) {
                0 | b'\n' => return None,
                b'\'' if quote == b'\'' && self.byte(at + 1) == b'\'' => '\'',
                byte if byte == quote => break,
                b'\\' if quote == b'"' => match self.byte(at + 1) {
                    b'n' => '\n',
                    b't' => '\t',
                    b'r' => '\r',
                    sign @ (b'"' | b'\\' | b'/') => char::from(sign),
                    _ => return None,
                },
                _ => {
                    at += 1;
                    continue;
                }
            };
            value.push_str(&self.text[from..at]);
            value.push(sign);
            (from, at) = (at + 2, at + 2);
        }
        self.at = at + 1;
        let rest = &self.text[from..at];
        if value.is_empty() {
            return Some(rest.into());
        }
        value.push_str(rest);
        Some(value.into())
    }

    /// A text below a `|` or a `>`.
    pub(super) fn block_scalar(&mut self) -> Option<Event<'a>> {
        let (start, folded) = (self.at, self.byte(self.at) == b'>');
        let (mut chomp, mut step) = (None, None);
        self.at += 1;
        for _ in 0..2 {
            match self.byte(self.at) {
                sign @ (b'+' | b'-') if chomp.is_none() => chomp = Some(sign),
                digit @ b'1'..=b'9' if step.is_none() => step = Some(usize::from(digit - b'0')),
                _ => break,
            }
            self.at += 1;
        }
        while self.byte(self.at) == b' ' {
            self.at += 1;
        }
        let end = self.line_end(self.at);
        if end > self.at && self.byte(self.at) != b'#' {
            return None;
        }
        self.at = (end + 1).min(self.text.len());
        let least = (self.indent() + 1) as usize;
        let (value, end) = self.lines(folded, chomp, least, step.map(|step| least.max(1) - 1 + step))?;
        (self.line, self.first, self.next) = (self.at, true, Next::Entry);
        Some(Event { span: span(start, end), kind: text(value.into()) })
    }

    /// The lines of such a text, and where the last of them ends. If they say themselves how far they are indented, it is
    /// at `least` so far.
    fn lines(
        &mut self,
        folded: bool,
        chomp: Option<u8>,
        least: usize,
        mut indent: Option<usize>,
    ) -> Option<(String, usize)> {
        let mut value = String::with_capacity(USUAL.min(self.text.len() - self.at));
        let mut deepest = least.max(1);
        // Of the line before: whether its end is still to be written, whether it begins with a blank. And how many empty
        // lines followed it.
        let (mut ended, mut blank, mut empty) = (false, false, 0);
        loop {
            let mut at = self.at;
            while self.byte(at) == b' ' && indent.is_none_or(|indent| at - self.at < indent) {
                at += 1;
            }
            let column = at - self.at;
            deepest = deepest.max(column);
            match self.byte(at) {
                b'\t' if indent.is_none_or(|indent| column < indent) => return None,
                b'\n' => {
                    empty += 1;
                    self.at = at + 1;
                    continue;
                }
                _ => {}
            }
            if column != *indent.get_or_insert(deepest) || at >= self.text.len() {
                break;
            }
            let was_blank = std::mem::replace(&mut blank, matches!(self.byte(at), b' ' | b'\t'));
            match ended {
                true if folded && !was_blank && !blank => value.push_str(if empty == 0 { " " } else { "" }),
                true => value.push('\n'),
                false => {}
            }
            value.extend(std::iter::repeat_n('\n', empty));
            let end = self.line_end(at);
            value.push_str(&self.text[at..end]);
            (ended, empty) = (end < self.text.len(), 0);
            self.at = end + usize::from(ended);
        }
        if ended && chomp != Some(b'-') {
            value.push('\n');
        }
        if chomp == Some(b'+') {
            value.extend(std::iter::repeat_n('\n', empty));
        }
        Some((value, self.at))
    }
}
