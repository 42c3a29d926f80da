//! Compound commands: groups, conditions, loops, `case`, functions.

use std::rc::Rc;

use super::super::syntax::{Arm, ArmEnd, Kind, List, Word};
use super::{Parsed, Parser, name_length};

impl Parser<'_> {
    /// The compound command that begins here, if one does.
    pub(super) fn compound(&mut self) -> Parsed<Option<Kind>> {
        if self.byte(0) == b'(' {
            if self.bash()
                && self.looking_at("((")
                && let Some(end) = self.arithmetic_end(2)
            {
                return self.arithmetic_command(end).map(Some);
            }
            self.at += 1;
            let list = self.list()?;
            if !self.take(")") {
                return Err(self.unexpected());
            }
            return Ok(Some(Kind::Subshell(list)));
        }
        let word = self.word_ahead();
        let parse: fn(&mut Self) -> Parsed<Kind> = match word {
            "{" => Self::group,
            "if" => Self::condition,
            "while" | "until" => Self::waiting_loop,
            "for" => Self::for_loop,
            "case" => Self::case,
            "[[" if self.bash() => Self::test,
            "function" if self.bash() => Self::function,
            "select" | "coproc" if self.bash() => return Err(self.unsupported(&format!("`{word}`"))),
            _ if self.function_ahead() => return self.named_function().map(Some),
            _ => return Ok(None),
        };
        if word != "until" {
            self.at += word.len();
        }
        parse(self).map(Some)
    }

    fn group(&mut self) -> Parsed<Kind> {
        let list = self.list()?;
        self.expect_word("}")?;
        Ok(Kind::Group(list))
    }

    fn condition(&mut self) -> Parsed<Kind> {
        let mut arms = Vec::new();
        let mut otherwise = List::new();
        loop {
            let condition = self.list()?;
            self.expect_word("then")?;
            arms.push((condition, self.list()?));
            self.skip_lines()?;
            if self.take_word("elif") {
                continue;
            }
            if self.take_word("else") {
                otherwise = self.list()?;
            }
            self.expect_word("fi")?;
            return Ok(Kind::If { arms, otherwise });
        }
    }

    fn waiting_loop(&mut self) -> Parsed<Kind> {
        let until = self.take_word("until");
        let condition = self.list()?;
        let body = self.loop_body()?;
        Ok(Kind::Loop { until, condition, body })
    }

    fn loop_body(&mut self) -> Parsed<List> {
        self.expect_word("do")?;
        let body = self.list()?;
        self.expect_word("done")?;
        Ok(body)
    }

    fn for_loop(&mut self) -> Parsed<Kind> {
        self.skip_blanks();
        if self.bash() && self.looking_at("((") {
            return self.counting_loop();
        }
        let length = name_length(self.rest());
        if length == 0 {
            return Err(self.syntax("bad for loop variable"));
        }
        let name = self.rest()[..length].to_owned();
        self.at += length;
        self.skip_lines()?;
        let mut words = None;
        if self.take_word("in") {
            words = Some(self.words_of_line()?);
        } else {
            self.take(";");
        }
        let body = self.loop_body()?;
        Ok(Kind::For { name, words, body })
    }

    /// The words up to a `;` or newline, which is taken.
    fn words_of_line(&mut self) -> Parsed<Vec<Word>> {
        let mut words = Vec::new();
        loop {
            self.skip_blanks();
            match self.byte(0) {
                b';' => {
                    self.at += 1;
                    return Ok(words);
                }
                b'\n' => return Ok(words),
                0 | b'&' | b'|' | b'<' | b'>' | b'(' | b')' => return Err(self.unexpected()),
                _ => {
                    let word = self.word()?;
                    self.push_word(&mut words, word)?;
                }
            }
        }
    }

    fn counting_loop(&mut self) -> Parsed<Kind> {
        let Some(end) = self.arithmetic_end(2) else {
            return Err(self.unexpected());
        };
        let start = self.at + 2;
        let mut cuts = self.text[start..end].match_indices(';').map(|(at, _)| start + at);
        let (Some(first), Some(second), None) = (cuts.next(), cuts.next(), cuts.next()) else {
            return Err(self.unexpected());
        };
        let [start, test, step] =
            [start..first, first + 1..second, second + 1..end].map(|range| self.piece(range));
        let (start, test, step) = (start?, test?, step?);
        self.at = end + 2;
        self.skip_blanks();
        self.take(";");
        self.skip_lines()?;
        let body = if self.take_word("{") {
            let body = self.list()?;
            self.expect_word("}")?;
            body
        } else {
            self.loop_body()?
        };
        Ok(Kind::Count { start, test, step, body })
    }

    fn case(&mut self) -> Parsed<Kind> {
        self.skip_blanks();
        let subject = self.word()?;
        self.expect_word("in")?;
        let mut arms = Vec::new();
        loop {
            self.skip_lines()?;
            if self.take_word("esac") {
                return Ok(Kind::Case { subject, arms });
            }
            self.take("(");
            let mut patterns = Vec::new();
            loop {
                self.skip_blanks();
                patterns.push(self.word()?);
                self.skip_blanks();
                if self.take(")") {
                    break;
                }
                if !self.take("|") {
                    return Err(self.unexpected());
                }
            }
            let body = self.list_or_nothing()?;
            let bash = self.bash();
            let end = if bash && self.take(";;&") {
                ArmEnd::TestNext
            } else if self.take(";;") {
                ArmEnd::Leave
            } else if bash && self.take(";&") {
                ArmEnd::FallThrough
            } else if self.word_ahead() == "esac" {
                ArmEnd::Leave
            } else {
                return Err(self.unexpected());
            };
            arms.push(Arm { patterns, body, end });
        }
    }

    /// Whether `name ()` stands here.
    fn function_ahead(&self) -> bool {
        let name = self.word_ahead();
        let rest = &self.rest()[name.len()..];
        !name.is_empty()
            && !name.contains('=')
            && rest
                .trim_start_matches([' ', '\t'])
                .strip_prefix('(')
                .is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with(')'))
    }

    fn named_function(&mut self) -> Parsed<Kind> {
        let name = self.word_ahead().to_owned();
        self.at += name.len();
        self.take_while(|c| c != ')');
        self.at += 1;
        self.function_body(name)
    }

    /// bash's `function name { ...; }`
    fn function(&mut self) -> Parsed<Kind> {
        self.skip_blanks();
        if self.function_ahead() {
            return self.named_function();
        }
        let name = self.word_ahead().to_owned();
        if name.is_empty() {
            return Err(self.unexpected());
        }
        self.at += name.len();
        self.function_body(name)
    }

    fn function_body(&mut self, name: String) -> Parsed<Kind> {
        self.skip_lines()?;
        let body = self.nested(Self::command)?;
        Ok(Kind::Function { name, body: Rc::new(body) })
    }

    fn arithmetic_command(&mut self, end: usize) -> Parsed<Kind> {
        let expression = self.piece(self.at + 2..end)?;
        self.at = end + 2;
        Ok(Kind::Arithmetic(expression))
    }

    /// Where the `))` stands that closes an expression begun `opening` bytes before; none if brackets do not match.
    pub(super) fn arithmetic_end(&self, opening: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        let mut at = self.at + opening;
        while at < bytes.len() {
            match bytes[at] {
                b'(' => depth += 1,
                b')' if depth > 0 => depth -= 1,
                b')' => return (bytes.get(at + 1) == Some(&b')')).then_some(at),
                b'\\' => at += 1,
                _ => {}
            }
            at += 1;
        }
        None
    }
}
