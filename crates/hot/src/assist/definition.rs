//! Where the thing that a byte refers to is defined.

use super::reference::{Reference, at};
use crate::{Part, Path, Place, Reading, Span};

/// Where the thing that a byte refers to is defined: its name there.
pub fn definition(reading: &Reading, byte: u32) -> Option<Span> {
    let document = &reading.document;
    let (section, name) = match at(&document.path_at(byte), document)? {
        Reference::Parameter(name) => ("parameters", name),
        Reference::Resource(name) | Reference::Attribute { resource: name, .. } => ("resources", name),
        Reference::Condition(name) => ("conditions", name),
    };
    let path = Path::keys([section, &name]);
    document.node(&path)?;
    Some(document.span(&Place::Path(path, Part::Key)))
}
