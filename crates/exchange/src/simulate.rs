//! Plan and scenario in, conversation out.

use hotplate_agent::{Agent, Budget, Job, Run};
use hotplate_plan::Plan;

use crate::afterwards::afterwards;
use crate::barrier::barriers;
use crate::boot::boot;
use crate::event::note;
use crate::hindrance::explain;
use crate::image::check_images;
use crate::merge::merges;
use crate::outcome::outcome;
use crate::play::{RunOf, play, set};
use crate::user_data::user_data;
use crate::{Exchange, Outcome, Runs, Scenario, Step, knowledge};

/// The conversation before anything has happened: who takes part, and what Heat is going to merge.
pub fn staged(plan: &Plan) -> Exchange {
    let scenario = Scenario::default();
    let run_of: &mut RunOf<'_> = &mut |_| None;
    let stage = set(plan, &scenario, run_of, boot(plan, &scenario));
    Exchange { merges: merges(plan, &stage.world), ..stage.exchange }
}

/// Plays the conversation as far as the runs reach.
pub fn simulate(plan: &Plan, scenario: &Scenario, runs: &Runs) -> Exchange {
    converse(plan, scenario, &mut |job| Some(runs.get(job)?.clone().by(scenario.python)))
}

/// Plays the whole conversation, doing each job that has no run yet on the spot.
pub fn simulate_here(plan: &Plan, scenario: &Scenario, runs: &mut Runs, budget: &Budget) -> Exchange {
    let mut agent = Agent::default();
    simulate_with(plan, scenario, runs, &mut |job| agent.run(job, budget))
}

/// Plays the whole conversation; each job that has no run yet is done by `run`.
pub fn simulate_with(
    plan: &Plan,
    scenario: &Scenario,
    runs: &mut Runs,
    run: &mut dyn FnMut(&Job) -> Run,
) -> Exchange {
    converse(plan, scenario, &mut |job| Some(runs.get_or_do(job, &mut *run).clone().by(scenario.python)))
}

fn converse<'a>(plan: &'a Plan, scenario: &'a Scenario, run_of: &'a mut RunOf<'a>) -> Exchange {
    let mut stage = set(plan, scenario, run_of, boot(plan, scenario));
    play(&mut stage);
    explain(&mut stage);
    let outcome = outcome(&stage);
    let whole = cfg!(feature = "whole");
    if whole && matches!(outcome, Outcome::Complete { .. }) {
        stage.exchange.afterwards = afterwards(&mut stage);
    }
    let (mut exchange, world) = (stage.exchange, stage.world);
    if let Outcome::Complete { at } | Outcome::Failed { at, .. } | Outcome::TimedOut { at, .. } = outcome {
        note(&mut exchange.events, at, Step::Ended);
    }
    exchange.outcome = outcome;
    exchange.merges = merges(plan, &world);
    exchange.knowledge = knowledge::learn(&exchange);
    if whole {
        exchange.barriers = barriers(plan, &exchange);
        exchange.user_data = user_data(plan, &exchange, &world);
        exchange.images = check_images(plan, &exchange);
        exchange.outputs =
            plan.outputs.keys().filter_map(|name| Some((name.clone(), plan.output(name, &world)?))).collect();
    }
    exchange
}
