//! awk's tokens to a tree: programs, functions and statements.

use std::rc::Rc;

use super::lex::{Token, tokens};
use super::syntax::{Expression, Function, Pattern, Program, Rule, Statement, Target, TargetKind};
use crate::Text;

/// How deep expressions and statements may be nested.
const DEEPEST: usize = 100;

/// Reads tokens; where expressions stand, see `expression`.
pub(super) struct Parser {
    pub tokens: Vec<Token>,
    pub at: usize,
    depth: usize,
    /// Inside `print a > b`, where `>` does not compare.
    pub printing: bool,
}

pub(super) type Parsed<T> = Result<T, String>;

/// Reads a program; an error says what was not understood.
pub(super) fn parse(source: &Text) -> Parsed<Program> {
    let mut parser = Parser { tokens: tokens(source)?, at: 0, depth: 0, printing: false };
    let mut program = Program::default();
    loop {
        parser.skip(&[";"]);
        match parser.peek() {
            Token::End => return Ok(program),
            Token::Name(name) if name == "BEGIN" => {
                parser.at += 1;
                program.begin.append(&mut parser.action()?);
            }
            Token::Name(name) if name == "END" => {
                parser.at += 1;
                program.has_end = true;
                program.end.append(&mut parser.action()?);
            }
            Token::Name(name) if name == "function" || name == "func" => {
                parser.at += 1;
                let (name, function) = parser.function()?;
                program.functions.insert(name, Rc::new(function));
            }
            _ => {
                let rule = parser.rule()?;
                program.rules.push(rule);
            }
        }
    }
}

impl Parser {
    pub(super) fn peek(&self) -> &Token {
        self.tokens.get(self.at).unwrap_or(&Token::End)
    }

    pub(super) fn next(&mut self) -> Token {
        let token = self.peek().clone();
        self.at += 1;
        token
    }

    pub(super) fn is(&self, sign: &str) -> bool {
        matches!(self.peek(), Token::Sign(known) if *known == sign)
    }

    pub(super) fn take(&mut self, sign: &str) -> bool {
        let found = self.is(sign);
        self.at += usize::from(found);
        found
    }

    pub(super) fn take_name(&mut self, name: &str) -> bool {
        let found = matches!(self.peek(), Token::Name(known) | Token::Function(known) if known == name);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, sign: &str) -> Parsed<()> {
        if self.take(sign) { Ok(()) } else { Err(format!("`{sign}` expected")) }
    }

    /// Skips newlines and these signs.
    pub(super) fn skip(&mut self, signs: &[&str]) {
        while *self.peek() == Token::Newline || signs.iter().any(|sign| self.is(sign)) {
            self.at += 1;
        }
    }

    pub(super) fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("nested too deeply".to_owned());
        }
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    /// `name(parameters) { body }`
    fn function(&mut self) -> Parsed<(String, Function)> {
        let (Token::Name(name) | Token::Function(name)) = self.next() else {
            return Err("the name of a function expected".to_owned());
        };
        self.expect("(")?;
        let mut parameters = Vec::new();
        while !self.take(")") {
            self.skip(&[","]);
            let Token::Name(parameter) = self.next() else {
                return Err("a parameter expected".to_owned());
            };
            parameters.push(parameter);
            self.skip(&[","]);
        }
        Ok((name, Function { parameters, body: self.action()? }))
    }

    fn rule(&mut self) -> Parsed<Rule> {
        let mut pattern = Pattern::Always;
        if !self.is("{") {
            let first = self.expression()?;
            pattern = if self.take(",") {
                self.skip(&[]);
                Pattern::Range(first, self.expression()?)
            } else {
                Pattern::When(first)
            };
        }
        let action = if self.is("{") { Some(self.action()?) } else { None };
        Ok(Rule { pattern, action })
    }

    /// `{ statements }`
    fn action(&mut self) -> Parsed<Vec<Statement>> {
        self.skip(&[]);
        self.expect("{")?;
        let mut statements = Vec::new();
        loop {
            self.skip(&[";"]);
            if self.take("}") {
                return Ok(statements);
            }
            if *self.peek() == Token::End {
                return Err("`}` expected".to_owned());
            }
            statements.push(self.nested(Self::statement)?);
        }
    }

    /// A statement or a block, as the body of another statement.
    fn body(&mut self) -> Parsed<Vec<Statement>> {
        self.skip(&[]);
        if self.is("{") {
            return self.action();
        }
        if self.take(";") {
            return Ok(Vec::new());
        }
        let statement = self.nested(Self::statement)?;
        Ok(vec![statement])
    }

    fn statement(&mut self) -> Parsed<Statement> {
        if self.is("{") {
            let body = self.action()?;
            return Ok(Statement::If(Expression::Number(1.0), body, Vec::new()));
        }
        let statement = if self.take_name("if") {
            return self.condition();
        } else if self.take_name("while") {
            self.expect("(")?;
            let condition = self.expression()?;
            self.expect(")")?;
            Statement::While { condition, body: self.body()?, first: false }
        } else if self.take_name("do") {
            let body = self.body()?;
            self.skip(&[";"]);
            if !self.take_name("while") {
                return Err("`while` expected".to_owned());
            }
            self.expect("(")?;
            let condition = self.expression()?;
            self.expect(")")?;
            Statement::While { condition, body, first: true }
        } else if self.take_name("for") {
            return self.for_loop();
        } else {
            self.simple()?
        };
        Ok(statement)
    }

    fn condition(&mut self) -> Parsed<Statement> {
        self.expect("(")?;
        let condition = self.expression()?;
        self.expect(")")?;
        let body = self.body()?;
        let before = self.at;
        self.skip(&[";"]);
        if self.take_name("else") {
            return Ok(Statement::If(condition, body, self.body()?));
        }
        self.at = before;
        Ok(Statement::If(condition, body, Vec::new()))
    }

    fn for_loop(&mut self) -> Parsed<Statement> {
        self.expect("(")?;
        if let [Token::Name(name), Token::Name(word), Token::Name(array), Token::Sign(")")] =
            self.tokens.get(self.at..self.at + 4).unwrap_or_default()
            && word == "in"
        {
            let (name, array) = (name.clone(), array.clone());
            self.at += 4;
            return Ok(Statement::ForIn { name, array, body: self.body()? });
        }
        let start = if self.is(";") { None } else { Some(Box::new(self.simple()?)) };
        self.expect(";")?;
        let condition = if self.is(";") { None } else { Some(self.expression()?) };
        self.expect(";")?;
        let step = if self.is(")") { None } else { Some(Box::new(self.simple()?)) };
        self.expect(")")?;
        Ok(Statement::For { start, condition, step, body: self.body()? })
    }

    fn simple(&mut self) -> Parsed<Statement> {
        if self.take_name("print") {
            return self.print(false);
        }
        if self.take_name("printf") {
            return self.print(true);
        }
        if self.take_name("next") {
            return Ok(Statement::Next);
        }
        if self.take_name("break") {
            return Ok(Statement::Break);
        }
        if self.take_name("continue") {
            return Ok(Statement::Continue);
        }
        for (word, leave) in
            [("exit", Statement::Exit as fn(_) -> _), ("return", Statement::Return as fn(_) -> _)]
        {
            if self.take_name(word) {
                let ends = self.is(";") || self.is("}") || matches!(self.peek(), Token::Newline | Token::End);
                return Ok(leave(if ends { None } else { Some(self.expression()?) }));
            }
        }
        if self.take_name("delete") {
            let Token::Name(name) = self.next() else {
                return Err("an array expected".to_owned());
            };
            let index = if self.take("[") { Some(self.list("]")?) } else { None };
            return Ok(Statement::Delete(name, index));
        }
        Ok(Statement::Expression(self.expression()?))
    }

    fn print(&mut self, formatted: bool) -> Parsed<Statement> {
        let ends = |parser: &Self| {
            [";", "}", ">", ">>", "|"].iter().any(|sign| parser.is(sign))
                || matches!(parser.peek(), Token::Newline | Token::End)
        };
        let before = std::mem::replace(&mut self.printing, true);
        let mut values = Vec::new();
        let start = self.at;
        // `print (a, b)` is a list in brackets; `print (a) b` is not.
        if self.take("(") {
            self.printing = false;
            let list = self.list(")");
            self.printing = true;
            match list {
                Ok(list) if ends(self) => values = list,
                _ => self.at = start,
            }
        }
        if values.is_empty() && !ends(self) {
            loop {
                values.push(self.expression()?);
                if !self.take(",") {
                    break;
                }
                self.skip(&[]);
            }
        }
        let kinds = [(">", TargetKind::New), (">>", TargetKind::Append), ("|", TargetKind::Pipe)];
        let target = match kinds.into_iter().find(|(sign, _)| self.take(sign)) {
            Some((_, kind)) => Some(Target { kind, name: self.concatenation()? }),
            None => None,
        };
        self.printing = before;
        Ok(Statement::Print { values, formatted, target })
    }
}
