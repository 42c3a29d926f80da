//! From nodes to a typed template: what is sound of each section is kept, what is not is left out. The rules under
//! `check` say what is wrong with the rest.

use hotplate_schema::{Key, ResourceTypeName, Value};
use indexmap::IndexMap;

use super::parameter::{lower_group, lower_parameter};
use crate::template::{Condition, Output, ResourceDefinition};
use crate::{Document, Expression, Function, Node, NodeKind, Outcome, Template, TemplateVersion};

/// Reads the sections of a template, keeping what is sound of each.
pub fn lower(document: &Document) -> Outcome<Template> {
    let Some(root) = document.root() else { return Outcome::default() };
    let version =
        root.get("heat_template_version").and_then(|node| node.as_str()).and_then(TemplateVersion::find);
    let assumed = version.unwrap_or(TemplateVersion::LATEST);
    let template = Template {
        version,
        description: root.get("description").and_then(|node| text(node)),
        parameter_groups: root
            .get("parameter_groups")
            .and_then(|node| node.as_sequence())
            .unwrap_or_default()
            .iter()
            .filter_map(|node| lower_group(node))
            .collect(),
        parameters: section(root, "parameters", |node| Some(lower_parameter(node, assumed))),
        conditions: section(root, "conditions", |node| {
            Some(Condition { value: lower_condition(node, assumed) })
        }),
        resources: section(root, "resources", |node| lower_resource(node, assumed)),
        outputs: section(root, "outputs", |node| lower_output(node, assumed)),
        partial: !document.is_whole(),
    };
    Outcome { value: template, diagnostics: Vec::new() }
}

/// The named entries of a section.
fn section<T>(root: &Node, name: &str, read: impl Fn(&Node) -> Option<T>) -> IndexMap<String, T> {
    let entries = root.get(name).and_then(|node| node.as_mapping()).unwrap_or_default();
    entries.iter().filter_map(|(key, _, node)| Some((key.to_value().python_str(), read(node)?))).collect()
}

/// A resource; one without a type has the empty type, so that it is still to be seen.
fn lower_resource(node: &Node, version: TemplateVersion) -> Option<ResourceDefinition> {
    if node.as_mapping().is_none() && !node.is_null() {
        return None;
    }
    let type_name = node.get("type").and_then(|node| node.as_str()).unwrap_or_default();
    let object = |key| {
        let value = node.get(key).map(|node| lower_value(node, version));
        value.filter(|value| matches!(value, Expression::Map(_) | Expression::Call { .. }))
    };
    let empty = || Expression::Map(IndexMap::new());
    Some(ResourceDefinition {
        type_name: ResourceTypeName::new(type_name),
        properties: object("properties").unwrap_or_else(empty),
        metadata: object("metadata").unwrap_or_else(empty),
        depends_on: node.get("depends_on").map(|node| names(node)).unwrap_or_default(),
        deletion_policy: node.get("deletion_policy").and_then(|node| text(node)),
        update_policy: object("update_policy"),
        description: node.get("description").and_then(|node| text(node)),
        external_id: node
            .get("external_id")
            .filter(|node| !node.is_null())
            .map(|node| lower_value(node, version)),
        condition: condition(node, version),
    })
}

fn lower_output(node: &Node, version: TemplateVersion) -> Option<Output> {
    node.as_mapping()?;
    Some(Output {
        description: node.get("description").and_then(|node| text(node)),
        value: node.get("value").map_or(Expression::Scalar(Value::Null), |node| lower_value(node, version)),
        // Earlier versions ignore the key.
        condition: condition(node, version).filter(|_| version >= TemplateVersion::V2016_10_14),
    })
}

fn condition(node: &Node, version: TemplateVersion) -> Option<Expression> {
    node.get("condition").filter(|node| !node.is_null()).map(|node| lower_condition(node, version))
}

/// A text or a list of texts, as `depends_on` has it.
fn names(node: &Node) -> Vec<String> {
    let list = node.as_sequence().unwrap_or_default().iter().filter_map(|item| item.as_str());
    node.as_str().into_iter().chain(list).map(str::to_owned).collect()
}

/// A scalar as text, for people; nothing if it is null or a collection.
pub(super) fn text(node: &Node) -> Option<String> {
    node.as_scalar().filter(|value| **value != Value::Null).map(Value::python_str)
}

/// A value where values stand.
fn lower_value(node: &Node, version: TemplateVersion) -> Expression {
    lower_node(node, version, Function::find)
}

/// A value where a condition stands.
fn lower_condition(node: &Node, version: TemplateVersion) -> Expression {
    lower_node(node, version, Function::find_condition)
}

/// A function of a place: those of values, or those of conditions.
type Find = fn(&str, TemplateVersion) -> Option<Function>;

/// A mapping is a call if it has one key only and that key names a function of the version
/// (`heat/engine/template.py`, `parse`).
fn lower_node(node: &Node, version: TemplateVersion, find: Find) -> Expression {
    let entries = match &node.kind {
        NodeKind::Scalar(value) => return Expression::Scalar(value.clone()),
        NodeKind::Sequence(items) => {
            return Expression::List(items.iter().map(|item| lower_node(item, version, find)).collect());
        }
        NodeKind::Mapping(entries) => entries,
    };
    if let [(Key::String(name), _, argument)] = entries.as_slice()
        && let Some(function) = find(name, version)
    {
        let argument = match argument.as_sequence() {
            // The first argument of `if` is a condition, the others are values.
            Some([first, rest @ ..]) if function.name() == "if" => {
                let rest = rest.iter().map(|item| lower_value(item, version));
                Expression::List([lower_condition(first, version)].into_iter().chain(rest).collect())
            }
            _ => lower_node(argument, version, find),
        };
        return Expression::Call { function, argument: Box::new(argument) };
    }
    Expression::Map(
        entries.iter().map(|(key, _, node)| (key.clone(), lower_node(node, version, find))).collect(),
    )
}
