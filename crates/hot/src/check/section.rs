//! `unknown-section`: the keys of the template itself, and their shapes (`SECTIONS` in `heat/engine/hot/template.py`).

use super::subject::{Subject, entries, key, suggest, value};
use super::way::Way;
use super::{resource, shape};
use crate::{Diagnostic, Refusal, TemplateVersion, codes, nearest};

/// The sections, each with the first version that has it.
pub(crate) const SECTIONS: [(&str, TemplateVersion); 7] = [
    ("heat_template_version", TemplateVersion::V2013_05_23),
    ("description", TemplateVersion::V2013_05_23),
    ("parameter_groups", TemplateVersion::V2013_05_23),
    ("parameters", TemplateVersion::V2013_05_23),
    ("conditions", TemplateVersion::V2016_10_14),
    ("resources", TemplateVersion::V2013_05_23),
    ("outputs", TemplateVersion::V2013_05_23),
];

/// The sections that hold named things.
const MAPPINGS: [&str; 4] = ["parameters", "conditions", "resources", "outputs"];

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (name, path, node) in entries(subject.root, &Way::Top) {
        let text = name.python_str();
        match SECTIONS.iter().find(|(section, _)| name.as_str() == Some(section)) {
            None => found.push(unknown(&text, &path)),
            Some((_, since)) if *since > subject.version => found.push(too_new(&text, &path, *since)),
            // What Python takes for false counts as absent, except in `conditions`.
            Some((section, _)) if MAPPINGS.contains(section) => {
                let absent = *section != "conditions" && !node.is_truthy();
                if node.as_mapping().is_none() && !absent {
                    found.push(shape::wrong(value(path), &format!("`{text}`"), "a mapping", node));
                }
            }
            Some(_) => {}
        }
    }
}

fn unknown(name: &str, path: &Way<'_>) -> Diagnostic {
    let message = format!("a template has no section `{name}`");
    let known = SECTIONS.map(|(section, _)| section);
    let help = if resource::KEYS.iter().any(|(key, _)| *key == name) {
        format!("`{name}` belongs to a resource: indent it below one")
    } else {
        format!("the sections are {}", known.join(", "))
    };
    let diagnostic = Diagnostic::error(codes::UNKNOWN_SECTION, key(path), message).help(help);
    suggest(diagnostic.refused_by(Refusal::Validate), key(path), nearest(name, known))
}

/// The finding that a key came only with a later version.
pub(super) fn too_new(name: &str, path: &Way<'_>, since: TemplateVersion) -> Diagnostic {
    let message = format!("`{name}` came with version {since}");
    Diagnostic::error(codes::NEWER_KEY, key(path), message)
        .help(format!("say `heat_template_version: {since}` or a later one"))
        .refused_by(Refusal::Validate)
}
