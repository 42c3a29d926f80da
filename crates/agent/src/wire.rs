//! Messages between the page and its workers: anything that derives serde, as postcard bytes and back. The only file
//! that knows postcard.
//!
//! Page and workers are of one version, which a worker names at first, so a message needs none. One text often stands in a message many times (a
//! hundred instances end up with the same hosts file, every byte of it with an origin), so texts are laid on a shelf,
//! each once, and stand in the message by number.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};

use indexmap::{IndexMap, IndexSet};
use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Origin, Text};

thread_local! {
    /// The texts of the message that is being packed or unpacked.
    static SHELF: RefCell<IndexSet<Shelved>> = RefCell::default();
}

/// Packs a message.
pub fn pack(message: &impl Serialize) -> Vec<u8> {
    SHELF.take();
    // Writing plain types into memory fails only where a type says so: then nothing is sent that could be misread.
    let body = postcard::to_allocvec(message).unwrap_or_default();
    let mut bytes = postcard::to_allocvec(&Boxes::of(SHELF.take())).unwrap_or_default();
    bytes.extend(body);
    bytes
}

/// Reads a message; an error if the bytes are none of that kind.
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let said = |error: postcard::Error| format!("not a message: {error}");
    let (boxes, body) = postcard::take_from_bytes::<Boxes>(bytes).map_err(said)?;
    SHELF.set(boxes.into_shelf());
    let message = postcard::from_bytes(body).map_err(said);
    SHELF.take();
    message
}

/// A packed message inside another, for whoever only hands it on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed(Vec<u8>);

impl Packed {
    /// Packs a message.
    pub fn of(message: &impl Serialize) -> Self {
        Self(pack(message))
    }

    /// Reads the message.
    pub fn unpack<T: DeserializeOwned>(&self) -> Result<T, String> {
        unpack(&self.0)
    }
}

impl Serialize for Packed {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Packed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(from).map(|bytes| Self(bytes.to_vec()))
    }
}

/// A text on the shelf. Equal texts have equal bytes, so these are enough to look it up.
#[derive(PartialEq, Eq)]
struct Shelved(Text);

impl Hash for Shelved {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_str().hash(state);
    }
}

/// The shelf as it is sent: origins (instance and fact), and texts that name them by number.
#[derive(Serialize, Deserialize)]
struct Boxes {
    origins: Vec<(String, String)>,
    texts: Vec<(String, Vec<Stretch>)>,
}

/// Where a stretch of a text begins, how long it is, and the number of its origin.
type Stretch = (usize, usize, usize);

impl Boxes {
    fn of(shelf: IndexSet<Shelved>) -> Self {
        let mut origins: IndexMap<&Origin, ()> = IndexMap::new();
        let mut texts = Vec::with_capacity(shelf.len());
        for Shelved(text) in &shelf {
            let mut stretches = Vec::with_capacity(text.origins().len());
            for (range, origin) in text.origins() {
                stretches.push((range.start, range.len(), origins.insert_full(origin, ()).0));
            }
            texts.push((text.as_str().to_owned(), stretches));
        }
        let names = |origin: &&Origin| (origin.instance.to_string(), origin.fact.to_string());
        Self { origins: origins.keys().map(names).collect(), texts }
    }

    fn into_shelf(self) -> IndexSet<Shelved> {
        let origins: Vec<Origin> =
            self.origins.iter().map(|(instance, fact)| Origin::new(instance, fact)).collect();
        let mut shelf = IndexSet::with_capacity(self.texts.len());
        for (text, stretches) in self.texts {
            let source = Text::from(text);
            let mut text = Text::default();
            for (start, length, origin) in stretches {
                let Some(origin) = origins.get(origin) else { continue };
                text.push_slice(&source, text.len()..start);
                let covered = source.slice(start..start.saturating_add(length));
                text.push(&Text::from_origin(covered.as_str(), origin.clone()));
            }
            text.push_slice(&source, text.len()..source.len());
            shelf.insert(Shelved(text));
        }
        shelf
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let lay = |shelf: &RefCell<IndexSet<Shelved>>| {
            let mut shelf = shelf.try_borrow_mut().ok()?;
            let text = Shelved(self.clone());
            Some(shelf.insert_full(text).0)
        };
        match SHELF.with(lay) {
            Some(number) => number.serialize(to),
            None => Err(S::Error::custom("the shelf is in use")),
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = usize::deserialize(from)?;
        let found = SHELF.with(|shelf| Some(shelf.try_borrow().ok()?.get_index(number)?.0.clone()));
        found.ok_or_else(|| D::Error::custom("no such text"))
    }
}

/// A plain text that many of a message's parts have in common.
pub(crate) mod shared {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::Text;

    pub(crate) fn serialize<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
        Text::from(text).serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
        Text::deserialize(from).map(|text| text.as_str().to_owned())
    }
}
