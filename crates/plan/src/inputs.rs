//! What a person gives beside the template.

use hotplate_schema::{IndexMap, Value};

use crate::Environment;

/// Parameter values, environment and stack name, as they would be sent with the template.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inputs {
    /// The stack's name (`OS::stack_name`).
    pub stack_name: String,
    /// Parameter values given one by one (`--parameter`, the parameter strip).
    pub parameters: IndexMap<String, Value>,
    /// Environments in the order in which they are given (`-e`): a later one wins over an earlier.
    pub environments: Vec<Environment>,
    /// Whether the one by one or the environments win.
    pub precedence: Precedence,
}

/// Which value wins when a parameter is given one by one and in an environment's `parameters` too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precedence {
    /// The one given by itself: what a person sees in the parameter strip is what counts. So does Heat when the
    /// environment is sent as `environment`.
    #[default]
    Given,
    /// The environment. So does Heat when environments are sent as `environment_files`, which is what its command line
    /// client does with `-e`: there `--parameter` loses.
    Environment,
}
