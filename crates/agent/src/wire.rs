//! Messages between the page and its workers: anything that derives serde, as postcard bytes and back. The only file
//! that knows postcard.
//!
//! The worker that runs scripts has messages of its own kind: see [`crate::parcel`]. Texts go on a shelf here as there.

use std::cell::RefCell;

use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Text;
use crate::parcel::{Packed, Shelf};

thread_local! {
    /// The texts of the message that is being packed.
    static LAID: RefCell<Shelf> = RefCell::default();
    /// The texts of the message that is being unpacked.
    static TAKEN: RefCell<Vec<Text>> = RefCell::default();
}

/// Packs a message.
pub fn pack(message: &impl Serialize) -> Vec<u8> {
    LAID.take();
    // Writing plain types into memory fails only where a type says so: then nothing is sent that could be misread.
    let body = postcard::to_allocvec(message).unwrap_or_default();
    let mut bytes = LAID.take().packed();
    bytes.extend(body);
    bytes
}

/// Reads a message; an error if the bytes are none of that kind.
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let (texts, body) = Shelf::unpack(bytes)?;
    TAKEN.set(texts);
    let message = postcard::from_bytes(body).map_err(|error| format!("not a message: {error}"));
    TAKEN.take();
    message
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

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match LAID.with(|shelf| Some(shelf.try_borrow_mut().ok()?.lay(self))) {
            Some(number) => number.serialize(to),
            None => Err(S::Error::custom("the shelf is in use")),
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = usize::deserialize(from)?;
        let found = TAKEN.with(|texts| texts.try_borrow().ok()?.get(number).cloned());
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
