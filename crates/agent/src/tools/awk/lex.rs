//! awk's tokens.

use crate::Text;
use crate::number::leading_float;
use crate::shell::push_ansi;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(Text),
    Regex(String),
    Name(String),
    /// A name with a bracket right behind it.
    Function(String),
    Sign(&'static str),
    Newline,
    End,
}

/// Signs, longer ones first.
const SIGNS: [&str; 42] = [
    "&&", "||", "==", "!=", "<=", ">=", ">>", "++", "--", "+=", "-=", "*=", "/=", "%=", "^=", "**", "!~",
    "{", "}", "(", ")", "[", "]", ";", ",", "+", "-", "*", "/", "%", "^", "!", "<", ">", "=", "?", ":", "~",
    "$", "|", "&", "@",
];

/// All tokens of a program.
pub(super) fn tokens(source: &Text) -> Result<Vec<Token>, String> {
    let text = source.as_str();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(char) = text[at..].chars().next() {
        let rest = &text[at..];
        match char {
            ' ' | '\t' | '\r' => at += 1,
            '\\' if rest[1..].starts_with('\n') => at += 2,
            '\n' => {
                tokens.push(Token::Newline);
                at += 1;
            }
            '#' => at += rest.find('\n').unwrap_or(rest.len()),
            '"' => {
                let (string, length) = string(source, at + 1)?;
                tokens.push(Token::Text(string));
                at += length + 1;
            }
            '/' if regex_may_follow(tokens.last()) => {
                let (regex, length) = regex(&rest[1..])?;
                tokens.push(Token::Regex(regex));
                at += length + 1;
            }
            '0'..='9' | '.' if leading_float(rest).1 > 0 => {
                let (number, length) = leading_float(rest);
                tokens.push(Token::Number(number));
                at += length;
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                let length =
                    rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
                let name = rest[..length].to_owned();
                at += length;
                tokens.push(if text[at..].starts_with('(') {
                    Token::Function(name)
                } else {
                    Token::Name(name)
                });
            }
            _ => {
                let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) else {
                    return Err(format!("unexpected `{char}`"));
                };
                tokens.push(Token::Sign(sign));
                at += sign.len();
            }
        }
    }
    tokens.push(Token::End);
    Ok(tokens)
}

/// A slash divides after a value; anywhere else it begins a regular expression.
fn regex_may_follow(last: Option<&Token>) -> bool {
    !matches!(
        last,
        Some(
            Token::Number(_)
                | Token::Text(_)
                | Token::Regex(_)
                | Token::Name(_)
                | Token::Sign(")" | "]" | "$" | "++" | "--")
        )
    )
}

/// A string from behind its quote: what it means, and how many bytes it takes with the closing quote.
fn string(source: &Text, start: usize) -> Result<(Text, usize), String> {
    let text = source.as_str();
    let mut out = Text::default();
    let mut at = start;
    while let Some(char) = text[at..].chars().next() {
        match char {
            '"' => return Ok((out, at + 1 - start)),
            '\n' => break,
            '\\' => {
                at += 1;
                if text[at..].starts_with('/') {
                    out.push_str("/");
                    at += 1;
                    continue;
                }
                let mut new = String::new();
                at += push_ansi(&text[at..], &mut new);
                out.push_str(&new);
            }
            char => {
                out.push_slice(source, at..at + char.len_utf8());
                at += char.len_utf8();
            }
        }
    }
    Err("a string that is not closed".to_owned())
}

/// A regular expression from behind its slash.
fn regex(text: &str) -> Result<(String, usize), String> {
    let mut out = String::new();
    let mut chars = text.char_indices();
    let mut bracket = false;
    while let Some((at, char)) = chars.next() {
        match char {
            '/' if !bracket => return Ok((out, at + 1)),
            '\n' => break,
            '\\' => match chars.next() {
                Some((_, '/')) => out.push('/'),
                Some((_, escaped)) => out.extend(['\\', escaped]),
                None => break,
            },
            '[' => {
                bracket = true;
                out.push(char);
            }
            ']' => {
                bracket = false;
                out.push(char);
            }
            char => out.push(char),
        }
    }
    Err("a regular expression that is not closed".to_owned())
}
