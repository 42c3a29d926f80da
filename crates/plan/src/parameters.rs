//! The values of parameters: given, cast, checked.

use hotplate_hot::Parameter;
use hotplate_schema::Value;

/// Where a parameter's value comes from, in the order in which Heat prefers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterOrigin {
    /// Given one by one, or in an environment's `parameters`.
    Given,
    /// An environment's `parameter_defaults`.
    EnvironmentDefault,
    /// The template's `default`.
    Default,
    /// Nowhere: a value is missing.
    Missing,
}

/// A parameter with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterValue {
    /// As the template declares it.
    pub declaration: Parameter,
    /// The value, cast to the parameter's type; `None` if it is missing or cannot be cast.
    pub value: Option<Value>,
    /// Where it comes from.
    pub origin: ParameterOrigin,
    /// What is wrong with the given value, for a form to show beside it.
    pub problem: Option<String>,
}
