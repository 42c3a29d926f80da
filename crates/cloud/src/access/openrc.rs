//! `openrc` files: what a shell would export, read without running it.

use super::Settings;

/// Whether a text sets any of the variables.
pub(super) fn is_one(text: &str) -> bool {
    !read(text).is_empty()
}

/// The settings, by the names of `clouds.yaml`. What only a running shell would know is left out.
pub(super) fn read(text: &str) -> Settings {
    let mut settings = Settings::new();
    for line in text.lines() {
        for statement in line.split(';') {
            let statement = statement.trim_start();
            let statement = statement.strip_prefix("export ").unwrap_or(statement).trim_start();
            let Some((name, value)) = statement.strip_prefix("OS_").and_then(|rest| rest.split_once('='))
            else {
                continue;
            };
            let is_name = name.bytes().all(|byte| byte == b'_' || byte.is_ascii_uppercase());
            if let (true, Some(value)) = (is_name, word(value)) {
                settings.insert(name.to_ascii_lowercase(), value);
            }
        }
    }
    settings
}

/// The first word as a shell reads it, without its quotes; nothing if the shell would put something else there.
fn word(text: &str) -> Option<String> {
    let mut word = String::new();
    let mut quote = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if c == open => quote = None,
            (None | Some('"'), '\\') => word.extend(rest.next()),
            (None | Some('"'), '$' | '`') => return None,
            (None, c) if c.is_whitespace() => break,
            _ => word.push(c),
        }
    }
    Some(word)
}
