//! The entries of a mapping while it is read, by the rules of a Python `dict`.

use std::sync::Arc;

use hotplate_schema::{Key, Value};
use indexmap::IndexMap;

use crate::{Node, Span};

/// A key, where it stands, and its value.
pub(super) type Entry = (Key, Span, Arc<Node>);

/// Entries in order. A repeated key keeps its first place and takes the last value; `true`, `1` and `1.0` are one key.
#[derive(Default)]
pub(super) struct Entries {
    list: Vec<Entry>,
    places: IndexMap<Key, usize>,
}

impl Entries {
    /// Adds an entry; the place of the key that it displaces, if it does.
    pub(super) fn insert(&mut self, (key, span, node): Entry) -> Option<Span> {
        let equal = match &key {
            Key::Bool(value) => Key::Int(i128::from(*value)),
            Key::Float(bits) if f64::from_bits(*bits).fract() == 0.0 => {
                Key::Int(f64::from_bits(*bits) as i128)
            }
            Key::Null | Key::Int(_) | Key::Float(_) | Key::String(_) => key.clone(),
        };
        if let Some(&at) = self.places.get(&equal) {
            let entry = &mut self.list[at];
            let first = entry.1;
            (entry.1, entry.2) = (span, node);
            return Some(first);
        }
        self.places.insert(equal, self.list.len());
        self.list.push((key, span, node));
        None
    }

    /// The entries, those that were merged in (`<<`) first, as PyYAML has them.
    pub(super) fn behind(self, merged: Vec<Entry>) -> Vec<Entry> {
        if merged.is_empty() {
            return self.list;
        }
        let mut all = Self::default();
        for entry in merged.into_iter().chain(self.list) {
            all.insert(entry);
        }
        all.list
    }
}

/// A scalar as a key; collections cannot be one.
pub(super) fn key_of(value: &Value) -> Option<Key> {
    Some(match value {
        Value::Null => Key::Null,
        Value::Bool(value) => Key::Bool(*value),
        Value::Int(value) => Key::Int(*value),
        Value::Float(value) => Key::Float(value.to_bits()),
        Value::String(value) => Key::String(value.clone()),
        Value::List(_) | Value::Map(_) => return None,
    })
}
