//! Diagnostics of all files as rows of one list: in which tab, at which bytes, on which line.

use hotplate_hot::{Diagnostic, Document, LineIndex, Place, Severity, Source, Span, parse};

use crate::{Project, Tab};

/// One row of the problems list.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// What was found; all its places in this file are bytes by now.
    pub diagnostic: Diagnostic,
    /// The file.
    pub tab: Tab,
    /// The main place.
    pub span: Span,
    /// Its line and column as people count, from 1.
    pub line_column: (u32, u32),
}

impl Finding {
    /// The edits of its fix, from the end of the text to its start; empty if it has none.
    pub fn edits(&self) -> Vec<(Span, &str)> {
        let edits = self.diagnostic.fix.iter().flat_map(|fix| &fix.edits);
        let mut edits: Vec<(Span, &str)> =
            edits.map(|edit| (bytes(&edit.place), edit.text.as_str())).collect();
        edits.sort_by_key(|(span, _)| std::cmp::Reverse(*span));
        edits
    }

    /// A text with its fix applied.
    pub fn mended(&self, text: &str) -> String {
        let mut mended = text.to_owned();
        for (span, new) in self.edits() {
            if mended.get(span.range()).is_some() {
                mended.replace_range(span.range(), new);
            }
        }
        mended
    }
}

/// The bytes of a place that was turned into bytes before.
pub fn bytes(place: &Place) -> Span {
    match place {
        Place::Span(span) => *span,
        Place::Path(..) => Span::default(),
    }
}

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Tally {
    /// Counts findings.
    pub fn of(findings: &[Finding]) -> Self {
        findings.iter().fold(Self::default(), |mut tally, finding| {
            match finding.diagnostic.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Note => tally.notes += 1,
            }
            tally
        })
    }

    /// All of them in words: `2 errors, 1 warning`.
    pub fn words(self) -> String {
        let count = |n: usize, one: &str| match n {
            0 => None,
            1 => Some(format!("1 {one}")),
            n => Some(format!("{n} {one}s")),
        };
        let parts = [count(self.errors, "error"), count(self.warnings, "warning"), count(self.notes, "note")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
    }
}

/// Places diagnostics, in the order of tabs and of the text. `document` is the template's own; other files are read
/// again, which only happens when something is wrong in them.
pub fn place<'a>(
    project: &Project,
    document: &Document,
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
) -> Vec<Finding> {
    let mut sheets: Vec<Option<Sheet>> = vec![None; project.tabs().count()];
    let mut findings: Vec<Finding> = Vec::new();
    for diagnostic in diagnostics {
        let source = diagnostic.labels.first().and_then(|label| label.source.as_ref());
        let tab = source.and_then(|name| project.tab(name)).unwrap_or(Tab::TEMPLATE);
        let sheet = sheets[tab.0].get_or_insert_with(|| {
            let file = project.file(tab);
            let document = if tab == Tab::TEMPLATE { document.clone() } else { parse(file).value };
            Sheet::new(document, file)
        });
        let finding = sheet.place(tab, diagnostic);
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    findings.sort_by_key(|finding| {
        (finding.tab, finding.span, finding.diagnostic.severity, finding.diagnostic.code)
    });
    findings
}

/// A file with what it takes to find places in it.
#[derive(Clone)]
struct Sheet {
    document: Document,
    lines: LineIndex,
}

impl Sheet {
    fn new(document: Document, file: &Source) -> Self {
        Self { document, lines: LineIndex::new(&file.text) }
    }

    fn place(&self, tab: Tab, diagnostic: &Diagnostic) -> Finding {
        let mut diagnostic = diagnostic.clone();
        let source = diagnostic.labels.first().and_then(|label| label.source.clone());
        let here =
            diagnostic.labels.iter_mut().filter(|label| label.source == source).map(|label| &mut label.place);
        for place in here {
            *place = Place::Span(self.document.span(place));
        }
        for edit in diagnostic.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            *edit = self.document.settle(edit);
        }
        let span = bytes(diagnostic.place());
        let at = self.lines.line_column(span.start);
        Finding { diagnostic, tab, span, line_column: (at.line + 1, at.column + 1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hotplate_hot::{Code, Edit, Fix};

    fn at(start: u32, end: u32) -> Place {
        Place::Span(Span { start, end })
    }

    #[test]
    fn findings_are_placed_and_ordered() {
        let project = Project::of_template("t.yaml", "é: 1\nb: 2\n").with_environment("x: y\n");
        let late = Diagnostic::error(Code("late"), at(6, 7), "b");
        let early = Diagnostic::warning(Code("early"), at(0, 2), "é");
        let elsewhere = Diagnostic::note(Code("elsewhere"), at(3, 4), "y").in_source(&"environment".into());
        let all = [elsewhere, late.clone(), early, late];
        let findings = place(&project, &Document::default(), &all);
        let rows: Vec<_> = findings.iter().map(|f| (f.diagnostic.code.0, f.tab, f.line_column)).collect();
        assert_eq!(
            rows,
            [("early", Tab(0), (1, 1)), ("late", Tab(0), (2, 1)), ("elsewhere", Tab(1), (1, 4)),]
        );
        assert_eq!(Tally::of(&findings).words(), "1 error, 1 warning, 1 note");
        assert_eq!(Tally::default().words(), "no problems");
    }

    #[test]
    fn a_fix_with_several_edits_applies_from_the_end() {
        let edits = vec![
            Edit { place: at(0, 1), text: "AA".to_owned() },
            Edit { place: at(4, 5), text: String::new() },
        ];
        let fix = Fix { title: "mend".to_owned(), edits };
        let diagnostic = Diagnostic::error(Code("x"), at(0, 1), "x").fix(fix);
        let project = Project::of_template("t.yaml", "a bcd e");
        let findings = place(&project, &Document::default(), [&diagnostic]);
        assert_eq!(findings[0].mended("a bcd e"), "AA bc e");
    }
}
