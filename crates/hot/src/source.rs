//! Text, byte ranges into it, and their lines and columns.

use std::ops::Range;
use std::sync::Arc;

/// The name of a source as a person knows it: a file name, `environment`.
pub type SourceName = Arc<str>;

/// A named text. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Source {
    /// The file's name.
    pub name: SourceName,
    /// The whole text.
    pub text: Arc<str>,
}

impl Source {
    /// A source of that name and text.
    pub fn new(name: &str, text: &str) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

/// A half-open range of bytes in one [`Source`]; both ends lie on character borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range of bytes, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place as an editor shows it: line and column, both from 0, the column in UTF-16 units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 0.
    pub line: u32,
    /// The column in UTF-16 units, from 0.
    pub column: u32,
}

/// Turns bytes into lines and UTF-16 units and back: the one converter, used only at the edges.
#[derive(Clone, Debug)]
pub struct LineIndex {
    text: Arc<str>,
    /// Byte offset and UTF-16 offset of each line's start.
    lines: Vec<(u32, u32)>,
}

impl LineIndex {
    /// Reads the text once.
    pub fn new(text: &Arc<str>) -> Self {
        let mut lines = vec![(0, 0)];
        let mut utf16 = 0;
        for (at, c) in text.char_indices() {
            utf16 += c.len_utf16() as u32;
            if c == '\n' {
                lines.push((at as u32 + 1, utf16));
            }
        }
        Self { text: text.clone(), lines }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte. A byte past the end counts as the end.
    pub fn line_column(&self, byte: u32) -> LineColumn {
        let byte = self.floor(byte);
        let line = self.lines.partition_point(|&(start, _)| start as usize <= byte) - 1;
        let start = self.lines[line].0 as usize;
        LineColumn { line: line as u32, column: utf16_len(&self.text[start..byte]) }
    }

    /// The offset in UTF-16 units of a byte.
    pub fn utf16(&self, byte: u32) -> u32 {
        let byte = self.floor(byte);
        let line = self.lines.partition_point(|&(start, _)| start as usize <= byte) - 1;
        let (start, units) = self.lines[line];
        units + utf16_len(&self.text[start as usize..byte])
    }

    /// The byte at an offset in UTF-16 units. An offset inside a character counts as the character's start.
    pub fn byte(&self, utf16: u32) -> u32 {
        let line = self.lines.partition_point(|&(_, units)| units <= utf16) - 1;
        let (start, mut units) = self.lines[line];
        for (at, c) in self.text[start as usize..].char_indices() {
            if units + c.len_utf16() as u32 > utf16 {
                return start + at as u32;
            }
            units += c.len_utf16() as u32;
        }
        self.text.len() as u32
    }

    /// The byte at which a line starts, counted from 0.
    pub fn line_start(&self, line: u32) -> u32 {
        self.lines.get(line as usize).map_or(self.text.len() as u32, |&(start, _)| start)
    }

    fn floor(&self, byte: u32) -> usize {
        let mut byte = (byte as usize).min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

fn utf16_len(text: &str) -> u32 {
    text.chars().map(|c| c.len_utf16() as u32).sum()
}
