//! Script text to tree, by descent over the bytes.
//!
//! A shell's tokens depend on where they stand, so there is no separate lexer: each function begins at the cursor and
//! leaves it behind what it took. Every step moves forward or ends, and nesting is bounded, so reading is linear for
//! all practical texts and safe for the others.

mod braces;
mod command;
mod compound;
mod document;
mod parameter;
mod quoting;
mod redirect;
mod test;
mod word;

use std::cell::OnceCell;
use std::rc::Rc;

use super::syntax::{Dialect, Fault, Program, Word};

/// How deep commands, words and substitutions may be nested in each other.
const DEEPEST: u32 = 60;

/// Reading has stopped; the parser knows why.
struct Failed;

type Parsed<T> = Result<T, Failed>;

/// A here-document that was announced on this line.
struct Pending {
    delimiter: String,
    quoted: bool,
    strip_tabs: bool,
    body: Rc<OnceCell<Word>>,
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    dialect: Dialect,
    /// The line of the first byte; the text may be a piece of a larger script.
    first_line: u32,
    /// Where each newline is.
    newlines: Rc<Vec<usize>>,
    pending: Vec<Pending>,
    depth: u32,
    /// Why reading has stopped. Kept here, as what goes through every function is best small.
    fault: Option<Fault>,
}

/// Reads a script. `first_line` is the number of its first line.
pub(crate) fn parse(text: &str, dialect: Dialect, first_line: u32) -> Program {
    parse_nested(text, dialect, first_line, 0)
}

/// Reads a script that stands inside another, `depth` levels down.
fn parse_nested(text: &str, dialect: Dialect, first_line: u32, depth: u32) -> Program {
    let newlines = Rc::new(text.match_indices('\n').map(|(at, _)| at).collect());
    let mut parser =
        Parser { text, at: 0, dialect, first_line, newlines, pending: Vec::new(), depth, fault: None };
    let mut commands = Vec::new();
    while let Ok(Some(list)) = parser.complete_command() {
        commands.push(list);
    }
    Program { commands, fault: parser.fault }
}

impl<'a> Parser<'a> {
    fn bash(&self) -> bool {
        self.dialect == Dialect::Bash
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The byte at the cursor plus `ahead`; 0 behind the end.
    fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    fn looking_at(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Takes a text if it stands here.
    fn take(&mut self, text: &str) -> bool {
        let found = self.looking_at(text);
        if found {
            self.at += text.len();
        }
        found
    }

    fn take_char(&mut self) -> Option<char> {
        let char = self.peek()?;
        self.at += char.len_utf8();
        Some(char)
    }

    /// Takes characters as long as they please.
    fn take_while(&mut self, mut wanted: impl FnMut(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    fn line_at(&self, at: usize) -> u32 {
        let before = self.newlines.partition_point(|newline| *newline < at);
        self.first_line.saturating_add(u32::try_from(before).unwrap_or(u32::MAX))
    }

    fn line(&self) -> u32 {
        self.line_at(self.at)
    }

    /// The shell itself would refuse what stands here.
    fn syntax(&mut self, message: &str) -> Failed {
        self.fault = Some(Fault::Syntax { line: self.line(), message: message.to_owned() });
        Failed
    }

    fn unsupported(&mut self, what: &str) -> Failed {
        self.fault = Some(Fault::Unsupported { line: self.line(), what: what.to_owned() });
        Failed
    }

    /// What stands here is not what may stand here.
    fn unexpected(&mut self) -> Failed {
        if self.at_end() {
            return self.syntax("unexpected end of file");
        }
        let token = match self.word_ahead() {
            "" => match self.rest().get(..2) {
                Some(pair @ (";;" | "&&" | "||" | "<<" | ">>")) => pair,
                _ if self.byte(0) == b'\n' => "newline",
                _ => self.rest().get(..1).unwrap_or("?"),
            },
            word => word,
        };
        self.syntax(&format!("\"{token}\" unexpected"))
    }

    /// Does something one level deeper.
    fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= DEEPEST {
            return Err(self.unsupported(&format!("nesting deeper than {DEEPEST} levels")));
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    /// Skips blanks, line continuations and a comment.
    fn skip_blanks(&mut self) {
        loop {
            match self.byte(0) {
                b' ' | b'\t' => self.at += 1,
                b'\\' if self.byte(1) == b'\n' => self.at += 2,
                b'#' => {
                    self.take_while(|c| c != '\n');
                }
                _ => return,
            }
        }
    }

    /// Skips to the next command: blanks, comments, newlines and the here-documents that follow them.
    fn skip_lines(&mut self) -> Parsed<()> {
        self.skip_blanks();
        while self.byte(0) == b'\n' {
            self.newline()?;
            self.skip_blanks();
        }
        Ok(())
    }

    /// Takes the newline at the cursor, and the here-documents announced before it.
    fn newline(&mut self) -> Parsed<()> {
        self.at += 1;
        self.documents()
    }

    /// The word at the cursor as far as it is plain; empty if it is quoted or expanded in any part.
    fn word_ahead(&self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(is_meta).unwrap_or(rest.len());
        let word = &rest[..end];
        if word.contains(['\\', '\'', '"', '$', '`']) { "" } else { word }
    }

    /// Takes a reserved word if it stands here.
    fn take_word(&mut self, word: &str) -> bool {
        let found = self.word_ahead() == word;
        if found {
            self.at += word.len();
        }
        found
    }

    /// Takes a reserved word that must stand here, after blanks and newlines.
    fn expect_word(&mut self, word: &str) -> Parsed<()> {
        self.skip_lines()?;
        if self.take_word(word) { Ok(()) } else { Err(self.unexpected()) }
    }
}

/// Whether a character ends a bare word.
fn is_meta(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | ';' | '&' | '|' | '<' | '>' | '(' | ')')
}

/// The length of the variable name that a text begins with.
fn name_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    if !bytes.first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_') {
        return 0;
    }
    bytes.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count()
}

/// Whether a text is a variable's name.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && name_length(text) == text.len()
}
