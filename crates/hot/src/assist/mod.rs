//! What an editor asks: what may stand here, what is this, where is it defined.

use hotplate_schema::Catalog;

use crate::{Reading, Source, Span};

/// What kind of thing a completion offers, for its icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A section or another fixed key.
    Key,
    /// A function.
    Function,
    /// A parameter.
    Parameter,
    /// A resource.
    Resource,
    /// A resource type.
    Type,
    /// A property.
    Property,
    /// An attribute.
    Attribute,
    /// An allowed value.
    Value,
    /// A condition.
    Condition,
}

/// One offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown, and inserted unless `insert` says otherwise.
    pub label: String,
    /// What kind of thing it is.
    pub kind: CompletionKind,
    /// A few words beside it.
    pub detail: String,
    /// The text to insert.
    pub insert: String,
}

/// What is known of the thing under the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The bytes it speaks of.
    pub span: Span,
    /// Its name and kind: `instance_count · parameter`.
    pub title: String,
    /// Facts, one a line.
    pub lines: Vec<String>,
}

/// What may stand at a byte of the text: the offers, and the bytes they replace. Works on broken text.
pub fn complete(source: &Source, reading: &Reading, catalog: &Catalog, byte: u32) -> (Span, Vec<Completion>) {
    let _ = (source, reading, catalog);
    (Span { start: byte, end: byte }, Vec::new())
}

/// What is known of the thing at a byte.
pub fn hover(reading: &Reading, catalog: &Catalog, byte: u32) -> Option<Hover> {
    let _ = (reading, catalog, byte);
    None
}

/// Where the thing that a byte refers to is defined.
pub fn definition(reading: &Reading, byte: u32) -> Option<Span> {
    let _ = (reading, byte);
    None
}
