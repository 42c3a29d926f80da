//! The plan of one template.

use hotplate_hot::{Outcome, Template};
use hotplate_schema::Catalog;
use indexmap::IndexMap;

use crate::{
    Cycle, DependencyGraph, Files, Inputs, Known, Limits, ParameterValue, Resolved, ResourceId, Stack, Wave,
};

/// What a template will deploy. Holds ids and paths, never spans: editing a comment does not change it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The parameters in the template's order, with their values.
    pub parameters: IndexMap<String, ParameterValue>,
    /// The named conditions; `None` where it cannot be known.
    pub conditions: IndexMap<String, Option<bool>>,
    /// The resources.
    pub stack: Stack,
    /// Who waits for whom.
    pub graph: DependencyGraph,
    /// The order of creation. What stands in or behind a cycle is in no wave.
    pub waves: Vec<Wave>,
    /// The circles.
    pub cycles: Vec<Cycle>,
    /// The outputs in the template's order.
    pub outputs: IndexMap<String, PlannedOutput>,
}

/// One output of a planned stack.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedOutput {
    /// Its description.
    pub description: Option<String>,
    /// Its value, as far as known.
    pub value: Resolved,
    /// The top-level resources it reads.
    pub reads: Vec<ResourceId>,
}

/// Plans a template.
pub fn plan(
    template: &Template,
    inputs: &Inputs,
    files: &dyn Files,
    catalog: &Catalog,
    limits: &Limits,
) -> Outcome<Plan> {
    let _ = (template, inputs, files, catalog, limits);
    Outcome::default()
}

impl Plan {
    /// The properties of a resource with what is known by now.
    pub fn properties(&self, id: ResourceId, known: &dyn Known) -> Resolved {
        let _ = known;
        self.stack[id].properties.clone()
    }

    /// The value of an output with what is known by now; `None` if there is no such output.
    pub fn output(&self, name: &str, known: &dyn Known) -> Option<Resolved> {
        let _ = known;
        self.outputs.get(name).map(|output| output.value.clone())
    }
}
