//! `hotplate check`: every finding, with its place in the text, for whoever reads it.

mod github;
mod sarif;

use hotplate_hot::{Code, Diagnostic, Severity};
use serde::Serialize;

use crate::arguments::{Check, Report};
use crate::finding::{Finding, Texts, find, render};
use crate::load::Loaded;

/// The page about a check of the site that stands at `base`.
pub(crate) fn page_of(code: Code, base: &str) -> String {
    format!("{base}checks/{code}.html")
}

#[derive(Serialize)]
struct Checked {
    file: String,
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: Vec<Finding>,
}

/// Every finding in all templates, in the form that is asked for. `faults` say which templates could not be read.
pub fn report(asked: &Check, templates: &[Loaded], faults: &[String]) -> String {
    match asked.report() {
        Report::Human => templates.iter().map(human).collect(),
        Report::Json => match templates {
            [only] if asked.more.is_empty() => crate::json::pretty(&checked(only)),
            all => crate::json::pretty(&all.iter().map(checked).collect::<Vec<_>>()),
        },
        Report::Sarif => sarif::sarif(&all(templates), faults, &asked.base),
        Report::Github => github::commands(&all(templates)),
    }
}

fn checked(loaded: &Loaded) -> Checked {
    Checked {
        file: loaded.source.name.to_string(),
        errors: count(&loaded.diagnostics, Severity::Error),
        warnings: count(&loaded.diagnostics, Severity::Warning),
        notes: count(&loaded.diagnostics, Severity::Note),
        findings: placed(loaded),
    }
}

/// The findings of every template. What is found in a file that several name is said once.
fn all(templates: &[Loaded]) -> Vec<Finding> {
    let mut all: Vec<Finding> = Vec::new();
    for finding in templates.iter().flat_map(placed) {
        if !all.contains(&finding) {
            all.push(finding);
        }
    }
    all
}

fn placed(loaded: &Loaded) -> Vec<Finding> {
    let mut texts = Texts::new(loaded);
    loaded.diagnostics.iter().map(|found| find(found, &mut texts)).collect()
}

/// Every finding for people, then how many there are.
fn human(loaded: &Loaded) -> String {
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

/// The errors in a sentence each, with their lines.
pub(crate) fn errors(loaded: &Loaded) -> Vec<String> {
    let mut texts = Texts::new(loaded);
    let bad = loaded.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let sentence = |found: Finding| format!("line {}: {}", found.place.line, found.message);
    bad.map(|found| sentence(find(found, &mut texts))).collect()
}

/// Whether anything is wrong.
pub fn has_errors(loaded: &Loaded) -> bool {
    count(&loaded.diagnostics, Severity::Error) > 0
}

fn count(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|diagnostic| diagnostic.severity == severity).count()
}
