//! From a template's text to its exchange, played on the spot.
//!
//! The scripts run while a page of somebody else waits, so all of them together are bounded, not each by itself only.

use std::sync::Arc;

use hotplate_agent::{Agent, Budget, Reply};
use hotplate_exchange::{Runs, Scenario, simulate_with};
use hotplate_hot::{LineIndex, Source, lower, parse};
use hotplate_plan::{Inputs, Limits, NoFiles, plan};
use hotplate_schema::Catalog;

use crate::conversation;

/// What one script may use, and the steps for all of them; once those are spent, each script has the last few.
const EACH: Budget = Budget { steps: 50_000, bytes: 128 << 10, depth: 50 };
const STEPS_OF_ALL: u64 = 200_000;
const LAST_STEPS: u64 = 500;

/// Plays the exchange of a template, with the defaults of its parameters, and writes it as HTML: see [`conversation`].
///
/// Never fails: whatever cannot be read or played is said in words.
pub fn play(text: &str) -> String {
    let source = Source::new("template", text);
    let document = parse(&source);
    let template = Arc::new(lower(&document.value).value);
    let planned =
        plan(&template, &Inputs::default(), &NoFiles, &Catalog::default(), &Limits::default()).value;
    let mut agent = Agent::default();
    let exchange = simulate_with(&planned, &Scenario::default(), &mut Runs::default(), &mut |job| {
        let left = STEPS_OF_ALL.saturating_sub(agent.spent()).max(LAST_STEPS);
        let budget = Budget { steps: EACH.steps.min(left), ..EACH };
        agent.run_with(job, &budget, &mut |_| Reply::None(NO_PYTHON.to_owned()))
    });
    let lines = LineIndex::new(&source.text);
    let mut faults = Vec::new();
    for fault in &document.diagnostics {
        let line = lines.line_column(document.value.span(fault.place()).start).line + 1;
        faults.push(["line ", &line.to_string(), " cannot be read as YAML: it is left out here"].concat());
    }
    conversation(&planned, &exchange, &faults)
}

const NO_PYTHON: &str = "it is Python, which is not played in this page";

#[cfg(test)]
mod tests;
