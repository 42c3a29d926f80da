//! Where a walk through an expression stands: a [`Path`] that costs nothing until somebody asks for it.

use hotplate_hot::{Function, Part, Path, Place, Step};
use hotplate_schema::Key;

/// The way from a path of the document to the expression at hand. Lives on the stack of the walk itself.
#[derive(Clone, Copy)]
pub(crate) enum Trail<'a> {
    /// Where the walk began.
    Root(&'a Path),
    /// The value of a key that is known by its text.
    Name(&'a Trail<'a>, &'a str),
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
        self.with_room(0)
    }

    fn with_room(&self, more: usize) -> Path {
        let (parent, step) = match *self {
            Self::Root(path) => return path.with_room(more),
            Self::Name(parent, name) => (parent, Step::Key(name.into())),
            Self::Key(parent, key) => (parent, key.into()),
            Self::Index(parent, index) => (parent, Step::Index(index)),
            Self::Call(parent, function) => (parent, Step::Key(function.name().into())),
        };
        let mut path = parent.with_room(more + 1);
        path.push(step);
        path
    }

    /// The value that stands there.
    pub(crate) fn place(&self) -> Place {
        Place::Path(self.path(), Part::Value)
    }
}

/// A key as text: itself, or Python's `str` of it.
pub(crate) fn key_text(key: &Key) -> String {
    match key {
        Key::String(text) => text.as_str().to_owned(),
        Key::Null | Key::Bool(_) | Key::Int(_) | Key::Float(_) => key.to_value().python_str(),
    }
}
