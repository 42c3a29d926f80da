//! The functions of HOT and the versions that have them.

use crate::TemplateVersion;

/// A function of HOT, by its name in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Function(&'static str);

impl Function {
    /// The function of that name in that version, where a template's values stand.
    pub fn find(name: &str, version: TemplateVersion) -> Option<Self> {
        let _ = (name, version);
        None
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0
    }
}
