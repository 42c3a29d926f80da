//! Parameters as a template declares them.

use hotplate_schema::{Constraint, Value};

/// The type of a parameter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

/// One declared parameter.
#[derive(Clone, Debug, Default, PartialEq)]
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
