//! Plan and scenario in, conversation out.

use hotplate_agent::Budget;
use hotplate_plan::Plan;

use crate::{Exchange, Runs, Scenario};

/// Plays the conversation as far as the runs reach.
pub fn simulate(plan: &Plan, scenario: &Scenario, runs: &Runs) -> Exchange {
    let _ = (plan, scenario, runs);
    Exchange::default()
}

/// Plays the whole conversation, doing each wanted job on the spot.
pub fn simulate_here(plan: &Plan, scenario: &Scenario, runs: &mut Runs, budget: &Budget) -> Exchange {
    loop {
        let exchange = simulate(plan, scenario, runs);
        if exchange.wanted.is_empty() {
            return exchange;
        }
        for job in &exchange.wanted {
            runs.insert(job.clone(), hotplate_agent::run(job, budget));
        }
    }
}
