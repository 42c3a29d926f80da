//! Words outside of quotes.

use super::super::syntax::{Part, Word};
use super::quoting::{Until, flush};
use super::{Parsed, Parser, braces, is_meta};

/// What kind of word is read, for the few rules that differ.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// An argument: `~` counts at its start.
    Argument,
    /// The value of an assignment: `~` counts after each `:` too.
    Value,
    /// Between the braces of `${x:-...}`: blanks belong to it, it ends at the closing brace.
    Braces,
    /// The same between double quotes: single quotes mean nothing.
    QuotedBraces,
    /// A pattern or replacement of `${x/pattern/replacement}`: ends at a slash too.
    Slash,
}

impl Parser<'_> {
    /// A word up to a blank or an operator.
    pub(super) fn word(&mut self) -> Parsed<Word> {
        self.word_at(Place::Argument)
    }

    /// The value of an assignment; may be empty.
    pub(super) fn assigned_word(&mut self) -> Parsed<Word> {
        self.word_at(Place::Value)
    }

    /// A word up to the brace that closes an expansion, which is left.
    pub(super) fn braces_word(&mut self, quoted: bool) -> Parsed<Word> {
        self.word_at(if quoted { Place::QuotedBraces } else { Place::Braces })
    }

    /// A word up to a slash or the closing brace, which is left.
    pub(super) fn slash_word(&mut self) -> Parsed<Word> {
        self.word_at(Place::Slash)
    }

    /// Adds a word, or in bash all the words that its braces stand for.
    pub(super) fn push_word(&mut self, words: &mut Vec<Word>, word: Word) -> Parsed<()> {
        if !self.bash() || !braces::any(&word) {
            words.push(word);
            return Ok(());
        }
        match braces::expand(&word) {
            Some(expanded) => {
                words.extend(expanded);
                Ok(())
            }
            None => Err(self.unsupported("a brace expansion of more than 10,000 words")),
        }
    }

    fn word_at(&mut self, place: Place) -> Parsed<Word> {
        let in_braces = matches!(place, Place::Braces | Place::QuotedBraces | Place::Slash);
        let mut parts = Vec::new();
        let mut plain = String::new();
        if place != Place::QuotedBraces {
            self.tilde(&mut parts);
        }
        while let Some(char) = self.peek() {
            match char {
                '}' if in_braces => break,
                '/' if place == Place::Slash => break,
                '<' | '>' if self.bash() && !in_braces && self.byte(1) == b'(' && plain.is_empty() => {
                    self.at += 2;
                    let program = self.nested(Self::substitution)?;
                    parts.push(if char == '<' { Part::Process(program) } else { Part::Reader(program) });
                }
                _ if !in_braces && is_meta(char) => break,
                '\\' => {
                    self.at += 1;
                    self.escape(place, &mut plain, &mut parts);
                }
                '\'' if place != Place::QuotedBraces => {
                    self.at += 1;
                    flush(&mut plain, &mut parts, Part::Bare);
                    let text = self.single_quoted()?.to_owned();
                    parts.push(Part::Quoted(text));
                }
                '"' => {
                    self.at += 1;
                    flush(&mut plain, &mut parts, Part::Bare);
                    let inside = self.nested(|parser| parser.quoted_parts(Until::Quote))?;
                    parts.push(Part::Double(inside));
                }
                '$' | '`' => {
                    if self.bash() && place != Place::QuotedBraces && self.take("$'") {
                        flush(&mut plain, &mut parts, Part::Bare);
                        let text = self.ansi_quoted()?;
                        parts.push(Part::Quoted(text));
                    } else if self.bash() && self.looking_at("$\"") {
                        self.at += 1;
                    } else if let Some(part) = self.expansion(place == Place::QuotedBraces)? {
                        flush(&mut plain, &mut parts, Part::Bare);
                        parts.push(part);
                    } else {
                        plain.push('$');
                        self.at += 1;
                    }
                }
                ':' if place == Place::Value => {
                    plain.push(':');
                    self.at += 1;
                    if self.byte(0) == b'~' {
                        flush(&mut plain, &mut parts, Part::Bare);
                        self.tilde(&mut parts);
                    }
                }
                _ => {
                    plain.push(char);
                    self.at += char.len_utf8();
                }
            }
        }
        flush(&mut plain, &mut parts, Part::Bare);
        Ok(Word(parts))
    }

    /// What a backslash makes of the character after it.
    fn escape(&mut self, place: Place, plain: &mut String, parts: &mut Vec<Part>) {
        let Some(char) = self.take_char() else {
            plain.push('\\');
            return;
        };
        if char == '\n' {
            return;
        }
        flush(plain, parts, Part::Bare);
        let kept = place == Place::QuotedBraces && !matches!(char, '$' | '`' | '"' | '\\' | '}');
        parts.push(Part::Quoted(if kept { format!("\\{char}") } else { char.to_string() }));
    }

    /// A tilde and the name after it, if nothing of it is quoted.
    fn tilde(&mut self, parts: &mut Vec<Part>) {
        let Some(rest) = self.rest().strip_prefix('~') else {
            return;
        };
        let end =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_.+".contains(c))).unwrap_or(rest.len());
        let next = rest[end..].chars().next();
        if next.is_none_or(|c| c == '/' || c == ':' || c == '}' || is_meta(c)) {
            parts.push(Part::Tilde(rest[..end].to_owned()));
            self.at += 1 + end;
        }
    }
}
