//! Text that remembers where each part of it came from.
//!
//! A script is mostly a mover of text: a fact is read on one instance, joined, cut, reported, merged by Heat and written
//! into a file of another. Every value in the shell is a [`Text`], and everything that joins or cuts text does so
//! through the few functions here, so a byte of a file can still say which instance and which fact it came from.

use std::ops::{Deref, Range};
use std::sync::Arc;

/// Where a stretch of text came from. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin(Arc<Names>);

/// The two names of an origin.
#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Names {
    /// The instance: `server_group[0]`.
    pub instance: Arc<str>,
    /// The fact of it: `ipaddress`; or `?` and a command, for the output of something that cannot be known.
    pub fact: Arc<str>,
}

impl Deref for Origin {
    type Target = Names;

    fn deref(&self) -> &Names {
        &self.0
    }
}

impl Origin {
    /// An origin from its two names.
    pub fn new(instance: &str, fact: &str) -> Self {
        Self(Arc::new(Names { instance: instance.into(), fact: fact.into() }))
    }

    /// Whether it stands for something that cannot be known.
    pub fn is_unknown(&self) -> bool {
        self.fact.starts_with('?')
    }
}

/// A text and the origins of its stretches. What no origin covers was written by the script itself.
///
/// Stretches are in order and never overlap. An empty stretch marks a place where something unknown would stand.
/// Copies of a text share them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    text: String,
    /// `None` for none.
    origins: Option<Arc<Vec<Stretch>>>,
}

/// A range of bytes, and where it came from.
type Stretch = (Range<usize>, Origin);

impl Text {
    /// A text that comes from one origin as a whole. An empty one keeps the origin as a mark.
    pub fn from_origin(text: &str, origin: Origin) -> Self {
        Self { text: text.to_owned(), origins: Some(Arc::new(vec![(0..text.len(), origin)])) }
    }

    /// The bare text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The stretches whose origin is known: ranges of bytes.
    pub fn origins(&self) -> &[(Range<usize>, Origin)] {
        self.origins.as_deref().map_or(&[], Vec::as_slice)
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether it has no bytes (it may still hold a mark).
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds text that the script itself wrote.
    pub fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds another text with its origins.
    pub fn push(&mut self, other: &Text) {
        if self.text.is_empty() && self.origins.is_none() {
            self.text.push_str(&other.text);
            self.origins.clone_from(&other.origins);
            return;
        }
        self.push_slice(other, 0..other.len());
    }

    /// Adds a range of another text with its origins. Ends outside the text or inside a character move to the left.
    pub fn push_slice(&mut self, other: &Text, range: Range<usize>) {
        let end = other.text.floor_char_boundary(range.end);
        let start = other.text.floor_char_boundary(range.start).min(end);
        let shift = self.text.len();
        self.text.push_str(&other.text[start..end]);
        let origins = other.origins();
        let first = origins.partition_point(|(stretch, _)| stretch.end < start);
        for (stretch, origin) in &origins[first..] {
            if stretch.start > end {
                break;
            }
            let kept = stretch.start.max(start)..stretch.end.min(end);
            // A mark at the border of two slices shows in both: better twice than not at all.
            if kept.is_empty() && !stretch.is_empty() {
                continue;
            }
            self.add_origin(kept.start - start + shift..kept.end - start + shift, origin);
        }
    }

    /// Adds text that stands for a range of another: a letter in another case, an escape in place of a character.
    pub fn push_as(&mut self, text: &str, other: &Text, range: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        if let Some(origin) = other.origin_of(range) {
            self.add_origin(start..self.text.len(), origin);
        }
    }

    /// A part of the text with its origins. Ends outside the text or inside a character move to the left.
    pub fn slice(&self, range: Range<usize>) -> Text {
        let mut part = Text::default();
        part.push_slice(self, range);
        part
    }

    /// The origin of the first byte of a range that has one.
    pub fn origin_of(&self, range: Range<usize>) -> Option<&Origin> {
        let first = self.origins().partition_point(|(stretch, _)| stretch.end <= range.start);
        self.origins().get(first).filter(|(stretch, _)| stretch.start < range.end).map(|(_, origin)| origin)
    }

    /// The first mark of something unknown, whether it has text or not.
    pub fn unknown(&self) -> Option<&Origin> {
        self.origins().iter().map(|(_, origin)| origin).find(|origin| origin.is_unknown())
    }

    /// A text that was computed from the whole of this one, a digest for example: it comes from where the first part
    /// of this with an origin does. What is unknown in this leaves nothing but its mark.
    pub(crate) fn compute(&self, text: &str) -> Text {
        match (self.unknown(), self.origins().first()) {
            (Some(unknown), _) => Text::from_origin("", unknown.clone()),
            (None, Some((_, origin))) => Text::from_origin(text, origin.clone()),
            (None, None) => text.into(),
        }
    }

    /// Each character replaced by what `change` adds for it; the new characters have the origin of the old.
    pub fn map_chars(&self, mut change: impl FnMut(char, &mut String)) -> Text {
        let mut mapped = Text::from(String::with_capacity(self.len()));
        let mut origins = self.origins().iter().peekable();
        // Where what comes from the stretch that is gone through begins: it is added as a whole.
        let mut begun = None;
        for (at, char) in self.text.char_indices() {
            while let Some((stretch, origin)) = origins.next_if(|(stretch, _)| stretch.end <= at) {
                let start = begun.take().or_else(|| (stretch.start == at).then_some(mapped.len()));
                start.into_iter().for_each(|start| mapped.add_origin(start..mapped.len(), origin));
            }
            if origins.peek().is_some_and(|(stretch, _)| stretch.start < at + char.len_utf8()) {
                begun.get_or_insert(mapped.len());
            }
            change(char, &mut mapped.text);
        }
        if let (Some(start), Some((_, origin))) = (begun, origins.peek()) {
            mapped.add_origin(start..mapped.len(), origin);
        }
        mapped.push_slice(self, self.len()..self.len());
        mapped
    }

    /// The lines, each without its newline. A last line without one counts; an empty rest does not.
    pub fn lines(&self) -> impl Iterator<Item = Text> + '_ {
        self.line_ranges().map(|range| self.slice(range))
    }

    /// Where the lines are, newlines left out.
    pub fn line_ranges(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut start = 0;
        self.text.split_inclusive('\n').map(move |line| {
            let range = start..start + line.trim_end_matches('\n').len();
            start += line.len();
            range
        })
    }

    /// The pieces between occurrences of a separator.
    pub fn split(&self, separator: char) -> impl Iterator<Item = Text> + '_ {
        let mut start = 0;
        self.text.split(separator).map(move |piece| {
            let range = start..start + piece.len();
            start = range.end + separator.len_utf8();
            self.slice(range)
        })
    }

    /// Texts in a row with a separator between them.
    pub fn join<'a>(texts: impl IntoIterator<Item = &'a Text>, separator: &str) -> Text {
        let mut joined = Text::default();
        for (index, text) in texts.into_iter().enumerate() {
            if index > 0 {
                joined.push_str(separator);
            }
            joined.push(text);
        }
        joined
    }

    /// The text without the newlines at its end, as a command substitution gives it.
    pub fn trim_newlines(&self) -> Text {
        let mut trimmed = self.slice(0..self.text.trim_end_matches('\n').len());
        trimmed.push_slice(self, self.len()..self.len());
        trimmed
    }

    /// Says where a range at or after all known stretches came from; joins it to the last stretch where they meet.
    pub(crate) fn add_origin(&mut self, range: Range<usize>, origin: &Origin) {
        let origins = Arc::make_mut(self.origins.get_or_insert_default());
        if let Some((last, known)) = origins.last_mut()
            && last.end == range.start
            && known == origin
            && (last.start < last.end || range.start == range.end)
        {
            last.end = range.end;
            return;
        }
        origins.push((range, origin.clone()));
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { text, origins: None }
    }
}

impl FromIterator<Text> for Text {
    fn from_iter<T: IntoIterator<Item = Text>>(texts: T) -> Self {
        let mut joined = Text::default();
        for text in texts {
            joined.push(&text);
        }
        joined
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &Text, expected: Expect) {
        let mut shown = text.as_str().to_owned();
        for (range, origin) in text.origins() {
            shown += &format!("\n{range:?} {} {}", origin.instance, origin.fact);
        }
        expected.assert_eq(&shown);
    }

    fn address() -> Text {
        Text::from_origin("10.0.0.4", Origin::new("node", "ipaddress"))
    }

    #[test]
    fn joined_text_keeps_its_origins() {
        let mut line = Text::from("# ");
        line.push(&address());
        line.push_str(" node");
        check(
            &line,
            expect![[r#"
                # 10.0.0.4 node
                2..10 node ipaddress"#]],
        );
        check(
            &line.slice(0..5),
            expect![[r#"
                # 10.
                2..5 node ipaddress"#]],
        );
        check(&line.slice(10..15), expect![" node"]);
    }

    #[test]
    fn neighbours_of_one_origin_are_one_stretch() {
        let pieces: Vec<Text> = address().split('.').collect();
        check(
            &Text::join(&pieces, "").slice(0..4),
            expect![[r#"
                1000
                0..4 node ipaddress"#]],
        );
        check(
            &address().map_chars(|char, new| new.push(if char == '.' { '-' } else { char })),
            expect![[r#"
                10-0-0-4
                0..8 node ipaddress"#]],
        );
    }

    #[test]
    fn a_mark_without_text_stays_where_it_was_put() {
        let mut line = Text::from("token=");
        line.push(&Text::from_origin("", Origin::new("node", "? curl")));
        line.push_str("\nnext\n");
        let lines: Vec<Text> = line.lines().collect();
        check(
            &lines[0],
            expect![[r#"
                token=
                6..6 node ? curl"#]],
        );
        check(
            &line.trim_newlines(),
            expect![[r#"
                token=
                next
                6..6 node ? curl"#]],
        );
    }

    #[test]
    fn a_slice_never_cuts_a_character() {
        check(&Text::from("aéb").slice(0..2), expect!["a"]);
        check(&Text::from("aéb").slice(2..99), expect!["éb"]);
    }
}
