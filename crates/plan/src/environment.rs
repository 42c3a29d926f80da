//! Environment files.

use hotplate_hot::{Outcome, Source};
use hotplate_schema::{Map, Value};
use indexmap::IndexMap;

/// An environment, as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Environment {
    /// `parameters`
    pub parameters: IndexMap<String, Value>,
    /// `parameter_defaults`
    pub parameter_defaults: IndexMap<String, Value>,
    /// `resource_registry`, as written.
    pub resource_registry: Map,
}

/// Reads an environment file.
pub fn read_environment(source: &Source) -> Outcome<Environment> {
    let _ = source;
    Outcome::default()
}
