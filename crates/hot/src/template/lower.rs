//! From nodes to a typed template.

use crate::{Document, Outcome, Template};

/// Reads the sections of a template, keeping what is sound of each.
pub fn lower(document: &Document) -> Outcome<Template> {
    let _ = document;
    Outcome::default()
}
