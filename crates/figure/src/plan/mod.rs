//! A plan as a drawing: waves are columns, groups are containers, edges say why.
//!
//! ```text
//! Plan --columns--> who stands where --card--> boxes, measured --layout--> places --draw--> Scene
//!      --edges----> who waits for whom, why, in which colour ----^
//! ```

mod card;
mod columns;
mod diagram;
mod draw;
mod edges;
mod grid;
mod kind;
mod links;
mod open;
mod words;

use std::collections::BTreeMap;

pub use diagram::{Language, diagram};
use hotplate_plan::{Plan, ResourceId};

use crate::Scene;

/// How a plan is to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanOptions {
    /// How far groups are opened. A group that is not named here is open, unless the drawing would grow too large; one
    /// of deployments is folded.
    pub folds: BTreeMap<ResourceId, Fold>,
    /// Whether every group that is not named here is folded.
    pub folded: bool,
    /// A few words for the second line of a resource's box, in place of its own (an address, a state).
    pub notes: BTreeMap<ResourceId, String>,
}

/// How far a group is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Fold {
    /// One box with a count.
    Folded,
    /// A container with the first members; a button stands for the rest.
    Open,
    /// A container with every member.
    Whole,
}

/// Draws a plan.
pub fn plan(plan: &Plan, options: &PlanOptions) -> Scene {
    let columns = columns::columns(plan);
    let edges = edges::edges(plan);
    let words = words::Words::new(plan, &columns);
    let folds = open::folds(plan, options);
    let cards = columns
        .subjects()
        .map(|subject| card::card(plan, subject, &folds, options, &words))
        .collect::<Vec<_>>();
    draw::draw(plan, &columns, &cards, &edges)
}

#[cfg(test)]
mod tests;
