//! Texts, and the origins that all texts of a message share.

use hotplate_agent::{FileTree, Origin};
use indexmap::IndexSet;
use serde::{Deserialize, Serialize};

/// A text with its stretches: where each begins, how long it is, and the number of its origin.
#[derive(Serialize, Deserialize)]
pub(crate) struct Text(String, Vec<(u32, u32, u32)>);

/// The origins of a message by their numbers.
#[derive(Default)]
pub(crate) struct Origins(IndexSet<Origin>);

impl Origins {
    /// The origins as they are sent: instance and fact.
    pub(crate) fn list(self) -> Vec<(String, String)> {
        self.0.iter().map(|origin| (origin.instance.to_string(), origin.fact.to_string())).collect()
    }
}

impl From<Vec<(String, String)>> for Origins {
    fn from(list: Vec<(String, String)>) -> Self {
        Self(list.iter().map(|(instance, fact)| Origin::new(instance, fact)).collect())
    }
}

impl Text {
    pub(crate) fn new(text: &hotplate_agent::Text, origins: &mut Origins) -> Self {
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let stretches = text.origins().iter().map(|(range, origin)| {
            let number = match origins.0.get_index_of(origin) {
                Some(number) => number,
                None => origins.0.insert_full(origin.clone()).0,
            };
            (short(range.start), short(range.len()), short(number))
        });
        Self(text.as_str().to_owned(), stretches.collect())
    }

    pub(crate) fn build(self, origins: &Origins) -> hotplate_agent::Text {
        let source = hotplate_agent::Text::from(self.0);
        let mut text = hotplate_agent::Text::default();
        for (start, length, number) in self.1 {
            let (start, end) = (start as usize, start.saturating_add(length) as usize);
            let Some(origin) = origins.0.get_index(number as usize) else {
                continue;
            };
            text.push_slice(&source, text.len()..start);
            let covered = source.slice(start..end);
            text.push(&hotplate_agent::Text::from_origin(covered.as_str(), origin.clone()));
        }
        text.push_slice(&source, text.len()..source.len());
        text
    }
}

/// Files as they are sent.
pub(crate) fn pack_files(files: &FileTree, origins: &mut Origins) -> Vec<(String, Text)> {
    files.iter().map(|(path, text)| (path.clone(), Text::new(text, origins))).collect()
}

/// Files, or anything else that has texts by name, as they were.
pub(crate) fn build_files(files: Vec<(String, Text)>, origins: &Origins) -> FileTree {
    files.into_iter().map(|(path, text)| (path, text.build(origins))).collect()
}
