//! What became of a file, line by line.

use hotplate_agent::{FileTree, Origin, Text};

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
    /// Its text without its end, in stretches of one origin.
    pub stretches: Vec<Stretch>,
}

/// A stretch of a line, all of it of one origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The text; empty where something unknown would stand.
    pub text: String,
    /// Where it came from; `None` if the script itself wrote it, or it was there before.
    pub from: Option<Origin>,
}

impl FileLine {
    /// Its whole text.
    pub fn text(&self) -> String {
        self.stretches.iter().map(|stretch| stretch.text.as_str()).collect()
    }

    /// Where each part of it came from, in words; nothing if no part came from elsewhere.
    pub fn provenance(&self) -> Option<String> {
        let mut parts = Vec::new();
        for stretch in &self.stretches {
            parts.extend(stretch.from.as_ref().map(|from| origin_words(&stretch.text, from)));
        }
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

/// Where a text came from: `node-0 is the hostname of server_group[0]`.
pub fn origin_words(text: &str, from: &Origin) -> String {
    match from.fact.strip_prefix('?') {
        Some(what) => format!("what {} gives on {} is not known", what.trim(), from.instance),
        None => format!("{} is the {} of {}", text.trim(), from.fact, from.instance),
    }
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
    let own = |text: &str| vec![Stretch { text: text.to_owned(), from: None }];
    let kept = |(_, text): &(usize, &str)| FileLine { change: Change::Kept, stretches: own(text) };
    let removed = old[head..old.len() - tail]
        .iter()
        .map(|text| FileLine { change: Change::Removed, stretches: own(text) });
    let added = new[head..new.len() - tail].iter().map(|(start, text)| FileLine {
        change: Change::Added,
        stretches: stretches(after, *start, start + text.len()),
    });
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
pub fn changed_files(before: &FileTree, after: &[(&str, &Text)]) -> Vec<ChangedFile> {
    let none = Text::default();
    let file = |path: &str, after: &Text| ChangedFile {
        path: path.to_owned(),
        lines: changed_lines(before.get(path).unwrap_or(&none), after),
    };
    let mut changed = Vec::new();
    for (path, text) in after {
        if before.get(*path) != Some(*text) {
            changed.push(file(path, text));
        }
    }
    for path in before.keys() {
        if !after.iter().any(|(kept, _)| kept == path) {
            changed.push(file(path, &none));
        }
    }
    changed
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

/// A part of a text in stretches of one origin.
fn stretches(text: &Text, start: usize, end: usize) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut push = |from: usize, to: usize, origin: Option<&Origin>| {
        if let Some(part) = text.as_str().get(from..to).filter(|part| !part.is_empty() || origin.is_some()) {
            stretches.push(Stretch { text: part.to_owned(), from: origin.cloned() });
        }
    };
    let mut at = start;
    for (range, origin) in text.origins() {
        let (from, to) = (range.start.max(at), range.end.min(end));
        if from <= to && range.start <= end && range.end >= start && (from < to || range.is_empty()) {
            push(at, from, None);
            push(from, to, Some(origin));
            at = to;
        }
    }
    push(at, end, None);
    stretches
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
            lines.iter().map(|line| format!("{}{}", mark(line.change), line.text())).collect();
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

    #[test]
    fn every_part_of_a_line_says_where_it_came_from() {
        let mut after = Text::from("127.0.0.1 localhost\n");
        after.push(&Text::from_origin("10.0.0.4", Origin::new("group[0]", "ipaddress")));
        after.push_str(" ");
        after.push(&Text::from_origin("node-0", Origin::new("group[0]", "hostname")));
        after.push_str(".lab\nend ");
        after.push(&Text::from_origin("", Origin::new("group[1]", "? `uptime`")));
        after.push_str("\n");
        let lines = changed_lines(&"127.0.0.1 localhost\n".into(), &after);
        let told: Vec<_> = lines.iter().map(|line| (line.text(), line.provenance())).collect();
        let words = |words: &str| Some(words.to_owned());
        assert_eq!(
            told,
            [
                ("127.0.0.1 localhost".to_owned(), None),
                (
                    "10.0.0.4 node-0.lab".to_owned(),
                    words("10.0.0.4 is the ipaddress of group[0]; node-0 is the hostname of group[0]")
                ),
                ("end ".to_owned(), words("what `uptime` gives on group[1] is not known")),
            ]
        );
    }
}
