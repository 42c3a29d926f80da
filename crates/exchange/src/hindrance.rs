//! Why what never began did not begin.

use hotplate_plan::{Plan, ResourceId};

use crate::DeploymentState;
use crate::play::{Stage, level, requires};

/// Says of every deployment that has not begun why it has not. Levels are gone through in the order of creation, so
/// that the reason of what is required is known before it is passed on.
pub(crate) fn explain(stage: &mut Stage<'_>) {
    explain_level(stage, None, None);
}

fn explain_level(stage: &mut Stage<'_>, around: Option<ResourceId>, inherited: Option<&DeploymentState>) {
    for id in in_order(stage, around) {
        let hindered = match inherited {
            Some(inherited) => Some(inherited.clone()),
            None if stage.standing(id).begun => None,
            None => Some(hindrance(stage, id, around)),
        };
        if let Some(hindered) = &hindered {
            stage.standing(id).hindered = Some(hindered.clone());
            if let Some(&index) = stage.numbers.get(&id) {
                let state = &mut stage.exchange.deployments[index].state;
                if !matches!(state, DeploymentState::NotPlayed(_)) {
                    *state = hindered.clone();
                }
            }
        }
        explain_level(stage, Some(id), hindered.as_ref());
    }
}

/// Resources that stand together, each behind those it requires; in front those that stand in or behind a circle.
fn in_order(stage: &Stage<'_>, around: Option<ResourceId>) -> Vec<ResourceId> {
    let plan = stage.plan;
    let mut all = level(plan, around);
    let waves = match around {
        None => &plan.waves,
        Some(parent) => match plan.stack.nested(parent) {
            Some(nested) => &nested.waves,
            None => return all,
        },
    };
    let mut listed = vec![false; stage.standings.len()];
    let mut ordered = Vec::new();
    for id in waves.iter().flat_map(|wave| &wave.resources) {
        listed[id.index()] = true;
        ordered.push(*id);
    }
    all.retain(|id| !listed[id.index()]);
    all.append(&mut ordered);
    all
}

/// Why the turn of a resource has not come.
fn hindrance(stage: &Stage<'_>, id: ResourceId, around: Option<ResourceId>) -> DeploymentState {
    let blocked = |why: &str| DeploymentState::Blocked(why.to_owned());
    let mut open = Vec::new();
    for required in requires(stage.plan, id) {
        let standing = &stage.standings[required.index()];
        match (standing.complete, &standing.hindered) {
            (true, _) => {}
            (false, Some(DeploymentState::Waiting(_))) => open.push(path(stage, required)),
            (false, Some(hindered)) => return hindered.clone(),
            // Those in a circle come first and have nothing to pass on.
            (false, None) if !standing.begun => {
                return blocked("it stands in or behind a circle of dependencies");
            }
            (false, None) => match culprit(stage, required) {
                Some(why) => return DeploymentState::Blocked(why),
                None => open.push(path(stage, required)),
            },
        }
    }
    let failed =
        around.map_or(stage.failed.is_some(), |around| stage.standings[around.index()].failed.is_some());
    if !open.is_empty() {
        DeploymentState::Waiting(open)
    } else if failed {
        blocked("the stack had failed by then, and Heat begins nothing more")
    } else if stage.late {
        blocked("the stack times out before")
    } else {
        blocked("it stands in or behind a circle of dependencies")
    }
}

fn path(stage: &Stage<'_>, id: ResourceId) -> String {
    stage.plan.stack[id].path.to_string()
}

/// What keeps a resource that has begun from being complete, if it is for good.
fn culprit(stage: &Stage<'_>, id: ResourceId) -> Option<String> {
    let mut open = false;
    for deployment in &stage.exchange.deployments {
        if !deployment.awaited || !is_within(stage.plan, deployment.id.0, id) {
            continue;
        }
        match &deployment.state {
            DeploymentState::Complete => {}
            DeploymentState::Waiting(_) | DeploymentState::Running => open = true,
            DeploymentState::Blocked(why) => return Some(why.clone()),
            state => return Some(waits_for(&deployment.name, state)),
        }
    }
    let late = || format!("it waits for `{}`, which is not there when the stack times out", path(stage, id));
    (!open).then(late)
}

/// What is said of whoever waits for a deployment that came to no good end.
pub(crate) fn waits_for(deployment: &str, state: &DeploymentState) -> String {
    let how = match state {
        DeploymentState::Failed(_) => "failed",
        DeploymentState::Silent(_) => "never signals",
        _ => "cannot be played here",
    };
    format!("it waits for `{deployment}`, which {how}")
}

fn is_within(plan: &Plan, id: ResourceId, around: ResourceId) -> bool {
    id == around || plan.stack[id].parent.is_some_and(|parent| is_within(plan, parent, around))
}
