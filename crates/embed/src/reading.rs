//! A template's text, read as far as anything here needs it.

use std::sync::Arc;

use hotplate_hot::{LineIndex, Source, Template, lower, parse};

/// The template, and the lines that are no YAML, as sentences without their end.
pub(crate) fn read(source: &Source) -> (Arc<Template>, Vec<String>) {
    let document = parse(source);
    let lines = LineIndex::new(&source.text);
    let mut faults = Vec::new();
    for fault in &document.diagnostics {
        let line = lines.line_column(document.value.span(fault.place()).start).line + 1;
        faults.push(["line ", &line.to_string(), " cannot be read as YAML: it is left out here"].concat());
    }
    (Arc::new(lower(&document.value).value), faults)
}
