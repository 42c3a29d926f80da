//! What became of a file, line by line.

use std::sync::Arc;

use hotplate_agent::{FileTree, Text};

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was there before.
    Kept,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

/// One line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLine {
    /// What became of it.
    pub change: Change,
    /// Its text without its end.
    pub text: String,
    /// The instances whose facts it carries, in order, each once.
    pub from: Vec<Arc<str>>,
}

/// A file before and after, as lines. What the beginning and the end have in common was kept; what lies between was
/// replaced: enough for files that scripts append to or write anew.
pub fn changed_lines(before: &Text, after: &Text) -> Vec<FileLine> {
    let old: Vec<&str> = before.as_str().lines().collect();
    let new = spans(after.as_str());
    let head = old.iter().zip(&new).take_while(|(old, (_, new))| *old == new).count();
    let tail = old[head..]
        .iter()
        .rev()
        .zip(new[head..].iter().rev())
        .take_while(|(old, (_, new))| *old == new)
        .count();
    let line = |change, text: &str, from| FileLine { change, text: text.to_owned(), from };
    let kept = |(_, text): &(usize, &str)| line(Change::Kept, text, Vec::new());
    let removed = old[head..old.len() - tail].iter().map(|text| line(Change::Removed, text, Vec::new()));
    let added = new[head..new.len() - tail]
        .iter()
        .map(|(start, text)| line(Change::Added, text, instances(after, *start, start + text.len())));
    new[..head]
        .iter()
        .map(kept)
        .chain(removed)
        .chain(added)
        .chain(new[new.len() - tail..].iter().map(kept))
        .collect()
}

/// A file of an instance that scripts changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFile {
    /// Its path.
    pub path: String,
    /// Its lines.
    pub lines: Vec<FileLine>,
}

/// The files that differ in the end, in the order in which they came to be, then those that are gone.
pub fn changed_files(before: &FileTree, after: &FileTree) -> Vec<ChangedFile> {
    let none = Text::default();
    let changed = after.iter().filter(|(path, text)| before.get(*path) != Some(*text));
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let file = |path: &String, after: &Text| ChangedFile {
        path: path.clone(),
        lines: changed_lines(before.get(path).unwrap_or(&none), after),
    };
    changed.map(|(path, text)| file(path, text)).chain(gone.map(|path| file(path, &none))).collect()
}

/// How many lines were added.
pub fn added(lines: &[FileLine]) -> usize {
    lines.iter().filter(|line| line.change == Change::Added).count()
}

/// Each line with the byte at which it starts.
fn spans(text: &str) -> Vec<(usize, &str)> {
    let base = text.as_ptr() as usize;
    text.lines().map(|line| (line.as_ptr() as usize - base, line)).collect()
}

fn instances(text: &Text, start: usize, end: usize) -> Vec<Arc<str>> {
    let mut instances: Vec<Arc<str>> = Vec::new();
    for (range, origin) in text.origins() {
        if range.start < end && start < range.end && !instances.contains(&origin.instance) {
            instances.push(origin.instance.clone());
        }
    }
    instances
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str, expected: &str) {
        let mark = |change| match change {
            Change::Kept => ' ',
            Change::Added => '+',
            Change::Removed => '-',
        };
        let lines = changed_lines(&before.into(), &after.into());
        let shown: Vec<String> =
            lines.iter().map(|line| format!("{}{}", mark(line.change), line.text)).collect();
        assert_eq!(shown.join("\n"), expected);
    }

    #[test]
    fn appended_lines_are_added() {
        check(
            "127.0.0.1 localhost\n",
            "127.0.0.1 localhost\n10.0.0.4 a\n10.0.0.5 b\n",
            " 127.0.0.1 localhost\n+10.0.0.4 a\n+10.0.0.5 b",
        );
    }

    #[test]
    fn lines_in_the_middle_are_replaced() {
        check("a\nb\nc\n", "a\nx\ny\nc\n", " a\n-b\n+x\n+y\n c");
        check("a\na\n", "a\na\na\n", " a\n a\n+a");
        check("a\n", "", "-a");
        check("", "a", "+a");
        check("", "", "");
    }
}
