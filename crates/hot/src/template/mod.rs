//! The typed template, free of spans.

pub(crate) mod cloudformation;
mod expression;
mod function;
mod lower;
mod parameter;
mod version;

use std::sync::Arc;

use hotplate_schema::{IndexMap, Map, ResourceTypeName, Value};

pub use expression::Expression;
pub use function::Function;
pub use lower::lower;
pub use parameter::{PSEUDO_PARAMETERS, Parameter, ParameterGroup, ParameterKind};
pub(crate) use parameter::{integer, number};
pub use version::TemplateVersion;

/// A template: its sections, as far as they could be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template {
    /// Its version; `None` if it names none that Heat knows.
    pub version: Option<TemplateVersion>,
    /// Its description.
    pub description: Option<String>,
    /// How a form should group the parameters.
    pub parameter_groups: Vec<ParameterGroup>,
    /// Its parameters by name.
    pub parameters: IndexMap<String, Arc<Parameter>>,
    /// Its mappings by name; only in CloudFormation's format.
    pub mappings: IndexMap<String, Value>,
    /// Its conditions by name.
    pub conditions: IndexMap<String, Condition>,
    /// Its resource definitions by name.
    pub resources: IndexMap<String, ResourceDefinition>,
    /// Its outputs by name.
    pub outputs: IndexMap<String, Output>,
    /// Whether some of the text could not be read, so that what seems missing may only be unread.
    pub partial: bool,
}

/// A named condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// A boolean or a condition function.
    pub value: Expression,
}

/// One resource of a template, before anything is evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceDefinition {
    /// Its type.
    pub type_name: ResourceTypeName,
    /// Its properties: always a map.
    pub properties: Expression,
    /// Its metadata: always a map.
    pub metadata: Expression,
    /// The resources it names in `depends_on`, in its order.
    pub depends_on: Vec<String>,
    /// `deletion_policy`.
    pub deletion_policy: Option<Box<Expression>>,
    /// `update_policy`.
    pub update_policy: Option<Box<Expression>>,
    /// Its description.
    pub description: Option<String>,
    /// The id of an existing thing that it adopts.
    pub external_id: Option<Box<Expression>>,
    /// The condition under which it exists.
    pub condition: Option<Box<Expression>>,
}

/// One output of a template.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// Its description.
    pub description: Option<String>,
    /// Its value.
    pub value: Expression,
    /// The condition under which it has a value.
    pub condition: Option<Box<Expression>>,
}

impl ResourceDefinition {
    /// A definition of a type with nothing else said.
    pub fn new(type_name: ResourceTypeName) -> Self {
        Self {
            type_name,
            properties: Expression::Map(Map::new()),
            metadata: Expression::Map(Map::new()),
            depends_on: Vec::new(),
            deletion_policy: None,
            update_policy: None,
            description: None,
            external_id: None,
            condition: None,
        }
    }
}
