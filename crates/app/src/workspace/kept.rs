//! What this page is to start when a lease begins. The browser keeps it, so that a page that was closed before can be
//! asked to go on: an id and a name, nothing of the sign-in.

/// The stack that a lease is waited for with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The lease's id; empty for one that was to be made once the stack is stored.
    pub lease: String,
    /// The stack's name.
    pub stack: String,
}

/// So many are kept, the latest.
const MOST: usize = 8;

/// Reads what was kept.
pub(super) fn read_kept(text: &str) -> Vec<Kept> {
    let mut all = Vec::new();
    for line in text.lines() {
        if let Some((lease, stack)) = line.split_once(' ') {
            all.push(Kept { lease: lease.to_owned(), stack: stack.to_owned() });
        }
    }
    all
}

/// Writes what is to be kept, one a line.
pub(crate) fn write_kept(all: &[Kept]) -> String {
    let mut text = String::new();
    for kept in all.iter().rev().take(MOST).rev() {
        for part in [&kept.lease, " ", &kept.stack, "\n"] {
            text.push_str(part);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let kept =
            |number: usize| Kept { lease: format!("id-{number}"), stack: format!("my stack {number}") };
        let all: Vec<Kept> = (0..MOST + 2).map(kept).collect();
        assert_eq!(read_kept(&write_kept(&all)), all[2..]);
        assert_eq!(read_kept("broken\n\n"), []);
    }
}
