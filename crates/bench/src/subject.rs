//! One template on its way through the phases, ready to repeat any of them.

use std::cell::OnceCell;

use hotplate_agent::Budget;
use hotplate_exchange::{Runs, Scenario, simulate, simulate_here};
use hotplate_figure::PlanOptions;
use hotplate_hot::{Reading, Source};
use hotplate_plan::{Inputs, Limits, NoFiles, Plan};
use hotplate_schema::{Catalog, Value};

use crate::template::{is_of_gallery, text};

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
    /// All of it, as after a keystroke: from the text to the scene, with the runs that are known from before.
    Keystroke,
}

impl Phase {
    const ALL: [Self; 5] = [Self::Read, Self::Plan, Self::Exchange, Self::Figure, Self::Keystroke];

    /// Those of a template that are timed, in order: of the gallery what Heat has something to set against.
    pub fn of(template: &str) -> &'static [Self] {
        if is_of_gallery(template) { &Self::ALL[..2] } else { &Self::ALL }
    }

    /// The word for it in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Plan => "plan",
            Self::Exchange => "exchange",
            Self::Figure => "figure",
            Self::Keystroke => "keystroke",
        }
    }
}

/// A template, and what each phase needs to begin: made when the first asks for it, so that none is timed amid what only a
/// later one has to do with.
#[derive(Debug)]
pub struct Subject {
    catalog: Catalog,
    source: Source,
    inputs: OnceCell<Inputs>,
    reading: OnceCell<Reading>,
    plan: OnceCell<Plan>,
    runs: OnceCell<Runs>,
}

impl Subject {
    /// A template of [`templates`](crate::templates).
    pub fn new(name: &str) -> Self {
        Self {
            catalog: Catalog::full(),
            source: Source::new(name, &text(name)),
            inputs: OnceCell::new(),
            reading: OnceCell::new(),
            plan: OnceCell::new(),
            runs: OnceCell::new(),
        }
    }

    /// How many resources the template has.
    pub fn resources(&self) -> usize {
        self.reading().template.resources.len()
    }

    /// Does a phase once. The number says how much there was to do; it also keeps the work from being optimised away.
    pub fn run(&self, phase: Phase) -> usize {
        match phase {
            Phase::Read => self.read().template.resources.len(),
            Phase::Plan => self.make_plan(self.reading()).graph.dependencies().len(),
            Phase::Exchange => play(self.plan(), &mut Runs::default()),
            Phase::Figure => draw(self.plan()),
            Phase::Keystroke => {
                let plan = self.make_plan(&self.read());
                simulate(&plan, &Scenario::default(), self.runs()).instances.len() + draw(&plan)
            }
        }
    }

    fn read(&self) -> Reading {
        hotplate_hot::read(&self.source, &self.catalog)
    }

    fn reading(&self) -> &Reading {
        self.reading.get_or_init(|| self.read())
    }

    /// A value for each parameter that needs one.
    fn inputs(&self) -> &Inputs {
        self.inputs.get_or_init(|| {
            let parameters = self.reading().template.parameters.iter();
            let open = parameters.filter(|(_, parameter)| parameter.default.is_none());
            let parameters = open.map(|(name, _)| (name.clone(), Value::from("5b4f0c1e"))).collect();
            Inputs { stack_name: self.source.name.to_string(), parameters, ..Inputs::default() }
        })
    }

    fn make_plan(&self, reading: &Reading) -> Plan {
        let limits = Limits::default();
        hotplate_plan::plan(&reading.template, self.inputs(), &NoFiles, &self.catalog, &limits).value
    }

    fn plan(&self) -> &Plan {
        self.plan.get_or_init(|| self.make_plan(self.reading()))
    }

    fn runs(&self) -> &Runs {
        self.runs.get_or_init(|| {
            let mut runs = Runs::default();
            play(self.plan(), &mut runs);
            runs
        })
    }
}

fn play(plan: &Plan, runs: &mut Runs) -> usize {
    simulate_here(plan, &Scenario::default(), runs, &Budget::default()).instances.len()
}

fn draw(plan: &Plan) -> usize {
    hotplate_figure::plan(plan, &PlanOptions::default()).shapes.len()
}
