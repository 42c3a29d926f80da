//! Facts about things, in a few words.

use hotplate_schema::{Constraint, PropertySchema, ResourceType, Rule, SupportStatus, Value, number_text};

use crate::{Parameter, ResourceDefinition};

/// Fixed keys and what they are for: of the template, of parameters, of resources, of outputs.
const KEYS: [(&str, &str); 28] = [
    ("heat_template_version", "the version of the language"),
    ("description", "what it is for"),
    ("parameter_groups", "how a form groups the parameters"),
    ("parameters", "what a person may choose"),
    ("conditions", "named conditions"),
    ("resources", "what is created"),
    ("outputs", "what the stack tells"),
    ("type", "what it is"),
    ("default", "the value when none is given"),
    ("constraints", "what a value must satisfy"),
    ("hidden", "whether the value is a secret"),
    ("label", "a name for people"),
    ("immutable", "whether an update may not change it"),
    ("schema", "the schema of a list or map"),
    ("tags", "free words"),
    ("properties", "what the type asks for"),
    ("metadata", "data that the instance can read"),
    ("depends_on", "resources that must be created before"),
    ("deletion_policy", "what becomes of it when it is deleted"),
    ("update_policy", "how updates are made"),
    ("external_id", "the id of an existing thing to adopt"),
    ("condition", "when it exists"),
    ("value", "what it gives"),
    ("range", "the least and the greatest number"),
    ("length", "the least and the greatest length"),
    ("modulo", "a step and an offset"),
    ("allowed_values", "the values it may have"),
    ("allowed_pattern", "a Python pattern that matches the whole value"),
];

/// What a fixed key is for.
pub(super) fn key(name: &str) -> &'static str {
    KEYS.iter().find(|(key, _)| *key == name).map_or("", |(_, words)| words)
}

pub(super) fn parameter(parameter: &Parameter) -> Vec<String> {
    let mut lines = vec![format!("type: {}", parameter.kind.name())];
    lines.extend(parameter.description.as_deref().map(one_line));
    lines.push(match &parameter.default {
        Some(_) if parameter.hidden => "default: hidden".to_owned(),
        Some(default) => format!("default: {}", shown(default)),
        None => "no default: a value must be given".to_owned(),
    });
    lines.extend(parameter.constraints.iter().map(constraint));
    lines.extend(parameter.immutable.then(|| "cannot be changed by an update".to_owned()));
    lines
}

pub(super) fn resource(definition: &ResourceDefinition) -> Vec<String> {
    let mut lines: Vec<String> = definition.description.as_deref().map(one_line).into_iter().collect();
    if !definition.depends_on.is_empty() {
        let names: Vec<&str> = definition.depends_on.iter().map(String::as_str).collect();
        lines.push(format!("depends on {}", names.join(", ")));
    }
    lines
}

pub(super) fn resource_type(known: &ResourceType) -> Vec<String> {
    let mut lines: Vec<String> = status(known.status).into_iter().collect();
    if known.any_property {
        lines.push("takes any property and does nothing".to_owned());
    }
    let required = known.properties.iter().filter(|(_, schema)| schema.required);
    let required: Vec<&str> = required.map(|(name, _)| name.as_str()).collect();
    if !required.is_empty() {
        lines.push(format!("needs {}", required.join(", ")));
    }
    lines.push(format!("{} properties", known.properties.len()));
    let attributes: Vec<&str> = known.attributes.keys().map(String::as_str).collect();
    if !attributes.is_empty() {
        lines.push(format!("attributes: {}", attributes.join(", ")));
    }
    lines
}

pub(super) fn property(schema: &PropertySchema) -> Vec<String> {
    let mut lines = vec![format!("kind: {}", schema.kind.name())];
    lines.extend(schema.required.then(|| "required".to_owned()));
    lines.extend(schema.default.as_ref().map(|default| format!("default: {}", shown(default))));
    lines.extend(schema.constraints.iter().map(constraint));
    lines.extend(status(schema.status));
    lines.push(
        if schema.update_allowed {
            "an update changes it in place"
        } else {
            "an update replaces the resource"
        }
        .to_owned(),
    );
    lines
}

/// A property in one phrase, for the side of a list.
pub(super) fn property_briefly(schema: &PropertySchema) -> String {
    let kind = schema.kind.name();
    match &schema.default {
        _ if schema.required => format!("{kind}, required"),
        Some(default) => format!("{kind}, {}", shown(default)),
        None => kind.to_owned(),
    }
}

fn status(status: SupportStatus) -> Option<String> {
    match status {
        SupportStatus::Supported => None,
        SupportStatus::Deprecated => Some("deprecated".to_owned()),
        SupportStatus::Hidden => Some("retired".to_owned()),
    }
}

pub(super) fn constraint(constraint: &Constraint) -> String {
    if let Some(words) = &constraint.description {
        return one_line(words);
    }
    let bounds = |min: Option<String>, max: Option<String>| match (min, max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("{min} or more"),
        (None, Some(max)) => format!("{max} or less"),
        (None, None) => "any".to_owned(),
    };
    match &constraint.rule {
        Rule::Range { min, max } => {
            format!("range: {}", bounds(min.map(number_text), max.map(number_text)))
        }
        Rule::Length { min, max } => {
            format!("length: {}", bounds(min.map(|n| n.to_string()), max.map(|n| n.to_string())))
        }
        Rule::Modulo { step, offset } => format!("a multiple of {step}, plus {offset}"),
        Rule::AllowedValues(values) => {
            let shown: Vec<String> = values.iter().take(12).map(shown).collect();
            format!("one of {}{}", shown.join(", "), if values.len() > 12 { ", …" } else { "" })
        }
        Rule::AllowedPattern(pattern) => format!("matches {pattern}"),
        Rule::Custom(name) => format!("must exist: {name}"),
    }
}

/// A value, shortened.
pub(super) fn shown(value: &Value) -> String {
    one_line(&value.python_str())
}

/// The first line of a text, shortened.
fn one_line(text: &str) -> String {
    const MOST: usize = 80;
    let line = text.trim().lines().next().unwrap_or_default();
    if line.chars().count() <= MOST {
        return line.to_owned();
    }
    line.chars().take(MOST).chain(['…']).collect()
}
