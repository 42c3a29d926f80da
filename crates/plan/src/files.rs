//! The files a template names.

use std::cell::RefCell;

use hotplate_hot::Source;
use hotplate_schema::IndexMap;

/// Where nested templates and `get_file` contents come from.
pub trait Files {
    /// The file that a template names so, if it is there.
    fn get(&self, name: &str) -> Option<Source>;

    /// Those that are sent with the template whether anything names them or not.
    fn sent(&self) -> Vec<Source> {
        Vec::new()
    }
}

/// No files at all.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Files for NoFiles {
    fn get(&self, _: &str) -> Option<Source> {
        None
    }
}

impl Files for IndexMap<String, Source> {
    fn get(&self, name: &str) -> Option<Source> {
        IndexMap::get(self, name).cloned()
    }
}

/// The file that is named so in a file of that folder: beside it, else as the template at hand would name it. (Heat's
/// clients send every file under one name, wherever it is named.)
pub(crate) fn find(files: &dyn Files, folder: &str, name: &str) -> Option<Source> {
    let is_whole = folder.is_empty() || name.starts_with('/') || name.contains("://");
    let beside = if is_whole { None } else { files.get(&join(folder, name)) };
    beside.or_else(|| files.get(name))
}

/// The folder of a file: all before its own name.
pub(crate) fn folder_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn join(folder: &str, name: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in name.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Hands files on and keeps those that were found, so that a plan can be evaluated again without asking for them.
pub(crate) struct Recorder<'a> {
    files: &'a dyn Files,
    found: RefCell<IndexMap<String, Source>>,
}

impl<'a> Recorder<'a> {
    /// A recorder of these files.
    pub(crate) fn new(files: &'a dyn Files) -> Self {
        Self { files, found: RefCell::default() }
    }

    /// What was found so far, in the order of asking, and what is sent besides.
    pub(crate) fn found(&self) -> Vec<Source> {
        let found = self.found.borrow();
        let besides = self.files.sent().into_iter().filter(|file| !found.contains_key(&*file.name));
        found.values().cloned().chain(besides).collect()
    }

    /// What was found.
    pub(crate) fn into_found(self) -> IndexMap<String, Source> {
        self.found.into_inner()
    }
}

impl Files for Recorder<'_> {
    fn get(&self, name: &str) -> Option<Source> {
        if !cfg!(feature = "functions") {
            return self.files.get(name);
        }
        if let Some(file) = self.found.borrow().get(name) {
            return Some(file.clone());
        }
        let file = self.files.get(name)?;
        self.found.borrow_mut().insert(name.to_owned(), file.clone());
        Some(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_beside_each_other() {
        let names = ["a.yaml", "lib/a.yaml", "lib/deep/b.yaml"];
        let files: IndexMap<String, Source> =
            names.iter().map(|name| (name.to_string(), Source::new(name, ""))).collect();
        let found = |folder, name| find(&files, folder, name).map(|file| file.name.to_string());
        assert_eq!(found("", "a.yaml").as_deref(), Some("a.yaml"));
        assert_eq!(found("lib", "a.yaml").as_deref(), Some("lib/a.yaml"));
        assert_eq!(found("lib/deep", "../a.yaml").as_deref(), Some("lib/a.yaml"));
        assert_eq!(found("lib/deep", "../../a.yaml").as_deref(), Some("a.yaml"));
        assert_eq!(found("lib", "./deep/b.yaml").as_deref(), Some("lib/deep/b.yaml"));
        assert_eq!(found("other", "a.yaml").as_deref(), Some("a.yaml"));
        assert_eq!(found("lib", "c.yaml"), None);
        assert_eq!(folder_of("lib/deep/b.yaml"), "lib/deep");
    }
}
