//! A plan as a drawing: waves are columns, groups are containers, edges say why.

use std::collections::BTreeSet;

use hotplate_plan::{Plan, ResourceId};

use crate::Scene;

/// How a plan is to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanOptions {
    /// Groups drawn as one box.
    pub folded: BTreeSet<ResourceId>,
    /// A few words for the second line of a resource's box, in place of its own (an address, a state).
    pub notes: Vec<(ResourceId, String)>,
}

/// Draws a plan.
pub fn plan(plan: &Plan, options: &PlanOptions) -> Scene {
    let _ = (plan, options);
    Scene::default()
}
