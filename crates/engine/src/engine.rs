//! The engine: what it was told, and the stages that follow from it, each kept until what it is made of changes.
//!
//! ```text
//! files --read--> reading --(equal template?)--> template --plan--> plan --simulate--> exchange
//!                    |                              ^                 |                   |
//!                    +--> findings, landmarks    answers              +------> scene <----+
//! ```
//!
//! A stage whose value comes out equal stops there: editing a comment reads the text again and nothing more.

use std::collections::BTreeMap;
use std::mem::{replace, take};
use std::sync::Arc;

use hotplate_agent::parcel::Packed;
use hotplate_agent::wire::{pack, unpack};
use hotplate_agent::{Completion, Run};
use hotplate_agent::{Job, Rendered};
use hotplate_exchange::{
    Exchange, JobId, Runs, Scenario, SimulatedInstance, boot_script, image_findings, inventory_output,
    playbook, resolved_template, simulate, sized,
};
use hotplate_figure::{Fold, Language, PlanOptions, Scene, Theme, diagram, sheet, svg};
use hotplate_hot::{Diagnostic, Outcome, Reading, Source, apply_directives, complete, definition, hover};
use hotplate_plan::{
    Environment, Inputs, Limits, Plan, ResourceId, ResourcePath, plan, read_environment, read_in,
};
use hotplate_schema::{Catalog, IndexMap, Release};

use crate::given::given;
use crate::share::{fetched, open};
use crate::{
    Answer, Changes, FileWork, Finding, Form, Landmarks, Project, Question, Ran, TemplateFacts, WayOut, Work,
    place,
};

/// Runs beyond which those that are not in use are forgotten.
const MOST_RUNS: usize = 4096;

/// A project under work.
#[derive(Debug)]
pub struct Engine {
    /// The text of the catalog, from which any release's types are read.
    types: Arc<str>,
    pub(crate) release: Release,
    pub(crate) catalog: Catalog,
    /// Whether anything has been told.
    begun: bool,

    pub(crate) project: Project,
    pub(crate) answers: IndexMap<String, String>,
    pub(crate) scenario: Scenario,
    pub(crate) folds: IndexMap<ResourcePath, Fold>,
    runs: Runs,

    pub(crate) reading: Reading,
    environment: Outcome<Environment>,
    inputs: Inputs,
    plan: Arc<Plan>,
    plan_diagnostics: Vec<Diagnostic>,
    exchange: Arc<Exchange>,
    options: PlanOptions,
    scene: Arc<Scene>,
    findings: Arc<Vec<Finding>>,
    landmarks: Arc<Landmarks>,
    facts: Arc<TemplateFacts>,
}

/// Puts a new value in the place of an old one, and says whether they differ.
fn renew<T: PartialEq>(old: &mut T, new: T) -> bool {
    let differs = *old != new;
    if differs {
        *old = new;
    }
    differs
}

/// The types of a catalog's text; of none, those that are built in.
fn catalog_of(types: &str, release: Release) -> Catalog {
    if types.is_empty() { Catalog::core() } else { Catalog::read_of(types.to_owned(), release) }
}

/// What a stage tells: its value, if that came out differently.
fn told<T>(value: &Arc<T>, changed: bool) -> Option<Arc<T>> {
    changed.then(|| value.clone())
}

impl Engine {
    /// An engine that knows the resource types of a catalog's text.
    pub fn new(types: &str) -> Self {
        let release = Release::default();
        Self {
            types: types.into(),
            release,
            catalog: catalog_of(types, release),
            begun: false,
            project: Project::of_files([]),
            answers: IndexMap::default(),
            scenario: Scenario::default(),
            folds: IndexMap::default(),
            runs: Runs::default(),
            reading: Reading::default(),
            environment: Outcome::default(),
            inputs: Inputs::default(),
            plan: Arc::default(),
            plan_diagnostics: Vec::default(),
            exchange: Arc::default(),
            options: PlanOptions::default(),
            scene: Arc::default(),
            findings: Arc::default(),
            landmarks: Arc::default(),
            facts: Arc::default(),
        }
    }

    /// Takes packed [`Work`] and gives packed [`Changes`]; an error if the bytes are no work.
    pub fn answer(&mut self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        Ok(pack(&self.update(unpack(bytes)?)))
    }

    /// Does what is asked, and tells what came out differently; the first time everything.
    pub fn update(&mut self, mut work: Work) -> Changes {
        let questions = take(&mut work.questions);
        if !self.begun && work == Work::default() {
            // There is no text yet to tell anything of.
            return Changes { answers: self.replies(questions), ..Changes::default() };
        }
        let all = !replace(&mut self.begun, true);
        let former = self.project.clone();
        if let Some(files) = work.files {
            self.take_files(files);
        }
        let files = all || self.project != former;
        let text = all || self.project.template().text != former.template().text;
        let beside = all || self.project.extras() != former.extras();
        let environment = all || self.project.environment().text != former.environment().text;
        if let Some(answers) = work.answers {
            self.answers = answers;
        }
        let sizes = self.scenario.sizes.clone();
        let scenario = work.scenario.is_some_and(|scenario| renew(&mut self.scenario, scenario));
        let sizes = sizes != self.scenario.sizes;
        if let Some(folds) = work.folds {
            self.folds = folds;
        }
        if work.afresh {
            self.runs = Runs::default();
        }
        let runs = work.afresh || !work.runs.is_empty();
        if runs && self.runs.count() > MOST_RUNS {
            self.runs = Runs::of(&self.exchange);
        }
        work.runs.into_iter().for_each(|(job, ran)| self.runs.insert(job, run_of(ran)));

        if environment {
            self.environment = read_environment(self.project.environment());
        }
        let types = work.release.is_some_and(|release| renew(&mut self.release, release));
        if types {
            self.catalog = catalog_of(&self.types, self.release);
        }
        let around = Inputs {
            stack_name: self.project.stack_name(),
            environments: vec![self.environment.value.clone()],
            ..self.inputs.clone()
        };
        let around = renew(&mut self.inputs, around);
        let text = text || around || beside || types;
        let template = text && self.read();
        let parameters = given(&self.reading.template, &self.answers);
        let inputs = renew(&mut self.inputs.parameters, parameters) || around;
        let planned = all || template || inputs || beside || types || sizes;
        let plan = planned && self.plan() || all;
        let exchange = (plan || scenario || runs) && self.simulate() || all;
        let scene = self.draw(plan) || all;
        let findings = (files || text || planned || exchange) && self.find() || all;
        let landmarks = (text || plan) && self.mark() || all;
        let facts = text && renew(&mut self.facts, Arc::new(TemplateFacts::of(&self.reading))) || all;
        let (wanted, beyond) = if exchange { self.wanted() } else { Default::default() };
        Changes {
            facts: told(&self.facts, facts),
            landmarks: told(&self.landmarks, landmarks),
            findings: told(&self.findings, findings),
            plan: told(&self.plan, plan),
            exchange: told(&self.exchange, exchange),
            wanted,
            beyond,
            scene: told(&self.scene, scene),
            answers: self.replies(questions),
        }
    }

    fn replies(&self, questions: Vec<Question>) -> Vec<Answer> {
        questions.into_iter().map(|question| self.reply(question)).collect()
    }

    fn take_files(&mut self, files: Vec<FileWork>) {
        let source = |file: FileWork| {
            let kept = || self.project.tab(&file.name).map(|tab| self.project.file(tab).text.clone());
            Source { text: file.text.or_else(kept).unwrap_or_default(), name: file.name }
        };
        self.project = Project::of_files(files.into_iter().map(source));
    }

    /// Reads the template, its types as environments and files make them; says whether it differs in more than layout.
    fn read(&mut self) -> bool {
        let files = self.project.extras();
        let reading = read_in(self.project.template(), &self.catalog, &self.inputs, &files);
        let differs = reading.template != self.reading.template;
        self.reading = reading;
        differs
    }

    fn plan(&mut self) -> bool {
        let files = self.project.extras();
        let template = sized(&self.reading.template, &self.scenario.sizes);
        let planned = plan(&template, &self.inputs, &files, &self.catalog, &Limits::default());
        self.plan_diagnostics = planned.diagnostics;
        renew(&mut self.plan, Arc::new(planned.value))
    }

    fn simulate(&mut self) -> bool {
        renew(&mut self.exchange, Arc::new(simulate(&self.plan, &self.scenario, &self.runs)))
    }

    fn draw(&mut self, plan: bool) -> bool {
        let options = PlanOptions {
            folds: folds_by_id(&self.plan, &self.folds),
            notes: notes(&self.plan, &self.exchange),
            ..PlanOptions::default()
        };
        let differs = renew(&mut self.options, options) || plan;
        differs && renew(&mut self.scene, Arc::new(hotplate_figure::plan(&self.plan, &self.options)))
    }

    fn find(&mut self) -> bool {
        let document = &self.reading.document;
        let mut all = self.reading.diagnostics.clone();
        self.plan.excuse(&mut all);
        all.extend(self.environment.diagnostics.iter().chain(&self.plan_diagnostics).cloned());
        all.extend(image_findings(&self.plan, &self.exchange));
        apply_directives(document, &mut all);
        let findings = place(&self.project, document, &all);
        renew(&mut self.findings, Arc::new(findings))
    }

    fn mark(&mut self) -> bool {
        renew(&mut self.landmarks, Arc::new(Landmarks::of(&self.reading.document, &self.plan)))
    }

    /// The jobs that are wanted, and whether one of them seems to call what the common worker lacks.
    fn wanted(&self) -> (Vec<(JobId, Packed)>, bool) {
        let (mut known, mut beyond) = (Rendered::default(), false);
        let pack = |job: &Job| {
            let errand = job.errand(&mut known);
            beyond |= errand.seems_beyond();
            (JobId::of(job), Packed::of(&errand))
        };
        (self.exchange.wanted_jobs().map(pack).collect(), beyond)
    }

    fn drawn(&self, form: Form) -> String {
        match form {
            Form::Svg => svg(&self.scene, Theme::Auto),
            Form::Page => sheet(&self.project.stack_name(), &self.scene, Theme::Auto, &self.clean_files()),
            Form::Mermaid => diagram(&self.plan, Language::Mermaid),
            Form::Dot => diagram(&self.plan, Language::Dot),
            Form::Resolved => resolved_template(&self.plan),
        }
    }

    fn reply(&self, question: Question) -> Answer {
        let reading = &self.reading;
        match question {
            Question::Complete(byte) => {
                let (span, offers) = complete(self.project.template(), reading, &self.catalog, byte);
                Answer::Complete(span, offers)
            }
            Question::Hover(byte) => Answer::Hover(hover(reading, &self.catalog, byte)),
            Question::Define(byte) => Answer::Define(definition(reading, byte)),
            Question::Draw(form) => Answer::Draw(self.drawn(form)),
            Question::Archive(hidden) => Answer::Archive(self.archive(hidden)),
            Question::Share(sharing) => Answer::Share(Box::new(self.share(sharing))),
            Question::Open(link) => Answer::Open(open(&link)),
            Question::Fetched(pointer, text) => Answer::Open(fetched(pointer, text)),
            Question::WayOut(way) => Answer::WayOut(self.way_out(way)),
            Question::Keep(keeping) => Answer::Keep(self.keep(*keeping)),
        }
    }

    /// What does the same without the agents: made of a good day, whatever is supposed.
    fn way_out(&self, way: WayOut) -> String {
        let good = simulate(&self.plan, &self.scenario.on_a_good_day(), &self.runs);
        match way {
            WayOut::Playbook => playbook(&self.plan, &good),
            WayOut::Inventory => inventory_output(&self.plan, &good),
            WayOut::BootScript => boot_script(&self.plan, &good),
        }
    }
}

/// What came of a job; what cannot be read came to nothing.
fn run_of(ran: Ran) -> Run {
    match ran {
        Ran::Done(run) => run.unpack().unwrap_or_else(stopped_run),
        Ran::Stopped(why) => stopped_run(why),
    }
}

fn stopped_run(why: String) -> Run {
    Run::of(Completion::Stopped(why))
}

fn folds_by_id(plan: &Plan, folds: &IndexMap<ResourcePath, Fold>) -> BTreeMap<ResourceId, Fold> {
    let id =
        |(path, fold): (&ResourcePath, &Fold)| plan.stack.find(path).map(|resource| (resource.id, *fold));
    folds.iter().filter_map(id).collect()
}

/// What a server's box says instead of its type: its address in the simulation.
fn notes(plan: &Plan, exchange: &Exchange) -> BTreeMap<ResourceId, String> {
    let note = |instance: &SimulatedInstance| {
        let kind = plan.stack[instance.resource].type_name.short();
        (instance.resource, format!("{kind} · {}", instance.facts.ipaddress))
    };
    exchange.instances.iter().map(note).collect()
}
