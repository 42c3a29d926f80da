//! Constraints, the same for parameters and properties.

use crate::Value;

/// One constraint with the sentence its author gave it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Constraint {
    /// What must hold.
    pub rule: Rule,
    /// The author's words; Heat shows them instead of its own message.
    pub description: Option<String>,
}

/// What a constraint asks for. A bound that is absent is open.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Rule {
    /// `range: {min, max}`, both inclusive.
    Range {
        /// The least value.
        min: Option<f64>,
        /// The greatest value.
        max: Option<f64>,
    },
    /// `length: {min, max}` of a text, list or map.
    Length {
        /// The least length.
        min: Option<i128>,
        /// The greatest length.
        max: Option<i128>,
    },
    /// `modulo: {step, offset}`
    Modulo {
        /// The distance between values.
        step: i128,
        /// The first of them.
        offset: i128,
    },
    /// `allowed_values`
    AllowedValues(Vec<Value>),
    /// `allowed_pattern`: a Python regular expression that must match the whole text.
    AllowedPattern(String),
    /// `custom_constraint`: a name such as `nova.keypair`, checked by the service that owns the thing.
    Custom(String),
}
