//! What goes to the worker that runs scripts and comes back from it, as bytes.
//!
//! Serde could do this too (as it does for all that the page and the engine tell each other), at a tenth of what that worker
//! weighs. Here nothing fails half way: what cannot be read is empty, and the reader says so in the end.
//!
//! Page and workers are of one version, which a worker names at first, so the bytes need none. One text often stands in a
//! message many times (a hundred instances end up with the same hosts file, every byte of it with an origin), so texts are
//! laid on a [`Shelf`], each once, and stand in the message by number.

use std::hash::{Hash, Hasher};

use hotplate_schema::{IndexMap, IndexSet};

use crate::{Origin, Text};

/// Something that can be packed and unpacked.
pub trait Parcel: Sized {
    /// Adds it to a message.
    fn put(&self, to: &mut Writer);

    /// Takes it from a message.
    fn take(from: &mut Reader<'_>) -> Self;
}

/// Makes parcels of structures, field by field.
macro_rules! parcel {
    ($name:ident { $($field:ident),* }) => {
        impl $crate::parcel::Parcel for $name {
            fn put(&self, to: &mut $crate::parcel::Writer) {
                $(self.$field.put(to);)*
            }

            fn take(from: &mut $crate::parcel::Reader<'_>) -> Self {
                Self { $($field: $crate::parcel::Parcel::take(from)),* }
            }
        }
    };
}

pub(crate) use parcel;

/// A packed message inside another, for whoever only hands it on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed(pub(crate) Vec<u8>);

impl Packed {
    /// Packs a message.
    pub fn of(message: &impl Parcel) -> Self {
        Self(pack(|to| message.put(to)))
    }

    /// Reads the message; an error if the bytes are none of that kind.
    pub fn unpack<T: Parcel>(&self) -> Result<T, String> {
        unpack(&self.0)
    }
}

impl Parcel for Packed {
    fn put(&self, to: &mut Writer) {
        to.bytes(&self.0);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        Self(from.bytes().to_vec())
    }
}

/// Packs what is put.
pub fn pack(put: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut body = Writer::default();
    put(&mut body);
    let mut bytes = body.shelf.packed();
    bytes.extend(body.bytes);
    bytes
}

/// Reads a message; an error if the bytes are none of that kind.
pub fn unpack<T: Parcel>(bytes: &[u8]) -> Result<T, String> {
    let (texts, rest) = Shelf::unpack(bytes)?;
    let mut from = Reader { rest, failed: false, texts };
    let message = T::take(&mut from);
    from.done().map(|_| message)
}

/// A message that is being packed.
#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
    shelf: Shelf,
}

impl Writer {
    /// Adds a number, the smaller the shorter.
    pub fn number(&mut self, mut number: u64) {
        while number > 0x7f {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }
}

/// A message that is being unpacked.
pub struct Reader<'a> {
    rest: &'a [u8],
    failed: bool,
    texts: Vec<Text>,
}

impl<'a> Reader<'a> {
    /// The next number.
    pub fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let Some((byte, rest)) = self.rest.split_first() else { break };
            self.rest = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                return number;
            }
        }
        self.fail();
        0
    }

    /// What is left, if all could be read.
    fn done(self) -> Result<&'a [u8], String> {
        if self.failed { Err("not a message".to_owned()) } else { Ok(self.rest) }
    }

    /// What was read so far is no message.
    pub fn fail(&mut self) {
        self.failed = true;
        self.rest = &[];
    }

    fn bytes(&mut self) -> &'a [u8] {
        let length = self.number() as usize;
        let Some((bytes, rest)) = self.rest.split_at_checked(length) else {
            self.fail();
            return &[];
        };
        self.rest = rest;
        bytes
    }

    fn text(&mut self) -> &'a str {
        std::str::from_utf8(self.bytes()).unwrap_or_else(|_| {
            self.fail();
            ""
        })
    }

    /// Takes as many as a number says.
    fn each(&mut self, mut take: impl FnMut(&mut Self)) {
        for _ in 0..self.number() {
            if self.failed {
                return;
            }
            take(self);
        }
    }
}

/// A text on the shelf. Equal texts have equal bytes, so these are enough to look it up.
#[derive(Clone, PartialEq, Eq)]
struct Shelved(Text);

impl Hash for Shelved {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_str().hash(state);
    }
}

/// The texts of a message, each once.
#[derive(Default)]
pub(crate) struct Shelf(IndexSet<Shelved>);

impl Shelf {
    /// Lays a text there; its number.
    pub(crate) fn lay(&mut self, text: &Text) -> usize {
        self.0.insert_full(Shelved(text.clone())).0
    }

    /// The shelf as it is sent: origins (instance and fact), and texts with stretches that name them by number.
    pub(crate) fn packed(&self) -> Vec<u8> {
        let mut origins: IndexMap<&Origin, ()> = IndexMap::default();
        let mut body = Writer::default();
        for Shelved(text) in &self.0 {
            body.bytes(text.as_str().as_bytes());
            body.number(text.origins().len() as u64);
            for (range, origin) in text.origins() {
                let number = origins.insert_full(origin, ()).0;
                [range.start, range.len(), number].iter().for_each(|number| body.number(*number as u64));
            }
        }
        let mut to = Writer::default();
        to.number(origins.len() as u64);
        for origin in origins.keys() {
            to.bytes(origin.instance.as_bytes());
            to.bytes(origin.fact.as_bytes());
        }
        to.number(self.0.len() as u64);
        to.bytes.extend(body.bytes);
        to.bytes
    }

    /// The texts of a shelf that was sent, and the bytes behind it.
    pub(crate) fn unpack(bytes: &[u8]) -> Result<(Vec<Text>, &[u8]), String> {
        let mut from = Reader { rest: bytes, failed: false, texts: Vec::new() };
        let mut origins = Vec::new();
        from.each(|from| {
            let instance = from.text();
            origins.push(Origin::new(instance, from.text()));
        });
        let mut texts = Vec::new();
        from.each(|from| {
            let source = Text::from(from.text());
            let mut text = Text::default();
            from.each(|from| {
                let [start, length, origin] = [0; 3].map(|_| from.number() as usize);
                let Some(origin) = origins.get(origin) else { return from.fail() };
                text.push_slice(&source, text.len()..start);
                let covered = source.slice(start..start.saturating_add(length));
                text.push(&Text::from_origin(covered.as_str(), origin.clone()));
            });
            text.push_slice(&source, text.len()..source.len());
            texts.push(text);
        });
        from.done().map(|rest| (texts, rest))
    }
}

impl Parcel for Text {
    fn put(&self, to: &mut Writer) {
        let number = to.shelf.lay(self);
        to.number(number as u64);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let number = from.number() as usize;
        from.texts.get(number).cloned().unwrap_or_else(|| {
            from.fail();
            Text::default()
        })
    }
}

impl Parcel for String {
    fn put(&self, to: &mut Writer) {
        to.bytes(self.as_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Self {
        from.text().to_owned()
    }
}

impl Parcel for u32 {
    fn put(&self, to: &mut Writer) {
        to.number(u64::from(*self));
    }

    fn take(from: &mut Reader<'_>) -> Self {
        from.number() as u32
    }
}

impl Parcel for i32 {
    fn put(&self, to: &mut Writer) {
        self.cast_unsigned().put(to);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        u32::take(from).cast_signed()
    }
}

impl Parcel for bool {
    fn put(&self, to: &mut Writer) {
        to.number(u64::from(*self));
    }

    fn take(from: &mut Reader<'_>) -> Self {
        from.number() > 0
    }
}

impl<T: Parcel> Parcel for Option<T> {
    fn put(&self, to: &mut Writer) {
        self.is_some().put(to);
        self.iter().for_each(|inside| inside.put(to));
    }

    fn take(from: &mut Reader<'_>) -> Self {
        bool::take(from).then(|| T::take(from))
    }
}

impl<T: Parcel> Parcel for Box<T> {
    fn put(&self, to: &mut Writer) {
        T::put(self, to);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        Box::new(T::take(from))
    }
}

impl<T: Parcel> Parcel for Vec<T> {
    fn put(&self, to: &mut Writer) {
        to.number(self.len() as u64);
        self.iter().for_each(|item| item.put(to));
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let mut items = Vec::new();
        from.each(|from| items.push(T::take(from)));
        items
    }
}

impl<T: Parcel> Parcel for IndexMap<String, T> {
    fn put(&self, to: &mut Writer) {
        to.number(self.len() as u64);
        for (name, item) in self {
            name.put(to);
            item.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let mut items = IndexMap::default();
        from.each(|from| {
            let name = String::take(from);
            items.insert(name, T::take(from));
        });
        items
    }
}
