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

/// The name of the variable that holds a hidden parameter's value: none of the shell's own, and another for each.
pub(super) fn variable(parameter: &str) -> String {
    parameter.chars().fold("PARAM_".to_owned(), |name, c| match c {
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
