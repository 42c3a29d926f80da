//! `missing-value`, `ignored-key`: the outputs (`outputs` in `heat/engine/template_common.py`).

use super::shape;
use super::subject::{Subject, entries, key, suggest, value};
use super::way::Way;
use crate::{Diagnostic, Node, Refusal, TemplateVersion, codes, nearest};

/// The keys of an output, each with the first version that has it.
pub(crate) const KEYS: [(&str, TemplateVersion); 3] = [
    ("value", TemplateVersion::V2013_05_23),
    ("description", TemplateVersion::V2013_05_23),
    ("condition", TemplateVersion::V2016_10_14),
];

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let path = Way::section("outputs");
    let Some(outputs) = subject.root.get("outputs") else { return };
    for (name, path, node) in entries(outputs, &path) {
        let name = name.python_str();
        if node.as_mapping().is_none() {
            found.push(shape::wrong(
                value(path),
                &format!("the output `{name}`"),
                "a mapping with a `value`",
                node,
            ));
            continue;
        }
        if node.get("value").is_none() && subject.document.is_whole() {
            let message = format!("the output `{name}` has no `value`");
            let diagnostic = Diagnostic::error(codes::MISSING_VALUE, key(path), message);
            found.push(diagnostic.help("say what it gives, below `value:`").refused_by(Refusal::Validate));
        }
        found.extend(ignored(node, &path, subject.version));
    }
}

/// Heat takes any other key and does nothing with it.
fn ignored(node: &Node, path: &Way<'_>, version: TemplateVersion) -> Vec<Diagnostic> {
    let known = || KEYS.iter().filter(|(_, since)| *since <= version).map(|(name, _)| *name);
    let others =
        entries(node, path).filter(|(name, _, _)| !known().any(|known| name.as_str() == Some(known)));
    let report = |(name, path, _): (&hotplate_schema::Key, Way<'_>, _)| {
        let name = name.python_str();
        let message = format!("Heat ignores `{name}` in an output");
        let diagnostic = Diagnostic::warning(codes::IGNORED_KEY, key(path), message);
        let diagnostic = match KEYS.iter().find(|(known, _)| *known == name) {
            Some((_, since)) => diagnostic.help(format!("it came with version {since}")),
            None => diagnostic.help("remove it"),
        };
        suggest(diagnostic, key(path), nearest(&name, known()))
    };
    others.map(report).collect()
}
