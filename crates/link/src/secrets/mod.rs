//! What in a payload is a secret, or looks like one, and the payload without it.
//!
//! A link is read by whoever gets it and cannot be called back, so the values of hidden parameters never go in, and
//! what looks like a secret goes in only when a person says so. What looks like one is decided by the names of keys
//! ([`keys`]) and by the shape of the text ([`shapes`]): it finds what is left lying about, not what is concealed.

mod keys;
mod names;
mod shapes;

use std::fmt;

use hotplate_hot::Span;

use crate::{Payload, Role};

/// What stands in place of what was left out.
pub const LEFT_OUT: &str = "left-out";

/// Something that is, or may be, a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Flag {
    /// What it seems to be.
    pub kind: Kind,
    /// The name under which it stands, if it has one. Never the secret itself.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}

/// What a secret seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Kind {
    /// The value of a parameter that the template hides.
    Hidden,
    /// A private key.
    PrivateKey,
    /// A token of a kind that is known by its beginning.
    Token,
    /// What stands under a name like `password`.
    Password,
    /// The password in an address.
    Address,
}

/// Where a secret stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Place {
    /// It is a parameter's value.
    Parameter,
    /// It is a part of a file.
    File {
        /// Which: its place among the files. Two may have one name.
        index: usize,
        /// The file's name.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// Its bytes.
        span: Span,
    },
}

impl Flag {
    /// Whether it stays out whatever a person says.
    pub fn is_hidden(&self) -> bool {
        self.kind == Kind::Hidden
    }
}

impl fmt::Display for Flag {
    /// `cloud.yaml:7: a private key`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        match (&self.place, self.kind) {
            (Place::Parameter, Kind::Hidden) => write!(f, "parameter `{name}`, which the template hides"),
            (Place::Parameter, Kind::PrivateKey) => write!(f, "parameter `{name}`: a private key"),
            (Place::Parameter, Kind::Token) => write!(f, "parameter `{name}`: a token"),
            (Place::Parameter, Kind::Password) => write!(f, "parameter `{name}`"),
            (Place::Parameter, Kind::Address) => write!(f, "parameter `{name}`: an address with a password"),
            (Place::File { file, line, .. }, kind) => {
                write!(f, "{file}:{line}: ")?;
                match kind {
                    Kind::Hidden => write!(f, "the value of `{name}`, which the template hides"),
                    Kind::PrivateKey => f.write_str("a private key"),
                    Kind::Token => write!(f, "a token, `{name}…`"),
                    Kind::Address => f.write_str("the password in an address"),
                    Kind::Password => write!(f, "what is set as `{name}`"),
                }
            }
        }
    }
}

/// Everything in a payload that is or looks like a secret. `hidden` are the names of the parameters that the template
/// hides.
pub fn secrets(payload: &Payload, hidden: &[String]) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (name, value) in &payload.parameters {
        let kind = if hidden.contains(name) {
            Some(Kind::Hidden)
        } else if names::is_secret(name) && names::is_literal(value) {
            Some(Kind::Password)
        } else {
            shapes::shapes(value).first().map(|shape| shape.kind)
        };
        flags.extend(kind.map(|kind| Flag { kind, name: name.clone(), place: Place::Parameter }));
    }
    for (index, file) in payload.files.iter().enumerate() {
        let mut found = keys::keys(file, hidden);
        found.extend(shapes::shapes(&file.text));
        let (mut line, mut counted) = (1, 0);
        for Found { kind, name, span } in apart(found) {
            let start = span.start as usize;
            line += file.text.get(counted..start).unwrap_or_default().matches('\n').count();
            counted = start;
            let place = Place::File { index, file: file.name.clone(), line, span };
            flags.push(Flag { kind, name, place });
        }
    }
    flags
}

/// A payload without what is flagged: a parameter is not there, and a word stands in place of a part of a file. The
/// flags are in the order in which they were found.
#[must_use]
pub fn leave_out(mut payload: Payload, flags: &[Flag]) -> Payload {
    let is_flagged =
        |name: &str| flags.iter().any(|flag| flag.place == Place::Parameter && flag.name == name);
    payload.parameters.retain(|(name, _)| !is_flagged(name));
    for (place, file) in payload.files.iter_mut().enumerate() {
        let (mut text, mut end) = (String::new(), 0);
        for flag in flags {
            if let Place::File { index, span, .. } = &flag.place
                && *index == place
                && let Some(kept) = file.text.get(end..span.start as usize)
            {
                text.push_str(kept);
                text.push_str(LEFT_OUT);
                end = span.end as usize;
            }
        }
        text.push_str(file.text.get(end..).unwrap_or_default());
        file.text = text;
    }
    payload
}

/// A secret in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    kind: Kind,
    name: String,
    span: Span,
}

/// What was found, in the order of the text. Of two that overlap the hidden one counts, else the longer one.
fn apart(found: Vec<Found>) -> Vec<Found> {
    let place = |(index, found): (usize, &Found)| u64::from(found.span.start) << 32 | index as u64;
    let mut places: Vec<u64> = found.iter().enumerate().map(place).collect();
    places.sort_unstable();
    let mut apart: Vec<Found> = Vec::new();
    for place in places {
        let next = &found[(place & u64::from(u32::MAX)) as usize];
        match apart.last_mut() {
            Some(last) if next.span.start < last.span.end => {
                let weight = |found: &Found| (found.kind == Kind::Hidden, found.span.end - found.span.start);
                if weight(next) > weight(last) {
                    *last = next.clone();
                }
            }
            Some(_) | None => apart.push(next.clone()),
        }
    }
    apart
}

/// Whether a file is written in YAML.
fn is_yaml(role: Role, name: &str) -> bool {
    role != Role::Named
        || [".yaml", ".yml", ".template", ".json", ".env"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests;
