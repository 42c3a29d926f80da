//! How far each group is opened, so that a drawing stays one that can be looked at.

use hotplate_plan::{Group, GroupKind, Plan, Resource};

use super::{Fold, PlanOptions};

/// Groups with at most so many members show them all.
const SMALL: usize = 8;
/// The members that a larger one shows until it is opened wholly.
const FIRST: usize = 4;
/// The most members that are ever drawn of one group.
const MOST: usize = 1000;
/// The boxes beyond which groups are folded, unless asked otherwise.
const CROWDED: usize = 300;

/// How far every group is opened, by the number of its resource.
pub(super) fn folds(plan: &Plan, options: &PlanOptions) -> Vec<Fold> {
    let usual = |group: &Group| match group.kind {
        GroupKind::SoftwareDeploymentGroup => Fold::Folded,
        _ if options.folded => Fold::Folded,
        _ => Fold::Open,
    };
    let mut boxes = plan.stack.top().count() + plan.outputs.len();
    for resource in plan.stack.iter() {
        if let Some(group) = &resource.group {
            let fold = options.folds.get(&resource.id).copied();
            boxes += shown(group.members.len(), fold.unwrap_or(usual(group)));
        }
    }
    let fold = |resource: &Resource| match &resource.group {
        Some(group) => match options.folds.get(&resource.id) {
            Some(fold) => *fold,
            None if boxes > CROWDED => Fold::Folded,
            None => usual(group),
        },
        None => Fold::Folded,
    };
    plan.stack.iter().map(fold).collect()
}

/// How many of a group's members are drawn.
pub(super) fn shown(members: usize, fold: Fold) -> usize {
    match fold {
        Fold::Folded => 0,
        Fold::Open if members > SMALL => FIRST,
        Fold::Open | Fold::Whole => members.min(MOST),
    }
}
