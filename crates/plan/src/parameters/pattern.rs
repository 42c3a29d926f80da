//! `allowed_pattern`: a Python regular expression that must match the whole of a text.
//!
//! The engine at hand (regex-lite) speaks a dialect of its own. Where the two may disagree the answer is that the
//! pattern is not checked here, never a wrong verdict.

use regex_lite::Regex;

/// Whether a text satisfies Heat's `re.match(pattern, text).end() == len(text)`; `None` if that cannot be told here.
pub(crate) fn matches_whole(pattern: &str, text: &str) -> Option<bool> {
    if !is_common(pattern, text) {
        return None;
    }
    let regex = Regex::new(&format!("^(?:{pattern})")).ok()?;
    // The first alternative that matches counts, as in Python: `a|ab` does not match the whole of `ab`.
    Some(regex.find(text).is_some_and(|found| found.end() == text.len()))
}

/// Whether Python and regex-lite mean the same by all that stands in the pattern, as far as this text is concerned.
fn is_common(pattern: &str, text: &str) -> bool {
    let mut chars = pattern.chars().peekable();
    let mut in_class = false;
    let mut after_quantifier = false;
    let mut wide_sensitive = false;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let mut quantifier = false;
        match c {
            '\\' => {
                chars.next();
                match next {
                    // Classes are of ASCII in one and of Unicode in the other.
                    Some('d' | 'w' | 's' | 'D' | 'W' | 'S') => wide_sensitive = true,
                    Some('b' | 'B') if !in_class => {
                        wide_sensitive = true;
                        if chars.peek() == Some(&'{') {
                            return false;
                        }
                    }
                    Some('n' | 'r' | 't' | 'f' | 'v' | 'a') => {}
                    Some(c) if c.is_ascii_punctuation() && c != '<' && c != '>' => {}
                    _ => return false,
                }
            }
            _ if in_class => match c {
                ']' => in_class = false,
                '[' => return false,
                '&' | '~' | '-' if next == Some(c) => return false,
                _ => {}
            },
            '[' => {
                in_class = true;
                if chars.peek() == Some(&'^') {
                    chars.next();
                }
                if chars.peek() == Some(&']') {
                    chars.next();
                }
            }
            '(' if next == Some('?') => {
                chars.next();
                match chars.next() {
                    Some(':') => {}
                    Some('i' | 's' | 'm') if chars.next() == Some(')') => wide_sensitive = true,
                    _ => return false,
                }
            }
            // `a+?` is lazy in both; `a++` and `a**` are not the same thing.
            '?' if after_quantifier => {}
            '*' | '+' | '{' if after_quantifier => return false,
            '*' | '+' | '?' => quantifier = true,
            '{' => {
                let bounds: String = chars.by_ref().take_while(|&c| c != '}').collect();
                let digits = bounds.split(',').all(|bound| bound.bytes().all(|b| b.is_ascii_digit()));
                if !digits || bounds.is_empty() || bounds.starts_with(',') {
                    return false;
                }
                quantifier = true;
            }
            '$' if text.ends_with('\n') => return false,
            _ => {}
        }
        after_quantifier = quantifier;
    }
    text.is_ascii() || !wide_sensitive
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_whole_text_must_match() {
        let cases = [
            ("[a-z]+", "abc", Some(true)),
            ("[a-z]+", "abc1", Some(false)),
            ("a|ab", "ab", Some(false)),
            ("^a{2,3}$", "aa", Some(true)),
            ("[^]x]*", "abc", Some(true)),
            (r"(?i)\d{3}-[\w.]+", "123-A.b", Some(true)),
            (r"\w+?", "ab", Some(false)),
            ("(a|b)*c", "xabc", Some(false)),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(matches_whole(pattern, text), expected, "{pattern} on {text}");
        }
    }

    #[test]
    fn what_the_dialects_read_differently_is_not_checked() {
        for (pattern, text) in [
            ("(?!x)a", "a"),
            (r"(a)\1", "aa"),
            ("a++b", "ab"),
            ("[[:alpha:]]", "a"),
            (r"\w+", "é"),
            (r"\Aa\Z", "a"),
            (r"\<a", "a"),
            ("a{,3}", "a"),
            ("(?P<n>a)", "a"),
            ("[a-z", "a"),
            ("a$", "a\n"),
        ] {
            assert_eq!(matches_whole(pattern, text), None, "{pattern} on {text}");
        }
    }

    proptest! {
        #[test]
        fn any_pattern_is_answered(pattern in r"[a-z\\\[\](){}|*+?^$.,0-9:<>=!-]{0,20}", text in "[a-z0-9]{0,10}") {
            let _ = matches_whole(&pattern, &text);
        }
    }
}
