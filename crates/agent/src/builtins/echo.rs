//! `echo`, whose two shells differ: dash's knows `-n` and always reads escapes, bash's reads them after `-e` only.

use crate::Text;
use crate::shell::{Shell, Status, push_ansi, push_escape};

pub(super) fn echo(shell: &mut Shell, arguments: &[Text]) -> Status {
    let bash = shell.bash();
    let mut newline = true;
    let mut escapes = !bash;
    let mut words = &arguments[1..];
    while let Some((first, rest)) = words.split_first() {
        match first.as_str().strip_prefix('-') {
            Some(letters) if bash && !letters.is_empty() && letters.chars().all(|c| "neE".contains(c)) => {
                for letter in letters.chars() {
                    match letter {
                        'n' => newline = false,
                        'e' => escapes = true,
                        _ => escapes = false,
                    }
                }
            }
            Some("n") if !bash && newline => newline = false,
            _ => break,
        }
        words = rest;
    }
    let line = Text::join(words, " ");
    let (mut out, stopped) = if escapes { unescape(&line, bash) } else { (line, false) };
    if newline && !stopped {
        out.push_str("\n");
    }
    shell.print(&out)?;
    Ok(0)
}

/// The text with its escapes read; whether a `\c` ended it.
pub(super) fn unescape(text: &Text, bash: bool) -> (Text, bool) {
    let source = text.as_str();
    let mut out = Text::default();
    let mut at = 0;
    while let Some(found) = source[at..].find('\\') {
        out.push_slice(text, at..at + found);
        at += found + 1;
        let rest = &source[at..];
        if rest.starts_with('c') {
            return (out, true);
        }
        let mut new = String::new();
        let quotes = rest.starts_with(['\'', '"', '?']);
        let length = if bash && !quotes && !rest.starts_with(|c: char| c.is_ascii_digit()) {
            push_ansi(rest, &mut new)
        } else {
            push_escape(rest, true, &mut new)
        };
        out.push_as(&new, text, at..at + length);
        at += length;
    }
    out.push_slice(text, at..source.len());
    (out, false)
}
