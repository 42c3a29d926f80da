//! Mappings as templates have them: many, and nearly all of a few entries. So the entries alone are kept, one behind
//! the other; only a mapping of more than a few also keeps where each key is.

use std::borrow::Cow;
use std::fmt;

use crate::{IndexMap, Key, Value};

/// So few entries are looked through.
const FEW: usize = 16;

/// A mapping in the order in which it was written, of whatever a key stands for.
///
/// Two are equal if they have the same entries, in whatever order.
#[derive(Clone)]
pub struct Map<V = Value>(Form<V>);

#[derive(Clone)]
enum Form<V> {
    Few(Vec<(Key, V)>),
    Many(Box<Many<V>>),
}

#[derive(Clone)]
struct Many<V> {
    entries: Vec<(Key, V)>,
    places: IndexMap<Key, usize>,
}

/// What a key is looked up by: itself, or its text.
pub trait Lookup {
    /// Whether that key is meant.
    fn means(&self, key: &Key) -> bool;
    /// The key that is meant.
    fn key(&self) -> Cow<'_, Key>;
}

impl Lookup for Key {
    fn means(&self, key: &Key) -> bool {
        self == key
    }

    fn key(&self) -> Cow<'_, Key> {
        Cow::Borrowed(self)
    }
}

impl Lookup for str {
    fn means(&self, key: &Key) -> bool {
        key.as_str() == Some(self)
    }

    fn key(&self) -> Cow<'_, Key> {
        Cow::Owned(self.into())
    }
}

impl<V> Map<V> {
    /// A mapping without entries.
    pub const fn new() -> Self {
        Self(Form::Few(Vec::new()))
    }

    /// The same with room for entries.
    pub fn with_capacity(count: usize) -> Self {
        Self(Form::Few(Vec::with_capacity(count)))
    }

    /// The mapping of entries whose keys all differ.
    pub fn of_distinct(entries: Vec<(Key, V)>) -> Self {
        if entries.len() <= FEW {
            return Self(Form::Few(entries));
        }
        let mut places = IndexMap::with_capacity_and_hasher(entries.len(), Default::default());
        for (key, _) in &entries {
            places.insert(key.clone(), places.len());
        }
        Self(Form::Many(Box::new(Many { entries, places })))
    }

    /// The mapping of what becomes of each value; an entry of which nothing does is left out.
    pub fn filter_map<W>(&self, mut make: impl FnMut(&Key, &V) -> Option<W>) -> Map<W> {
        let mut made = Vec::with_capacity(self.len());
        for (key, value) in self {
            made.extend(make(key, value).map(|value| (key.clone(), value)));
        }
        Map::of_distinct(made)
    }

    /// The same of values that are no longer needed.
    pub fn into_filter_map<W>(self, mut make: impl FnMut(V) -> Option<W>) -> Map<W> {
        let mut made = Vec::with_capacity(self.len());
        for (key, value) in self {
            made.extend(make(value).map(|value| (key, value)));
        }
        Map::of_distinct(made)
    }

    fn entries(&self) -> &Vec<(Key, V)> {
        match &self.0 {
            Form::Few(entries) => entries,
            Form::Many(many) => &many.entries,
        }
    }

    fn entries_mut(&mut self) -> &mut Vec<(Key, V)> {
        match &mut self.0 {
            Form::Few(entries) => entries,
            Form::Many(many) => &mut many.entries,
        }
    }

    fn into_entries(self) -> Vec<(Key, V)> {
        match self.0 {
            Form::Few(entries) => entries,
            Form::Many(many) => many.entries,
        }
    }

    fn place<Q: Lookup + ?Sized>(&self, key: &Q) -> Option<usize> {
        match &self.0 {
            Form::Few(entries) => entries.iter().position(|(other, _)| key.means(other)),
            Form::Many(many) => many.places.get(&*key.key()).copied(),
        }
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.entries().len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.entries().is_empty()
    }

    /// The value of a key.
    pub fn get<Q: Lookup + ?Sized>(&self, key: &Q) -> Option<&V> {
        self.place(key).map(|at| &self.entries()[at].1)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Lookup + ?Sized>(&mut self, key: &Q) -> Option<&mut V> {
        self.place(key).map(|at| &mut self.entries_mut()[at].1)
    }

    /// Whether it has a key.
    pub fn contains_key<Q: Lookup + ?Sized>(&self, key: &Q) -> bool {
        self.place(key).is_some()
    }

    /// Gives a key a value: a new key comes last, one that is there stays in its place, and its old value is handed
    /// back.
    pub fn insert(&mut self, key: Key, value: V) -> Option<V> {
        if let Some(old) = self.get_mut(&key) {
            return Some(std::mem::replace(old, value));
        }
        match &mut self.0 {
            Form::Few(entries) => {
                entries.push((key, value));
                if entries.len() > FEW {
                    *self = Self::of_distinct(std::mem::take(entries));
                }
            }
            Form::Many(many) => {
                many.places.insert(key.clone(), many.entries.len());
                many.entries.push((key, value));
            }
        }
        None
    }

    /// Takes an entry out; the others keep their order.
    pub fn remove<Q: Lookup + ?Sized>(&mut self, key: &Q) -> Option<V> {
        let at = self.place(key)?;
        let mut entries = std::mem::take(self).into_entries();
        let (_, value) = entries.remove(at);
        *self = Self::of_distinct(entries);
        Some(value)
    }

    /// Keeps the entries of which this holds.
    pub fn retain(&mut self, mut keep: impl FnMut(&Key, &mut V) -> bool) {
        let mut entries = std::mem::take(self).into_entries();
        entries.retain_mut(|(key, value)| keep(key, value));
        *self = Self::of_distinct(entries);
    }

    /// The entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Key, &V)> + ExactSizeIterator + Clone {
        self.entries().iter().map(|(key, value)| (key, value))
    }

    /// The first entry.
    pub fn first(&self) -> Option<(&Key, &V)> {
        self.iter().next()
    }

    /// The entries in order, the values to be changed.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = (&Key, &mut V)> + ExactSizeIterator {
        self.entries_mut().iter_mut().map(|(key, value)| (&*key, value))
    }

    /// The keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Key> + ExactSizeIterator + Clone {
        self.entries().iter().map(|(key, _)| key)
    }

    /// The values in order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator + Clone {
        self.entries().iter().map(|(_, value)| value)
    }

    /// The values in order, to be changed.
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut V> + ExactSizeIterator {
        self.entries_mut().iter_mut().map(|(_, value)| value)
    }
}

impl<V> Default for Map<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V: PartialEq> PartialEq for Map<V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(key, value)| other.get(key) == Some(value))
    }
}

impl<V: fmt::Debug> fmt::Debug for Map<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<V> Extend<(Key, V)> for Map<V> {
    fn extend<I: IntoIterator<Item = (Key, V)>>(&mut self, entries: I) {
        entries.into_iter().for_each(|(key, value)| drop(self.insert(key, value)));
    }
}

impl<V> FromIterator<(Key, V)> for Map<V> {
    fn from_iter<I: IntoIterator<Item = (Key, V)>>(entries: I) -> Self {
        let entries = entries.into_iter();
        let mut map = Self::with_capacity(entries.size_hint().0);
        map.extend(entries);
        map
    }
}

impl<V> IntoIterator for Map<V> {
    type Item = (Key, V);
    type IntoIter = std::vec::IntoIter<(Key, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_entries().into_iter()
    }
}

impl<'a, V> IntoIterator for &'a Map<V> {
    type Item = (&'a Key, &'a V);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (Key, V)>, fn(&'a (Key, V)) -> Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries().iter().map(|(key, value)| (key, value))
    }
}

/// Crosses as its entries.
#[cfg(feature = "wire")]
impl<V: serde::Serialize> serde::Serialize for Map<V> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.entries().serialize(to)
    }
}

#[cfg(feature = "wire")]
impl<'de, V: serde::Deserialize<'de>> serde::Deserialize<'de> for Map<V> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::deserialize(from).map(Self::from_iter)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_stay_small() {
        assert_eq!((size_of::<Map>(), size_of::<Value>(), size_of::<Key>()), (24, 32, 32));
    }

    proptest! {
        /// Few or many, it does what the library's own mapping does.
        #[test]
        fn it_is_a_mapping_in_order(steps in prop::collection::vec((0..40u8, any::<u8>(), 0..4u8), 0..120)) {
            let mut map = Map::new();
            let mut other = IndexMap::default();
            for (name, value, what) in steps {
                let key = if name % 2 == 0 { Key::Int(name.into()) } else { Key::from(&*name.to_string()) };
                match what {
                    0 => prop_assert_eq!(map.remove(&key), other.shift_remove(&key)),
                    _ => prop_assert_eq!(map.insert(key.clone(), value), other.insert(key.clone(), value)),
                }
                prop_assert_eq!(map.get(&key), other.get(&key));
                let seven = Key::from("7");
                prop_assert_eq!(map.get("7"), other.get(&seven));
                prop_assert_eq!(map.len(), other.len());
            }
            prop_assert!(map.iter().eq(other.iter()));
            prop_assert!(map.keys().eq(other.keys()) && map.values().eq(other.values()));
            let turned: Map<u8> = map.clone().into_iter().rev().collect();
            prop_assert_eq!(&turned, &map);
            prop_assert_eq!(turned.len() > 1, turned.keys().next() != map.keys().next());
            let odd = |value: u8| (value % 2 == 1).then_some(value);
            let kept = map.filter_map(|_, value| odd(*value));
            map.retain(|_, value| odd(*value).is_some());
            prop_assert!(kept.iter().eq(map.iter()));
            prop_assert!(map.clone().into_filter_map(odd).iter().eq(map.iter()));
        }
    }
}
