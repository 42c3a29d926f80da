//! A resolved value as indented JSON, in pieces, so that what is pending can be told from what is known.

use hotplate_plan::Resolved;
use hotplate_schema::{Key, Value};

use super::words::reference;

/// A stretch of a shown value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Known text.
    Known(String),
    /// Stands for something that only exists once the stack does.
    Pending(String),
    /// Stands for something that is not evaluated here: why.
    Unknown(String),
}

/// Lines of a value that are shown; the rest is counted.
const MOST_LINES: usize = 400;

/// Shows a value.
pub fn show(value: &Resolved) -> Vec<Piece> {
    let mut writer = Writer::default();
    writer.resolved(value, 0);
    writer.pieces
}

/// Shows a known value.
pub fn show_known(value: &Value) -> Vec<Piece> {
    let mut writer = Writer::default();
    writer.known(value, 0);
    writer.pieces
}

/// Whether any part is pending or unknown.
pub fn is_open(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| !matches!(piece, Piece::Known(_)))
}

#[derive(Default)]
struct Writer {
    pieces: Vec<Piece>,
    lines: usize,
}

impl Writer {
    fn text(&mut self, text: &str) {
        if let Some(Piece::Known(last)) = self.pieces.last_mut() {
            last.push_str(text);
        } else {
            self.pieces.push(Piece::Known(text.to_owned()));
        }
    }

    fn line(&mut self, depth: usize) {
        self.lines += 1;
        self.text("\n");
        self.text(&"  ".repeat(depth));
    }

    fn resolved(&mut self, value: &Resolved, depth: usize) {
        match value {
            Resolved::Known(value) => self.known(value, depth),
            Resolved::List(items) => {
                self.block('[', ']', depth, items.iter(), |writer, item| writer.resolved(item, depth + 1));
            }
            Resolved::Map(entries) => self.block('{', '}', depth, entries.iter(), |writer, (key, value)| {
                writer.key(key);
                writer.resolved(value, depth + 1);
            }),
            Resolved::Pending(references) => {
                let names: Vec<String> = references.iter().map(reference).collect();
                self.pieces.push(Piece::Pending(names.join(", ")));
            }
            Resolved::Unknown(why) => self.pieces.push(Piece::Unknown(why.clone())),
        }
    }

    fn known(&mut self, value: &Value, depth: usize) {
        match value {
            Value::List(items) if !items.is_empty() => {
                self.block('[', ']', depth, items.iter(), |writer, item| writer.known(item, depth + 1));
            }
            Value::Map(entries) if !entries.is_empty() => {
                self.block('{', '}', depth, entries.iter(), |writer, (key, value)| {
                    writer.key(key);
                    writer.known(value, depth + 1);
                });
            }
            Value::String(text) if text.trim_end_matches('\n').contains('\n') => self.lines_of(text, depth),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
                self.text(&value.to_json(false))
            }
            Value::String(_) | Value::List(_) | Value::Map(_) => self.text(&value.to_json(false)),
        }
    }

    /// A text of several lines reads better as YAML writes it.
    fn lines_of(&mut self, text: &str, depth: usize) {
        self.text("|");
        let all: Vec<&str> = text.lines().collect();
        for (index, line) in all.iter().enumerate() {
            if self.lines >= MOST_LINES {
                self.more(all.len() - index, depth + 1);
                return;
            }
            self.line(depth + 1);
            self.text(line);
        }
    }

    fn key(&mut self, key: &Key) {
        let text = match key {
            Key::String(_) => key.to_value().to_json(false),
            Key::Null | Key::Bool(_) | Key::Int(_) | Key::Float(_) => {
                format!("\"{}\"", key.to_value().python_str())
            }
        };
        self.text(&text);
        self.text(": ");
    }

    fn more(&mut self, left: usize, depth: usize) {
        self.line(depth);
        self.text(&format!("… {left} more"));
    }

    fn block<T>(
        &mut self,
        open: char,
        close: char,
        depth: usize,
        items: impl ExactSizeIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.text(&open.to_string());
        let total = items.len();
        for (index, item) in items.enumerate() {
            if self.lines >= MOST_LINES {
                self.more(total - index, depth + 1);
                break;
            }
            self.line(depth + 1);
            write(self, item);
            if index + 1 < total {
                self.text(",");
            }
        }
        self.line(depth);
        self.text(&close.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hotplate_plan::{Reference, ResourcePath};

    #[test]
    fn pending_parts_stand_out() {
        let pending = Reference { resource: ResourcePath::root("sdg"), attribute: Vec::new() };
        let entries = [
            (Key::from("a"), Resolved::Pending(vec![pending])),
            (Key::from("b"), Resolved::Unknown("yaql".to_owned())),
        ];
        let pieces = show(&Resolved::Map(entries.into_iter().collect()));
        assert!(is_open(&pieces));
        assert!(pieces.contains(&Piece::Pending("sdg".to_owned())), "{pieces:?}");
        assert!(pieces.contains(&Piece::Unknown("yaql".to_owned())), "{pieces:?}");
        assert_eq!(pieces.last(), Some(&Piece::Known("\n}".to_owned())));
    }

    #[test]
    fn long_values_are_counted_instead_of_shown() {
        let pieces = show_known(&Value::List(vec![Value::Null; 10_000]));
        let [Piece::Known(text)] = pieces.as_slice() else { panic!("one piece expected") };
        assert!(text.lines().count() < MOST_LINES + 5);
        assert!(text.contains("… 9600 more"), "{}", &text[text.len() - 40..]);
    }
}
