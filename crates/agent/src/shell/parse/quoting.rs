//! What may stand inside and outside of quotes: escapes, quotes, `$` and backquotes.

use std::rc::Rc;

use super::super::syntax::{Part, Program, Word};
use super::{Failed, Fault, Parsed, Parser, name_length, parse_nested};

/// Where a stretch of quoted text ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// At a double quote, which is taken.
    Quote,
    /// At the end of the text: an arithmetic expression, or a here-document, where `"` means nothing.
    End { document: bool },
}

impl<'a> Parser<'a> {
    /// A text that stands at `line` of the script, read as in double quotes: same shell, same depth.
    pub(super) fn read_apart(&mut self, text: &str, line: u32, document: bool) -> Parsed<Word> {
        let mut reader = Parser {
            text,
            at: 0,
            dialect: self.dialect,
            first_line: line,
            newlines: Rc::new(text.match_indices('\n').map(|(at, _)| at).collect()),
            pending: Vec::new(),
            depth: self.depth,
            fault: None,
        };
        let parts = reader.nested(|reader| reader.quoted_parts(Until::End { document }));
        self.fault = self.fault.take().or(reader.fault);
        Ok(Word(parts?))
    }

    /// A range of this text read as in double quotes: an arithmetic expression or an index.
    pub(super) fn piece(&mut self, range: std::ops::Range<usize>) -> Parsed<Word> {
        let line = self.line_at(range.start);
        self.read_apart(&self.text[range], line, false)
    }

    /// Parts as between double quotes.
    pub(super) fn quoted_parts(&mut self, until: Until) -> Parsed<Vec<Part>> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        loop {
            let Some(char) = self.peek() else {
                if until == Until::Quote {
                    return Err(self.syntax("Unterminated quoted string"));
                }
                break;
            };
            match char {
                '"' if until == Until::Quote => {
                    self.at += 1;
                    break;
                }
                // In arithmetic, quotes are taken away.
                '"' if until == (Until::End { document: false }) => self.at += 1,
                '\\' => self.escape_in_quotes(until, &mut plain),
                '$' | '`' => match self.expansion(true)? {
                    Some(part) => {
                        flush(&mut plain, &mut parts, Part::Quoted);
                        parts.push(part);
                    }
                    None => {
                        plain.push(char);
                        self.at += 1;
                    }
                },
                _ => {
                    let rest = self.rest();
                    let end = rest.find(['"', '\\', '$', '`']).unwrap_or(rest.len()).max(char.len_utf8());
                    plain.push_str(&rest[..end]);
                    self.at += end;
                }
            }
        }
        flush(&mut plain, &mut parts, Part::Quoted);
        Ok(parts)
    }

    /// A backslash between double quotes keeps its meaning before few characters only.
    fn escape_in_quotes(&mut self, until: Until, plain: &mut String) {
        self.at += 1;
        match self.peek() {
            Some('\n') => self.at += 1,
            Some(c @ ('$' | '`' | '\\')) => {
                plain.push(c);
                self.at += 1;
            }
            Some('"') if until != (Until::End { document: true }) => {
                plain.push('"');
                self.at += 1;
            }
            _ => plain.push('\\'),
        }
    }

    /// `$...` or a backquoted command, if the `$` means anything. `quoted` says whether it is between double quotes.
    pub(super) fn expansion(&mut self, quoted: bool) -> Parsed<Option<Part>> {
        if self.byte(0) == b'`' {
            return self.nested(Self::backquoted).map(Some);
        }
        if self.looking_at("$((")
            && let Some(end) = self.arithmetic_end(3)
        {
            let expression = self.nested(|parser| parser.piece(parser.at + 3..end))?;
            self.at = end + 2;
            return Ok(Some(Part::Arithmetic(expression)));
        }
        if self.take("$(") {
            return self.nested(Self::substitution).map(|program| Some(Part::Command(program)));
        }
        if self.take("${") {
            return self.nested(|parser| parser.braced(quoted)).map(Some);
        }
        let rest = &self.rest()[1..];
        let length = name_length(rest);
        let (name, taken) = if length > 0 {
            (super::super::syntax::Name::Variable(rest[..length].to_owned()), length)
        } else {
            match rest.chars().next() {
                Some(digit @ '0'..='9') => {
                    (super::super::syntax::Name::Positional(digit.to_digit(10).unwrap_or(0) as usize), 1)
                }
                Some(special @ ('@' | '*' | '#' | '?' | '-' | '$' | '!')) => {
                    (super::super::syntax::Name::Special(special), 1)
                }
                _ => return Ok(None),
            }
        };
        self.at += 1 + taken;
        Ok(Some(super::parameter::value_of(name)))
    }

    /// The commands up to the `)` that closes a substitution.
    pub(super) fn substitution(&mut self) -> Parsed<Rc<Program>> {
        let list = self.list_or_nothing()?;
        if !self.take(")") {
            return Err(self.unexpected());
        }
        Ok(Rc::new(Program { commands: vec![list], fault: None }))
    }

    fn backquoted(&mut self) -> Parsed<Part> {
        let line = self.line();
        self.at += 1;
        let mut script = String::new();
        loop {
            match self.take_char() {
                None => return Err(self.syntax("EOF in backquote substitution")),
                Some('`') => break,
                Some('\\') => match self.take_char() {
                    Some(c @ ('`' | '\\' | '$')) => script.push(c),
                    Some(c) => script.extend(['\\', c]),
                    None => {}
                },
                Some(c) => script.push(c),
            }
        }
        let program = parse_nested(&script, self.dialect, line, self.depth);
        match program.fault {
            Some(fault @ Fault::Unsupported { .. }) => {
                self.fault = Some(fault);
                Err(Failed)
            }
            _ => Ok(Part::Command(Rc::new(program))),
        }
    }

    /// Text up to a single quote, the opening one already taken.
    pub(super) fn single_quoted(&mut self) -> Parsed<&'a str> {
        let Some(end) = self.rest().find('\'') else {
            return Err(self.syntax("Unterminated quoted string"));
        };
        let text = &self.rest()[..end];
        self.at += end + 1;
        Ok(text)
    }

    /// bash's `$'...'`, the opening already taken.
    pub(super) fn ansi_quoted(&mut self) -> Parsed<String> {
        let mut text = String::new();
        loop {
            match self.take_char() {
                None => return Err(self.syntax("Unterminated quoted string")),
                Some('\'') => return Ok(text),
                Some('\\') => {
                    let taken = crate::shell::escapes::push_ansi(self.rest(), &mut text);
                    self.at += taken;
                }
                Some(c) => text.push(c),
            }
        }
    }
}

/// Moves gathered text into the parts.
pub(super) fn flush(plain: &mut String, parts: &mut Vec<Part>, kind: fn(String) -> Part) {
    if !plain.is_empty() {
        parts.push(kind(std::mem::take(plain)));
    }
}
