//! Plan and scenario in, conversation out.

use hotplate_agent::Budget;
use hotplate_plan::Plan;

use crate::boot::boot;
use crate::merge::merges;
use crate::play::{begin, leave, play};
use crate::{Exchange, JobId, Runs, Scenario, knowledge};

/// Plays the conversation as far as the runs reach.
pub fn simulate(plan: &Plan, scenario: &Scenario, runs: &Runs) -> Exchange {
    let mut stage = begin(plan, runs, boot(plan, scenario));
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

/// Plays the whole conversation, doing each wanted job on the spot.
pub fn simulate_here(plan: &Plan, scenario: &Scenario, runs: &mut Runs, budget: &Budget) -> Exchange {
    loop {
        let exchange = simulate(plan, scenario, runs);
        if exchange.wanted.is_empty() {
            return exchange;
        }
        for job in exchange.wanted_jobs() {
            runs.insert(JobId::of(job), hotplate_agent::run(job, budget));
        }
    }
}
