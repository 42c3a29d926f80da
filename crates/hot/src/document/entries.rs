//! The entries of a mapping while it is read, by the rules of a Python `dict`.

use std::sync::Arc;

use hotplate_schema::{IndexMap, Key, Value};

use crate::{Node, Span};

/// A key, where it stands, and its value.
pub(super) type Entry = (Key, Span, Arc<Node>);

/// Entries in order. A repeated key keeps its first place and takes the last value; `true`, `1` and `1.0` are one key.
///
/// They stand at the end of a list that all mappings which are being read share, so that each is made in its size.
pub(super) struct Entries {
    /// Where they begin in the list.
    start: usize,
    /// Where each key is, once there are more than a few.
    places: IndexMap<Key, usize>,
}

/// So few are looked through.
const FEW: usize = 16;

impl Entries {
    /// None so far.
    pub(super) fn new(list: &[Entry]) -> Self {
        Self { start: list.len(), places: IndexMap::default() }
    }

    /// Adds an entry; its key, and the place of the one that it displaces, if it does.
    pub(super) fn insert(&mut self, (key, span, node): Entry, list: &mut Vec<Entry>) -> Option<(Key, Span)> {
        if let Some(entry) =
            self.place(&key, &list[self.start..]).and_then(|at| list.get_mut(self.start + at))
        {
            let first = entry.1;
            (entry.1, entry.2) = (span, node);
            return Some((key, first));
        }
        list.push((key, span, node));
        None
    }

    /// Where a key is; one that is not there is expected to come last.
    fn place(&mut self, key: &Key, own: &[Entry]) -> Option<usize> {
        let end = own.len();
        if end <= FEW {
            return own.iter().position(|(other, _, _)| is_same(key, other));
        }
        if self.places.is_empty() {
            self.places = own.iter().map(|(key, _, _)| plain(key)).zip(0..).collect();
        }
        let at = *self.places.entry(plain(key)).or_insert(end);
        (at < end).then_some(at)
    }

    /// Takes the entries out of the list, those that were merged in (`<<`) first, as PyYAML has them.
    pub(super) fn take(self, merged: Vec<Entry>, list: &mut Vec<Entry>) -> Vec<Entry> {
        let own = list.split_off(self.start);
        if merged.is_empty() {
            return own;
        }
        let mut all = Self::new(list);
        for entry in merged.into_iter().chain(own) {
            all.insert(entry, list);
        }
        list.split_off(all.start)
    }
}

fn is_same(one: &Key, other: &Key) -> bool {
    match (one, other) {
        (Key::String(one), Key::String(other)) => one == other,
        (Key::String(_), _) | (_, Key::String(_)) => false,
        _ => plain(one) == plain(other),
    }
}

/// A key by which all that are equal to it in Python are found.
fn plain(key: &Key) -> Key {
    match key {
        Key::Bool(value) => Key::Int(i128::from(*value)),
        Key::Float(bits) if f64::from_bits(*bits).fract() == 0.0 => Key::Int(f64::from_bits(*bits) as i128),
        Key::Null | Key::Int(_) | Key::Float(_) | Key::String(_) => key.clone(),
    }
}

/// A scalar as a key; collections cannot be one.
pub(super) fn key_of(value: &Value) -> Option<Key> {
    Some(match value {
        Value::Null => Key::Null,
        Value::Bool(value) => Key::Bool(*value),
        Value::Int(value) => Key::Int(*value),
        Value::Float(value) => Key::Float(value.to_bits()),
        Value::String(text) => Key::String(text.clone()),
        Value::List(_) | Value::Map(_) => return None,
    })
}
