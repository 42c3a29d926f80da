//! The armed template: the same one, that builds nothing as long as its parameter `reservation_id` is a placeholder.
//!
//! A testbed that starts a stack when a lease begins gives it the reservation's id, and nothing else. Where the testbed
//! cannot hold a stack back until then, a condition does it: every resource and every output depends on it. The rewrite
//! changes the places that it must and leaves every other byte as it is.

mod change;
mod declare;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use hotplate_schema::Value;

use self::change::{Change, Written, at, changed, first, has_anchor, say};
pub use self::declare::declare;
use crate::{Function, Node, NodeKind, Source, Span, TemplateVersion, parse};

/// The parameter that a lease gives when it begins.
pub const RESERVATION: &str = "reservation_id";

/// The value with which an armed template builds nothing.
pub const PLACEHOLDER: &str = "dummy";

/// The first version with conditions.
const FIRST: &str = "2016-10-14";

/// The oldest version whose templates mean the same in [`FIRST`].
const OLDEST: &str = "2014-10-16";

/// Asks Blazar whether there is a lease of that id, which refuses a placeholder, and a reservation's id too.
const CONSTRAINT: &str = "blazar.reservation";

/// Arms a template; what stands in the way otherwise, in words.
pub fn arm(text: &str) -> Result<String, String> {
    let document = parse(&Source::new("", text)).value;
    let root = document.root().ok_or("the template is empty, or no YAML")?;
    let mut changes = Vec::new();
    version(root, &mut changes)?;
    let parameter = root.get("parameters").and_then(|parameters| parameters.get(RESERVATION));
    let parameter = parameter.ok_or_else(|| {
        format!("the template has no parameter `{RESERVATION}`, which is what a lease gives when it begins")
    })?;
    constraints(parameter, text, &mut changes)?;
    let resources = root.get("resources").filter(|resources| resources.as_mapping().is_some());
    let resources = resources.ok_or("the template has no resources")?;
    let name = condition_name(root);
    condition(root, text, &name, &mut changes)?;
    for section in [Some(resources), root.get("outputs")].into_iter().flatten() {
        for (_, _, entry) in section.as_mapping().unwrap_or_default() {
            gate(entry, text, &name, &mut changes)?;
        }
    }
    Ok(changed(text, changes))
}

/// Conditions need a version that has them.
fn version(root: &Node, changes: &mut Vec<Change>) -> Result<(), String> {
    let node = root.get("heat_template_version").ok_or("the template is none of Heat's own format")?;
    let written = match node.to_value() {
        Value::String(text) => text,
        other => other.to_json(false).trim_matches('"').into(),
    };
    let version = TemplateVersion::find(&written);
    let date = version.map(TemplateVersion::date).ok_or("its version is none that Heat knows")?;
    if date < OLDEST {
        return Err(format!(
            "a template of version {written} would mean something else in {FIRST}, the first version with conditions: write it for a newer version"
        ));
    }
    if date < FIRST {
        if let Some((called, instead)) = version.zip(TemplateVersion::find(FIRST)).and_then(|(old, new)| {
            let lost =
                |name: &str| Function::removed(name, new).filter(|_| Function::find(name, old).is_some());
            call(root, &lost, &mut BTreeSet::new())
        }) {
            return Err(format!(
                "it calls `{called}`, which {FIRST}, the first version with conditions, no longer has: write {instead}"
            ));
        }
        changes.push(at(node, FIRST.to_owned()));
    }
    Ok(())
}

/// The first call of a function that gets lost, and what takes its place. What an alias repeats is looked at once.
fn call(
    node: &Node,
    lost: &dyn Fn(&str) -> Option<&'static str>,
    seen: &mut BTreeSet<Span>,
) -> Option<(String, &'static str)> {
    match &node.kind {
        NodeKind::Scalar(_) => None,
        _ if !seen.insert(node.span) => None,
        NodeKind::Sequence(items) => items.iter().find_map(|item| call(item, lost, seen)),
        NodeKind::Mapping(entries) => entries.iter().find_map(|(key, _, value)| {
            let name = key.as_str().filter(|_| entries.len() == 1);
            let called = name.and_then(|name| Some((name.to_owned(), lost(name)?)));
            called.or_else(|| call(value, lost, seen))
        }),
    }
}

/// Leaves out the one constraint that refuses a placeholder.
fn constraints(parameter: &Node, text: &str, changes: &mut Vec<Change>) -> Result<(), String> {
    let Some(value) = Written::of(parameter, "constraints", text) else { return Ok(()) };
    let all = value.node.as_sequence().unwrap_or_default();
    let is_other =
        |one: &&Arc<Node>| one.get("custom_constraint").and_then(|name| name.as_str()) != Some(CONSTRAINT);
    let others: Vec<Value> = all.iter().filter(is_other).map(|one| one.to_value()).collect();
    if others.len() == all.len() {
        return Ok(());
    }
    let others = Value::List(others).to_json(false);
    if value.is_alias {
        changes.push(Change { start: value.start, end: value.end, text: others });
        return Ok(());
    }
    let (before, content) = value.parts(text);
    if has_anchor(content) {
        return Err(format!("an anchor stands in the constraints of `{RESERVATION}`: write them out"));
    }
    changes.push(Change { start: value.key, end: value.end, text: [": ", before, &others].concat() });
    Ok(())
}

/// A name that no condition has yet.
fn condition_name(root: &Node) -> String {
    let taken = |name: &str| root.get("conditions").is_some_and(|conditions| conditions.get(name).is_some());
    let mut name = "reserved".to_owned();
    for number in 2_u32.. {
        if !taken(&name) {
            break;
        }
        name = format!("reserved_{number}");
    }
    name
}

/// Says the condition, in the section for it or in a new one.
fn condition(root: &Node, text: &str, name: &str, changes: &mut Vec<Change>) -> Result<(), String> {
    let meaning = format!("{{not: {{equals: [{{get_param: {RESERVATION}}}, {PLACEHOLDER}]}}}}");
    say(root, text, "conditions", &format!("{name}: {meaning}"), changes)
}

/// Has a resource or an output depend on the condition, beside what it depends on already.
fn gate(entry: &Node, text: &str, name: &str, changes: &mut Vec<Change>) -> Result<(), String> {
    let Some(own) = Written::of(entry, "condition", text) else {
        first(entry, text, &format!("condition: {name}"), changes);
        return Ok(());
    };
    let (before, content) = own.parts(text);
    let is_block = own.node.as_scalar().is_none() && !content.starts_with(['{', '[']);
    if is_block && !own.is_alias && has_anchor(content) {
        return Err(format!(
            "an anchor stands in the condition `{}`: write it in braces",
            content.trim_end()
        ));
    }
    let content = match own.is_alias || own.node.as_scalar().is_none() && !is_block {
        true => content.to_owned(),
        false => own.node.to_value().to_json(false),
    };
    let text = format!("{{and: [{name}, {before}{content}]}}");
    changes.push(Change { start: own.start, end: own.end, text });
    Ok(())
}
