//! Texts in a POSIX shell: nothing that a template or a person wrote is ever run.

use crate::later::{Piece, pieces};

/// A text as one word, with what comes later as variables.
pub(super) fn word(text: &str) -> String {
    let parts = pieces(text);
    if parts.is_empty() {
        return "''".to_owned();
    }
    let part = |piece: &Piece<'_>| match piece {
        Piece::Later(name) => format!("\"${{{name}}}\""),
        Piece::Text(text) => quote(text),
    };
    parts.iter().map(part).collect()
}

fn quote(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:,=@%".contains(c);
    if text.chars().all(plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

/// A text for a here-document that is not quoted, with what comes later as variables.
pub(super) fn document(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Later(name) => written.push_str(&format!("${{{name}}}")),
            Piece::Text(text) => {
                for c in text.chars() {
                    if matches!(c, '\\' | '$' | '`') {
                        written.push('\\');
                    }
                    written.push(c);
                }
            }
        }
    }
    written
}

/// The name of the variable that holds a hidden parameter's value.
pub(super) fn variable(parameter: &str) -> String {
    let name =
        parameter.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' });
    let name: String = name.collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}
