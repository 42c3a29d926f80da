//! `missing-version`, `unknown-version`, `ambiguous-version`: which language the template is written in
//! (`heat/engine/template.py`, `get_version`).

use super::subject::{Subject, key, line_end, suggest, value};
use super::way::Way;
use crate::template::cloudformation::format;
use crate::{Diagnostic, Document, Fix, Part, Path, Place, Refusal, Span, TemplateVersion, codes, nearest};

const HOT: &str = "heat_template_version";

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(node) = subject.root.get(HOT) else {
        found.extend(subject.document.is_whole().then(|| missing(subject.document)));
        return;
    };
    let path = Way::section(HOT);
    if let Some((other, _)) = format(subject.root) {
        let message = format!("the template names two languages: `{HOT}` and `{other}`");
        found.push(
            Diagnostic::error(codes::AMBIGUOUS_VERSION, key(path), message)
                .also(key(&Path::keys([other])), "the other one")
                .help("keep one of them")
                .refused_by(Refusal::Validate),
        );
    }
    if subject.template.version.is_some() {
        return;
    }
    let message = match node.as_str() {
        Some(version) => format!("Heat knows no version `{version}`"),
        None => "the version must be text: a date in the form 2021-04-16".to_owned(),
    };
    let names =
        || TemplateVersion::all().flat_map(|version| [Some(version.date()), version.name()]).flatten();
    let all: Vec<&str> = names().collect();
    let diagnostic = Diagnostic::error(codes::UNKNOWN_VERSION, value(path), message)
        .help(format!("use one of: {}", all.join(", ")))
        .refused_by(Refusal::Validate);
    found.push(suggest(diagnostic, value(path), node.as_str().and_then(|version| nearest(version, names()))));
}

/// Where the first line of a document begins whose first node is at `root`: behind what opens it.
fn first_line(text: &str, root: usize) -> usize {
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut start = at;
    for line in text[at..].split_inclusive('\n') {
        at += line.len();
        if at <= root && line.starts_with("---") {
            start = at;
        }
    }
    start
}

/// No version at all.
pub(super) fn missing(document: &Document) -> Diagnostic {
    let latest = TemplateVersion::LATEST.date();
    let text = document.text();
    let root = document.root().map_or(0, |root| root.span.start as usize);
    let (start, line) = match text.get(root..).and_then(|rest| rest.strip_prefix('{')) {
        Some(rest) => {
            // As the others are written, JSON among them.
            let quote = if rest.trim_start().starts_with('"') { "\"" } else { "" };
            let more = if rest.trim_start().starts_with('}') { "" } else { ", " };
            (root + 1, format!("{quote}{HOT}{quote}: {quote}{latest}{quote}{more}"))
        }
        None => (first_line(text, root), format!("{HOT}: {latest}{0}{0}", line_end(text))),
    };
    let start = Place::Span(Span { start: start as u32, end: start as u32 });
    let place = Place::Path(Path::root().key(HOT), Part::Entry);
    Diagnostic::error(codes::MISSING_VERSION, place, "the template does not say its version")
        .help(format!("begin with `{HOT}: {latest}`"))
        .fix(Fix::replace(start, &line, format_args!("begin with {HOT}: {latest}")))
        .refused_by(Refusal::Validate)
}
