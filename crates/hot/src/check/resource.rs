//! `unknown-key`, `newer-key`, `wrong-shape`: the keys of a resource definition (`_RESOURCE_KEYS` in
//! `heat/engine/hot/template.py`, `_rsrc_defn_args` in `heat/engine/template_common.py`).

use super::section::too_new;
use super::subject::{Definition, Subject, entries, key, suggest, value};
use super::values::is_call;
use super::way::Way;
use super::{shape, subject};
use crate::{Diagnostic, Node, Path, Step, TemplateVersion, codes, nearest};

/// The keys of a resource, each with the first version that has it.
pub(crate) const KEYS: [(&str, TemplateVersion); 9] = [
    ("type", TemplateVersion::V2013_05_23),
    ("properties", TemplateVersion::V2013_05_23),
    ("metadata", TemplateVersion::V2013_05_23),
    ("depends_on", TemplateVersion::V2013_05_23),
    ("deletion_policy", TemplateVersion::V2013_05_23),
    ("update_policy", TemplateVersion::V2013_05_23),
    ("description", TemplateVersion::V2013_05_23),
    ("external_id", TemplateVersion::V2016_10_14),
    ("condition", TemplateVersion::V2016_10_14),
];

/// The keys of the definition that a group repeats.
const MEMBER_KEYS: [&str; 3] = ["type", "properties", "metadata"];

/// What the names of `resources` stand for.
pub(super) fn check_section(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let resources = Path::keys(["resources"]);
    for (name, _, node) in subject.section("resources") {
        if node.as_mapping().is_none() && !node.is_null() {
            let path = subject::below(&resources, name);
            let what = format!("the resource `{}`", name.python_str());
            found.push(shape::wrong(value(&path), &what, "a mapping", node));
        }
    }
}

pub(super) fn check(definition: &Definition<'_>, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (name, path, node) in entries(definition.node, &definition.way()) {
        let text = name.python_str();
        match KEYS.iter().find(|(known, _)| name.as_str() == Some(known)) {
            _ if definition.member && !MEMBER_KEYS.contains(&&*text) => {
                found.push(unknown(&text, &path, definition));
            }
            None => found.push(unknown(&text, &path, definition)),
            Some((_, since)) if *since > subject.version && subject.version.is_hot() => {
                found.push(too_new(&text, &path, *since));
            }
            Some(_) => {
                // Of what a scaling group repeats, Heat takes no empty keys.
                let empty = definition.member && node.is_null() && !is_scaled(definition);
                let wrong = wrong_shape(&text, &path, node, definition.member, subject.version);
                let wrong = wrong.filter(|_| !empty);
                found.extend(wrong.map(|diagnostic| diagnostic.refused_by(definition.stage())));
            }
        }
    }
}

/// Whether it is what a scaling group repeats.
fn is_scaled(definition: &Definition<'_>) -> bool {
    definition.member && definition.path.steps().last() == Some(&Step::Key("resource".into()))
}

fn unknown(name: &str, path: &Way<'_>, definition: &Definition<'_>) -> Diagnostic {
    let message = format!("a resource has no key `{name}`");
    let diagnostic = Diagnostic::error(codes::UNKNOWN_KEY, key(path), message);
    // Of what a scaling group repeats, Heat reads the keys that it knows.
    let diagnostic = diagnostic.refused_if((!is_scaled(definition)).then_some(definition.stage()));
    if definition.known.is_some_and(|known| known.properties.contains_key(name)) {
        return diagnostic.help("it is a property: indent it below `properties`");
    }
    let known: Vec<&str> = match definition.member {
        true => MEMBER_KEYS.to_vec(),
        false => KEYS.iter().map(|(known, _)| *known).collect(),
    };
    let diagnostic = diagnostic.help(format!("the keys are {}", known.join(", ")));
    suggest(diagnostic, key(path), nearest(name, known))
}

/// What is wrong with a key of a resource if it is of another kind than it must be.
pub(super) fn wrong_shape(
    name: &str,
    path: &Way<'_>,
    node: &Node,
    member: bool,
    version: TemplateVersion,
) -> Option<Diagnostic> {
    if member && is_call(node, version) {
        return None;
    }
    let (expected, fits) = match name {
        // Heat reads functions here, but fails on what they give: it looks for the names before there are any.
        "properties" | "update_policy" if is_call(node, version) => {
            ("a mapping written out, not a function", false)
        }
        "properties" | "metadata" | "update_policy" => ("a mapping", node.as_mapping().is_some()),
        "depends_on" => {
            ("the name of a resource, or a list of names", node.as_str().is_some() || is_names(node))
        }
        "deletion_policy" | "external_id" => ("text", node.as_str().is_some() || is_call(node, version)),
        "description" => ("text", node.as_str().is_some()),
        "condition" => ("a condition", !node.is_null()),
        _ => return None,
    };
    (!fits).then(|| shape::wrong(value(path), &format!("`{name}`"), expected, node))
}

fn is_names(node: &Node) -> bool {
    node.as_sequence().is_some_and(|items| items.iter().all(|item| item.as_str().is_some()))
}
