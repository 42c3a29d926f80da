//! What a call cannot say before the one before it has been answered: a mark that stands in its place, in characters
//! that nobody types, until the answer is there. Nothing with a mark in it is sent, and what a person gives may hold
//! none: in a form to copy a mark becomes a variable, which a shell would expand.

const BEGIN: char = '\u{f0000}';
const END: char = '\u{f0001}';

/// The id of the stack that is created before.
pub const STACK: &str = "\u{f0000}STACK_ID\u{f0001}";

/// The id of the reservation in the lease that is made before.
pub const RESERVATION: &str = "\u{f0000}RESERVATION_ID\u{f0001}";

/// The pieces of a text: as it is, or the name of what comes later.
pub(crate) enum Piece<'a> {
    Text(&'a str),
    Later(&'a str),
}

/// Whether a text holds a character that marks are made of.
#[must_use]
pub fn is_marked(text: &str) -> bool {
    text.contains([BEGIN, END])
}

/// A mark with the name of a variable: letters, digits and underscores.
pub(crate) fn mark(name: &str) -> String {
    format!("{BEGIN}{name}{END}")
}

/// Takes a text apart. What is no variable's name between two marking characters is text like any other.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(BEGIN) {
        let Some((name, _)) = text[at + BEGIN.len_utf8()..].split_once(END) else { continue };
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if !name.is_empty() && name.chars().all(is_name) {
            pieces.extend((from < at).then(|| Piece::Text(&text[from..at])));
            pieces.push(Piece::Later(name));
            from = at + BEGIN.len_utf8() + name.len() + END.len_utf8();
        }
    }
    pieces.extend((from < text.len()).then(|| Piece::Text(&text[from..])));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_of_a_variable_is_taken_for_one() {
        let told = |text: &str| {
            let told = |piece: &Piece<'_>| match piece {
                Piece::Text(text) => format!("text {text:?}"),
                Piece::Later(name) => format!("later {name}"),
            };
            pieces(text).iter().map(told).collect::<Vec<_>>()
        };
        assert_eq!(
            told(&format!("a{STACK}b{RESERVATION}")),
            ["text \"a\"", "later STACK_ID", "text \"b\"", "later RESERVATION_ID"]
        );
        assert_eq!(told(STACK), ["later STACK_ID"]);
        assert!(told("").is_empty());
        for no_name in ["A}$(reboot)${B", "", "a b", "{__import__('os')}"] {
            let text = format!("x\u{f0000}{no_name}\u{f0001}y");
            assert_eq!(told(&text), [format!("text {text:?}")]);
            assert!(is_marked(&text));
        }
    }
}
