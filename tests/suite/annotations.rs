//! The comments that say what is wrong, and what was found, in one form to compare.
//!
//! `flavour: x  # error: 7-13 [unknown-property]` expects that error on its own line, from column 7 to column 13, both
//! counted from 1 and included. `# error: 4:7-13 [...]` names the line, for texts in which a comment cannot stand beside
//! the error. Every error must be named; a `# warning:` or a `# note:` must be found, and others may be.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hotplate_cli::finding::{Texts, find};
use hotplate_cli::load::Loaded;

/// What the comments of a template expect.
pub(crate) fn annotated(path: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().zip(1..).flat_map(|(line, number)| expected(line, number)).collect()
}

/// The expectations in one line.
fn expected(line: &str, number: u32) -> Vec<String> {
    let comments = line.split("# ").skip(1).filter_map(|comment| {
        let (severity, rest) = comment.split_once(": ")?;
        let (place, code) = rest.trim_end().split_once(" [")?;
        let code = code.strip_suffix(']')?;
        let place = if place.contains(':') { place.to_owned() } else { format!("{number}:{place}") };
        ["error", "warning", "note"].contains(&severity).then(|| format!("{severity} {place} [{code}]"))
    });
    comments.collect()
}

/// What was found of one severity in the template itself.
pub(crate) fn found(loaded: &Loaded, severity: &str) -> BTreeSet<String> {
    let mut texts = Texts::new(loaded);
    let findings = loaded.diagnostics.iter().map(|diagnostic| find(diagnostic, &mut texts));
    let findings =
        findings.filter(|finding| finding.severity == severity && *finding.place.file == *loaded.source.name);
    findings
        .map(|it| {
            let at = it.place;
            let to = if at.end_line == at.line {
                format!("{}", at.end_column.saturating_sub(1))
            } else {
                format!("{}:{}", at.end_line, at.end_column.saturating_sub(1))
            };
            format!("{severity} {}:{}-{to} [{}]", at.line, at.column, it.code)
        })
        .collect()
}
