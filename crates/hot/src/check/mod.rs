//! The rules about a template as written. One rule, one file; what needs values is found while planning.

use hotplate_schema::Catalog;

use crate::{Diagnostic, Document, Template};

/// Runs every rule.
pub fn check(template: &Template, document: &Document, catalog: &Catalog) -> Vec<Diagnostic> {
    let _ = (template, document, catalog);
    Vec::new()
}
