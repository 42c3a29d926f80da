//! What is other in templates of CloudFormation's format (`heat/engine/cfn/template.py`): how they say their version,
//! how HOT's keys are written there, and parameters.

use hotplate_schema::{Constraint, Key, Rule, Value};

use super::lower::text;
use super::parameter::{integer, number};
use crate::{Node, Parameter, ParameterKind, TemplateVersion};

/// The key that says the version, and the only version there is.
pub(crate) const FORMATS: [(&str, TemplateVersion); 2] = [
    ("AWSTemplateFormatVersion", TemplateVersion::V2010_09_09),
    ("HeatTemplateFormatVersion", TemplateVersion::V2012_12_12),
];

/// Which of the formats a template is in.
pub(crate) fn format(root: &Node) -> Option<(&'static str, TemplateVersion)> {
    FORMATS.into_iter().find(|(key, _)| root.get(key).is_some())
}

/// The types of parameters: HOT's by their older names.
pub(crate) const KINDS: [(&str, ParameterKind); 5] = [
    ("String", ParameterKind::String),
    ("Number", ParameterKind::Number),
    ("CommaDelimitedList", ParameterKind::CommaDelimitedList),
    ("Json", ParameterKind::Json),
    ("Boolean", ParameterKind::Boolean),
];

/// A parameter, whose constraints stand among its keys.
pub(super) fn lower_parameter(node: &Node) -> Parameter {
    let type_name = node.get("Type").and_then(|node| node.as_str());
    let kind = KINDS.iter().find(|(name, _)| Some(*name) == type_name).map(|(_, kind)| *kind);
    Parameter {
        kind: kind.unwrap_or_default(),
        label: node.get("Label").and_then(|node| text(node)),
        description: node.get("Description").and_then(|node| text(node)),
        default: node.get("Default").map(|node| node.to_value()).filter(|value| *value != Value::Null),
        constraints: constraints(node),
        hidden: node
            .get("NoEcho")
            .and_then(|node| text(node))
            .is_some_and(|text| text.eq_ignore_ascii_case("true")),
        immutable: false,
        tags: Vec::new(),
    }
}

/// What a parameter's value may be.
fn constraints(node: &Node) -> Vec<Constraint> {
    if !cfg!(feature = "whole") {
        return Vec::new();
    }
    let described = node.get("ConstraintDescription").and_then(|node| text(node));
    let bounds = |min, max| (node.get(min).is_some() || node.get(max).is_some()).then_some((min, max));
    let range = bounds("MinValue", "MaxValue").map(|(min, max)| {
        let bound = |key| node.get(key).and_then(|node| number(node));
        Rule::Range { min: bound(min), max: bound(max) }
    });
    let length = bounds("MinLength", "MaxLength").map(|(min, max)| {
        let bound = |key| node.get(key).and_then(|node| integer(node));
        Rule::Length { min: bound(min), max: bound(max) }
    });
    let values = node.get("AllowedValues").and_then(|node| node.as_sequence());
    let values = values.map(|items| Rule::AllowedValues(items.iter().map(|item| item.to_value()).collect()));
    let pattern = node.get("AllowedPattern").and_then(|node| node.as_str());
    let pattern = pattern.map(|pattern| Rule::AllowedPattern(pattern.to_owned()));
    let rules = [range, length, values, pattern].into_iter().flatten();
    rules.map(|rule| Constraint { rule, description: described.clone() }).collect()
}

/// What a key of HOT is called here: `DependsOn` for `depends_on`.
pub(crate) fn key(hot: &str) -> String {
    let mut key = String::with_capacity(hot.len());
    let mut first = true;
    for letter in hot.chars() {
        if letter != '_' {
            key.push(if first { letter.to_ascii_uppercase() } else { letter });
        }
        first = letter == '_';
    }
    key
}

/// Whether a key is the one that HOT would write so: `DependsOn` for `depends_on`.
pub(crate) fn is_same_key(key: &Key, hot: &str) -> bool {
    let Some(key) = key.as_str() else { return false };
    let hot = || hot.bytes().filter(|byte| *byte != b'_');
    key.len() == hot().count() && key.bytes().zip(hot()).all(|(a, b)| a.eq_ignore_ascii_case(&b))
}
