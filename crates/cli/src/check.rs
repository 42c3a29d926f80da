//! `hotplate check`: every finding, with its place in the text.

use hotplate_hot::{Diagnostic, Severity};
use serde::Serialize;

use crate::finding::{Finding, Texts, find, render};
use crate::load::Loaded;

#[derive(Serialize)]
struct Checked {
    file: String,
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: Vec<Finding>,
}

/// Every finding as JSON.
pub fn json(loaded: &Loaded) -> String {
    let mut texts = Texts::new(loaded);
    let checked = Checked {
        file: loaded.source.name.to_string(),
        errors: count(&loaded.diagnostics, Severity::Error),
        warnings: count(&loaded.diagnostics, Severity::Warning),
        notes: count(&loaded.diagnostics, Severity::Note),
        findings: loaded.diagnostics.iter().map(|found| find(found, &mut texts)).collect(),
    };
    crate::json::pretty(&checked)
}

/// Every finding for people, then how many there are.
pub fn human(loaded: &Loaded) -> String {
    let mut text = findings(loaded, Severity::Note);
    let counted = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let counts = counted.iter().filter_map(|&(severity, name)| match count(&loaded.diagnostics, severity) {
        0 => None,
        1 => Some(format!("1 {name}")),
        many => Some(format!("{many} {name}s")),
    });
    let counts = counts.collect::<Vec<_>>().join(", ");
    text += &format!(
        "{}: {}\n",
        loaded.source.name,
        if counts.is_empty() { "nothing to complain of" } else { &counts }
    );
    text
}

/// The findings that are at least so bad, each followed by an empty line.
pub fn findings(loaded: &Loaded, least: Severity) -> String {
    let mut texts = Texts::new(loaded);
    let bad = loaded.diagnostics.iter().filter(|found| found.severity <= least);
    bad.map(|found| render(found, &mut texts) + "\n\n").collect()
}

/// Whether anything is wrong.
pub fn has_errors(loaded: &Loaded) -> bool {
    count(&loaded.diagnostics, Severity::Error) > 0
}

fn count(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|diagnostic| diagnostic.severity == severity).count()
}
