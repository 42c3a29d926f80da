//! Where a walk through an expression stands: a [`Path`] that costs nothing until somebody asks for it.

use hotplate_hot::{Function, Part, Path, Place, Step};
use hotplate_schema::Key;

/// The way from a path of the document to the expression at hand. Lives on the stack of the walk itself.
#[derive(Clone, Copy)]
pub(crate) enum Trail<'a> {
    /// Where the walk began.
    Root(&'a Path),
    /// The value of a key.
    Key(&'a Trail<'a>, &'a Key),
    /// An item of a list.
    Index(&'a Trail<'a>, usize),
    /// The argument of a function.
    Call(&'a Trail<'a>, Function),
}

impl Trail<'_> {
    /// The path in full.
    pub(crate) fn path(&self) -> Path {
        match self {
            Self::Root(path) => (*path).clone(),
            Self::Key(parent, key) => parent.path_and(Step::Key(key_text(key).into())),
            Self::Index(parent, index) => parent.path_and(Step::Index(*index)),
            Self::Call(parent, function) => parent.path_and(Step::Key(function.name().into())),
        }
    }

    /// The value that stands there.
    pub(crate) fn place(&self) -> Place {
        Place::Path(self.path(), Part::Value)
    }

    fn path_and(&self, step: Step) -> Path {
        let mut path = self.path();
        path.push(step);
        path
    }
}

/// A key as text: itself, or Python's `str` of it.
pub(crate) fn key_text(key: &Key) -> String {
    match key {
        Key::String(text) => text.clone(),
        Key::Null | Key::Bool(_) | Key::Int(_) | Key::Float(_) => key.to_value().python_str(),
    }
}
