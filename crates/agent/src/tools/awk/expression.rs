//! awk's tokens to a tree: expressions, from what binds loosest to what binds tightest.

use std::rc::Rc;

use super::lex::Token;
use super::parse::{Parsed, Parser};
use super::syntax::{Expression, LineSource, Place};
use crate::regex::Regex;

const FUNCTIONS: [&str; 21] = [
    "length", "substr", "index", "split", "sub", "gsub", "match", "sprintf", "toupper", "tolower", "int",
    "rand", "srand", "sqrt", "exp", "log", "sin", "cos", "system", "close", "fflush",
];

/// Comparisons and arithmetic by how tightly they bind.
const LEVELS: [&[&str]; 2] = [&["+", "-"], &["*", "/", "%"]];

impl Parser {
    /// Expressions between commas, up to a closing sign, which is taken.
    pub(super) fn list(&mut self, close: &str) -> Parsed<Vec<Expression>> {
        let mut list = Vec::new();
        loop {
            self.skip(&[]);
            if list.is_empty() && self.take(close) {
                return Ok(list);
            }
            list.push(self.expression()?);
            self.skip(&[]);
            if self.take(close) {
                return Ok(list);
            }
            self.expect(",")?;
        }
    }

    pub(super) fn expression(&mut self) -> Parsed<Expression> {
        self.nested(Self::assignment)
    }

    fn assignment(&mut self) -> Parsed<Expression> {
        let left = self.choice()?;
        for sign in ["=", "+=", "-=", "*=", "/=", "%=", "^="] {
            if !self.is(sign) {
                continue;
            }
            let Expression::Place(place) = left else {
                return Err(format!("a variable expected before `{sign}`"));
            };
            self.at += 1;
            self.skip(&[]);
            let value = self.expression()?;
            return Ok(Expression::Assign(sign, place, Box::new(value)));
        }
        Ok(left)
    }

    fn choice(&mut self) -> Parsed<Expression> {
        let condition = self.either()?;
        if !self.take("?") {
            return Ok(condition);
        }
        self.skip(&[]);
        let first = self.expression()?;
        self.skip(&[]);
        self.expect(":")?;
        self.skip(&[]);
        let second = self.expression()?;
        Ok(Expression::Choice(Box::new(condition), Box::new(first), Box::new(second)))
    }

    fn either(&mut self) -> Parsed<Expression> {
        let mut left = self.both()?;
        while self.take("||") {
            self.skip(&[]);
            left = Expression::Binary("||", Box::new(left), Box::new(self.both()?));
        }
        Ok(left)
    }

    fn both(&mut self) -> Parsed<Expression> {
        let mut left = self.membership()?;
        while self.take("&&") {
            self.skip(&[]);
            left = Expression::Binary("&&", Box::new(left), Box::new(self.membership()?));
        }
        Ok(left)
    }

    fn membership(&mut self) -> Parsed<Expression> {
        let mut left = self.matching()?;
        while self.take_name("in") {
            let Token::Name(array) = self.next() else {
                return Err("an array expected behind `in`".to_owned());
            };
            left = Expression::In(vec![left], array);
        }
        Ok(left)
    }

    fn matching(&mut self) -> Parsed<Expression> {
        let mut left = self.comparison()?;
        loop {
            let negated = self.is("!~");
            if !self.take("~") && !self.take("!~") {
                return Ok(left);
            }
            let pattern = Box::new(self.comparison()?);
            left = Expression::Match { negated, text: Box::new(left), pattern };
        }
    }

    fn comparison(&mut self) -> Parsed<Expression> {
        let mut left = self.concatenation()?;
        while self.is("|")
            && matches!(self.tokens.get(self.at + 1), Some(Token::Name(name)) if name == "getline")
        {
            self.at += 2;
            let place = self.line_place()?;
            left = Expression::GetLine(LineSource::Command(Box::new(left)), place);
        }
        for sign in ["<=", ">=", "==", "!=", "<", ">"] {
            if (sign == ">" && self.printing) || !self.take(sign) {
                continue;
            }
            return Ok(Expression::Binary(sign, Box::new(left), Box::new(self.concatenation()?)));
        }
        Ok(left)
    }

    pub(super) fn concatenation(&mut self) -> Parsed<Expression> {
        let mut left = self.arithmetic(0)?;
        loop {
            let begins = match self.peek() {
                Token::Number(_) | Token::Text(_) | Token::Function(_) => true,
                Token::Name(name) => name != "in",
                Token::Sign(sign) => matches!(*sign, "$" | "!" | "(" | "-" | "+" | "++" | "--"),
                Token::Regex(_) | Token::Newline | Token::End => false,
            };
            if !begins {
                return Ok(left);
            }
            left = Expression::Binary(" ", Box::new(left), Box::new(self.arithmetic(0)?));
        }
    }

    fn arithmetic(&mut self, level: usize) -> Parsed<Expression> {
        let Some(signs) = LEVELS.get(level) else {
            return self.unary();
        };
        let mut left = self.arithmetic(level + 1)?;
        while let Some(sign) = signs.iter().copied().find(|sign| self.is(sign)) {
            self.at += 1;
            left = Expression::Binary(sign, Box::new(left), Box::new(self.arithmetic(level + 1)?));
        }
        Ok(left)
    }

    fn unary(&mut self) -> Parsed<Expression> {
        if self.take("!") {
            return Ok(Expression::Not(Box::new(self.nested(Self::unary)?)));
        }
        if self.take("-") {
            return Ok(Expression::Negative(Box::new(self.nested(Self::unary)?)));
        }
        if self.take("+") {
            return Ok(Expression::Positive(Box::new(self.nested(Self::unary)?)));
        }
        self.power()
    }

    fn power(&mut self) -> Parsed<Expression> {
        let left = self.step()?;
        if self.take("^") || self.take("**") {
            return Ok(Expression::Binary("^", Box::new(left), Box::new(self.nested(Self::unary)?)));
        }
        Ok(left)
    }

    fn step(&mut self) -> Parsed<Expression> {
        for (sign, by) in [("++", 1.0), ("--", -1.0)] {
            if self.take(sign) {
                let Expression::Place(place) = self.primary()? else {
                    return Err(format!("a variable expected behind `{sign}`"));
                };
                return Ok(Expression::Step { place, by, after: false });
            }
        }
        let value = self.primary()?;
        if let Expression::Place(place) = &value {
            for (sign, by) in [("++", 1.0), ("--", -1.0)] {
                if self.take(sign) {
                    return Ok(Expression::Step { place: place.clone(), by, after: true });
                }
            }
        }
        Ok(value)
    }

    /// What `getline` reads into, if it is named.
    fn line_place(&mut self) -> Parsed<Option<Place>> {
        let named = match self.peek() {
            Token::Name(name) => !matches!(name.as_str(), "in" | "getline"),
            Token::Sign(sign) => *sign == "$",
            _ => false,
        };
        if !named {
            return Ok(None);
        }
        match self.nested(Self::primary)? {
            Expression::Place(place) => Ok(Some(place)),
            _ => Err("a variable expected behind `getline`".to_owned()),
        }
    }

    fn primary(&mut self) -> Parsed<Expression> {
        Ok(match self.next() {
            Token::Number(number) => Expression::Number(number),
            Token::Text(text) => Expression::Text(text),
            Token::Regex(source) => Expression::Regex(Rc::new(Regex::extended(&source, false)?)),
            Token::Sign("$") => {
                let index = self.nested(Self::step)?;
                Expression::Place(Place::Field(Rc::new(index)))
            }
            Token::Sign("(") => {
                let printing = std::mem::take(&mut self.printing);
                let mut list = self.list(")")?;
                self.printing = printing;
                match (list.pop(), list.is_empty()) {
                    (Some(only), true) => only,
                    (Some(last), false) if self.take_name("in") => {
                        list.push(last);
                        let Token::Name(array) = self.next() else {
                            return Err("an array expected behind `in`".to_owned());
                        };
                        Expression::In(list, array)
                    }
                    _ => return Err("an expression expected".to_owned()),
                }
            }
            Token::Name(name) if name == "getline" => {
                let place = self.line_place()?;
                if self.take("<") {
                    let path = Box::new(self.nested(Self::step)?);
                    return Ok(Expression::GetLine(LineSource::File(path), place));
                }
                Expression::GetLine(LineSource::Input, place)
            }
            Token::Name(name) if name == "length" => Expression::Call("length", Vec::new()),
            Token::Name(name) => {
                if self.take("[") {
                    Expression::Place(Place::Element(name, Rc::new(self.list("]")?)))
                } else {
                    Expression::Place(Place::Variable(name))
                }
            }
            Token::Function(name) => {
                self.expect("(")?;
                let printing = std::mem::take(&mut self.printing);
                let arguments = self.list(")")?;
                self.printing = printing;
                match FUNCTIONS.into_iter().find(|known| *known == name) {
                    Some(known) => Expression::Call(known, arguments),
                    None => Expression::CallOwn(name, arguments),
                }
            }
            Token::Sign(sign) => return Err(format!("unexpected `{sign}`")),
            Token::Newline | Token::End => return Err("unexpected end".to_owned()),
        })
    }
}
