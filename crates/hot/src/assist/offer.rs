//! What is offered.

/// What kind of thing a completion offers, for its icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
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
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
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

impl Completion {
    /// A word that is inserted as it is.
    pub(super) fn word(kind: CompletionKind, label: &str, detail: impl Into<String>) -> Self {
        Self { label: label.to_owned(), kind, detail: detail.into(), insert: label.to_owned() }
    }

    /// A key, inserted with its colon.
    pub(super) fn key(kind: CompletionKind, label: &str, detail: impl Into<String>) -> Self {
        Self { insert: format!("{label}: "), ..Self::word(kind, label, detail) }
    }
}
