//! The whole reading of one template.

use std::borrow::Cow;
use std::sync::Arc;

use hotplate_schema::Catalog;

use crate::{Diagnostic, Document, Source, Template, check, lower, parse};

/// A template read as far as it goes.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The tree with its spans.
    pub document: Document,
    /// The typed template; a plan made of it holds on to it.
    pub template: Arc<Template>,
    /// Everything found, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and checks a template: [`parse`], [`lower`], [`check()`](check::check).
pub fn read(source: &Source, catalog: &Catalog) -> Reading {
    read_as(source, false, &|_| Cow::Borrowed(catalog))
}

/// The same with the types that are known to this very template. Of a `nested` one Heat looks at few values before it
/// creates them.
pub fn read_as<'a>(source: &Source, nested: bool, types: &dyn Fn(&Template) -> Cow<'a, Catalog>) -> Reading {
    let document = parse(source);
    let template = lower(&document.value);
    let mut diagnostics = document.diagnostics;
    diagnostics.extend(template.diagnostics);
    diagnostics.extend(check(&template.value, &document.value, &types(&template.value), nested));
    diagnostics.sort_by_cached_key(|d| (document.value.span(d.place()), d.severity, d.code));
    Reading { document: document.value, template: Arc::new(template.value), diagnostics }
}
