//! Fields as they grow out of a word.

use super::super::state::Shell;
use crate::Text;

/// One field: its text in pieces, some of them quoted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    /// The pieces and whether they were quoted.
    pub pieces: Vec<(Text, bool)>,
}

impl Field {
    /// A field of which nothing is quoted.
    pub(crate) fn bare(text: &Text) -> Self {
        Self { pieces: vec![(text.clone(), false)] }
    }

    /// Its text.
    pub(crate) fn text(&self) -> Text {
        let mut text = Text::default();
        for (piece, _) in &self.pieces {
            text.push(piece);
        }
        text
    }

    /// Its length in bytes.
    pub(crate) fn len(&self) -> usize {
        self.pieces.iter().map(|(piece, _)| piece.len()).sum()
    }
}

/// Fields under construction.
pub(crate) struct Fields {
    done: Vec<Field>,
    current: Field,
    /// Whether the current field counts even if it stays empty.
    open: bool,
    /// Whether there are fields at all, or one whole text.
    splits: bool,
    /// `$IFS`
    separators: String,
}

impl Fields {
    /// Fields that split where expansions hold separators.
    pub(super) fn splitting(shell: &Shell) -> Self {
        Self { splits: true, ..Self::whole(shell) }
    }

    /// One whole text.
    pub(super) fn whole(shell: &Shell) -> Self {
        let separators = shell.variable("IFS").map_or(" \t\n", Text::as_str).to_owned();
        Self { done: Vec::new(), current: Field::default(), open: false, splits: false, separators }
    }

    /// The first of the separators, which joins `$*`.
    pub(super) fn joiner(&self) -> String {
        self.separators.chars().next().map(String::from).unwrap_or_default()
    }

    pub(super) fn splits(&self) -> bool {
        self.splits
    }

    pub(super) fn push_quoted(&mut self, text: &Text) {
        self.open = true;
        self.current.pieces.push((text.clone(), true));
    }

    pub(super) fn push_bare(&mut self, text: &Text) {
        self.open = true;
        self.current.pieces.push((text.clone(), false));
    }

    /// The result of an expansion.
    pub(super) fn push_result(&mut self, text: &Text, quoted: bool) {
        if quoted {
            self.push_quoted(text);
        } else {
            self.push_split(text);
        }
    }

    /// Text that is split at separators: blanks among them join, each of the others ends a field.
    pub(super) fn push_split(&mut self, text: &Text) {
        if !self.splits {
            return self.push_bare(text);
        }
        let blank = |c: char| self.separators.contains(c) && matches!(c, ' ' | '\t' | '\n');
        let mut cuts = Vec::new();
        let mut start = 0;
        // Whether only blanks have been seen since the last field ended: then a separator does not end another.
        let mut chars = text.as_str().char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if !self.separators.contains(c) {
                continue;
            }
            let mut end = at + c.len_utf8();
            let mut hard = !blank(c);
            while let Some((next_at, next)) = chars.peek().copied() {
                if blank(next) || (!hard && self.separators.contains(next)) {
                    hard |= !blank(next);
                    end = next_at + next.len_utf8();
                    chars.next();
                } else {
                    break;
                }
            }
            cuts.push((start..at, hard));
            start = end;
        }
        for (range, hard) in cuts {
            if !range.is_empty() {
                self.push_bare(&text.slice(range));
            }
            if hard {
                self.open = true;
            }
            self.end_field();
        }
        let rest = text.slice(start..text.len());
        if !rest.is_empty() {
            self.push_bare(&rest);
        } else if !rest.origins().is_empty() {
            // A mark of something unknown is kept, though it makes no field of its own.
            self.current.pieces.push((rest, false));
        }
    }

    /// Ends the field, if there is one.
    pub(super) fn end_field(&mut self) {
        if self.open {
            self.done.push(std::mem::take(&mut self.current));
            self.open = false;
        }
    }

    pub(super) fn finish(mut self) -> Vec<Field> {
        if !self.splits {
            self.open = true;
        }
        self.end_field();
        self.done
    }
}
