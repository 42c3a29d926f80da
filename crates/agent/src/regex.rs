//! POSIX regular expressions, translated for the library that matches them.
//!
//! `grep` and `sed` speak basic expressions (`\(`, `\{`, `*`), `-E` and awk extended ones. The library speaks neither,
//! but a syntax close to the extended. Two things differ and are accepted: it takes the first alternative that matches
//! where POSIX takes the longest, and it has no references back into the match, which are refused with a reason.

use std::ops::Range;

use crate::meter::{Bound, Meter};

/// A compiled expression.
#[derive(Debug)]
pub(crate) struct Regex {
    regex: regex_lite::Regex,
    /// What every match begins with: finding that first is far quicker than trying the expression everywhere.
    prefix: String,
}

/// Where a match and its groups are; `None` for a group that took no part.
pub(crate) type Groups = Vec<Option<Range<usize>>>;

impl Regex {
    /// A basic expression.
    pub(crate) fn basic(source: &str, ignore_case: bool) -> Result<Self, String> {
        Self::compile(&from_basic(source)?, ignore_case)
    }

    /// An extended expression.
    pub(crate) fn extended(source: &str, ignore_case: bool) -> Result<Self, String> {
        Self::compile(&from_extended(source)?, ignore_case)
    }

    /// An expression in the library's own syntax.
    pub(crate) fn compile(source: &str, ignore_case: bool) -> Result<Self, String> {
        regex_lite::RegexBuilder::new(source)
            .case_insensitive(ignore_case)
            .size_limit(1 << 20)
            .build()
            .map(|regex| Self { regex, prefix: if ignore_case { String::new() } else { prefix(source) } })
            .map_err(|_| format!("the regular expression `{source}`"))
    }

    /// Whether it matches anywhere in a text.
    pub(crate) fn is_match(&self, text: &str, meter: &mut Meter) -> Result<bool, Bound> {
        meter.handle(text.len() + 16)?;
        Ok(self.start(text, 0).is_some_and(|from| self.regex.is_match_at(text, from)))
    }

    /// The first match at or after a place.
    pub(crate) fn find(
        &self,
        text: &str,
        from: usize,
        meter: &mut Meter,
    ) -> Result<Option<Range<usize>>, Bound> {
        meter.handle(text.len().saturating_sub(from) + 16)?;
        let found = self.start(text, from).and_then(|from| self.regex.find_at(text, from));
        Ok(found.map(|found| found.range()))
    }

    /// The first match at or after a place, with its groups.
    pub(crate) fn groups(&self, text: &str, from: usize, meter: &mut Meter) -> Result<Option<Groups>, Bound> {
        meter.handle(text.len().saturating_sub(from) + 16)?;
        let captures = self.start(text, from).and_then(|from| self.regex.captures_at(text, from));
        Ok(captures.map(|captures| captures.iter().map(|group| group.map(|group| group.range())).collect()))
    }

    /// The first place at or after another where a match may begin.
    fn start(&self, text: &str, from: usize) -> Option<usize> {
        Some(from + text.get(from..)?.find(&self.prefix)?)
    }
}

/// The letters that every match of an expression in the library's syntax begins with, as far as that is plain to see.
fn prefix(source: &str) -> String {
    let mut prefix = String::new();
    let mut last = 0;
    let mut chars = source.chars();
    if source.contains('|') {
        return prefix;
    }
    while let Some(char) = chars.next() {
        let literal = match char {
            '\\' => chars.next().filter(char::is_ascii_punctuation),
            '.' | '[' | '(' | ')' | '^' | '$' => None,
            // The letter before need not be there.
            '*' | '+' | '?' | '{' => {
                prefix.truncate(last);
                None
            }
            char => Some(char),
        };
        let Some(literal) = literal else { break };
        last = prefix.len();
        prefix.push(literal);
    }
    prefix
}

/// The library's expression for a basic one.
pub(crate) fn from_basic(source: &str) -> Result<String, String> {
    translate(source, false)
}

/// The library's expression for an extended one.
pub(crate) fn from_extended(source: &str) -> Result<String, String> {
    translate(source, true)
}

/// The library's expression for a text that means itself.
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::new();
    text.chars().for_each(|c| push_literal(&mut out, c));
    out
}

/// The library's expression for a POSIX one.
fn translate(source: &str, extended: bool) -> Result<String, String> {
    let mut out = String::new();
    let mut chars = source.char_indices().peekable();
    // Whether an expression begins here, so that a `*` or `^` is read accordingly.
    let mut start = true;
    while let Some((at, char)) = chars.next() {
        let was_start = std::mem::replace(&mut start, false);
        match char {
            '[' => {
                let length = bracket(&source[at + 1..], &mut out)
                    .ok_or("a regular expression with an unmatched `[`")?;
                while chars.peek().is_some_and(|(next, _)| *next < at + 1 + length) {
                    chars.next();
                }
            }
            '\\' => {
                let Some((_, escaped)) = chars.next() else {
                    return Err("a regular expression that ends with a backslash".to_owned());
                };
                match escaped {
                    '(' | ')' | '{' | '}' | '|' | '+' | '?' if !extended => {
                        start = matches!(escaped, '(' | '|');
                        if escaped == '{' {
                            push_interval(&mut out, source, &mut chars, extended)?;
                        } else {
                            out.push(escaped);
                        }
                    }
                    '1'..='9' => return Err("a reference back into a regular expression's match".to_owned()),
                    '<' => out.push_str(r"\b(?:\B|\b)"),
                    '>' => out.push_str(r"\b"),
                    'w' | 'W' | 's' | 'S' | 'b' | 'B' => out.extend(['\\', escaped]),
                    'n' => out.push_str(r"\n"),
                    't' => out.push_str(r"\t"),
                    '`' => out.push_str(r"\A"),
                    '\'' => out.push_str(r"\z"),
                    c => push_literal(&mut out, c),
                }
            }
            '*' if was_start => {
                if extended {
                    start = true;
                } else {
                    out.push_str(r"\*");
                }
            }
            '^' => {
                let anchor = extended || was_start;
                out.push_str(if anchor { "^" } else { r"\^" });
                start = anchor;
            }
            '$' => {
                let rest = &source[at + 1..];
                let anchor =
                    extended || rest.is_empty() || rest.starts_with(r"\)") || rest.starts_with(r"\|");
                out.push_str(if anchor { "$" } else { r"\$" });
            }
            '(' | '|' if extended => {
                out.push(char);
                start = true;
            }
            ')' if extended => out.push(char),
            '+' | '?' if extended => {
                if !was_start {
                    out.push(char);
                }
            }
            '{' if extended => push_interval(&mut out, source, &mut chars, extended)?,
            '.' | '*' => out.push(char),
            c => push_literal(&mut out, c),
        }
    }
    Ok(out)
}

fn push_literal(out: &mut String, c: char) {
    if c.is_ascii_punctuation() && c != '_' {
        out.push('\\');
    }
    out.push(c);
}

/// `{2,3}`, the opening already taken; in an extended expression anything else is the brace itself.
fn push_interval(
    out: &mut String,
    source: &str,
    chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>,
    extended: bool,
) -> Result<(), String> {
    let close = if extended { "}" } else { r"\}" };
    let from = chars.peek().map_or(source.len(), |(at, _)| *at);
    let inside = source[from..].split_once(close).map(|(inside, _)| inside);
    match inside.filter(|inside| !inside.is_empty() && inside.chars().all(|c| c.is_ascii_digit() || c == ','))
    {
        Some(inside) => {
            let low = if inside.starts_with(',') { "0" } else { "" };
            out.push_str(&format!("{{{low}{inside}}}"));
            let end = from + inside.len() + close.len();
            while chars.peek().is_some_and(|(at, _)| *at < end) {
                chars.next();
            }
            Ok(())
        }
        None if extended => {
            out.push_str(r"\{");
            Ok(())
        }
        None => Err("a regular expression with an unmatched `\\{`".to_owned()),
    }
}

/// A bracket expression, the opening already taken: added to the output; how many bytes it takes.
fn bracket(source: &str, out: &mut String) -> Option<usize> {
    let mut at = 0;
    out.push('[');
    if source.starts_with('^') {
        out.push('^');
        at += 1;
    }
    let first = at;
    loop {
        let rest = &source[at..];
        let char = rest.chars().next()?;
        if char == ']' && at > first {
            out.push(']');
            return Some(at + 1);
        }
        if let Some(class) = rest.strip_prefix("[:")
            && let Some(end) = class.find(":]")
        {
            out.push_str(&rest[..end + 4]);
            at += end + 4;
            continue;
        }
        if rest.starts_with("[.") || rest.starts_with("[=") {
            return None;
        }
        let backslash = char == '\\' && rest[1..].starts_with(['n', 't', ']', '\\']);
        match char {
            '-' if at > first && rest[1..].chars().next().is_some_and(|next| next != ']') => out.push('-'),
            // GNU sed and awk read these escapes in brackets, and so do scripts that count on it.
            '\\' if backslash && rest[1..].starts_with(['n', 't']) => {
                out.push_str(&rest[..2]);
                at += 1;
            }
            c => push_literal(out, c),
        }
        at += char.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_only_what_every_match_begins_with() {
        for (source, expected) in [
            (r"abc", "abc"),
            (r#"\\n".*$"#, r#"\n""#),
            (r"ab*c", "a"),
            (r"ab?", "a"),
            (r"ab{0,2}", "a"),
            (r"a\+b", "a+b"),
            (r"é+", ""),
            (r"ab|cd", ""),
            (r"a(b|c)", ""),
            (r"^ab", ""),
            (r"\bab", ""),
            (r"a\tb", "a"),
            (r".a", ""),
            (r"[ab]c", ""),
            (r"", ""),
        ] {
            assert_eq!(prefix(source), expected, "{source}");
        }
    }

    #[test]
    fn a_match_is_found_as_without_its_prefix() {
        let meter = &mut Meter::new(&crate::Budget::default());
        let regex = Regex::basic("ab*c", false).unwrap();
        assert_eq!(regex.find("aab abbc ac", 0, meter).ok(), Some(Some(4..8)));
        assert_eq!(regex.find("aab abbc ac", 5, meter).ok(), Some(Some(9..11)));
        assert_eq!(regex.find("abb", 0, meter).ok(), Some(None));
        let regex = Regex::basic("AC", true).unwrap();
        assert_eq!(regex.is_match("xac", meter).ok(), Some(true));
    }
}
