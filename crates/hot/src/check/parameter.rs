//! `unknown-key`, `missing-type`, `unknown-parameter-type`: parameter declarations (`heat/engine/hot/parameters.py`).

use super::section::too_new;
use super::shape;
use super::subject::{Subject, entries, key, suggest, value};
use super::way::Way;
use crate::{Diagnostic, Node, ParameterKind, Refusal, TemplateVersion, codes, nearest};

/// The keys of a parameter, each with the first version that has it.
pub(crate) const KEYS: [(&str, TemplateVersion); 9] = [
    ("type", TemplateVersion::V2013_05_23),
    ("description", TemplateVersion::V2013_05_23),
    ("default", TemplateVersion::V2013_05_23),
    ("constraints", TemplateVersion::V2013_05_23),
    ("hidden", TemplateVersion::V2013_05_23),
    ("label", TemplateVersion::V2013_05_23),
    ("immutable", TemplateVersion::V2013_05_23),
    ("schema", TemplateVersion::V2013_05_23),
    ("tags", TemplateVersion::V2018_03_02),
];

/// What people write for a type, from other languages.
const MEANT: [(&str, ParameterKind); 14] = [
    ("str", ParameterKind::String),
    ("text", ParameterKind::String),
    ("int", ParameterKind::Number),
    ("integer", ParameterKind::Number),
    ("float", ParameterKind::Number),
    ("bool", ParameterKind::Boolean),
    ("list", ParameterKind::CommaDelimitedList),
    ("array", ParameterKind::CommaDelimitedList),
    ("map", ParameterKind::Json),
    ("dict", ParameterKind::Json),
    ("object", ParameterKind::Json),
    ("mapping", ParameterKind::Json),
    ("num", ParameterKind::Number),
    ("commadelimitedlist", ParameterKind::CommaDelimitedList),
];

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(parameters) = subject.root.get("parameters") else { return };
    for (name, path, node) in entries(parameters, &Way::section("parameters")) {
        let name = name.python_str();
        if node.as_mapping().is_none() {
            let what = format!("the parameter `{name}`");
            found.push(shape::wrong(value(path), &what, "a mapping with a `type`", node));
            continue;
        }
        found.extend(unknown_keys(node, &path, subject.version));
        found.extend(unknown_type(node, &name, &path, subject.document.is_whole()));
        if let Some(tags) = node.get("tags").filter(|tags| tags.as_sequence().is_none()) {
            found.push(shape::wrong(value(path.key("tags")), "`tags`", "a list", tags));
        }
    }
}

fn unknown_keys(node: &Node, path: &Way<'_>, version: TemplateVersion) -> Vec<Diagnostic> {
    let report = |(name, path, _): (&hotplate_schema::Key, Way<'_>, _)| {
        let text = name.python_str();
        match KEYS.iter().find(|(known, _)| name.as_str() == Some(known)) {
            Some((_, since)) if *since > version => Some(too_new(&text, &path, *since)),
            Some(_) => None,
            None => {
                let known = KEYS.map(|(known, _)| known);
                let message = format!("a parameter has no key `{text}`");
                let diagnostic = Diagnostic::error(codes::UNKNOWN_KEY, key(path), message)
                    .help(format!("the keys are {}", known.join(", ")))
                    .refused_by(Refusal::Validate);
                Some(suggest(diagnostic, key(path), nearest(&text, known)))
            }
        }
    };
    entries(node, path).filter_map(report).collect()
}

fn unknown_type(node: &Node, name: &str, path: &Way<'_>, whole: bool) -> Option<Diagnostic> {
    let names = ParameterKind::ALL.map(ParameterKind::name);
    let Some(kind) = node.get("type") else {
        let message = format!("the parameter `{name}` does not say its `type`");
        let diagnostic = Diagnostic::error(codes::MISSING_TYPE, key(path), message)
            .help(format!("add one of {}", names.join(", ")))
            .refused_by(Refusal::Validate);
        return whole.then_some(diagnostic);
    };
    let written = kind.as_scalar().map(hotplate_schema::Value::python_str).unwrap_or_default();
    if kind.as_str().and_then(ParameterKind::find).is_some() {
        return None;
    }
    let place = value(path.key("type"));
    let message = format!("there is no parameter type `{written}`");
    let diagnostic = Diagnostic::error(codes::UNKNOWN_PARAMETER_TYPE, place.clone(), message)
        .help(format!("the types are {}", names.join(", ")))
        .refused_by(Refusal::Validate);
    let plain = written.to_lowercase();
    let meant = MEANT.iter().find(|(word, _)| *word == plain).map(|(_, kind)| kind.name());
    Some(suggest(diagnostic, place, meant.or_else(|| nearest(&written, names))))
}
