//! `surprising-value`: plain values that YAML 1.1 reads as something else than they look like, where that shows: `yes`
//! as a text, `12:30` as 750, `0644` as 420.

use hotplate_schema::{Value, ValueKind};

use super::subject::{Definition, Subject, entries, value};
use super::way::Way;
use crate::{Diagnostic, Fix, Node, NodeKind, codes};

/// The defaults of parameters.
pub(super) fn check_defaults(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if let Some(parameters) = subject.root.get("parameters") {
        for (_, path, node) in entries(parameters, &Way::section("parameters")) {
            let text = node.get("type").and_then(|node| node.as_str()) == Some("string");
            let Some(default) = node.get("default").filter(|_| text) else { continue };
            found.extend(as_text(default, &path.key("default"), subject));
        }
    }
}

pub(super) fn check(definition: &Definition<'_>, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let way = definition.way();
    let path = way.key("properties");
    for (name, path, node) in definition.properties.iter().flat_map(|node| entries(node, &path)) {
        let schema = definition.known.and_then(|known| known.properties.get(name.as_str()?));
        match schema.map(|schema| schema.kind) {
            _ if definition.repeats_at(name) => {}
            Some(ValueKind::String) if node.as_str().is_some() => {}
            Some(ValueKind::String) => found.extend(as_text(node, &path, subject)),
            Some(ValueKind::Integer | ValueKind::Number) => {}
            _ if has_numbers(node) => numbers(node, &path, subject, found),
            _ => {}
        }
    }
}

/// A value that becomes text: what it becomes should be what is written.
fn as_text(node: &Node, path: &Way<'_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let value = node.as_scalar().filter(|value| !matches!(value, Value::Null | Value::String(_)))?;
    let written = subject.document.slice(node.span);
    let becomes = value.python_str();
    (written != becomes).then(|| report(written, &becomes, path))
}

/// Whether there are whole numbers anywhere below.
fn has_numbers(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scalar(value) => matches!(value, Value::Int(_)),
        NodeKind::Sequence(items) => items.iter().any(|item| has_numbers(item)),
        NodeKind::Mapping(entries) => entries.iter().any(|(_, _, node)| has_numbers(node)),
    }
}

/// Numbers in bases that nobody expects, anywhere below.
fn numbers(node: &Node, path: &Way<'_>, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    match &node.kind {
        NodeKind::Scalar(Value::Int(value)) => {
            let written = subject.document.slice(node.span);
            let sixty = written.contains(':');
            let octal = written.starts_with('0')
                && written.len() > 1
                && !written.starts_with("0x")
                && !written.starts_with("0b");
            if sixty || octal && *value != 0 {
                found.push(report(written, &value.to_string(), path));
            }
        }
        NodeKind::Scalar(_) => {}
        NodeKind::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                numbers(item, &path.index(index), subject, found);
            }
        }
        NodeKind::Mapping(_) => {
            for (_, path, node) in entries(node, path) {
                numbers(node, &path, subject, found);
            }
        }
    }
}

fn report(written: &str, becomes: &str, path: &Way<'_>) -> Diagnostic {
    let message = format!("`{written}` without quotes is read as `{becomes}`");
    Diagnostic::warning(codes::SURPRISING_VALUE, value(path), message)
        .help(format!("write `\"{written}\"` if that is meant"))
        .fix(Fix::replace(value(path), format_args!("\"{written}\""), "put it in quotes"))
}
