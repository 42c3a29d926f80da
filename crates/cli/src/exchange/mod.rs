//! `hotplate exchange`: what the instances will tell each other.

mod human;
mod json;

use std::path::PathBuf;

use hotplate_exchange::{
    DeploymentId, DeploymentState, Exchange, Outcome, Runs, Scenario, Step, boot_script, inventory_output,
    playbook, simulate_with,
};
use hotplate_plan::{Plan, ResourceId};

use crate::arguments::Played;
use crate::load::Loaded;
use crate::python::Python;

pub use human::human;
pub use json::json;

/// Heat's words for how a stack stands, and its reason when it has waited too long.
const COMPLETE: &str = "CREATE_COMPLETE";
const FAILED: &str = "CREATE_FAILED";
const TIMED_OUT: &str = "Timed out";

/// Plays the exchange of a template.
pub fn play(loaded: &Loaded, scenario: &Scenario) -> Exchange {
    let mut python = Python::default();
    simulate_with(&loaded.plan, scenario, &mut Runs::default(), &mut |job| python.run(job))
}

/// The files with which the same is done without the agents, as far as they are asked for. They are made of a good day.
pub fn ways_out(asked: &Played, loaded: &Loaded, scenario: &Scenario) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    if asked.ansible.is_none() && asked.boot_script.is_none() {
        return files;
    }
    let played = play(loaded, &scenario.on_a_good_day());
    if let Some(folder) = &asked.ansible {
        files.push((folder.join("playbook.yml"), playbook(&loaded.plan, &played)));
        files.push((folder.join("outputs.yaml"), inventory_output(&loaded.plan, &played)));
    }
    files.extend(asked.boot_script.clone().map(|path| (path, boot_script(&loaded.plan, &played))));
    files
}

/// Whether nothing failed, and Heat does not give up.
pub fn is_good(exchange: &Exchange) -> bool {
    let failed = |state: &DeploymentState| matches!(state, DeploymentState::Failed(_));
    let timed_out = matches!(exchange.outcome, Outcome::TimedOut { .. });
    let failed_later = exchange.afterwards.iter().any(|it| failed(&it.state));
    !timed_out && !failed_later && !exchange.deployments.iter().any(|deployment| failed(&deployment.state))
}

/// A deployment's state in a word, and why.
fn state(state: &DeploymentState) -> (&'static str, Option<String>) {
    match state {
        DeploymentState::Waiting(for_whom) => {
            ("waiting", Some(format!("it waits for {}", for_whom.join(", "))))
        }
        DeploymentState::Running => ("running", None),
        DeploymentState::Complete => ("complete", None),
        DeploymentState::Failed(why) => ("failed", Some(why.clone())),
        DeploymentState::Silent(why) => ("silent", Some(why.clone())),
        DeploymentState::NotPlayed(why) => ("not played", Some(why.clone())),
        DeploymentState::Blocked(why) => ("blocked", Some(why.clone())),
    }
}

/// A step in a word, and whom it concerns.
fn step(plan: &Plan, exchange: &Exchange, step: Step) -> (&'static str, Option<String>) {
    let path = |id: ResourceId| Some(plan.stack[id].path.to_string());
    let deployment = |id: DeploymentId| path(id.0);
    match step {
        Step::Booted { instance } => ("booted", Some(exchange.instances[instance].name.clone())),
        Step::Begun(id) => ("begun", path(id)),
        Step::Offered(id) => ("offered", deployment(id)),
        Step::Polled(id) => ("polled", deployment(id)),
        Step::Ran(id) => ("ran", deployment(id)),
        Step::Signalled(id) => ("signalled", deployment(id)),
        Step::Failed(id) => ("failed", deployment(id)),
        Step::Merged(id) => ("merged", path(id)),
        Step::Ended => ("ended", None),
    }
}
