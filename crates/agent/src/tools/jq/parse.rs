//! jq's text to a tree.

use super::json::{DEEPEST, Json};
use super::syntax::{FORMATS, FUNCTIONS, Filter, Piece};
use crate::Text;
use crate::number::leading_float;

/// Operators by how tightly they bind, the loosest first. `|` and `,` are looser still.
const LEVELS: [&[&str]; 7] = [
    &["//"],
    &["=", "|=", "+=", "-=", "*=", "/=", "//="],
    &["or"],
    &["and"],
    &["==", "!=", "<=", ">=", "<", ">"],
    &["+", "-"],
    &["*", "/", "%"],
];

/// Signs, longer ones first.
const SIGNS: [&str; 34] = [
    "//=", "|=", "+=", "-=", "*=", "/=", "==", "!=", "<=", ">=", "//", "..", "|", ",", "+", "-", "*", "/",
    "%", "=", "<", ">", "(", ")", "[", "]", "{", "}", ":", ";", ".", "?", "$", "@",
];

type Parsed<T> = Result<T, String>;

struct Parser<'a> {
    source: &'a Text,
    at: usize,
    depth: usize,
}

/// Reads a program; an error says what was not understood.
pub(super) fn parse(source: &Text) -> Parsed<Filter> {
    let mut parser = Parser { source, at: 0, depth: 0 };
    if parser.sign().is_none() && parser.rest().is_empty() {
        return Ok(Filter::Same);
    }
    let filter = parser.pipe()?;
    parser.skip();
    match parser.rest() {
        "" => Ok(filter),
        rest => Err(format!("unexpected `{}`", rest.chars().take(20).collect::<String>())),
    }
}

fn boxed(filter: Filter) -> Box<Filter> {
    Box::new(filter)
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.source.as_str()[self.at..]
    }

    fn skip(&mut self) {
        loop {
            self.at = self.source.len() - self.rest().trim_start().len();
            if !self.rest().starts_with('#') {
                return;
            }
            self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        }
    }

    /// The sign that stands here.
    fn sign(&mut self) -> Option<&'static str> {
        self.skip();
        SIGNS.into_iter().find(|sign| self.rest().starts_with(sign))
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.sign() == Some(sign);
        self.at += if found { sign.len() } else { 0 };
        found
    }

    fn expect(&mut self, sign: &str) -> Parsed<()> {
        if self.take(sign) { Ok(()) } else { Err(format!("`{sign}` expected")) }
    }

    /// The name that stands here.
    fn name(&mut self) -> &'a str {
        self.skip();
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        if rest.starts_with(|c: char| c.is_ascii_digit()) { "" } else { &rest[..end] }
    }

    fn take_name(&mut self, wanted: &str) -> bool {
        let found = self.name() == wanted;
        self.at += if found { wanted.len() } else { 0 };
        found
    }

    fn expect_name(&mut self, name: &str) -> Parsed<()> {
        if self.take_name(name) { Ok(()) } else { Err(format!("`{name}` expected")) }
    }

    fn variable(&mut self) -> Parsed<String> {
        self.expect("$")?;
        let name = self.name();
        self.at += name.len();
        if name.is_empty() { Err("a variable expected".to_owned()) } else { Ok(name.to_owned()) }
    }

    fn pipe(&mut self) -> Parsed<Filter> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("nested too deeply".to_owned());
        }
        let left = self.comma()?;
        let filter = if self.take_name("as") {
            let name = self.variable()?;
            self.expect("|")?;
            Filter::Bind(boxed(left), name, boxed(self.pipe()?))
        } else if self.take("|") {
            Filter::Pipe(boxed(left), boxed(self.pipe()?))
        } else {
            left
        };
        self.depth -= 1;
        Ok(filter)
    }

    fn comma(&mut self) -> Parsed<Filter> {
        let mut left = self.operators(0)?;
        while self.take(",") {
            left = Filter::Comma(boxed(left), boxed(self.operators(0)?));
        }
        Ok(left)
    }

    fn operators(&mut self, level: usize) -> Parsed<Filter> {
        let Some(operators) = LEVELS.get(level) else {
            return self.postfix();
        };
        let mut left = self.operators(level + 1)?;
        loop {
            let word = self.name();
            let sign = if word.is_empty() { self.sign() } else { Some(word) };
            let Some(operator) = operators.iter().find(|operator| Some(**operator) == sign) else {
                return Ok(left);
            };
            self.at += operator.len();
            // `//` takes what follows as a whole.
            let right = self.operators(if level == 0 { 0 } else { level + 1 })?;
            let make = if level == 1 { Filter::Update } else { Filter::Binary };
            left = make(operator, boxed(left), boxed(right));
        }
    }

    fn postfix(&mut self) -> Parsed<Filter> {
        let mut filter = self.term()?;
        loop {
            if self.take("?") {
                filter = Filter::Try(boxed(filter), None);
            } else if self.take("[") {
                filter = self.bracket(filter)?;
            } else if self.sign() == Some(".")
                && self.rest()[1..]
                    .starts_with(|c: char| c == '"' || c == '[' || c == '_' || c.is_ascii_alphabetic())
            {
                self.at += 1;
                if !self.take("[") {
                    filter = Filter::Index(boxed(filter), boxed(self.key()?));
                } else {
                    filter = self.bracket(filter)?;
                }
            } else {
                return Ok(filter);
            }
        }
    }

    /// A name or a string as a key.
    fn key(&mut self) -> Parsed<Filter> {
        if self.rest().starts_with('"') {
            return self.string(None);
        }
        let name = self.name();
        self.at += name.len();
        Ok(Filter::Value(Json::String(name.into())))
    }

    /// What stands behind a `[`.
    fn bracket(&mut self, of: Filter) -> Parsed<Filter> {
        if self.take("]") {
            return Ok(Filter::Each(boxed(of)));
        }
        let from = if self.sign() == Some(":") { None } else { Some(boxed(self.pipe()?)) };
        if !self.take(":") {
            self.expect("]")?;
            return Ok(Filter::Index(boxed(of), from.unwrap_or_else(|| boxed(Filter::Same))));
        }
        let to = if self.sign() == Some("]") { None } else { Some(boxed(self.pipe()?)) };
        self.expect("]")?;
        Ok(Filter::Slice(boxed(of), from, to))
    }

    fn term(&mut self) -> Parsed<Filter> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("nested too deeply".to_owned());
        }
        let term = self.bare_term();
        self.depth -= 1;
        term
    }

    fn bare_term(&mut self) -> Parsed<Filter> {
        self.skip();
        let (number, length) = leading_float(self.rest());
        if length > 0 && self.rest().starts_with(|c: char| c.is_ascii_digit()) {
            self.at += length;
            return Ok(Filter::Value(Json::Number(number)));
        }
        if self.rest().starts_with('"') {
            return self.string(None);
        }
        let name = self.name();
        if !name.is_empty() {
            self.at += name.len();
            return self.named(name);
        }
        let Some(sign) = self.sign() else {
            return Err("an expression expected".to_owned());
        };
        self.at += sign.len();
        Ok(match sign {
            ".." => Filter::Recurse,
            "." => {
                if self.rest().starts_with(|c: char| c == '"' || c == '_' || c.is_ascii_alphabetic()) {
                    Filter::Index(boxed(Filter::Same), boxed(self.key()?))
                } else {
                    Filter::Same
                }
            }
            "-" => Filter::Negative(boxed(self.postfix()?)),
            "(" => {
                let inside = self.pipe()?;
                self.expect(")")?;
                inside
            }
            "[" if self.take("]") => Filter::Array(None),
            "[" => {
                let inside = self.pipe()?;
                self.expect("]")?;
                Filter::Array(Some(boxed(inside)))
            }
            "{" => self.object()?,
            "$" => {
                self.at -= 1;
                Filter::Variable(self.variable()?)
            }
            "@" => {
                let name = format!("@{}", self.name());
                let Some(format) = FORMATS.into_iter().find(|format| *format == name) else {
                    return Err(format!("the format `{name}`"));
                };
                self.at += name.len() - 1;
                self.skip();
                if self.rest().starts_with('"') { self.string(Some(format))? } else { Filter::Format(format) }
            }
            sign => return Err(format!("unexpected `{sign}`")),
        })
    }

    /// What a name, which is taken, begins.
    fn named(&mut self, name: &str) -> Parsed<Filter> {
        Ok(match name {
            "null" => Filter::Value(Json::Null),
            "true" => Filter::Value(Json::Bool(true)),
            "false" => Filter::Value(Json::Bool(false)),
            "if" => self.condition()?,
            "try" => {
                let tried = boxed(self.postfix()?);
                let catch = if self.take_name("catch") { Some(boxed(self.postfix()?)) } else { None };
                Filter::Try(tried, catch)
            }
            "reduce" => {
                let source = boxed(self.postfix()?);
                self.expect_name("as")?;
                let name = self.variable()?;
                self.expect("(")?;
                let start = boxed(self.pipe()?);
                self.expect(";")?;
                let step = boxed(self.pipe()?);
                self.expect(")")?;
                Filter::Reduce(source, name, start, step)
            }
            name => {
                let mut arguments = Vec::new();
                if self.take("(") {
                    loop {
                        arguments.push(self.pipe()?);
                        if self.take(")") {
                            break;
                        }
                        self.expect(";")?;
                    }
                }
                let known = FUNCTIONS
                    .iter()
                    .find(|(known, counts)| *known == name && counts.contains(&arguments.len()));
                let Some((known, _)) = known else {
                    return Err(format!("`{name}` with {} arguments", arguments.len()));
                };
                Filter::Call(known, arguments)
            }
        })
    }

    fn condition(&mut self) -> Parsed<Filter> {
        let condition = boxed(self.pipe()?);
        self.expect_name("then")?;
        let then = boxed(self.pipe()?);
        let otherwise = if self.take_name("elif") {
            return Ok(Filter::If(condition, then, boxed(self.condition()?)));
        } else if self.take_name("else") {
            self.pipe()?
        } else {
            Filter::Same
        };
        self.expect_name("end")?;
        Ok(Filter::If(condition, then, boxed(otherwise)))
    }

    fn object(&mut self) -> Parsed<Filter> {
        let mut entries = Vec::new();
        loop {
            if self.take("}") {
                return Ok(Filter::Object(entries));
            }
            self.skip();
            let (key, short) = if self.sign() == Some("$") {
                let name = self.variable()?;
                (Filter::Value(Json::String(name.as_str().into())), Filter::Variable(name))
            } else if self.take("(") {
                let key = self.pipe()?;
                self.expect(")")?;
                (key, Filter::Same)
            } else {
                let start = self.at;
                let key = self.key()?;
                if start == self.at {
                    return Err("a key expected".to_owned());
                }
                let end = std::mem::replace(&mut self.at, start);
                let again = self.key()?;
                self.at = end;
                (key, Filter::Index(boxed(Filter::Same), boxed(again)))
            };
            let value = if self.take(":") { self.value()? } else { short };
            entries.push((key, value));
            if !self.take(",") {
                self.expect("}")?;
                return Ok(Filter::Object(entries));
            }
        }
    }

    /// A value in an object: no comma, pipes as far as there are any.
    fn value(&mut self) -> Parsed<Filter> {
        let left = self.operators(0)?;
        if self.take("|") { Ok(Filter::Pipe(boxed(left), boxed(self.value()?))) } else { Ok(left) }
    }

    /// A string with what stands in it; the quote is still there.
    fn string(&mut self, format: Option<&'static str>) -> Parsed<Filter> {
        self.at += 1;
        let (mut pieces, mut text) = (Vec::new(), Text::default());
        loop {
            let found = self.rest().find(['"', '\\']).ok_or("a string that is not closed")?;
            text.push_slice(self.source, self.at..self.at + found);
            self.at += found + 1;
            if self.source.as_str()[..self.at].ends_with('"') {
                break;
            }
            if self.take("(") {
                pieces.push(Piece::Text(std::mem::take(&mut text)));
                pieces.push(Piece::Filter(self.pipe()?));
                self.expect(")")?;
                continue;
            }
            let mut new = String::new();
            self.at += crate::shell::push_ansi(self.rest(), &mut new);
            text.push_str(new.strip_prefix('\\').filter(|rest| *rest == "/").unwrap_or(&new));
        }
        if pieces.is_empty() {
            return Ok(Filter::Value(Json::String(text)));
        }
        pieces.push(Piece::Text(text));
        Ok(Filter::Text(pieces, format))
    }
}
