//! The files that templates name, on the disk.

use std::cell::RefCell;
use std::path::{Component, Path, PathBuf};

use hotplate_hot::Source;
use hotplate_plan::Files;
use hotplate_schema::IndexMap;

/// Files by the name a template gives them, relative to a folder.
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// What was asked for and is there.
    given: RefCell<IndexMap<String, Source>>,
}

impl Folder {
    /// That folder.
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), given: RefCell::default() }
    }

    /// The folder that a template stands in; for standard input, the folder at hand.
    pub(crate) fn around(template: &Path) -> Self {
        Self::new(folder_of(template))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A file as a person finds it: named by its path, not as the template names it.
    pub(crate) fn named(&self, name: &str) -> Option<Source> {
        let path = self.path.join(name.strip_prefix("file://").unwrap_or(name));
        Some(Source::new(&path.to_string_lossy(), &self.get(name)?.text))
    }

    /// The files that were asked for, in that order.
    pub(crate) fn given(&self) -> Vec<Source> {
        self.given.borrow().values().cloned().collect()
    }
}

/// Whether a name leads to a file inside the template's folder. A template may name any file of this machine; whoever
/// gets what is made of it need not know that one.
pub(crate) fn is_inside(name: &str) -> bool {
    Path::new(name).components().all(|step| matches!(step, Component::Normal(_) | Component::CurDir))
}

/// The folder that a file stands in.
pub(crate) fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

impl Files for Folder {
    fn get(&self, name: &str) -> Option<Source> {
        let bytes = std::fs::read(self.path.join(name.strip_prefix("file://").unwrap_or(name))).ok()?;
        let source = Source::new(name, &String::from_utf8_lossy(&bytes));
        self.given.borrow_mut().insert(name.to_owned(), source.clone());
        Some(source)
    }
}
