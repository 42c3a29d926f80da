//! JSON as Python's `json.loads` reads it, for parameters of type `json`: `NaN` and `Infinity` are numbers, the last
//! of equal keys wins, and the errors are Python's own, since people search for them.

use hotplate_schema::{Key, Map, Value, read_float};

use super::number::whole;

/// Lists and objects within each other beyond which Python itself gives up (`RecursionError`).
const DEPTH: usize = 200;

/// Reads a JSON text. The error is Python's message with its line and column.
pub fn read_json(text: &str) -> Result<Value, String> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    reader.spaces();
    let value = reader.value()?;
    reader.spaces();
    if reader.at < text.len() { Err(reader.error("Extra data", reader.at)) } else { Ok(value) }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        self.at += if found { token.len() } else { 0 };
        found
    }

    fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn error(&self, what: &str, at: usize) -> String {
        let before = &self.text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("{what}: line {line} column {column} (char {})", before.chars().count())
    }

    fn value(&mut self) -> Result<Value, String> {
        const NAMES: [(&str, Value); 6] = [
            ("null", Value::Null),
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
            ("NaN", Value::Float(f64::NAN)),
            ("Infinity", Value::Float(f64::INFINITY)),
            ("-Infinity", Value::Float(f64::NEG_INFINITY)),
        ];
        match self.peek() {
            Some('"') => self.string().map(Value::from),
            Some('{') => self.nested(Self::object),
            Some('[') => self.nested(Self::array),
            _ => {
                for (name, value) in NAMES {
                    if self.eat(name) {
                        return Ok(value);
                    }
                }
                self.number()
            }
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value, String>) -> Result<Value, String> {
        if self.depth == DEPTH {
            return Err(self.error("Nested too deeply", self.at));
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Result<Value, String> {
        let mut map = Map::new();
        self.spaces();
        if self.eat("}") {
            return Ok(Value::Map(map));
        }
        loop {
            if self.peek() != Some('"') {
                return Err(self.error("Expecting property name enclosed in double quotes", self.at));
            }
            let key = self.string()?;
            self.spaces();
            if !self.eat(":") {
                return Err(self.error("Expecting ':' delimiter", self.at));
            }
            self.spaces();
            let value = self.value()?;
            map.insert(Key::from(key), value);
            self.spaces();
            if self.eat("}") {
                return Ok(Value::Map(map));
            }
            if !self.eat(",") {
                return Err(self.error("Expecting ',' delimiter", self.at));
            }
            self.spaces();
        }
    }

    fn array(&mut self) -> Result<Value, String> {
        let mut items = Vec::new();
        self.spaces();
        if self.eat("]") {
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value()?);
            self.spaces();
            if self.eat("]") {
                return Ok(Value::List(items));
            }
            if !self.eat(",") {
                return Err(self.error("Expecting ',' delimiter", self.at));
            }
            self.spaces();
        }
    }

    fn number(&mut self) -> Result<Value, String> {
        let rest = self.rest();
        let unsigned = rest.strip_prefix('-').unwrap_or(rest);
        let sign = rest.len() - unsigned.len();
        let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let int = if unsigned.starts_with('0') { 1 } else { digits(unsigned) };
        if int == 0 {
            return Err(self.error("Expecting value", self.at));
        }
        let mut end = sign + int;
        let mut is_float = false;
        if let Some(fraction) = rest[end..].strip_prefix('.').map(digits).filter(|&n| n > 0) {
            end += 1 + fraction;
            is_float = true;
        }
        if let Some(exponent) = rest[end..].strip_prefix(['e', 'E']) {
            let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if digits(unsigned) > 0 {
                end += 1 + (exponent.len() - unsigned.len()) + digits(unsigned);
                is_float = true;
            }
        }
        let text = &rest[..end];
        let value = if is_float { read_float(text).map(Value::Float) } else { whole(text) };
        let value = value.ok_or_else(|| self.error("Expecting value", self.at))?;
        self.at += end;
        Ok(value)
    }

    fn string(&mut self) -> Result<String, String> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let plain = rest.find(|c: char| c == '"' || c == '\\' || c < ' ').unwrap_or(rest.len());
            text.push_str(&rest[..plain]);
            self.at += plain;
            match self.peek() {
                Some('"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some('\\') => text.push(self.escape(start)?),
                Some(_) => return Err(self.error("Invalid control character at", self.at)),
                None => return Err(self.error("Unterminated string starting at", start)),
            }
        }
    }

    fn escape(&mut self, start: usize) -> Result<char, String> {
        let at = self.at;
        self.at += 1;
        let Some(escaped) = self.peek() else {
            return Err(self.error("Unterminated string starting at", start));
        };
        self.at += escaped.len_utf8();
        Ok(match escaped {
            '"' | '\\' | '/' => escaped,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = self.hexadecimal(at)?;
                let mut code = first;
                if (0xD800..0xDC00).contains(&first) && self.rest().starts_with("\\u") {
                    let before = self.at;
                    self.at += 2;
                    let second = self.hexadecimal(before)?;
                    if (0xDC00..0xE000).contains(&second) {
                        code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                    } else {
                        self.at = before;
                    }
                }
                // Python keeps a lone surrogate; no text of ours can hold one.
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return Err(self.error("Invalid \\escape", at)),
        })
    }

    fn hexadecimal(&mut self, at: usize) -> Result<u32, String> {
        let digits = self.rest().get(..4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            Some(code) => {
                self.at += 4;
                Ok(code)
            }
            None => Err(self.error("Invalid \\uXXXX escape", at + 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: Expect) {
        let shown = match read_json(text) {
            Ok(value) => value.to_json(false),
            Err(message) => format!("error: {message}"),
        };
        expected.assert_eq(&shown);
    }

    #[test]
    fn what_python_accepts() {
        check(r#" {"a": [1, null, true], "a": -0.5e1} "#, expect![[r#"{"a": -5.0}"#]]);
        check("[NaN, -Infinity, 12345678901234567890]", expect!["[NaN, -Infinity, 12345678901234567890]"]);
        check(r#""\u00e9\ud83d\ude00\n""#, expect![[r#""\u00e9\ud83d\ude00\n""#]]);
        check("5", expect!["5"]);
    }

    #[test]
    fn what_python_says_to_the_rest() {
        check(
            "{a: 1}",
            expect!["error: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"],
        );
        check("[1,\n x]", expect!["error: Expecting value: line 2 column 2 (char 5)"]);
        check("{\"a\" 1}", expect!["error: Expecting ':' delimiter: line 1 column 6 (char 5)"]);
        check("[1 2]", expect!["error: Expecting ',' delimiter: line 1 column 4 (char 3)"]);
        check("\"abc", expect!["error: Unterminated string starting at: line 1 column 1 (char 0)"]);
        check("01", expect!["error: Extra data: line 1 column 2 (char 1)"]);
        check("", expect!["error: Expecting value: line 1 column 1 (char 0)"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in r#"[\[\]{}",:\\u0-9a-f.eE+ \-]{0,60}"#) {
            let _ = read_json(&text);
        }
    }

    #[test]
    fn depth_is_bounded() {
        assert!(read_json(&"[".repeat(100_000)).is_err());
    }
}
