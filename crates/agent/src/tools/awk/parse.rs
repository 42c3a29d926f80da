//! awk's tokens to a tree.

use std::rc::Rc;

use super::lex::{Token, tokens};
use super::syntax::{
    Expression, Function, LineSource, Pattern, Place, Program, Rule, Statement, Target, TargetKind,
};
use crate::Text;
use crate::regex::Regex;

/// How deep expressions and statements may be nested.
const DEEPEST: usize = 100;

const FUNCTIONS: [&str; 21] = [
    "length", "substr", "index", "split", "sub", "gsub", "match", "sprintf", "toupper", "tolower", "int",
    "rand", "srand", "sqrt", "exp", "log", "sin", "cos", "system", "close", "fflush",
];

/// Comparisons and arithmetic by how tightly they bind.
const LEVELS: [&[&str]; 2] = [&["+", "-"], &["*", "/", "%"]];

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// Inside `print a > b`, where `>` does not compare.
    printing: bool,
}

type Parsed<T> = Result<T, String>;

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
    fn peek(&self) -> &Token {
        self.tokens.get(self.at).unwrap_or(&Token::End)
    }

    fn next(&mut self) -> Token {
        let token = self.peek().clone();
        self.at += 1;
        token
    }

    fn is(&self, sign: &str) -> bool {
        matches!(self.peek(), Token::Sign(known) if *known == sign)
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.is(sign);
        self.at += usize::from(found);
        found
    }

    fn take_name(&mut self, name: &str) -> bool {
        let found = matches!(self.peek(), Token::Name(known) | Token::Function(known) if known == name);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &str) -> Parsed<()> {
        if self.take(sign) { Ok(()) } else { Err(format!("`{sign}` expected")) }
    }

    /// Skips newlines and these signs.
    fn skip(&mut self, signs: &[&str]) {
        while *self.peek() == Token::Newline || signs.iter().any(|sign| self.is(sign)) {
            self.at += 1;
        }
    }

    fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
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

    /// Expressions between commas, up to a closing sign, which is taken.
    fn list(&mut self, close: &str) -> Parsed<Vec<Expression>> {
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

    fn expression(&mut self) -> Parsed<Expression> {
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

    fn concatenation(&mut self) -> Parsed<Expression> {
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
