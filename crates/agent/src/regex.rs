//! POSIX regular expressions, translated for the library that matches them.
//!
//! `grep` and `sed` speak basic expressions (`\(`, `\{`, `*`), `-E` and awk extended ones. The library speaks neither,
//! but a syntax close to the extended. Two things differ and are accepted: it takes the first alternative that matches
//! where POSIX takes the longest, and it has no references back into the match, which are refused with a reason.

use std::cell::OnceCell;
use std::ops::Range;

use crate::meter::{Bound, Meter};

/// A compiled expression.
#[derive(Debug)]
pub(crate) struct Regex {
    source: String,
    /// Compiled when it is first needed.
    regex: OnceCell<Option<regex_lite::Regex>>,
    /// What every match begins with: finding that first is far quicker than trying the expression everywhere.
    prefix: String,
    /// Many expressions need no library.
    shape: Option<Shape>,
}

/// An expression of letters and `.*` alone, as `^.*: "`: what stands before, between and behind each `.*`, and whether it
/// begins with `^` and ends with `$`.
#[derive(Debug, PartialEq, Eq)]
struct Shape {
    start: bool,
    pieces: Vec<String>,
    end: bool,
}

/// A longer expression is left to the library.
const LONGEST_SHAPE: usize = 500;

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
        let compiled = Self {
            source: source.to_owned(),
            regex: OnceCell::new(),
            prefix: if ignore_case { String::new() } else { prefix(source) },
            shape: if ignore_case { None } else { shape(source) },
        };
        if compiled.shape.is_none() && compiled.regex(ignore_case).is_none() {
            return Err(format!("the regular expression `{source}`"));
        }
        Ok(compiled)
    }

    fn regex(&self, ignore_case: bool) -> Option<&regex_lite::Regex> {
        let compile = || {
            let mut builder = regex_lite::RegexBuilder::new(&self.source);
            builder.case_insensitive(ignore_case).size_limit(1 << 20).build().ok()
        };
        self.regex.get_or_init(compile).as_ref()
    }

    /// The shape, if a text can be matched with it from a place on: the dot means no newline.
    fn shape(&self, text: &str, from: usize) -> Option<&Shape> {
        let shape = self.shape.as_ref()?;
        let fits = shape.pieces.len() == 1 || text.get(from..).is_some_and(|rest| !rest.contains('\n'));
        fits.then_some(shape)
    }

    /// What looking for a match takes: the text that was gone through. Whoever begins a text has it whole in hand, and may
    /// look through all of it.
    fn spend(&self, text: &str, from: usize, end: Option<usize>, meter: &mut Meter) -> Result<(), Bound> {
        let end = end.filter(|_| from > 0).unwrap_or(text.len());
        meter.handle(end.saturating_sub(from) + 16)
    }

    /// Whether it matches anywhere in a text.
    pub(crate) fn is_match(&self, text: &str, meter: &mut Meter) -> Result<bool, Bound> {
        Ok(self.find(text, 0, meter)?.is_some())
    }

    /// The first match at or after a place.
    pub(crate) fn find(
        &self,
        text: &str,
        from: usize,
        meter: &mut Meter,
    ) -> Result<Option<Range<usize>>, Bound> {
        let found = match self.shape(text, from) {
            Some(shape) => shape.find(text, from),
            None => {
                let found = || self.regex(false)?.find_at(text, self.start(text, from)?);
                found().map(|found| found.range())
            }
        };
        self.spend(text, from, found.as_ref().map(|found| found.end), meter)?;
        Ok(found)
    }

    /// The first match at or after a place, with its groups.
    pub(crate) fn groups(&self, text: &str, from: usize, meter: &mut Meter) -> Result<Option<Groups>, Bound> {
        if self.shape(text, from).is_some() {
            return Ok(self.find(text, from, meter)?.map(|found| vec![Some(found)]));
        }
        let captures = || self.regex(false)?.captures_at(text, self.start(text, from)?);
        let captures = captures();
        let end = captures.as_ref().and_then(|captures| Some(captures.get(0)?.end()));
        self.spend(text, from, end, meter)?;
        Ok(captures.map(|captures| captures.iter().map(|group| group.map(|group| group.range())).collect()))
    }

    /// The first place at or after another where a match may begin.
    fn start(&self, text: &str, from: usize) -> Option<usize> {
        Some(from + text.get(from..)?.find(&self.prefix)?)
    }
}

impl Shape {
    /// The first match at or after a place, the longest from there. Where the first piece stands first, the others have
    /// most room; where the last stands last, the match is longest.
    fn find(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let (first, rest) = self.pieces.split_first()?;
        let rest_of = |at: usize| text.get(at..);
        let start = match (self.start, rest.is_empty() && self.end) {
            (true, _) => (from == 0 && text.starts_with(first.as_str())).then_some(0)?,
            (false, true) => text.len().checked_sub(first.len()).filter(|at| *at >= from)?,
            (false, false) => from + rest_of(from)?.find(first.as_str())?,
        };
        let mut at = start + first.len();
        let Some((last, middle)) = rest.split_last() else {
            let fits = !self.end || at == text.len() && text.ends_with(first.as_str());
            return fits.then_some(start..at);
        };
        for piece in middle {
            at += rest_of(at)?.find(piece.as_str())? + piece.len();
        }
        let tail = rest_of(at)?;
        let end = match self.end {
            true => tail.ends_with(last.as_str()).then_some(text.len())?,
            false => at + tail.rfind(last.as_str())? + last.len(),
        };
        Some(start..end)
    }
}

/// The shape of an expression in the library's syntax, if it has one.
fn shape(source: &str) -> Option<Shape> {
    if source.len() > LONGEST_SHAPE {
        return None;
    }
    let mut shape = Shape { start: false, pieces: vec![String::new()], end: false };
    let mut chars = source.chars().peekable();
    shape.start = chars.next_if_eq(&'^').is_some();
    while let Some(char) = chars.next() {
        let literal = match char {
            '.' => {
                chars.next_if_eq(&'*')?;
                if chars.peek().is_some_and(|next| matches!(next, '*' | '+' | '?' | '{')) {
                    return None;
                }
                shape.pieces.push(String::new());
                continue;
            }
            '$' if chars.peek().is_none() => {
                shape.end = true;
                continue;
            }
            '\\' => chars.next().filter(char::is_ascii_punctuation)?,
            '^' | '$' | '[' | '(' | ')' | '|' | '*' | '+' | '?' | '{' | '}' => return None,
            char => char,
        };
        if chars.peek().is_some_and(|next| matches!(next, '*' | '+' | '?' | '{')) {
            return None;
        }
        shape.pieces.last_mut()?.push(literal);
    }
    Some(shape)
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
    fn a_shape_matches_what_the_library_matches() {
        let sources = [
            "abc", "^abc", "abc$", "^abc$", "a.*c", "^.*: \"", "b.*$", "^.*$", ".*", "a.*b.*c", "^a.*b$",
            "\\.", "a.*a", "", "^", "$", "é.*a", "^$", "b$",
        ];
        let texts =
            ["", "abc", "xabcx", "aabbcc abc", "\"0\": \"10.0.0.4\": \"x", "a.b", "éaéa", "cba", "ab", "bb"];
        let meter = &mut Meter::new(&crate::Budget::default());
        for source in sources {
            let ours = Regex::compile(source, false).unwrap();
            assert!(ours.shape.is_some(), "{source}");
            let theirs = regex_lite::Regex::new(source).unwrap();
            for text in texts {
                for from in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                    let expected = theirs.find_at(text, from).map(|found| found.range());
                    assert_eq!(
                        ours.find(text, from, meter).ok(),
                        Some(expected),
                        "{source} in {text} from {from}"
                    );
                }
            }
        }
        for source in ["a+", "a*", "a.", "[a]", "a|b", "(a)", "a.*?", r"\bab", "a{2}", "a^", "$a"] {
            assert_eq!(shape(source), None, "{source}");
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
