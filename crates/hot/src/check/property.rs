//! `unknown-property`, `missing-property`, `retired-property`: the properties of a resource against its type
//! (`heat/engine/properties.py`). Whether a value is one it may have is judged while planning.

use std::borrow::Cow;

use hotplate_schema::{IndexMap, PropertySchema, SupportStatus};

use super::resource;
use super::subject::{Definition, Subject, entries, key, suggest, value};
use super::values::is_call;
use super::way::Way;
use crate::{Diagnostic, Node, Refusal, codes, is_misspelt, likely_property};

/// Properties that people write for another of the same meaning: type, what is written, what is meant.
const MEANT: [(&str, &str, &str); 8] = [
    ("OS::Neutron::FloatingIPAssociation", "floating_ip", "floatingip_id"),
    ("OS::Neutron::FloatingIPAssociation", "port", "port_id"),
    ("OS::Neutron::FloatingIP", "port", "port_id"),
    ("OS::Neutron::FloatingIP", "network", "floating_network"),
    ("OS::Nova::Server", "key", "key_name"),
    ("OS::Nova::Server", "keypair", "key_name"),
    ("OS::Nova::Server", "instance_type", "flavor"),
    ("OS::Neutron::Subnet", "network_name", "network"),
];

pub(super) fn check(definition: &Definition<'_>, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(known) = definition.judged() else { return };
    let way = definition.way();
    if let Some(policy) = definition.get("update_policy") {
        let path = way.key("update_policy");
        for (name, path, node) in entries(policy, &path).filter(|_| !is_call(policy, subject.version)) {
            let name = name.python_str();
            let from = found.len();
            match known.update_policy.get(&*name) {
                Some(schema) => below(node, schema, &path, definition, subject, found),
                None => {
                    let what = format!("`{}` has no update policy `{name}`", definition.type_name());
                    found.push(unknown(&what, &name, &path, &known.update_policy));
                }
            }
            found[from..].iter_mut().for_each(|diagnostic| diagnostic.refusal = definition.refusal);
        }
    }
    let path = way.key("properties");
    let none = Node::empty_mapping();
    let properties = definition.properties.map_or(&none, |node| node);
    if is_call(properties, subject.version) || properties.as_mapping().is_none() {
        return;
    }
    let what = |name: &str| format!("`{}` has no property `{name}`", definition.type_name());
    for (key_of, path, node) in entries(properties, &path) {
        let name = key_of.python_str();
        let Some(schema) = known.properties.get(&*name) else {
            let diagnostic =
                unknown(&what(&name), &name, &path, &known.properties).refused_if(definition.refusal);
            let free = meant(definition, &name).filter(|meant| properties.get(meant).is_none());
            let diagnostic = suggest(diagnostic, key(path), free);
            let misplaced = resource::KEYS.iter().any(|(key, _)| *key == name) && diagnostic.fix.is_none();
            found.push(match misplaced {
                true => diagnostic.help("it belongs to the resource: put it beside `properties`"),
                false => diagnostic,
            });
            continue;
        };
        if schema.status != SupportStatus::Supported {
            found.push(retired(&name, &path, properties, &known.properties));
        }
        // What a group repeats is judged as the definition that it is.
        if !schema.schema.is_empty() && !definition.repeats_at(key_of) {
            let from = found.len();
            below(node, schema, &path, definition, subject, found);
            let missed = definition.refusal.filter(|_| schema.looked_at);
            for diagnostic in found[from..].iter_mut().filter(|found| found.code == codes::MISSING_PROPERTY) {
                diagnostic.refusal = diagnostic.refusal.or(missed);
            }
        }
    }
    let missing = known
        .properties
        .iter()
        .filter(|(name, schema)| schema.required && properties.get(name).is_none())
        .filter(|(name, _)| !has_old_name(name, properties, &known.properties))
        .filter(|(name, _)| !is_misspelt(name, names(properties), &known.properties))
        .filter(|(name, _)| !names(properties).any(|other| meant(definition, &other) == Some(name)));
    for (name, schema) in missing.filter(|_| subject.document.is_whole()) {
        let message = format!("`{}` needs the property `{name}`", definition.type_name());
        let diagnostic = Diagnostic::error(codes::MISSING_PROPERTY, definition.place(), message);
        let noticed = !subject.is_deep(definition) || schema.looked_at;
        let refusal = definition.refusal.and(noticed.then_some(Refusal::Create));
        found.push(diagnostic.help(format!("add `{name}:` below `properties`")).refused_if(refusal));
    }
}

/// What people mean who give a property of that name to such a resource.
fn meant(definition: &Definition<'_>, name: &str) -> Option<&'static str> {
    let row = MEANT.iter().find(|row| row.0 == definition.type_name() && row.1 == name)?;
    Some(row.2)
}

/// The names that a mapping gives.
fn names(given: &Node) -> impl Iterator<Item = Cow<'_, str>> {
    given.as_mapping().into_iter().flatten().map(|(key, _, _)| key.python_str())
}

/// Whether a property is given by its old name: `network` once was `network_id`, and Heat still translates that.
fn has_old_name(name: &str, given: &Node, known: &IndexMap<String, PropertySchema>) -> bool {
    let is_old = |other: &str| other.strip_suffix("_id") == Some(name);
    let old = known.iter().find(|(other, schema)| schema.status == SupportStatus::Hidden && is_old(other));
    old.is_some_and(|(old, _)| given.get(old).is_some())
}

/// What is said of a property, or a key of one, that is going away.
fn retired(name: &str, path: &Way<'_>, given: &Node, known: &IndexMap<String, PropertySchema>) -> Diagnostic {
    let diagnostic = Diagnostic::note(codes::RETIRED_PROPERTY, key(path), format!("`{name}` is retired"));
    let diagnostic = diagnostic.help("use what took its place");
    let new = name.strip_suffix("_id").filter(|new| known.contains_key(*new) && given.get(new).is_none());
    suggest(diagnostic, key(path), new)
}

/// The keys of a value whose keys are known, at any depth.
fn below(
    node: &Node,
    schema: &PropertySchema,
    path: &Way<'_>,
    definition: &Definition<'_>,
    subject: &Subject<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let refusal = |diagnostic: Diagnostic| match subject.is_deep(definition) {
        true => diagnostic,
        false => diagnostic.refused_by(Refusal::Create),
    };
    if let (Some(items), Some(item)) = (node.as_sequence(), schema.schema.get("*")) {
        for (index, node) in items.iter().enumerate() {
            below(node, item, &path.index(index), definition, subject, found);
        }
    }
    let open = schema.schema.is_empty() || schema.schema.contains_key("*");
    if node.as_mapping().is_none() || open || is_call(node, subject.version) {
        return;
    }
    let given = node;
    for (name, path, node) in entries(node, path) {
        let name = name.python_str();
        match schema.schema.get(&*name) {
            Some(inner) => {
                if inner.status != SupportStatus::Supported {
                    found.push(retired(&name, &path, given, &schema.schema));
                }
                if !inner.schema.is_empty() {
                    below(node, inner, &path, definition, subject, found);
                }
            }
            None => {
                let what = format!("there is no key `{name}` in this property");
                found.push(refusal(unknown(&what, &name, &path, &schema.schema)));
            }
        }
    }
    for (name, _) in schema.schema.iter().filter(|(name, schema)| schema.required && node.get(name).is_none())
    {
        if subject.document.is_whole() && !is_misspelt(name, names(node), &schema.schema) {
            let message = format!("this needs the key `{name}`");
            let diagnostic = Diagnostic::error(codes::MISSING_PROPERTY, value(path), message);
            found.push(refusal(diagnostic.help(format!("add `{name}:`"))));
        }
    }
}

fn unknown(what: &str, name: &str, path: &Way<'_>, known: &IndexMap<String, PropertySchema>) -> Diagnostic {
    let names = known.iter().filter(|(_, schema)| schema.status == SupportStatus::Supported);
    let names: Vec<&str> = names.map(|(name, _)| name.as_str()).collect();
    let mut shown = names.iter().take(12).copied().collect::<Vec<_>>().join(", ");
    if names.len() > 12 {
        shown.push_str(", …");
    }
    let help = if names.is_empty() { "remove it".to_owned() } else { format!("there are {shown}") };
    let diagnostic = Diagnostic::error(codes::UNKNOWN_PROPERTY, key(path), what).help(help);
    suggest(diagnostic, key(path), likely_property(name, known))
}
