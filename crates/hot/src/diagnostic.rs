//! What is wrong, where, what to do about it, and what the testbed would say.

use std::fmt;

use crate::{Path, SourceName, Span};

/// The kebab-case name of a fault, such as `unknown-parameter`. Each has a page in `site/checks`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A code crosses as its number: what comes back is one of this program's own names.
#[cfg(feature = "wire")]
impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match crate::codes::NAMES.iter().position(|name| *name == self.0) {
            Some(number) => number.serialize(to),
            None => Err(serde::ser::Error::custom("a code that is not listed")),
        }
    }
}

#[cfg(feature = "wire")]
impl<'de> serde::Deserialize<'de> for Code {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = crate::codes::NAMES.get(usize::deserialize(from)?);
        name.map(|name| Self(name)).ok_or_else(|| serde::de::Error::custom("no such code"))
    }
}

/// How bad it is. Ordered: the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Severity {
    /// The template cannot work.
    Error,
    /// It may work, but hardly as meant.
    Warning,
    /// Worth knowing.
    Note,
}

/// Which request of the testbed would be refused for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Refusal {
    /// Already `POST /validate`, and so create too.
    Validate,
    /// Only preview and create: `POST /validate` accepts it.
    Create,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Diagnostic {
    /// The fault's name.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: lower case, names in backticks, enough by itself.
    pub message: String,
    /// Where, the main place first. Never empty.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// A change that is certain to mend it.
    pub fix: Option<Fix>,
    /// Which of the testbed's answers it would cause.
    pub refusal: Option<Refusal>,
}

/// A place with a word about it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Label {
    /// The source, if it is not the template at hand.
    pub source: Option<SourceName>,
    /// The place in that source.
    pub place: Place,
    /// What is to be seen there; empty on a main label that the message explains.
    pub text: String,
}

/// A place in a source: bytes where the text itself is at fault, a path everywhere else.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Place {
    /// A range of bytes.
    Span(Span),
    /// A node of the document, found again by [`Document::span`](crate::Document::span).
    Path(Path, Part),
}

/// Which part of the node at a path is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Part {
    /// The key that leads to it.
    Key,
    /// The value itself.
    Value,
    /// Key and value.
    Entry,
}

/// Words of a table that only count where findings are told in words.
pub(crate) const fn told(words: &'static str) -> &'static str {
    if cfg!(feature = "whole") { words } else { "" }
}

/// The words of a finding, where findings are told in words.
fn said(words: impl fmt::Display) -> String {
    if cfg!(feature = "whole") { words.to_string() } else { String::new() }
}

/// A change to the text that mends a fault and keeps comments and layout.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Fix {
    /// What it does, as the label of a button: `rename to floatingip_id`.
    pub title: String,
    /// The replacements, none overlapping another.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Edit {
    /// What is replaced; an empty span inserts.
    pub place: Place,
    /// What it becomes.
    pub text: String,
}

impl Fix {
    /// A change of one place.
    pub fn replace(place: Place, text: impl fmt::Display, title: impl fmt::Display) -> Self {
        Self { title: said(title), edits: vec![Edit { place, text: said(text) }] }
    }
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: Code, place: Place, message: impl fmt::Display) -> Self {
        Self::new(code, Severity::Error, place, message)
    }

    /// A warning at a place.
    pub fn warning(code: Code, place: Place, message: impl fmt::Display) -> Self {
        Self::new(code, Severity::Warning, place, message)
    }

    /// A note at a place.
    pub fn note(code: Code, place: Place, message: impl fmt::Display) -> Self {
        Self::new(code, Severity::Note, place, message)
    }

    fn new(code: Code, severity: Severity, place: Place, message: impl fmt::Display) -> Self {
        let label = Label { source: None, place, text: String::new() };
        Self {
            code,
            severity,
            message: said(message),
            labels: vec![label],
            help: None,
            fix: None,
            refusal: None,
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl fmt::Display) -> Self {
        self.help = Some(said(help));
        self
    }

    /// Points at a second place.
    #[must_use]
    pub fn also(mut self, place: Place, text: impl fmt::Display) -> Self {
        self.labels.push(Label { source: None, place, text: said(text) });
        self
    }

    /// Offers a change that is certain to mend it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Says which name was probably meant at a place, and offers to write it.
    #[must_use]
    pub fn suggest(self, place: Place, name: &str) -> Self {
        self.help(format_args!("did you mean `{name}`?")).fix(Fix::replace(
            place,
            name,
            format_args!("rename to {name}"),
        ))
    }

    /// Says which request the testbed refuses for it.
    #[must_use]
    pub fn refused_by(mut self, refusal: Refusal) -> Self {
        self.refusal = Some(refusal);
        self
    }

    /// Says which request the testbed refuses for it, if any does.
    #[must_use]
    pub fn refused_if(mut self, refusal: Option<Refusal>) -> Self {
        self.refusal = refusal;
        self
    }

    /// Puts all its places into another source than the template at hand.
    #[must_use]
    pub fn in_source(mut self, source: &SourceName) -> Self {
        for label in &mut self.labels {
            label.source.get_or_insert_with(|| source.clone());
        }
        self
    }

    /// The main place.
    pub fn place(&self) -> &Place {
        &self.labels[0].place
    }
}
