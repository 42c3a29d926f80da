//! From nodes to a typed template: what is sound of each section is kept, what is not is left out. The rules under
//! `check` say what is wrong with the rest.

use std::sync::Arc;

use hotplate_schema::{IndexMap, Key, Map, ResourceTypeName, Value};

use super::cloudformation;
use super::parameter::{lower_group, lower_parameter};
use crate::template::{Condition, Output, ResourceDefinition};
use crate::{Document, Expression, Function, Node, NodeKind, Outcome, Template, TemplateVersion};

/// Reads the sections of a template, keeping what is sound of each.
pub fn lower(document: &Document) -> Outcome<Template> {
    let Some(root) = document.root() else { return Outcome::default() };
    let hot = root.get("heat_template_version");
    let version = match (hot, cloudformation::format(root)) {
        (None, Some((_, format))) => Some(format),
        _ => hot.and_then(|node| node.as_str()).and_then(TemplateVersion::find),
    };
    let format = Format { version: version.unwrap_or(TemplateVersion::LATEST) };
    let groups = format.get(root, "parameter_groups").and_then(|node| node.as_sequence()).unwrap_or_default();
    let mut types = Vec::new();
    let template = Template {
        version,
        description: format.text(root, "description"),
        parameter_groups: groups.iter().filter_map(|node| lower_group(node)).collect(),
        parameters: format.section(root, "parameters", |node| {
            Some(Arc::new(match format.version.is_hot() {
                true => lower_parameter(node, format.version),
                false => cloudformation::lower_parameter(node),
            }))
        }),
        mappings: match format.version.is_hot() {
            true => IndexMap::default(),
            false => format.section(root, "mappings", |node| Some(node.to_value())),
        },
        // Others have no such section.
        conditions: match format.version.has_conditions() {
            true => format.section(root, "conditions", |node| {
                Some(Condition { value: lower_condition(node, format.version) })
            }),
            false => IndexMap::default(),
        },
        resources: format.section(root, "resources", |node| format.resource(node, &mut types)),
        outputs: format.section(root, "outputs", |node| format.output(node)),
        partial: !document.is_whole(),
    };
    Outcome { value: template, diagnostics: Vec::new() }
}

/// So many names of types are looked through; a template has few.
const TYPES: usize = 64;

/// How a template is to be read.
#[derive(Clone, Copy)]
struct Format {
    version: TemplateVersion,
}

impl Format {
    /// The value of a key of HOT, whatever it is called in this format.
    fn get<'a>(self, node: &'a Node, key: &str) -> Option<&'a Arc<Node>> {
        if self.version.is_hot() { node.get(key) } else { node.get_in_other_format(key) }
    }

    fn text(self, node: &Node, key: &str) -> Option<String> {
        self.get(node, key).and_then(|node| text(node))
    }

    /// The named entries of a section.
    fn section<T>(
        self,
        root: &Node,
        name: &str,
        mut read: impl FnMut(&Node) -> Option<T>,
    ) -> IndexMap<String, T> {
        let entries = self.get(root, name).and_then(|node| node.as_mapping()).unwrap_or_default();
        let mut section = IndexMap::with_capacity_and_hasher(entries.len(), Default::default());
        for (key, _, node) in entries {
            if let Some(value) = read(node) {
                section.insert(key.python_str().into_owned(), value);
            }
        }
        section
    }

    /// A resource; one without a type has the empty type, so that it is still to be seen. Those of one type share its name.
    fn resource(self, node: &Node, types: &mut Vec<ResourceTypeName>) -> Option<ResourceDefinition> {
        if node.as_mapping().is_none() && !node.is_null() {
            return None;
        }
        let type_name = self.get(node, "type").and_then(|node| node.as_str()).unwrap_or_default();
        let known = types.iter().find(|known| known.as_str() == type_name).cloned();
        let type_name = known.unwrap_or_else(|| {
            let type_name = ResourceTypeName::new(type_name);
            types.extend((types.len() < TYPES).then(|| type_name.clone()));
            type_name
        });
        let object = |key| {
            let value = self.get(node, key).map(|node| lower_value(node, self.version));
            value.filter(|value| matches!(value, Expression::Map(_) | Expression::Call { .. }))
        };
        let empty = || Expression::Map(Map::new());
        Some(ResourceDefinition {
            type_name,
            properties: object("properties").unwrap_or_else(empty),
            metadata: object("metadata").unwrap_or_else(empty),
            depends_on: self.get(node, "depends_on").map(|node| names(node)).unwrap_or_default(),
            deletion_policy: self
                .get(node, "deletion_policy")
                .filter(|node| !node.is_null())
                .map(|node| lower_value(node, self.version).into()),
            update_policy: object("update_policy").map(Box::new),
            description: self.text(node, "description"),
            external_id: self
                .get(node, "external_id")
                .filter(|node| self.version.is_hot() && !node.is_null())
                .map(|node| lower_value(node, self.version).into()),
            condition: self.condition(node).filter(|_| self.version != TemplateVersion::V2012_12_12),
        })
    }

    fn output(self, node: &Node) -> Option<Output> {
        node.as_mapping()?;
        let value = self.get(node, "value").map(|node| lower_value(node, self.version));
        Some(Output {
            description: self.text(node, "description"),
            value: value.unwrap_or(Expression::Scalar(Value::Null)),
            // Others ignore the key.
            condition: self.condition(node).filter(|_| self.version.has_conditions()),
        })
    }

    fn condition(self, node: &Node) -> Option<Box<Expression>> {
        let node = self.get(node, "condition").filter(|node| !node.is_null())?;
        Some(lower_condition(node, self.version).into())
    }
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
            Some([first, rest @ ..]) if matches!(function.name(), "if" | "Fn::If") => {
                let rest = rest.iter().map(|item| lower_value(item, version));
                Expression::List([lower_condition(first, version)].into_iter().chain(rest).collect())
            }
            _ => lower_node(argument, version, find),
        };
        return Expression::Call { function, argument: Box::new(argument) };
    }
    let entry = |(key, _, node): &(Key, _, Arc<Node>)| (key.clone(), lower_node(node, version, find));
    Expression::Map(Map::of_distinct(entries.iter().map(entry).collect()))
}
