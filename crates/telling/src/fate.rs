//! What becomes of the stack, in words.

use hotplate_exchange::{Barrier, DeploymentState, Exchange, Holders, ImageCheck, Need, Outcome};
use hotplate_plan::Plan;

use super::moment::{clock, few};
use super::words::count;

/// How good or bad it is: for an icon and a colour, beside the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// All is well.
    Good,
    /// Something failed.
    Bad,
    /// Heat waits in vain.
    Stuck,
    /// Not known, or not yet.
    Open,
}

/// What becomes of the stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    /// How good it is.
    pub mood: Mood,
    /// In one sentence.
    pub title: String,
    /// Heat's own reasons, each with the resource whose reason it is, if it is not the stack's.
    pub reasons: Vec<(Option<String>, String)>,
    /// What is left, in a sentence.
    pub left: Option<String>,
}

/// What becomes of the stack, if things go as supposed.
pub fn fate(plan: &Plan, exchange: &Exchange) -> Fate {
    let fate = |mood, title: String| Fate { mood, title, reasons: Vec::new(), left: None };
    match &exchange.outcome {
        Outcome::Open => fate(Mood::Open, "scripts are being run".to_owned()),
        Outcome::Complete { at } => {
            fate(Mood::Good, format!("the stack is CREATE_COMPLETE after {}", clock(*at)))
        }
        Outcome::Failed { at, reason, .. } => Fate {
            reasons: vec![(None, reason.clone())],
            left: left(exchange),
            ..fate(Mood::Bad, format!("the stack is CREATE_FAILED after {}", clock(*at)))
        },
        Outcome::TimedOut { at, waiting } => {
            let mut reasons = vec![(None, "Timed out".to_owned())];
            for (id, reason) in waiting {
                reasons.push((Some(plan.stack[*id].path.to_string()), reason.clone()));
            }
            let title = format!("Heat waits in vain, and gives up after {}: CREATE_FAILED", clock(*at));
            Fate { reasons, left: left(exchange), ..fate(Mood::Stuck, title) }
        }
        Outcome::Unknown(why) => fate(Mood::Open, format!("how the stack ends is not known: {why}")),
    }
}

/// What a stack that failed leaves behind.
fn left(exchange: &Exchange) -> Option<String> {
    let all = exchange.deployments.len();
    let done = exchange.deployments.iter().filter(|it| it.state == DeploymentState::Complete).count();
    let up = exchange.instances.iter().filter(|it| it.booted.is_some()).count();
    let is = if done == 1 { "is" } else { "are" };
    Some(format!(
        "{done} of {} {is} complete, {} up: all of it stays as it is, unless the stack is created with --enable-rollback",
        count(all, "deployment"),
        match up {
            1 => "1 instance is".to_owned(),
            _ => format!("{up} instances are"),
        }
    ))
}

/// What an image is known to lack, in a few words; nothing if it lacks nothing that is needed.
pub fn lack_words(check: &ImageCheck) -> Option<String> {
    let image = check.image.as_deref()?;
    let mut lacks = Vec::new();
    for lack in &check.lacks {
        lacks.push(match lack.need {
            Need::Image => "is not built any more",
            Need::Agents => "has no Heat agents",
            Need::Facter => "has no facter",
            Need::Python => "has no command python",
        });
    }
    (!lacks.is_empty()).then(|| format!("`{image}` {}, as far as is known", lacks.join(", ")))
}

/// Who holds a barrier, in a sentence.
pub fn barrier_words(plan: &Plan, exchange: &Exchange, barrier: &Barrier) -> String {
    let resource = plan.stack[barrier.resource].path.to_string();
    let names: Vec<String> = barrier.names(exchange).into_iter().map(|name| format!("`{name}`")).collect();
    let what = match barrier.holders {
        Holders::Instances(_) => "all instances are up",
        Holders::Deployments(_) => "all signals are there",
    };
    match barrier.opened {
        Some(at) if names.is_empty() => format!("`{resource}`: {what} at {}, all at once", clock(at)),
        Some(at) => format!("`{resource}`: {what} at {}; last came {}", clock(at), few(&names)),
        None => format!("`{resource}` is held by {}{}", few(&names), how(exchange, &barrier.holders)),
    }
}

/// How a single one holds a barrier.
fn how(exchange: &Exchange, holders: &Holders) -> &'static str {
    match holders {
        Holders::Instances(_) => ": not up when Heat gives up",
        Holders::Deployments(places) => {
            let [place] = places.as_slice() else { return "" };
            match exchange.deployments.get(*place).map(|deployment| &deployment.state) {
                Some(DeploymentState::Failed(_)) => ", which failed",
                Some(DeploymentState::Silent(_)) => ", from which no signal comes",
                _ => "",
            }
        }
    }
}
