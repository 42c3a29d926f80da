//! Redirections.

use std::cell::OnceCell;
use std::rc::Rc;

use super::super::syntax::{Part, Redirect, Target, Word};
use super::{Parsed, Parser, Pending, is_meta};

/// `2>&1`, which bash's `|&` stands for.
pub(super) fn errors_to_output() -> Redirect {
    Redirect { fd: 2, target: Target::Duplicate(Word(vec![Part::Bare("1".to_owned())])) }
}

impl Parser<'_> {
    /// The redirection that begins here, if one does.
    pub(super) fn redirect(&mut self) -> Parsed<Option<Redirect>> {
        let start = self.at;
        let digits = self.take_while(|c| c.is_ascii_digit());
        let fd: Option<u32> = digits.parse().ok();
        if fd.is_none() && !digits.is_empty() {
            self.at = start;
            return Ok(None);
        }
        if self.bash() && digits.is_empty() {
            if self.looking_at("<(") || self.looking_at(">(") {
                return Ok(None);
            }
            if self.take("&>>") {
                return self.to(1, |word| Target::Both(word, true));
            }
            if self.take("&>") {
                return self.to(1, |word| Target::Both(word, false));
            }
        }
        let input = fd.unwrap_or(0);
        let output = fd.unwrap_or(1);
        if self.bash() && self.take("<<<") {
            self.to(input, Target::Line)
        } else if self.take("<<") {
            self.document(input).map(Some)
        } else if self.take("<&") {
            self.to(input, Target::Duplicate)
        } else if self.take("<>") {
            self.to(input, Target::ReadWrite)
        } else if self.take("<") {
            self.to(input, Target::Read)
        } else if self.take(">>") {
            self.to(output, Target::Append)
        } else if self.take(">&") {
            let bash = self.bash();
            self.to(output, |word| match word.as_bare() {
                Some(text)
                    if bash && fd.is_none() && text != "-" && !text.bytes().all(|b| b.is_ascii_digit()) =>
                {
                    Target::Both(word, false)
                }
                _ => Target::Duplicate(word),
            })
        } else if self.take(">|") || self.take(">") {
            self.to(output, Target::Write)
        } else {
            self.at = start;
            Ok(None)
        }
    }

    fn to(&mut self, fd: u32, target: impl FnOnce(Word) -> Target) -> Parsed<Option<Redirect>> {
        Ok(Some(Redirect { fd, target: target(self.redirect_word()?) }))
    }

    fn redirect_word(&mut self) -> Parsed<Word> {
        self.skip_blanks();
        let process = self.bash() && (self.looking_at("<(") || self.looking_at(">("));
        if self.at_end() || (!process && self.peek().is_some_and(is_meta)) {
            return Err(self.unexpected());
        }
        self.word()
    }

    /// A here-document: its delimiter now, its body when the line has ended.
    fn document(&mut self, fd: u32) -> Parsed<Redirect> {
        let strip_tabs = self.take("-");
        let start = self.at;
        self.redirect_word()?;
        let raw = self.text[start..self.at].trim_start_matches([' ', '\t']);
        let body = Rc::new(OnceCell::new());
        self.pending.push(Pending {
            delimiter: raw.chars().filter(|c| !matches!(c, '\'' | '"' | '\\')).collect(),
            quoted: raw.contains(['\'', '"', '\\']),
            strip_tabs,
            body: Rc::clone(&body),
        });
        Ok(Redirect { fd, target: Target::Document(body) })
    }
}
