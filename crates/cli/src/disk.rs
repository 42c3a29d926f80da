//! The files that templates name, on the disk.

use std::path::{Path, PathBuf};

use hotplate_hot::Source;
use hotplate_plan::Files;

/// Files by the name a template gives them, relative to a folder.
#[derive(Clone, Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// That folder.
    pub(crate) fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The folder that a template stands in; for standard input, the folder at hand.
    pub(crate) fn around(template: &Path) -> Self {
        Self(folder_of(template).to_owned())
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

/// The folder that a file stands in.
pub(crate) fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

impl Files for Folder {
    fn get(&self, name: &str) -> Option<Source> {
        let bytes = std::fs::read(self.0.join(name.strip_prefix("file://").unwrap_or(name))).ok()?;
        Some(Source::new(name, &String::from_utf8_lossy(&bytes)))
    }
}
