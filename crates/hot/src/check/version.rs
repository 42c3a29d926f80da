//! `missing-version`, `unknown-version`, `ambiguous-version`: which language the template is written in
//! (`heat/engine/template.py`, `get_version`).

use super::subject::{Subject, key, replace, suggest, value};
use super::way::Way;
use crate::template::cloudformation::format;
use crate::{Diagnostic, Part, Path, Place, Refusal, Span, TemplateVersion, codes, nearest};

const HOT: &str = "heat_template_version";

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(node) = subject.root.get(HOT) else {
        found.extend(subject.document.is_whole().then(missing));
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

/// No version at all.
pub(super) fn missing() -> Diagnostic {
    let latest = TemplateVersion::LATEST.date();
    let line = format!("{HOT}: {latest}\n\n");
    let start = Place::Span(Span { start: 0, end: 0 });
    let place = Place::Path(Path::root().key(HOT), Part::Entry);
    Diagnostic::error(codes::MISSING_VERSION, place, "the template does not say its version")
        .help(format!("begin with `{HOT}: {latest}`"))
        .fix(replace(start, &line, format!("begin with {HOT}: {latest}")))
        .refused_by(Refusal::Validate)
}
