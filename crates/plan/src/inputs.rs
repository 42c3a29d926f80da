//! What a person gives beside the template.

use hotplate_schema::Value;
use indexmap::IndexMap;

use crate::Environment;

/// Parameter values, environment and stack name, as they would be sent with the template.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inputs {
    /// The stack's name (`OS::stack_name`).
    pub stack_name: String,
    /// Parameter values given one by one (`--parameter`, the parameter strip).
    pub parameters: IndexMap<String, Value>,
    /// Environments in the order in which they are given (`-e`).
    pub environments: Vec<Environment>,
}
