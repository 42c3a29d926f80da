//! From text to a YAQL expression (`yaql/language/lexer.py`, `parser.py`): a reader by precedence.

use hotplate_schema::{Value, read_float};

use super::Fault;

/// An expression.
#[derive(Debug)]
pub(super) enum Expr {
    /// A literal.
    Constant(Value),
    /// A bare word: a key after a dot, itself as text elsewhere.
    Word(String),
    /// `$name`; the name of `$` is `1`.
    Name(String),
    /// `[...]`
    List(Vec<Expr>),
    /// `{key => value, ...}`
    Map(Vec<Expr>),
    /// `key => value`, as an argument.
    Pair(Box<Expr>, Box<Expr>),
    /// `not x`, `-x`, `+x`
    Unary(&'static str, Box<Expr>),
    /// `x + y`, and `x.y`.
    Binary(&'static str, Box<Expr>, Box<Expr>),
    /// `x[...]`
    Index(Box<Expr>, Vec<Expr>),
    /// `name(...)`
    Call(String, Vec<Expr>),
}

/// Reads a whole expression.
pub(super) fn read(text: &str) -> Result<Expr, Fault> {
    let mut reader = Reader { rest: text, before: None, token: Token::End, depth: 0 };
    reader.advance()?;
    let expression = reader.expression(LOOSEST)?;
    match reader.token {
        Token::End => Ok(expression),
        _ => Err(reader.unexpected()),
    }
}

/// How many expressions may stand in each other. Ours.
const DEPTH: usize = 48;

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Constant(Value),
    Word(String),
    Name(String),
    /// A name with the bracket right behind it.
    Call(String),
    Sign(&'static str),
    End,
}

/// Signs; of two that fit, the longer stands first.
const SIGNS: [&str; 22] = [
    "?.", "=~", "!~", ">=", "<=", "!=", "=>", "->", ".", "+", "-", "*", "/", ">", "<", "=", "(", ")", "[",
    "]", "{", "}",
];

/// Words that are signs.
const WORDS: [&str; 5] = ["mod", "in", "not", "and", "or"];

/// How tightly the operators between two values bind: the lower, the tighter.
const BINARY: [(&str, u8); 20] = [
    (".", 1),
    ("?.", 1),
    ("[", 2),
    ("=~", 4),
    ("!~", 4),
    ("*", 5),
    ("/", 5),
    ("mod", 5),
    ("+", 6),
    ("-", 6),
    (">", 7),
    ("<", 7),
    (">=", 7),
    ("<=", 7),
    ("!=", 7),
    ("=", 7),
    ("in", 7),
    ("and", 9),
    ("or", 10),
    ("->", 11),
];

const LOOSEST: u8 = 11;

struct Reader<'a> {
    rest: &'a str,
    /// The letter before the rest, which decides where words begin.
    before: Option<char>,
    token: Token,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// What may stand where operators up to that looseness are taken.
    fn expression(&mut self, loosest: u8) -> Result<Expr, Fault> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(Fault::Outside("it is nested too deeply".to_owned()));
        }
        let mut left = self.value()?;
        while let Token::Sign(sign) = self.token {
            let Some((_, level)) = BINARY.iter().find(|(name, _)| *name == sign) else { break };
            if *level > loosest {
                break;
            }
            self.advance()?;
            left = if sign == "[" {
                Expr::Index(Box::new(left), self.arguments("]")?)
            } else {
                // From left to right, but for the arrow.
                let right = self.expression(if sign == "->" { *level } else { *level - 1 })?;
                Expr::Binary(sign, Box::new(left), Box::new(right))
            };
        }
        self.depth -= 1;
        Ok(left)
    }

    fn value(&mut self) -> Result<Expr, Fault> {
        let token = std::mem::replace(&mut self.token, Token::End);
        if matches!(token, Token::End) {
            return Err(self.unexpected());
        }
        self.advance()?;
        match token {
            Token::Constant(value) => Ok(Expr::Constant(value)),
            Token::Word(word) => Ok(Expr::Word(word)),
            Token::Name(name) => Ok(Expr::Name(name)),
            Token::Call(name) => Ok(Expr::Call(name, self.arguments(")")?)),
            Token::Sign("(") => {
                let inside = self.expression(LOOSEST)?;
                self.expect(")")?;
                Ok(inside)
            }
            Token::Sign("[") => Ok(Expr::List(self.arguments("]")?)),
            Token::Sign("{") => Ok(Expr::Map(self.arguments("}")?)),
            Token::Sign(sign @ ("+" | "-")) => Ok(Expr::Unary(sign, Box::new(self.expression(3)?))),
            Token::Sign("not") => Ok(Expr::Unary("not", Box::new(self.expression(8)?))),
            Token::Sign(_) | Token::End => Err(self.unexpected()),
        }
    }

    /// What stands between brackets, with commas.
    fn arguments(&mut self, end: &'static str) -> Result<Vec<Expr>, Fault> {
        let mut arguments = Vec::new();
        let mut named = false;
        while self.token != Token::Sign(end) {
            if !arguments.is_empty() {
                self.expect(",")?;
            }
            if self.token == Token::Sign(",") {
                return Err(Fault::Outside("an argument is left out".to_owned()));
            }
            let mut argument = self.expression(LOOSEST)?;
            if self.token == Token::Sign("=>") {
                self.advance()?;
                argument = Expr::Pair(Box::new(argument), Box::new(self.expression(LOOSEST)?));
                named = true;
            } else if named {
                return Err(self.unexpected());
            }
            arguments.push(argument);
        }
        self.advance()?;
        Ok(arguments)
    }

    fn expect(&mut self, sign: &'static str) -> Result<(), Fault> {
        if self.token != Token::Sign(sign) {
            return Err(self.unexpected());
        }
        self.advance()
    }

    fn unexpected(&self) -> Fault {
        let mut what = "it does not go on as it should".to_owned();
        let rest: String = self.rest.chars().take(12).collect();
        if !rest.is_empty() {
            what.push_str(" before `");
            what.push_str(&rest);
            what.push('`');
        }
        Fault::Wrong(what)
    }

    /// Goes on to the next token.
    fn advance(&mut self) -> Result<(), Fault> {
        let spaces = self.rest.len() - self.rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        self.take(spaces);
        let Some(first) = self.rest.chars().next() else {
            self.token = Token::End;
            return Ok(());
        };
        let starts = !self.before.is_some_and(is_word);
        self.token = match first {
            '$' => {
                let name = self.take(1 + word(&self.rest[1..]));
                Token::Name(if name == "$" { "1" } else { &name[1..] }.to_owned())
            }
            '0'..='9' if starts => self.number()?,
            '\'' | '"' | '`' => self.quoted(first)?,
            ',' => {
                self.take(1);
                Token::Sign(",")
            }
            c if starts && is_word(c) && !c.is_ascii_digit() => {
                let name = self.take(word(self.rest));
                if self.rest.starts_with('(') {
                    self.take(1);
                    Token::Call(name.to_owned())
                } else if name.starts_with("__") {
                    return Err(self.unexpected());
                } else {
                    keyword(name)
                }
            }
            _ => match SIGNS.iter().find(|sign| self.rest.starts_with(**sign)) {
                Some(sign) => {
                    self.take(sign.len());
                    Token::Sign(sign)
                }
                None => return Err(self.unexpected()),
            },
        };
        Ok(())
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.before = taken.chars().next_back().or(self.before);
        self.rest = rest;
        taken
    }

    fn number(&mut self) -> Result<Token, Fault> {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let whole = digits(self.rest);
        let fraction = self.rest[whole..].strip_prefix('.').map_or(0, digits);
        let length = if fraction > 0 { whole + 1 + fraction } else { whole };
        if self.rest[length..].chars().next().is_some_and(is_word) {
            return Err(self.unexpected());
        }
        let text = self.take(length);
        let number =
            if fraction > 0 { read_float(text).map(Value::Float) } else { crate::parameters::whole(text) };
        Ok(Token::Constant(number.unwrap_or_default()))
    }

    /// A text in quotes. What is between `` ` `` is taken as it stands.
    fn quoted(&mut self, quote: char) -> Result<Token, Fault> {
        let mut text = String::new();
        let mut chars = self.rest.char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            if c == quote {
                self.take(at + 1);
                return Ok(Token::Constant(text.into()));
            }
            if c != '\\' {
                text.push(c);
                continue;
            }
            let Some((_, escaped)) = chars.next() else { break };
            let meant = match escaped {
                _ if quote == '`' => None,
                '\\' | '\'' | '"' => Some(escaped),
                'n' => Some('\n'),
                'r' => Some('\r'),
                't' => Some('\t'),
                'a' | 'b' | 'f' | 'v' | 'x' | 'u' | 'U' | 'N' | '0'..='7' => {
                    return Err(Fault::Outside("it has an escape that is not read here".to_owned()));
                }
                _ => None,
            };
            match meant {
                Some(c) => text.push(c),
                None if escaped == '`' && quote == '`' => text.push('`'),
                None => text.extend(['\\', escaped]),
            }
        }
        Err(Fault::Wrong("a quote is not closed".to_owned()))
    }
}

/// Whether a letter may be in a word: beyond ASCII, any is taken for one.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii()
}

/// How long the word at the beginning is.
fn word(text: &str) -> usize {
    text.find(|c| !is_word(c)).unwrap_or(text.len())
}

fn keyword(name: &str) -> Token {
    match name {
        "true" => Token::Constant(Value::Bool(true)),
        "false" => Token::Constant(Value::Bool(false)),
        "null" => Token::Constant(Value::Null),
        _ => match WORDS.iter().find(|word| **word == name) {
            Some(word) => Token::Sign(word),
            None => Token::Word(name.to_owned()),
        },
    }
}
