//! Secrets by the shape of the text they stand in, whatever kind of file it is: private keys, tokens that are known by
//! their beginning, `PASSWORD=...` and the password in an address.

use hotplate_hot::Span;

use super::{Found, Kind, names};

/// How tokens of well-known makers begin, and the least length of one.
const TOKENS: [(&str, usize); 11] = [
    ("gAAAAA", 80), // Keystone
    ("ghp_", 40),
    ("gho_", 40),
    ("ghs_", 40),
    ("github_pat_", 60),
    ("glpat-", 20),
    ("AKIA", 20),
    ("ASIA", 20),
    ("xoxb-", 24),
    ("xoxp-", 24),
    ("eyJ", 60), // a JSON web token
];

/// What a text holds of such shapes.
pub(super) fn shapes(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    private_keys(text, &mut found);
    let mut start = 0;
    for line in text.split('\n') {
        tokens(line, start, &mut found);
        assignments(line, start, &mut found);
        addresses(line, start, &mut found);
        start += line.len() + 1;
    }
    found
}

fn push(found: &mut Vec<Found>, kind: Kind, name: &str, start: usize, text: &str) {
    let span = Span { start: start as u32, end: (start + text.len()) as u32 };
    found.push(Found { kind, name: name.to_owned(), span });
}

fn private_keys(text: &str, found: &mut Vec<Found>) {
    const BEGIN: &str = "-----BEGIN ";
    const END: &str = "-----END ";
    const DASHES: &str = "-----";
    let mut from = 0;
    while let Some(at) = text[from..].find(BEGIN).map(|at| from + at) {
        from = at + BEGIN.len();
        let label = text[from..].split(DASHES).next().unwrap_or_default();
        if !label.ends_with("PRIVATE KEY") {
            continue;
        }
        let end = text[from..].find(END).map(|end| from + end + END.len());
        let close = end.and_then(|end| text[end..].find(DASHES).map(|close| end + close + DASHES.len()));
        from = close.unwrap_or(text.len());
        push(found, Kind::PrivateKey, "", at, text[at..from].trim_end());
    }
}

fn tokens(line: &str, start: usize, found: &mut Vec<Found>) {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '=');
    let mut at = 0;
    for word in line.split(|c| !is_part(c)) {
        // `TOKEN=ghp_...` is one word, and the token its end.
        let value = word.trim_end_matches('=').rsplit_once('=').map_or(word, |(_, value)| value);
        let known = TOKENS.iter().find(|(begins, least)| value.starts_with(begins) && value.len() >= *least);
        if let Some((begins, _)) = known {
            push(found, Kind::Token, begins, start + at + word.len() - value.len(), value);
        }
        at += word.len();
        at += line[at..].chars().next().map_or(0, char::len_utf8);
    }
}

fn assignments(line: &str, start: usize, found: &mut Vec<Found>) {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let ends = |c: char| c.is_whitespace() || matches!(c, ';' | '&' | '|' | ',' | ')' | '"' | '\'');
    let mut done = 0;
    for (sign, _) in line.match_indices('=') {
        let before = line[..sign].trim_end();
        let name = before[before.trim_end_matches(is_part).len()..].trim_start_matches('-');
        if sign < done || !names::is_secret(name) {
            continue;
        }
        let value = line[sign + 1..].trim_start();
        let value = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
            Some('=') | None => continue,
            Some(_) => value.split(ends).next().unwrap_or_default(),
        };
        let at = offset(line, value);
        done = at + value.len();
        // A call or another name is where a secret comes from, not the secret.
        if names::is_literal(value) && !value.contains(['(', '[', '$']) {
            push(found, Kind::Password, name, start + at, value);
        }
    }
}

fn addresses(line: &str, start: usize, found: &mut Vec<Found>) {
    for (sign, _) in line.match_indices("://") {
        let rest = &line[sign + 3..];
        let host = rest.split(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '`')).next();
        let user = host.and_then(|host| host.rsplit_once('@')).map(|(user, _)| user);
        if let Some((_, password)) = user.and_then(|user| user.split_once(':'))
            && names::is_literal(password)
            && !password.contains('$')
        {
            push(found, Kind::Address, "", start + offset(line, password), password);
        }
    }
}

/// Where a part of a text begins in it.
fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}
