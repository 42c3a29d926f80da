//! Texts in a POSIX shell: nothing that a template or a person wrote is ever run.

use super::QUOTED;
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
            Piece::Later(name) => written.push_str(&filled(name)),
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

/// What comes later in a text of JSON: a secret as JSON writes it, and once more where YAML's quotes are around it.
fn filled(name: &str) -> String {
    let escaped = |inner: &str| format!("$(json \"{inner}\")");
    match name.strip_prefix(QUOTED) {
        Some(name) => escaped(&escaped(&format!("${name}"))),
        None if name.starts_with(VARIABLE) => escaped(&format!("${name}")),
        None => format!("${{{name}}}"),
    }
}

/// What the name of every variable begins with that holds a secret.
pub(super) const VARIABLE: &str = "PARAM_";

/// The name of the variable that holds a hidden parameter's value: none of the shell's own, and another for each.
pub(super) fn variable(parameter: &str) -> String {
    parameter.chars().fold(VARIABLE.to_owned(), |name, c| match c {
        c if c.is_ascii_alphanumeric() || c == '_' => name + c.encode_utf8(&mut [0; 4]),
        c => name + &format!("_{:X}_", u32::from(c)),
    })
}

/// Waits for a lease to begin, whose status a command prints, and ends when it never will.
pub(super) fn until_active(status: &str) -> String {
    format!(
        "while :; do\n  case $({status}) in\n    ACTIVE) break ;;\n    ERROR | TERMINATED) echo 'the lease is over' >&2; exit 1 ;;\n  esac\n  sleep 10\ndone\n"
    )
}
