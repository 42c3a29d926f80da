//! One template on its way through the phases, ready to repeat any of them.

use hotplate_agent::Budget;
use hotplate_exchange::{Exchange, Runs, Scenario, simulate_here};
use hotplate_figure::PlanOptions;
use hotplate_hot::{Reading, Source};
use hotplate_plan::{Inputs, Limits, NoFiles, Plan};
use hotplate_schema::{Catalog, Value};

use crate::text;

/// A phase of the data's journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Text to typed template and diagnostics.
    Read,
    /// Template to plan.
    Plan,
    /// Plan to exchange, every script run.
    Exchange,
    /// Plan to scene.
    Figure,
}

impl Phase {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Read, Self::Plan, Self::Exchange, Self::Figure];

    /// The word for it in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Plan => "plan",
            Self::Exchange => "exchange",
            Self::Figure => "figure",
        }
    }
}

/// A template, and what each phase needs to begin.
#[derive(Debug)]
pub struct Subject {
    catalog: Catalog,
    source: Source,
    inputs: Inputs,
    reading: Reading,
    plan: Plan,
}

impl Subject {
    /// A template of [`TEMPLATES`](crate::TEMPLATES), read and planned.
    pub fn new(name: &str) -> Self {
        let catalog = Catalog::full();
        let source = Source::new(name, &text(name));
        let parameters = [("reservation_id".to_owned(), Value::String("5b4f0c1e".into()))];
        let inputs = Inputs {
            stack_name: name.to_owned(),
            parameters: parameters.into_iter().collect(),
            ..Inputs::default()
        };
        let reading = hotplate_hot::read(&source, &catalog);
        let plan = make_plan(&reading, &inputs, &catalog);
        Self { catalog, source, inputs, reading, plan }
    }

    /// Does a phase once. The number says how much there was to do; it also keeps the work from being optimised away.
    pub fn run(&self, phase: Phase) -> usize {
        match phase {
            Phase::Read => hotplate_hot::read(&self.source, &self.catalog).template.resources.len(),
            Phase::Plan => make_plan(&self.reading, &self.inputs, &self.catalog).graph.dependencies().len(),
            Phase::Exchange => self.exchange().instances.len(),
            Phase::Figure => hotplate_figure::plan(&self.plan, &PlanOptions::default()).shapes.len(),
        }
    }

    fn exchange(&self) -> Exchange {
        simulate_here(&self.plan, &Scenario::default(), &mut Runs::default(), &Budget::default())
    }
}

fn make_plan(reading: &Reading, inputs: &Inputs, catalog: &Catalog) -> Plan {
    hotplate_plan::plan(&reading.template, inputs, &NoFiles, catalog, &Limits::default()).value
}
