//! What stands between the braces of `${...}`.

use std::rc::Rc;

use super::super::syntax::{Name, Operation, Parameter, Part, Word};
use super::{Parsed, Parser, name_length};

/// The plain value of a parameter.
pub(super) fn value_of(name: Name) -> Part {
    Part::Parameter(Box::new(Parameter { name, operation: Operation::Value }))
}

impl Parser<'_> {
    /// `${...}`, the opening already taken.
    pub(super) fn braced(&mut self, quoted: bool) -> Parsed<Part> {
        let start = self.at;
        let parameter = self.parameter(quoted)?;
        if let Some(parameter) = parameter
            && self.take("}")
        {
            return Ok(Part::Parameter(Box::new(parameter)));
        }
        // The shell complains of these only when it gets there.
        self.take_while(|c| c != '}');
        let text = self.text[start..self.at].to_owned();
        if !self.take("}") {
            return Err(self.syntax("Missing '}'"));
        }
        let operation = Operation::Bad(text);
        Ok(Part::Parameter(Box::new(Parameter { name: Name::Special('?'), operation })))
    }

    fn parameter(&mut self, quoted: bool) -> Parsed<Option<Parameter>> {
        let length_of =
            self.byte(0) == b'#' && !matches!(self.byte(1), b'}' | b':' | b'-' | b'=' | b'?' | b'+' | b'%');
        if length_of {
            self.at += 1;
            let name = self.parameter_name()?;
            return Ok(name.map(|name| Parameter { name, operation: Operation::Length }));
        }
        if self.bash()
            && self.byte(0) == b'!'
            && (name_length(&self.rest()[1..]) > 0 || self.looking_at("!#}"))
        {
            self.at += 1;
            return self.indirect();
        }
        let Some(name) = self.parameter_name()? else {
            return Ok(None);
        };
        let operation = self.operation(quoted)?;
        Ok(operation.map(|operation| Parameter { name, operation }))
    }

    fn parameter_name(&mut self) -> Parsed<Option<Name>> {
        let rest = self.rest();
        let length = name_length(rest);
        if length > 0 {
            let name = rest[..length].to_owned();
            self.at += length;
            if self.bash() && self.byte(0) == b'[' {
                return self.element(name);
            }
            return Ok(Some(Name::Variable(name)));
        }
        let digits = self.take_while(|c| c.is_ascii_digit());
        if !digits.is_empty() {
            return Ok(digits.parse().ok().map(Name::Positional));
        }
        let special = self.peek().filter(|c| "@*#?-$!".contains(*c));
        if special.is_some() {
            self.at += 1;
        }
        Ok(special.map(Name::Special))
    }

    fn element(&mut self, name: String) -> Parsed<Option<Name>> {
        for all in ['@', '*'] {
            if self.take(&format!("[{all}]")) {
                return Ok(Some(Name::All(name, all)));
            }
        }
        let Some(end) = self.index_end() else {
            return Ok(None);
        };
        let index = self.piece(self.at + 1..end)?;
        self.at = end + 1;
        Ok(Some(Name::Element(name, Rc::new(index))))
    }

    /// Where the bracket is closed that stands here.
    fn index_end(&self) -> Option<usize> {
        let mut depth = 0_usize;
        for (at, byte) in self.rest().bytes().enumerate() {
            match byte {
                b'[' => depth += 1,
                b']' if depth == 1 => return Some(self.at + at),
                b']' => depth -= 1,
                b'\n' => return None,
                _ => {}
            }
        }
        None
    }

    fn indirect(&mut self) -> Parsed<Option<Parameter>> {
        if self.take("#") {
            return Ok(Some(Parameter { name: Name::Special('#'), operation: Operation::Indirect }));
        }
        let length = name_length(self.rest());
        let name = self.rest()[..length].to_owned();
        self.at += length;
        let operation = if self.take("[@]") || self.take("[*]") {
            Operation::Keys
        } else if self.take("*") || self.take("@") {
            Operation::Names
        } else {
            Operation::Indirect
        };
        Ok(Some(Parameter { name: Name::Variable(name), operation }))
    }

    fn operation(&mut self, quoted: bool) -> Parsed<Option<Operation>> {
        let colon = self.byte(0) == b':';
        let mark = self.byte(usize::from(colon));
        if matches!(mark, b'-' | b'=' | b'?' | b'+') {
            self.at += 1 + usize::from(colon);
            let word = self.braces_word(quoted)?;
            return Ok(Some(Operation::Default { mark: char::from(mark), colon, word }));
        }
        let operation = match self.byte(0) {
            b'}' => Operation::Value,
            sign @ (b'#' | b'%') => {
                self.at += 1;
                let longest = self.byte(0) == sign;
                self.at += usize::from(longest);
                Operation::Trim { suffix: sign == b'%', longest, pattern: self.braces_word(false)? }
            }
            _ if !self.bash() => return Ok(None),
            b':' => return self.slice().map(Some),
            b'/' => return self.replacement().map(Some),
            sign @ (b'^' | b',') => {
                self.at += 1;
                let all = self.byte(0) == sign;
                self.at += usize::from(all);
                Operation::Case { upper: sign == b'^', all }
            }
            _ => return Ok(None),
        };
        Ok(Some(operation))
    }

    /// `:offset:length`; a colon inside brackets or braces does not part them.
    fn slice(&mut self) -> Parsed<Operation> {
        let start = self.at + 1;
        let mut depth = 0_usize;
        let mut colon = None;
        let mut end = self.text.len();
        for (at, byte) in self.text.bytes().enumerate().skip(start) {
            match byte {
                b'(' | b'{' => depth += 1,
                b'}' if depth == 0 => {
                    end = at;
                    break;
                }
                b')' | b'}' => depth = depth.saturating_sub(1),
                b':' if depth == 0 && colon.is_none() => colon = Some(at),
                _ => {}
            }
        }
        let offset = self.piece(start..colon.unwrap_or(end))?;
        let length = match colon {
            Some(colon) => Some(self.piece(colon + 1..end)?),
            None => None,
        };
        self.at = end;
        Ok(Operation::Slice { offset, length })
    }

    fn replacement(&mut self) -> Parsed<Operation> {
        self.at += 1;
        let kind = match self.peek() {
            Some(kind @ ('/' | '#' | '%')) => {
                self.at += 1;
                kind
            }
            _ => ' ',
        };
        let pattern = self.slash_word()?;
        let with = if self.take("/") { self.braces_word(false)? } else { Word::default() };
        Ok(Operation::Replace { kind, pattern, with })
    }
}
