//! The way of a rule to where it looks: a path that costs nothing until somebody asks for it. Of most places there is
//! nothing to say.

use hotplate_schema::Key;

use crate::{Path, Step};

/// A step and the way before it.
#[derive(Clone, Copy)]
pub(super) enum Way<'s> {
    /// The root of the document.
    Top,
    Path(&'s Path),
    Key(&'s Way<'s>, &'s Key),
    Name(&'s Way<'s>, &'s str),
    Index(&'s Way<'s>, usize),
}

impl Way<'_> {
    /// One step further, to a key's value.
    pub(super) fn key<'a>(&'a self, name: &'a str) -> Way<'a> {
        Way::Name(self, name)
    }

    /// One step further, to an item.
    pub(super) fn index(&self, index: usize) -> Way<'_> {
        Way::Index(self, index)
    }

    /// All steps.
    pub(super) fn path(&self) -> Path {
        self.with_room(0)
    }

    fn with_room(&self, more: usize) -> Path {
        let (parent, step) = match *self {
            Self::Top => return Path::root().with_room(more),
            Self::Path(path) => return path.with_room(more),
            Self::Key(parent, key) => (parent, key.into()),
            Self::Name(parent, name) => (parent, Step::Key(name.into())),
            Self::Index(parent, index) => (parent, Step::Index(index)),
        };
        let mut path = parent.with_room(more + 1);
        path.push(step);
        path
    }
}

impl<'s> Way<'s> {
    /// To a section of the template.
    pub(super) fn section(name: &'s str) -> Self {
        Self::Name(&Way::Top, name)
    }
}

impl<'s> From<&'s Path> for Way<'s> {
    fn from(path: &'s Path) -> Self {
        Self::Path(path)
    }
}

impl<'s> From<&Way<'s>> for Way<'s> {
    fn from(way: &Way<'s>) -> Self {
        *way
    }
}
