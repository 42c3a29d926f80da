//! Regular expressions as the programs of an instance read them: basic ones (`grep`, `sed`), extended ones (`-E`, awk,
//! bash's `=~`), Perl's (jq, `grep -P`).
//!
//! The longest of the leftmost matches counts, as POSIX has it; with Perl's the first alternative that matches. There
//! are no references back into the match, which are refused with a reason.

mod code;
mod play;
mod read;

use std::ops::Range;

use crate::meter::{Bound, Meter};
use code::{Assertion, Code, Step};

/// How an expression is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// No expression: a text that means itself.
    Plain,
    Basic,
    Extended,
    Perl,
}

/// What a match must be beyond what the expression says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    Any,
    /// Not a part of a word.
    Word,
    /// All of the text.
    Line,
}

/// A compiled expression.
#[derive(Debug)]
pub(crate) struct Regex {
    code: Code,
    /// What every match begins with: finding that first is far quicker than trying the expression everywhere.
    prefix: String,
    /// Many expressions need no machine.
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

/// Where a match and its groups are; `None` for a group that took no part.
pub(crate) type Groups = Vec<Option<Range<usize>>>;

impl Regex {
    /// A basic expression.
    pub(crate) fn basic(source: &str, ignore_case: bool) -> Result<Self, String> {
        Self::any(&[source], Syntax::Basic, Whole::Any, ignore_case)
    }

    /// An extended expression.
    pub(crate) fn extended(source: &str, ignore_case: bool) -> Result<Self, String> {
        Self::any(&[source], Syntax::Extended, Whole::Any, ignore_case)
    }

    /// What any of several expressions matches.
    pub(crate) fn any(
        sources: &[&str],
        syntax: Syntax,
        whole: Whole,
        ignore_case: bool,
    ) -> Result<Self, String> {
        let mut code = Code { groups: 1, ignore_case, longest: syntax != Syntax::Perl, ..Code::default() };
        let mut branches = Vec::new();
        for source in sources {
            code = read::read(source, syntax, code)?;
            branches.push(std::mem::take(&mut code.steps));
        }
        let (before, behind) = match whole {
            Whole::Any => (None, None),
            Whole::Word => (Some(Assertion::Apart), Some(Assertion::AndApart)),
            Whole::Line => (Some(Assertion::Start), Some(Assertion::End)),
        };
        code.steps.extend(before.map(Step::Assert));
        read::alternate(&mut code.steps, branches);
        code.steps.extend(behind.map(Step::Assert));
        code.steps.push(Step::Match);
        let (mut prefix, mut shape) = (String::new(), None);
        if !code.ignore_case {
            prefix = prefix_of(&code.steps);
            shape = shape_of(&code.steps);
        }
        Ok(Self { code, prefix, shape })
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
        let found = match &self.shape {
            Some(shape) => shape.find(text, from),
            None => self.search(text, from, 2).map(|found| found[0]..found[1]),
        };
        self.spend(text, from, found.as_ref().map(|found| found.end), meter)?;
        Ok(found)
    }

    /// The first match at or after a place, with its groups.
    pub(crate) fn groups(&self, text: &str, from: usize, meter: &mut Meter) -> Result<Option<Groups>, Bound> {
        if self.shape.is_some() {
            return Ok(self.find(text, from, meter)?.map(|found| vec![Some(found)]));
        }
        let found = self.search(text, from, 2 * self.code.groups);
        self.spend(text, from, found.as_ref().map(|found| found[1]), meter)?;
        let range =
            |ends: &[usize]| (ends[0] <= ends[1] && ends[1] <= text.len()).then_some(ends[0]..ends[1]);
        Ok(found.map(|found| found.chunks_exact(2).map(range).collect()))
    }

    fn search(&self, text: &str, from: usize, count: usize) -> Option<Vec<usize>> {
        play::search(&self.code, text, from, &self.prefix, count)
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
            false => at + last_of(tail, last)? + last.len(),
        };
        Some(start..end)
    }
}

/// Where a piece stands last in a text. The standard library's way is quicker, and heavier by a hundredth of the worker.
fn last_of(text: &str, piece: &str) -> Option<usize> {
    (0..=text.len().checked_sub(piece.len())?)
        .rev()
        .find(|at| text.as_bytes()[*at..].starts_with(piece.as_bytes()))
}

/// The shape of an expression, if it has one.
fn shape_of(steps: &[Step]) -> Option<Shape> {
    let mut shape = Shape { start: false, pieces: vec![String::new()], end: false };
    let mut rest = steps;
    if let [Step::Assert(Assertion::Start), behind @ ..] = rest {
        shape.start = true;
        rest = behind;
    }
    loop {
        rest = match rest {
            [Step::Char(char), behind @ ..] => {
                shape.pieces.last_mut()?.push(*char);
                behind
            }
            [Step::Split(1, 3), Step::Any, Step::Jump(-2), behind @ ..] => {
                shape.pieces.push(String::new());
                behind
            }
            [Step::Assert(Assertion::End), Step::Match] => {
                shape.end = true;
                return Some(shape);
            }
            [Step::Match] => return Some(shape),
            _ => return None,
        };
    }
}

/// The letters that every match begins with, as far as that is plain to see.
fn prefix_of(steps: &[Step]) -> String {
    let mut prefix = String::new();
    for step in steps {
        match step {
            Step::Char(char) => prefix.push(*char),
            Step::Save(_) => {}
            _ => break,
        }
    }
    prefix
}

/// The extended expression for a text that means itself.
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        if r".[]()*+?{}|^$\".contains(char) {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn perl(source: &str) -> Regex {
        Regex::any(&[source], Syntax::Perl, Whole::Any, false).unwrap()
    }

    #[test]
    fn a_prefix_is_only_what_every_match_begins_with() {
        for (source, expected) in [
            (r"abc", "abc"),
            (r#"\\n".*$"#, r#"\n""#),
            (r"ab*c", "a"),
            (r"ab?", "a"),
            (r"ab+", "ab"),
            (r"ab{0,2}", "a"),
            (r"a\+b", "a+b"),
            (r"é+", "é"),
            (r"ab|cd", ""),
            (r"a(b|c)", "a"),
            (r"(ab)c", "abc"),
            (r"^ab", ""),
            (r"\bab", ""),
            (r"a\tb", "a\tb"),
            (r".a", ""),
            (r"[ab]c", ""),
            (r"", ""),
        ] {
            assert_eq!(Regex::extended(source, false).unwrap().prefix, expected, "{source}");
        }
    }

    #[test]
    fn a_shape_matches_what_the_machine_matches() {
        let sources = [
            "abc", "^abc", "abc$", "^abc$", "a.*c", "^.*: \"", "b.*$", "^.*$", ".*", "a.*b.*c", "^a.*b$",
            "\\.", "a.*a", "", "^", "$", "é.*a", "^$", "b$",
        ];
        let texts = [
            "",
            "abc",
            "xabcx",
            "aabbcc abc",
            "\"0\": \"10.0.0.4\": \"x",
            "a.b",
            "éaéa",
            "cba",
            "ab",
            "bb",
            "a\nc",
        ];
        for source in sources {
            let regex = Regex::extended(source, false).unwrap();
            let shape = regex.shape.as_ref().unwrap();
            for text in texts {
                for from in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                    let expected = regex.search(text, from, 2).map(|found| found[0]..found[1]);
                    assert_eq!(shape.find(text, from), expected, "{source} in {text} from {from}");
                }
            }
        }
        for source in ["a+", "a*", "a.", "[a]", "a|b", "(a)", r"\bab", "a{2,}", "a^", "$a"] {
            assert_eq!(Regex::extended(source, false).unwrap().shape, None, "{source}");
        }
        assert_eq!(perl("a.*").shape, None);
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

    /// What an expression matches in a text: the match, and its groups.
    fn matched(regex: Result<Regex, String>, text: &str) -> String {
        let meter = &mut Meter::new(&crate::Budget::default());
        match regex.map(|regex| regex.groups(text, 0, meter)) {
            Err(reason) => reason,
            Ok(Err(bound)) => format!("{bound:?}"),
            Ok(Ok(None)) => "nothing".to_owned(),
            Ok(Ok(Some(groups))) => {
                let show = |range: Option<Range<usize>>| range.map_or("-", |range| &text[range]).to_owned();
                groups.into_iter().map(show).collect::<Vec<_>>().join(" ")
            }
        }
    }

    #[test]
    fn extended_expressions_match_as_posix_says() {
        for (source, text, expected) in [
            ("a|ab|abc", "abcd", "abc"),
            ("(a|ab)(c|bcd)(d*)", "abcd", "abcd a bcd "),
            ("x*", "aaa", ""),
            ("(ab)+", "xababa", "abab ab"),
            ("a{2,3}", "caaaa", "aaa"),
            ("a{2}", "caaaa", "aa"),
            ("a{,2}b", "aaab", "aab"),
            ("a{x}", "a{x}", "a{x}"),
            ("[[:digit:]]+\\.[0-9]*", "v10.5", "10.5"),
            ("[^0-9]+", "12ab3", "ab"),
            ("[]x-]+", "a]-x", "]-x"),
            ("[a-c-]+", "zb-d", "b-"),
            ("^(.*)=(.*)$", "k=v=w", "k=v=w k=v w"),
            ("a.c", "a\nc", "a\nc"),
            ("\\<b", "ab b", "b"),
            ("\\w+\\W", "ab. c", "ab."),
            ("(a)|b", "b", "b -"),
            ("()", "a", " "),
            ("*a", "*a", "a"),
            ("a||b", "b", "b"),
            ("(a*)*", "b", " -"),
            ("(a*)+", "aa", "aa aa"),
            ("é+", "aéé", "éé"),
            ("a)", "a)", "a regular expression with an unmatched `)`"),
            ("(a", "a", "a regular expression with an unmatched `(`"),
            ("[a", "a", "a regular expression with an unmatched `[`"),
            ("[z-a]", "a", "a regular expression with a range that ends before it begins"),
            ("(a)\\1", "aa", "a reference back into a regular expression's match"),
            ("a{9999}{9999}", "a", "a regular expression that is too large"),
        ] {
            assert_eq!(matched(Regex::extended(source, false), text), expected, "{source} in {text}");
        }
        let deep = "(".repeat(1000);
        assert!(Regex::extended(&deep, false).is_err());
    }

    #[test]
    fn basic_expressions_write_operators_with_a_backslash() {
        for (source, text, expected) in [
            ("a\\(b*\\)c", "abbc", "abbc bb"),
            ("a+", "aa+", "a+"),
            ("a\\+", "caa", "aa"),
            ("a\\|b", "b", "b"),
            ("*a", "*a", "*a"),
            ("^*a", "*a", "*a"),
            ("a^b$c", "a^b$c", "a^b$c"),
            ("\\(^a\\)", "a", "a a"),
            ("a\\{2\\}", "aaa", "aa"),
            ("a{2}", "a{2}", "a{2}"),
            ("a\\{2", "aa", "a regular expression with an unmatched `\\{`"),
            ("[\\.]", "\\", "\\"),
            ("[\\n]", "\n", "\n"),
        ] {
            assert_eq!(matched(Regex::basic(source, false), text), expected, "{source} in {text}");
        }
    }

    #[test]
    fn perls_take_the_first_alternative() {
        for (source, text, expected) in [
            ("a|ab", "ab", "a"),
            ("a+?", "aa", "a"),
            ("\\d+(?:\\.\\d+)?", "v10.5", "10.5"),
            ("(?<name>b)c", "abc", "bc b"),
            ("[\\W]+", "ab.-c", ".-"),
            ("[\\w.]+$", "-a.b", "a.b"),
            ("a.c", "a\nc", "nothing"),
            ("(?i)AB", "xab", "ab"),
        ] {
            assert_eq!(matched(Ok(perl(source)), text), expected, "{source} in {text}");
        }
        assert!(Regex::any(&["a(?=b)"], Syntax::Perl, Whole::Any, false).is_err());
    }

    #[test]
    fn time_grows_with_the_text_alone() {
        let text = "a".repeat(5_000);
        assert_eq!(matched(Regex::extended("(a*)*b", false), &text), "nothing");
        assert_eq!(matched(Regex::extended("(a|aa)+$", false), &text).len(), text.len() + 2);
    }
}
