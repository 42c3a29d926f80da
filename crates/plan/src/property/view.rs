//! A value as it is walked through, whether it is known as a whole or in parts.

use std::borrow::Cow;

use hotplate_schema::{Key, Value};

use super::demand::is_truthy;
use crate::Resolved;

#[derive(Clone, Copy)]
pub(super) enum View<'a> {
    /// Known.
    Whole(&'a Value),
    /// Not known, or only in parts.
    Part(&'a Resolved),
}

impl<'a> View<'a> {
    pub(super) fn of(value: &'a Resolved) -> Self {
        match value {
            Resolved::Known(value) => Self::Whole(value),
            _ => Self::Part(value),
        }
    }

    /// The value if it is wholly known.
    pub(super) fn whole(self) -> Option<&'a Value> {
        match self {
            Self::Whole(value) => Some(value),
            Self::Part(_) => None,
        }
    }

    pub(super) fn to_resolved(self) -> Resolved {
        match self {
            Self::Whole(value) => Resolved::Known(value.clone()),
            Self::Part(value) => value.clone(),
        }
    }

    /// Whether nothing is known of it.
    pub(super) fn is_open(self) -> bool {
        matches!(self, Self::Part(value) if value.is_open())
    }

    /// Whether it is known to be nothing, zero, false or without content.
    pub(super) fn is_empty(self) -> bool {
        self.whole().is_some_and(|value| !is_truthy(value))
    }

    /// Whether it is a text in which something will still be replaced.
    pub(super) fn mentions(self, index: Option<&str>) -> bool {
        match (self, index) {
            (Self::Whole(Value::String(text)), Some(index)) => text.contains(index),
            _ => false,
        }
    }

    pub(super) fn get(self, key: &str) -> Option<Self> {
        match self {
            Self::Whole(value) => value.as_map()?.get(key).map(Self::Whole),
            Self::Part(Resolved::Map(entries)) => entries.get(key).map(Self::of),
            Self::Part(_) => None,
        }
    }

    /// The names of its entries.
    pub(super) fn names(self) -> impl Iterator<Item = Cow<'a, str>> {
        self.entries().unwrap_or_default().into_iter().map(|(key, _)| key.python_str())
    }

    pub(super) fn entries(self) -> Option<Vec<(&'a Key, Self)>> {
        match self {
            Self::Whole(Value::Map(map)) => {
                Some(map.iter().map(|(key, value)| (key, Self::Whole(value))).collect())
            }
            Self::Part(Resolved::Map(map)) => {
                Some(map.iter().map(|(key, value)| (key, Self::of(value))).collect())
            }
            Self::Whole(_) | Self::Part(_) => None,
        }
    }

    pub(super) fn items(self) -> Option<Vec<Self>> {
        match self {
            Self::Whole(Value::List(items)) => Some(items.iter().map(Self::Whole).collect()),
            Self::Part(Resolved::List(items)) => Some(items.iter().map(Self::of).collect()),
            Self::Whole(_) | Self::Part(_) => None,
        }
    }
}
