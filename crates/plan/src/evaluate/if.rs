//! `if: [condition, value, otherwise]`. The branch not taken is as if it were not written (Heat: a macro).

use hotplate_hot::Expression;

use super::condition::decide;
use super::{Answer, Call, Scope, Stop, evaluate_entry};
use crate::Resolved;
use crate::resolved::UNDECIDED;
use crate::trail::Trail;

/// With both branches.
pub(super) fn three(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    match call.items() {
        Some([condition, then, otherwise]) => choose(call, scope, condition, then, Some(otherwise)),
        _ => call.form("`[CONDITION, VALUE, OTHERWISE]`"),
    }
}

/// From 2021-04-16: without an otherwise, the place of the call disappears.
pub(super) fn two_or_three(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    match call.items() {
        Some([condition, then]) => choose(call, scope, condition, then, None),
        Some([condition, then, otherwise]) => choose(call, scope, condition, then, Some(otherwise)),
        _ => call.form("`[CONDITION, VALUE, OTHERWISE]`"),
    }
}

fn choose(
    call: &Call<'_>,
    scope: &mut Scope<'_>,
    condition: &Expression,
    then: &Expression,
    otherwise: Option<&Expression>,
) -> Answer {
    let (index, branch) = match decide(condition, &Trail::Index(call.at, 0), scope) {
        Some(true) => (1, Some(then)),
        Some(false) => (2, otherwise),
        None => return Err(Stop::Obstacle(Resolved::Unknown(UNDECIDED.to_owned()))),
    };
    let branch = branch.ok_or(Stop::Omitted)?;
    evaluate_entry(branch, &Trail::Index(call.at, index), scope).ok_or(Stop::Omitted)
}
