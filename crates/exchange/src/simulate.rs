//! Plan and scenario in, conversation out.

use hotplate_agent::{Agent, Budget};
use hotplate_plan::Plan;

use crate::boot::boot;
use crate::merge::merges;
use crate::play::{RunOf, begin, leave, play};
use crate::{Exchange, Runs, Scenario, knowledge};

/// Plays the conversation as far as the runs reach.
pub fn simulate(plan: &Plan, scenario: &Scenario, runs: &Runs) -> Exchange {
    converse(plan, scenario, &mut |job| runs.get(job).cloned())
}

/// Plays the whole conversation, doing each job that has no run yet on the spot.
pub fn simulate_here(plan: &Plan, scenario: &Scenario, runs: &mut Runs, budget: &Budget) -> Exchange {
    let mut agent = Agent::default();
    converse(plan, scenario, &mut |job| Some(runs.get_or_do(job, |job| agent.run(job, budget)).clone()))
}

fn converse<'a>(plan: &'a Plan, scenario: &Scenario, run_of: &'a mut RunOf<'a>) -> Exchange {
    let mut stage = begin(plan, run_of, boot(plan, scenario));
    for wave in &plan.waves {
        play(&mut stage, wave);
    }
    leave(&mut stage);
    let mut exchange = stage.exchange;
    exchange.merges = merges(plan, &stage.world);
    exchange.knowledge = knowledge::learn(&exchange.instances);
    exchange.outputs = plan
        .outputs
        .keys()
        .filter_map(|name| Some((name.clone(), plan.output(name, &stage.world)?)))
        .collect();
    exchange
}
