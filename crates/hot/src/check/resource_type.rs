//! `missing-type`, `unknown-resource-type`, `retired-type`: the type of a resource.

use hotplate_schema::SupportStatus;

use super::shape;
use super::subject::{Definition, Subject, suggest, value};
use super::values::is_call;
use crate::{Diagnostic, Severity, codes, nearest};

/// Types that only got another name.
const RENAMED: [(&str, &str); 2] = [
    ("OS::Heat::SoftwareDeployments", "OS::Heat::SoftwareDeploymentGroup"),
    ("OS::Heat::StructuredDeployments", "OS::Heat::StructuredDeploymentGroup"),
];

pub(super) fn check(definition: &Definition<'_>, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if definition.node.as_mapping().is_none() && !definition.node.is_null() {
        return;
    }
    match definition.get("type") {
        None => found.extend(subject.document.is_whole().then(|| missing(definition, subject))),
        Some(node) if node.is_null() || node.as_str() == Some("") => {
            found.push(missing(definition, subject));
        }
        // The type of what a group repeats may come from a function.
        Some(node) if definition.member && is_call(node, subject.version) => {}
        Some(node) if node.as_str().is_none() => {
            let wrong = shape::wrong(value(&definition.path.key("type")), "`type`", "text", node);
            found.push(wrong.refused_by(definition.stage()));
        }
        Some(_) => found.extend(judge(definition, subject)),
    }
}

fn missing(definition: &Definition<'_>, subject: &Subject<'_>) -> Diagnostic {
    let hot = definition.member || subject.version.is_hot();
    let key = if hot { "type" } else { "Type" };
    let message = match definition.member {
        true => "what the group repeats does not say its `type`".to_owned(),
        false => format!("the resource `{}` does not say its `{key}`", definition.name),
    };
    Diagnostic::error(codes::MISSING_TYPE, definition.place(), message)
        .help(format!("add one, such as `{key}: OS::Nova::Server`"))
        .refused_by(definition.stage())
}

/// Whether a type is the name of a file: a template of one's own. Heat goes by its ending.
fn is_file(name: &str) -> bool {
    name.ends_with(".yaml") || name.ends_with(".template")
}

fn judge(definition: &Definition<'_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let name = definition.type_name();
    let place = || value(&definition.path.key("type"));
    if let Some(known) = definition.known {
        let (severity, message) = match known.status {
            SupportStatus::Hidden if known.any_property => {
                (Severity::Warning, format!("`{name}` is retired: Heat takes it and does nothing"))
            }
            SupportStatus::Hidden | SupportStatus::Deprecated => {
                (Severity::Note, format!("`{name}` is going away"))
            }
            SupportStatus::Supported => return None,
        };
        let diagnostic = Diagnostic::warning(codes::RETIRED_TYPE, place(), message);
        let diagnostic = Diagnostic { severity, ..diagnostic.help("use what took its place") };
        let new = RENAMED.iter().find(|(old, _)| *old == name).map(|(_, new)| *new);
        return Some(suggest(diagnostic, place(), new));
    }
    if is_file(name) || subject.catalog.knows(name) {
        return None;
    }
    if name.ends_with(".yml") || name.ends_with(".json") {
        let message =
            format!("`{name}` is not taken for a file: its name must end in `.yaml` or `.template`");
        let diagnostic = Diagnostic::error(codes::UNKNOWN_RESOURCE_TYPE, place(), message);
        return Some(diagnostic.help("rename the file").refused_if(definition.refusal));
    }
    let message = format!("`{name}` is not a type of stock Heat");
    let diagnostic = Diagnostic::note(codes::UNKNOWN_RESOURCE_TYPE, place(), message)
        .help("it must be the testbed's own, or an environment must say what it stands for")
        .refused_if(definition.refusal);
    Some(suggest(diagnostic, place(), nearest(name, subject.catalog.names())))
}
