//! YAML 1.1 as Heat's loader reads it.

use super::compose::compose;
use super::syntax::explain;
use crate::{Document, Outcome, Source};

/// Reads a text into a tree with spans.
///
/// A syntax error still gives the tree of what can be read.
pub fn parse(source: &Source) -> Outcome<Document> {
    let text = &*source.text;
    let base = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let composed = compose(text, base);
    let mut diagnostics = composed.diagnostics;
    let whole = composed.error.is_none();
    diagnostics.extend(composed.error.map(|error| explain(&error, text)));
    Outcome { value: Document::read(composed.root, source.text.clone(), whole), diagnostics }
}
