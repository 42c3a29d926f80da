//! The dependency graph, its order and its cycles. The only file that knows petgraph.

use crate::{Dependency, ResourceId};

/// The graph of a plan's top-level resources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DependencyGraph {
    dependencies: Vec<Dependency>,
}

/// Resources that can be created at the same time, once every earlier wave is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wave {
    /// In the template's order.
    pub resources: Vec<ResourceId>,
}

/// Resources that wait for each other in a circle and so for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// Each waits for the next, the last for the first; begins with the one that stands first in the template.
    pub resources: Vec<ResourceId>,
}

impl DependencyGraph {
    /// Every dependency, ordered by requirer, then required.
    pub fn dependencies(&self) -> &[Dependency] {
        &self.dependencies
    }

    /// What a resource waits for.
    pub fn requires(&self, id: ResourceId) -> impl Iterator<Item = &Dependency> {
        self.dependencies.iter().filter(move |dependency| dependency.from == id)
    }

    /// What waits for a resource.
    pub fn required_by(&self, id: ResourceId) -> impl Iterator<Item = &Dependency> {
        self.dependencies.iter().filter(move |dependency| dependency.to == id)
    }
}
