//! What a call cannot say before the one before it has been answered: a mark that stands in its place, in characters
//! that nobody types, until the answer is there. Nothing with a mark in it is sent.

/// The id of the stack that is created before.
pub const STACK: &str = "\u{f0000}STACK_ID\u{f0001}";

/// The id of the reservation in the lease that is made before.
pub const RESERVATION: &str = "\u{f0000}RESERVATION_ID\u{f0001}";

/// The pieces of a text: as it is, or the name of what comes later.
pub(crate) enum Piece<'a> {
    Text(&'a str),
    Later(&'a str),
}

/// Takes a text apart.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for (number, part) in text.split('\u{f0000}').enumerate() {
        let (name, rest) = part.split_once('\u{f0001}').filter(|_| number > 0).unwrap_or(("", part));
        if !name.is_empty() {
            pieces.push(Piece::Later(name));
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest));
        }
    }
    pieces
}
