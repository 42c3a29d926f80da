//! Lists, pipelines and simple commands.

use std::rc::Rc;

use super::super::syntax::{Assigned, Assignment, Command, Item, Joint, Kind, List, Part, Pipeline, Word};
use super::{Parsed, Parser, is_meta, name_length};

/// Words that end a list where a command could begin.
const CLOSERS: [&str; 8] = ["then", "else", "elif", "fi", "do", "done", "esac", "}"];

/// Builtins whose arguments may be assignments.
const DECLARING: [&str; 5] = ["export", "readonly", "local", "declare", "typeset"];

impl Parser<'_> {
    /// The next complete command: all up to the end of its line. `None` at the end of the text.
    pub(super) fn complete_command(&mut self) -> Parsed<Option<List>> {
        self.skip_lines()?;
        if self.at_end() {
            return Ok(None);
        }
        let mut list = List::new();
        loop {
            let more = self.item(&mut list)?;
            self.skip_blanks();
            if self.at_end() {
                self.documents()?;
                return Ok(Some(list));
            }
            if self.byte(0) == b'\n' {
                self.newline()?;
                return Ok(Some(list));
            }
            if !more {
                return Err(self.unexpected());
            }
        }
    }

    /// Commands up to a closing word or bracket, which is left where it is. A shell wants at least one.
    pub(super) fn list(&mut self) -> Parsed<List> {
        let list = self.list_or_nothing()?;
        if list.is_empty() { Err(self.unexpected()) } else { Ok(list) }
    }

    /// Commands up to a closing word or bracket; there may be none.
    pub(super) fn list_or_nothing(&mut self) -> Parsed<List> {
        let mut list = List::new();
        loop {
            self.skip_lines()?;
            if self.at_end() || self.byte(0) == b')' || self.looking_at(";;") || self.looking_at(";&") {
                return Ok(list);
            }
            if CLOSERS.contains(&self.word_ahead()) {
                return Ok(list);
            }
            if !self.item(&mut list)? {
                self.skip_blanks();
                if self.byte(0) != b'\n' {
                    return Ok(list);
                }
            }
        }
    }

    /// One item and what separates it from the next; whether a separator other than a newline stood there.
    fn item(&mut self, list: &mut List) -> Parsed<bool> {
        let first = self.pipeline()?;
        let mut rest = Vec::new();
        loop {
            self.skip_blanks();
            let joint = if self.take("&&") {
                Joint::And
            } else if self.take("||") {
                Joint::Or
            } else {
                break;
            };
            self.skip_lines()?;
            rest.push((joint, self.pipeline()?));
        }
        let background = self.byte(0) == b'&' && self.byte(1) != b'>';
        let separated = background || (self.byte(0) == b';' && !matches!(self.byte(1), b';' | b'&'));
        if separated {
            self.at += 1;
        }
        list.push(Item { first, rest, background });
        Ok(separated)
    }

    fn pipeline(&mut self) -> Parsed<Pipeline> {
        let mut negated = false;
        while self.word_ahead() == "!" {
            self.at += 1;
            negated = !negated;
            self.skip_blanks();
        }
        if self.bash() && self.word_ahead() == "time" {
            self.at += "time".len();
            self.skip_blanks();
            self.take_word("-p");
            self.skip_blanks();
        }
        let mut commands = vec![self.command()?];
        loop {
            self.skip_blanks();
            if self.byte(0) != b'|' || self.byte(1) == b'|' {
                return Ok(Pipeline { negated, commands });
            }
            self.at += 1;
            if self.bash()
                && self.take("&")
                && let Some(last) = commands.last_mut()
            {
                last.redirects.push(super::redirect::errors_to_output());
            }
            self.skip_lines()?;
            commands.push(self.command()?);
        }
    }

    pub(super) fn command(&mut self) -> Parsed<Command> {
        self.skip_blanks();
        let line = self.line();
        match self.nested(Self::compound)? {
            Some(kind) => {
                let mut redirects = Vec::new();
                if !matches!(kind, Kind::Function { .. }) {
                    loop {
                        self.skip_blanks();
                        match self.redirect()? {
                            Some(redirect) => redirects.push(redirect),
                            None => break,
                        }
                    }
                }
                Ok(Command { line, kind, redirects })
            }
            None => self.simple(line),
        }
    }

    fn simple(&mut self, line: u32) -> Parsed<Command> {
        let mut assignments = Vec::new();
        let mut words: Vec<Word> = Vec::new();
        let mut redirects = Vec::new();
        let mut declaring = false;
        loop {
            self.skip_blanks();
            if let Some(redirect) = self.redirect()? {
                redirects.push(redirect);
                continue;
            }
            let process = self.bash() && (self.looking_at("<(") || self.looking_at(">("));
            if self.at_end() || (!process && self.peek().is_some_and(is_meta)) {
                break;
            }
            if words.is_empty() {
                if let Some(assignment) = self.assignment()? {
                    assignments.push(assignment);
                    continue;
                }
            } else if declaring && let Some(assignment) = self.assignment()? {
                words.push(Word(vec![Part::Declaration(Rc::new(assignment))]));
                continue;
            }
            let word = self.word()?;
            if words.is_empty() {
                declaring = word.as_bare().is_some_and(|name| DECLARING.contains(&name));
            }
            self.push_word(&mut words, word)?;
        }
        if assignments.is_empty() && words.is_empty() && redirects.is_empty() {
            return Err(self.unexpected());
        }
        Ok(Command { line, kind: Kind::Simple { assignments, words }, redirects })
    }

    /// `name=value` if one stands here.
    fn assignment(&mut self) -> Parsed<Option<Assignment>> {
        let start = self.at;
        let length = name_length(self.rest());
        if length == 0 {
            return Ok(None);
        }
        let name = self.rest()[..length].to_owned();
        self.at += length;
        let mut index = None;
        if self.bash() && self.byte(0) == b'[' {
            index = self.index()?;
        }
        let append = self.bash() && self.take("+=");
        if !append && !self.take("=") {
            self.at = start;
            return Ok(None);
        }
        let value = if self.bash() && self.byte(0) == b'(' {
            self.nested(Self::array)?
        } else {
            Assigned::Scalar(self.assigned_word()?)
        };
        Ok(Some(Assignment { name, index, append, value }))
    }

    /// The elements of `name=(...)`.
    fn array(&mut self) -> Parsed<Assigned> {
        self.at += 1;
        let mut elements = Vec::new();
        loop {
            self.skip_lines()?;
            if self.take(")") {
                return Ok(Assigned::Array(elements));
            }
            if self.at_end() || self.peek().is_some_and(is_meta) {
                return Err(self.unexpected());
            }
            let start = self.at;
            if self.byte(0) == b'['
                && let Some(index) = self.index()?
                && self.take("=")
            {
                elements.push((Some(index), self.assigned_word()?));
                continue;
            }
            self.at = start;
            let mut words = Vec::new();
            let word = self.word()?;
            self.push_word(&mut words, word)?;
            elements.extend(words.into_iter().map(|word| (None, word)));
        }
    }

    /// `[index]` if it is closed on this line.
    fn index(&mut self) -> Parsed<Option<Word>> {
        let rest = self.rest();
        let Some(end) = rest.find([']', '\n']).filter(|end| rest.as_bytes().get(*end) == Some(&b']')) else {
            return Ok(None);
        };
        let inside = self.at + 1..self.at + end;
        let word = self.piece(inside)?;
        self.at += end + 1;
        Ok(Some(word))
    }
}
