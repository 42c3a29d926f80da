//! What is changed in a template's text, and where: every other byte stays as it is.

use crate::Node;
use crate::document::prefix;

/// What a place becomes.
pub(super) struct Change {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: String,
}

/// Where the value of an entry is written.
pub(super) struct Written<'a> {
    /// Where its key ends.
    pub(super) key: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether only an alias of it stands there.
    pub(super) is_alias: bool,
    pub(super) node: &'a Node,
}

impl<'a> Written<'a> {
    pub(super) fn of(mapping: &'a Node, key: &str, text: &str) -> Option<Self> {
        let entries = mapping.as_mapping()?;
        let (_, span, node) = entries.iter().find(|(known, ..)| known.as_str() == Some(key))?;
        let key = span.end as usize;
        let behind = text.get(key..).unwrap_or_default().trim_start();
        let value = behind.strip_prefix(':').unwrap_or(behind).trim_start();
        let is_alias = value.starts_with('*');
        let (start, end) = match is_alias {
            true => {
                let start = text.len() - value.len();
                let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}');
                (start, start + value.find(ends).unwrap_or(value.len()))
            }
            false => (node.span.start as usize, node.span.end as usize),
        };
        Some(Self { key, start, end, is_alias, node })
    }

    /// Its anchor and tag, and what stands behind them.
    pub(super) fn parts(&self, text: &'a str) -> (&'a str, &'a str) {
        let written = text.get(self.start..self.end).unwrap_or_default();
        written.split_at(prefix(written))
    }
}

/// Whether there is what looks like an anchor.
pub(super) fn has_anchor(written: &str) -> bool {
    written
        .match_indices('&')
        .any(|(at, _)| written[at + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// Puts an entry into a section, or into a new one before the resources.
pub(super) fn say(
    root: &Node,
    text: &str,
    section: &str,
    entry: &str,
    changes: &mut Vec<Change>,
) -> Result<(), String> {
    let entries = root.as_mapping().unwrap_or_default();
    match root.get(section).filter(|section| !section.is_null()) {
        Some(section) => first(section, text, entry, changes),
        None => {
            let stands = entries.iter().any(|(key, ..)| key.as_str() == Some(section));
            let (_, key, _) = entries
                .iter()
                .find(|(key, ..)| key.as_str() == Some(if stands { section } else { "resources" }))
                .ok_or("the template has no resources")?;
            if stands {
                return Err(format!("its section `{section}` is empty: leave it out"));
            }
            let start = key.start as usize;
            let block = text.get(..start).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
            let text = match block {
                true => format!("{section}:\n  {entry}\n\n"),
                false => format!("{section}: {{{entry}}}, "),
            };
            changes.push(Change { start, end: start, text });
        }
    }
    Ok(())
}

/// Puts an entry before all others of a mapping.
pub(super) fn first(mapping: &Node, text: &str, entry: &str, changes: &mut Vec<Change>) {
    let Some(entries) = mapping.as_mapping() else { return };
    let written = text.get(mapping.span.range()).unwrap_or_default();
    let (before, content) = written.split_at(prefix(written));
    let Some((_, key, _)) = entries.iter().min_by_key(|(_, key, _)| key.start) else {
        return changes.push(at(mapping, [before, "{", entry, "}"].concat()));
    };
    let start = key.start as usize;
    let before = text.get(..start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let text = match content.starts_with('{') {
        true => format!("{entry}, "),
        // What stands in a list has its first key after a dash.
        false => format!("{entry}\n{}", " ".repeat(line.chars().count())),
    };
    changes.push(Change { start, end: start, text });
}

pub(super) fn at(node: &Node, text: String) -> Change {
    Change { start: node.span.start as usize, end: node.span.end as usize, text }
}

/// A text with changes, each made once: what an alias repeats stands in one place.
pub(super) fn changed(text: &str, mut changes: Vec<Change>) -> String {
    changes.sort_by_key(|change| (change.start, change.end));
    changes.dedup_by_key(|change| (change.start, change.end));
    let (mut whole, mut done) = (String::with_capacity(text.len() * 2), 0);
    for change in changes {
        let Some(between) = text.get(done..change.start) else { continue };
        whole.push_str(between);
        whole.push_str(&change.text);
        // A block's value ends after its line; the end of the line is not part of what it says.
        let replaced = text.get(change.start..change.end).unwrap_or_default();
        done = change.start + replaced.trim_end().len();
    }
    whole.push_str(text.get(done..).unwrap_or_default());
    whole
}
