//! Findings for people and for programs: places as line and column, in the text they stand in.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use hotplate_hot::{
    Diagnostic, Document, Label, LineIndex, Refusal, Severity, Source, SourceName, Span, parse,
};
use serde::Serialize;

use crate::load::Loaded;

/// One finding as JSON. Lines and columns count from 1, columns in UTF-16 units as editors do.
#[derive(Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The kebab-case name of the fault.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where it is.
    #[serde(flatten)]
    pub place: Spot,
    /// Other places that it is about, each with a word.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Which request the testbed refuses for it: `validate` (and so create too) or `create`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused_by: Option<&'static str>,
}

/// A place in a file.
#[derive(Debug, PartialEq, Serialize)]
pub struct Spot {
    /// The file.
    pub file: String,
    /// Where it begins.
    pub line: u32,
    /// Where it begins in its line.
    pub column: u32,
    /// Where it ends.
    pub end_line: u32,
    /// One past its end in that line.
    pub end_column: u32,
}

/// Another place that a finding is about.
#[derive(Debug, PartialEq, Serialize)]
pub struct Related {
    /// Where it is.
    #[serde(flatten)]
    pub place: Spot,
    /// What is to be seen there.
    pub message: String,
}

/// The texts in which something was found, each read at most once.
pub struct Texts<'a> {
    loaded: &'a Loaded,
    others: BTreeMap<SourceName, Option<(Source, Document)>>,
}

impl<'a> Texts<'a> {
    /// The texts of a template and of the files it names.
    pub fn new(loaded: &'a Loaded) -> Self {
        Self { loaded, others: BTreeMap::new() }
    }

    /// The text that a label points into, and the bytes it points at.
    fn place(&mut self, label: &Label) -> (Source, Span) {
        let here = &self.loaded.source;
        let loaded = self.loaded;
        if let Some(name) = label.source.as_ref().filter(|name| **name != here.name) {
            let other = self.others.entry(name.clone()).or_insert_with(|| {
                let environment = loaded.environments.iter().find(|source| source.name == *name).cloned();
                let source = match environment {
                    Some(environment) => environment,
                    None => loaded.files.named(name)?,
                };
                let document = parse(&source).value;
                Some((source, document))
            });
            if let Some((source, document)) = other {
                return (source.clone(), document.span(&label.place));
            }
            return (Source::new(name, ""), Span::default());
        }
        (here.clone(), loaded.span(&label.place))
    }

    /// The same as line and column.
    fn spot(&mut self, label: &Label) -> Spot {
        let (source, span) = self.place(label);
        let index = LineIndex::new(&source.text);
        let (start, end) = (index.line_column(span.start), index.line_column(span.end));
        Spot {
            file: source.name.to_string(),
            line: start.line + 1,
            column: start.column + 1,
            end_line: end.line + 1,
            end_column: end.column + 1,
        }
    }
}

/// What is wrong, and what to do about it on a line of its own.
pub(crate) fn words(message: &str, help: Option<&str>) -> String {
    help.map_or_else(|| message.to_owned(), |help| [message, "\n", help].concat())
}

impl Finding {
    /// What is wrong, and what to do about it on a line of its own.
    pub(crate) fn words(&self) -> String {
        words(&self.message, self.help.as_deref())
    }
}

/// A finding with its places found.
pub fn find(diagnostic: &Diagnostic, texts: &mut Texts<'_>) -> Finding {
    let related = diagnostic.labels[1..].iter();
    Finding {
        code: diagnostic.code.0,
        severity: severity(diagnostic.severity),
        message: diagnostic.message.clone(),
        place: texts.spot(&diagnostic.labels[0]),
        related: related
            .map(|label| Related { place: texts.spot(label), message: label.text.clone() })
            .collect(),
        help: diagnostic.help.clone(),
        refused_by: diagnostic.refusal.map(|refusal| match refusal {
            Refusal::Validate => "validate",
            Refusal::Create => "create",
        }),
    }
}

/// A finding as an excerpt of the text with the place marked. Coloured; strip the colours where they are not wanted.
pub fn render(diagnostic: &Diagnostic, texts: &mut Texts<'_>) -> String {
    let places: Vec<_> = diagnostic.labels.iter().map(|label| (texts.place(label), label)).collect();
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(&*diagnostic.message).id(diagnostic.code.0));
    for (number, ((source, span), label)) in places.iter().enumerate() {
        let kind = if number == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(span.range()).label((!label.text.is_empty()).then_some(&*label.text));
        group = group.element(Snippet::source(&*source.text).path(&*source.name).annotation(annotation));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(&**help));
    }
    if let Some(refusal) = diagnostic.refusal {
        let words = match refusal {
            Refusal::Validate => "the testbed refuses this template",
            Refusal::Create => {
                "the testbed accepts this template when validating, and refuses to create the stack"
            }
        };
        group = group.element(Level::NOTE.message(words));
    }
    Renderer::styled().render(&[group])
}

/// The name of a severity, in JSON and in SARIF.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
