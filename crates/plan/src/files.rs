//! The files a template names.

use std::cell::RefCell;

use hotplate_hot::Source;
use indexmap::IndexMap;

/// Where nested templates and `get_file` contents come from.
pub trait Files {
    /// The file that a template names so, if it is there.
    fn get(&self, name: &str) -> Option<Source>;
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

    /// What was found.
    pub(crate) fn into_found(self) -> IndexMap<String, Source> {
        self.found.into_inner()
    }
}

impl Files for Recorder<'_> {
    fn get(&self, name: &str) -> Option<Source> {
        if let Some(file) = self.found.borrow().get(name) {
            return Some(file.clone());
        }
        let file = self.files.get(name)?;
        self.found.borrow_mut().insert(name.to_owned(), file.clone());
        Some(file)
    }
}
