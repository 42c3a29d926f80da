//! The way from the root of a document to a node.

use std::fmt;

use hotplate_schema::{Key, SmolStr};

/// One step down.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Step {
    /// To the value of a key, by the key's text (a key that is not text, by Python's `str` of it).
    Key(SmolStr),
    /// To an item of a sequence, from 0.
    Index(usize),
}

/// The way from the root of a document to a node, such as `resources.server_group.properties.count`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Path(Vec<Step>);

impl Path {
    /// The root itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// The path through these keys.
    pub fn keys<'a>(keys: impl IntoIterator<Item = &'a str>) -> Self {
        Self(keys.into_iter().map(|key| Step::Key(key.into())).collect())
    }

    /// One step further, to a key's value.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.step(Step::Key(key.into()))
    }

    /// One step further, to an item.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    /// One step further.
    #[must_use]
    pub fn step(&self, step: Step) -> Self {
        let mut path = self.with_room(1);
        path.push(step);
        path
    }

    /// The same path with room for more steps.
    #[must_use]
    pub fn with_room(&self, more: usize) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + more);
        steps.extend_from_slice(&self.0);
        Self(steps)
    }

    /// Goes one step further in place.
    pub fn push(&mut self, step: Step) {
        self.0.push(step);
    }

    /// Goes one step back in place.
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// The steps from the root.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
}

impl From<&Key> for Step {
    /// To the value of that key.
    fn from(key: &Key) -> Self {
        Self::Key(match key {
            Key::String(text) => text.clone(),
            Key::Null | Key::Bool(_) | Key::Int(_) | Key::Float(_) => key.python_str().into(),
        })
    }
}

impl fmt::Display for Path {
    /// Heat's way of writing it: `resources.a.properties.b[0]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if i == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
