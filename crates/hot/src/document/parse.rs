//! YAML 1.1 as Heat's loader reads it. The only file that knows the YAML parser.

use crate::{Document, Outcome, Source};

/// Reads a text into a tree with spans.
pub fn parse(source: &Source) -> Outcome<Document> {
    let _ = source;
    Outcome::default()
}
