//! How far each group is opened, so that a drawing stays one that can be looked at.

use std::collections::BTreeMap;

use hotplate_plan::{GroupKind, Plan, ResourceId};

use super::{Fold, PlanOptions};

/// Groups with at most so many members show them all.
const SMALL: usize = 8;
/// The members that a larger one shows until it is opened wholly.
const FIRST: usize = 4;
/// The most members that are ever drawn of one group.
const MOST: usize = 1000;
/// The boxes beyond which groups are folded, unless asked otherwise.
const CROWDED: usize = 300;

/// How far every group is opened.
pub(super) fn folds(plan: &Plan, options: &PlanOptions) -> BTreeMap<ResourceId, Fold> {
    let usual = |kind| if kind == GroupKind::SoftwareDeploymentGroup { Fold::Folded } else { Fold::Open };
    let groups = || plan.stack.iter().filter_map(|resource| Some((resource.id, resource.group.as_ref()?)));
    let mut boxes = plan.stack.top().count() + plan.outputs.len();
    for (id, group) in groups() {
        boxes += shown(group.members.len(), options.folds.get(&id).copied().unwrap_or(usual(group.kind)));
    }
    let automatic = |kind| if boxes > CROWDED { Fold::Folded } else { usual(kind) };
    groups()
        .map(|(id, group)| (id, options.folds.get(&id).copied().unwrap_or_else(|| automatic(group.kind))))
        .collect()
}

/// How many of a group's members are drawn.
pub(super) fn shown(members: usize, fold: Fold) -> usize {
    match fold {
        Fold::Folded => 0,
        Fold::Open if members > SMALL => FIRST,
        Fold::Open | Fold::Whole => members.min(MOST),
    }
}
