//! The pages in `site/checks`: one per code, with a bad and a good example.
//!
//! A line of carets in an example names the code that is found above it: `#   ^^^ unknown-key`; where the place begins
//! with the line, `#<^^ unknown-section`. Such lines are taken out before the example is read. `times=N` behind a
//! fence repeats the last line.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "only tests read the pages")]

use std::path::PathBuf;

use hotplate_hot::{Diagnostic, Document, LineIndex};

/// A place that an example points at: line and first and last column, from 0, and the code.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    pub(crate) line: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) code: String,
}

/// A fenced example.
pub(crate) struct Example {
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    /// What stands behind the fence: `bad`, `good`, `environment`.
    pub(crate) words: Vec<String>,
}

impl Example {
    pub(crate) fn is(&self, word: &str) -> bool {
        self.words.iter().any(|other| other == word)
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../site/checks")
}

/// The codes that have a page.
pub(crate) fn codes() -> Vec<String> {
    let files = std::fs::read_dir(folder()).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut codes: Vec<String> =
        names.filter_map(|name| Some(name.strip_suffix(".md")?.to_owned())).collect();
    codes.sort();
    codes
}

/// The page of a code.
pub(crate) fn text(code: &str) -> String {
    std::fs::read_to_string(folder().join(format!("{code}.md"))).unwrap()
}

/// The examples of a page.
pub(crate) fn examples(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = page.lines();
    while let Some(fence) = lines.by_ref().find(|line| line.starts_with("```")) {
        let words: Vec<String> = fence.trim_start_matches('`').split(' ').map(str::to_owned).collect();
        let (mut text, mut marks, mut count) = (String::new(), Vec::new(), 0);
        let mut last = "";
        for line in lines.by_ref().take_while(|line| !line.starts_with("```")) {
            match mark(line, count) {
                Some(mark) => marks.push(mark),
                None => {
                    text.push_str(line);
                    text.push('\n');
                    count += 1;
                    last = line;
                }
            }
        }
        let times = words.iter().find_map(|word| word.strip_prefix("times=")?.parse().ok());
        text.push_str(&format!("{last}\n").repeat(times.unwrap_or(0)));
        examples.push(Example { text, marks, words });
    }
    examples
}

/// A line of carets, which points at the line above it.
fn mark(line: &str, count: u32) -> Option<Mark> {
    let behind = line.strip_prefix('#')?;
    let carets = behind.trim_start_matches([' ', '<']);
    let code = carets.trim_start_matches('^');
    if carets.len() == code.len() {
        return None;
    }
    let end = (line.len() - code.len()) as u32;
    let start = if behind.starts_with('<') { 0 } else { (line.len() - carets.len()) as u32 };
    Some(Mark { line: count.checked_sub(1)?, start, end, code: code.trim().to_owned() })
}

/// A finding as the mark that should point at it. Of several lines, the first is pointed at.
pub(crate) fn marked(diagnostic: &Diagnostic, document: &Document) -> Mark {
    let index = LineIndex::new(document.text());
    let span = document.span(diagnostic.place());
    let first = document.slice(span).lines().next().unwrap_or_default();
    let (start, end) = (index.line_column(span.start), index.line_column(span.end));
    let end = if start.line == end.line { end.column } else { start.column + first.chars().count() as u32 };
    Mark { line: start.line, start: start.column, end, code: diagnostic.code.to_string() }
}
