//! The expression of bash's `[[ ]]`.

use super::super::syntax::{Kind, Part, Test, Word};
use super::{Parsed, Parser};

/// The operators between two words.
const BINARY: [&str; 13] = ["==", "=~", "!=", "=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt"];

impl Parser<'_> {
    /// `[[ expression ]]`, the opening already taken.
    pub(super) fn test(&mut self) -> Parsed<Kind> {
        let test = self.alternatives()?;
        self.skip_lines()?;
        if self.take_word("]]") { Ok(Kind::Test(test)) } else { Err(self.unexpected()) }
    }

    fn alternatives(&mut self) -> Parsed<Test> {
        let mut test = self.conjunction()?;
        loop {
            self.skip_lines()?;
            if !self.take("||") {
                return Ok(test);
            }
            test = Test::Or(Box::new(test), Box::new(self.conjunction()?));
        }
    }

    fn conjunction(&mut self) -> Parsed<Test> {
        let mut test = self.nested(Self::primary)?;
        loop {
            self.skip_lines()?;
            if !self.take("&&") {
                return Ok(test);
            }
            test = Test::And(Box::new(test), Box::new(self.nested(Self::primary)?));
        }
    }

    fn primary(&mut self) -> Parsed<Test> {
        self.skip_lines()?;
        if self.take_word("!") {
            return Ok(Test::Not(Box::new(self.nested(Self::primary)?)));
        }
        if self.take("(") {
            let test = self.alternatives()?;
            self.skip_lines()?;
            return if self.take(")") { Ok(test) } else { Err(self.unexpected()) };
        }
        let operator = self.word_ahead();
        let unary = operator.len() == 2 && operator.starts_with('-');
        if unary {
            let start = self.at;
            self.at += operator.len();
            self.skip_blanks();
            let followed = !self.at_end()
                && !matches!(self.byte(0), b'\n' | b')' | b'&' | b'|')
                && self.word_ahead() != "]]";
            if followed {
                return Ok(Test::Unary(operator.to_owned(), self.word()?));
            }
            self.at = start;
        }
        let left = self.test_word()?;
        self.skip_blanks();
        for operator in BINARY {
            let word_like = operator.starts_with('-');
            let found = if word_like { self.take_word(operator) } else { self.take(operator) };
            if found {
                self.skip_blanks();
                let right = if operator == "=~" { self.regex_word()? } else { self.test_word()? };
                return Ok(Test::Binary(left, operator.to_owned(), right));
            }
        }
        Ok(Test::Word(left))
    }

    fn test_word(&mut self) -> Parsed<Word> {
        if self.at_end() || self.word_ahead() == "]]" {
            return Err(self.unexpected());
        }
        let word = self.word()?;
        if word.0.is_empty() { Err(self.unexpected()) } else { Ok(word) }
    }

    /// A regular expression: brackets and bars belong to it.
    fn regex_word(&mut self) -> Parsed<Word> {
        let mut parts = Vec::new();
        let mut depth = 0_usize;
        while let Some(char) = self.peek() {
            match char {
                ' ' | '\t' | '\n' if depth == 0 => break,
                '(' => depth += 1,
                ')' if depth == 0 => break,
                ')' => depth -= 1,
                '|' | '<' | '>' | '&' | ';' | ' ' | '\t' | '\n' => {}
                _ => {
                    let mut word = self.word()?;
                    parts.append(&mut word.0);
                    continue;
                }
            }
            parts.push(Part::Bare(char.to_string()));
            self.at += 1;
        }
        Ok(Word(parts))
    }
}
