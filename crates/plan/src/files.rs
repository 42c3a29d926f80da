//! The files a template names.

use hotplate_hot::Source;

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
