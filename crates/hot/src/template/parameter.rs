//! Parameters as a template declares them.

use hotplate_schema::{Constraint, Rule, Value, read_float};

use super::lower::text;
use crate::{Node, TemplateVersion};

/// The parameters that every stack has of itself (Heat: `HOTParameters`).
pub const PSEUDO_PARAMETERS: [&str; 3] = ["OS::stack_name", "OS::stack_id", "OS::project_id"];

/// The type of a parameter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum ParameterKind {
    /// `string`
    #[default]
    String,
    /// `number`
    Number,
    /// `comma_delimited_list`
    CommaDelimitedList,
    /// `json`
    Json,
    /// `boolean`
    Boolean,
}

impl ParameterKind {
    /// Every type, in the order of Heat's own list.
    pub const ALL: [Self; 5] =
        [Self::String, Self::Number, Self::CommaDelimitedList, Self::Json, Self::Boolean];

    /// The type of that name; lower case only.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Its name in a template.
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::CommaDelimitedList => "comma_delimited_list",
            Self::Json => "json",
            Self::Boolean => "boolean",
        }
    }
}

/// One declared parameter.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Parameter {
    /// Its type.
    pub kind: ParameterKind,
    /// A name for people.
    pub label: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// The value when none is given.
    pub default: Option<Value>,
    /// What a value must satisfy.
    pub constraints: Vec<Constraint>,
    /// Whether its value is a secret: never shown, kept or shared.
    pub hidden: bool,
    /// Whether an update of the stack may not change it.
    pub immutable: bool,
    /// Free words.
    pub tags: Vec<String>,
}

/// A group of parameters, for forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterGroup {
    /// Its heading.
    pub label: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// The names of its parameters.
    pub parameters: Vec<String>,
}

pub(super) fn lower_parameter(node: &Node, version: TemplateVersion) -> Parameter {
    let kind = node.get("type").and_then(|node| node.as_str()).and_then(ParameterKind::find);
    let list = |key| node.get(key).and_then(|node| node.as_sequence()).unwrap_or_default();
    Parameter {
        kind: kind.unwrap_or_default(),
        label: node.get("label").and_then(|node| text(node)),
        description: node.get("description").and_then(|node| text(node)),
        default: node.get("default").map(|node| node.to_value()).filter(|value| *value != Value::Null),
        constraints: list("constraints").iter().filter_map(|node| lower_constraint(node, version)).collect(),
        hidden: node.get("hidden").is_some_and(|node| node.is_truthy()),
        immutable: node.get("immutable").is_some_and(|node| node.is_truthy()),
        tags: list("tags").iter().filter_map(|node| text(node)).collect(),
    }
}

pub(super) fn lower_group(node: &Node) -> Option<ParameterGroup> {
    node.as_mapping()?;
    let parameters = node.get("parameters").and_then(|node| node.as_sequence()).unwrap_or_default();
    Some(ParameterGroup {
        label: node.get("label").and_then(|node| text(node)),
        description: node.get("description").and_then(|node| text(node)),
        parameters: parameters.iter().filter_map(|node| text(node)).collect(),
    })
}

/// Reads the argument of a constraint; nothing if it has the wrong shape.
type ReadRule = fn(&Node) -> Option<Rule>;

/// The constraints in the order in which Heat looks for them: of several in one map the first counts. With the first
/// version that knows it.
const RULES: [(&str, TemplateVersion, ReadRule); 6] = [
    ("modulo", TemplateVersion::V2017_02_24, modulo),
    ("range", TemplateVersion::V2013_05_23, range),
    ("length", TemplateVersion::V2013_05_23, length),
    ("allowed_values", TemplateVersion::V2013_05_23, allowed_values),
    ("allowed_pattern", TemplateVersion::V2013_05_23, allowed_pattern),
    ("custom_constraint", TemplateVersion::V2013_05_23, custom),
];

fn lower_constraint(node: &Node, version: TemplateVersion) -> Option<Constraint> {
    if !cfg!(feature = "whole") {
        return None;
    }
    let known = RULES.iter().filter(|(_, since, _)| *since <= version);
    let (read, argument) = known.filter_map(|(name, _, read)| Some((read, node.get(name)?))).next()?;
    Some(Constraint {
        rule: read(argument)?,
        description: node.get("description").and_then(|node| text(node)),
    })
}

fn modulo(node: &Node) -> Option<Rule> {
    let number = |key| node.get(key).and_then(|node| integer(node));
    Some(Rule::Modulo { step: number("step")?, offset: number("offset")? })
}

fn range(node: &Node) -> Option<Rule> {
    let bound = |key| node.get(key).and_then(|node| number(node));
    Some(Rule::Range { min: bound("min"), max: bound("max") })
}

fn length(node: &Node) -> Option<Rule> {
    let bound = |key| node.get(key).and_then(|node| integer(node));
    Some(Rule::Length { min: bound("min"), max: bound("max") })
}

fn allowed_values(node: &Node) -> Option<Rule> {
    Some(Rule::AllowedValues(node.as_sequence()?.iter().map(|item| item.to_value()).collect()))
}

fn allowed_pattern(node: &Node) -> Option<Rule> {
    node.as_str().map(|pattern| Rule::AllowedPattern(pattern.to_owned()))
}

fn custom(node: &Node) -> Option<Rule> {
    node.as_str().map(|name| Rule::Custom(name.to_owned()))
}

/// A number, also when it is written as text (`Schema.str_to_num`).
pub(crate) fn number(node: &Node) -> Option<f64> {
    match node.as_scalar()? {
        Value::Int(value) => Some(*value as f64),
        Value::Float(value) => Some(*value),
        Value::String(text) => read_float(text.trim()),
        Value::Null | Value::Bool(_) | Value::List(_) | Value::Map(_) => None,
    }
}

/// A whole number, also when it is written as text.
pub(crate) fn integer(node: &Node) -> Option<i128> {
    match node.as_scalar()? {
        Value::Int(value) => Some(*value),
        Value::String(text) => text.trim().parse().ok(),
        _ => number(node).filter(|value| value.fract() == 0.0).map(|value| value as i128),
    }
}
