//! The state of the page: a few inputs as private signals, and what the engine told of them.
//!
//! ```text
//! project, answers, scenario, folds, runs --the engine--> facts, landmarks, findings, plan, exchange, drawing
//! ```
//!
//! The methods of [`Workspace`] are the only writers; what a person can do is in [`deeds`]. What the engine tells at
//! once is set at once, so that no view sees a plan of one text with the scene of another.

mod account;
mod brought;
mod deeds;
mod draft;
mod inputs;
mod intent;
pub(crate) mod json;
mod kept;
mod link;
mod selection;
mod view;

use std::sync::Arc;

use hotplate_agent::parcel::Packed;
use hotplate_engine::{Answer as Reply, Changes, Landmarks, Question, Ran, TemplateFacts};
use hotplate_exchange::{Exchange, JobId, Scenario};
use hotplate_figure::{Fold, Scene};
use hotplate_hot::{Function, Span, TemplateVersion};
use hotplate_plan::{Plan, ResourcePath};
use hotplate_schema::{IndexMap, Release};

pub use account::{Account, Halted, Review, Turn};
pub(crate) use brought::{is_template, opened};
pub use draft::{Answer, Answers, Draft};
pub use hotplate_engine::{ENVIRONMENT, Finding, Project, TEMPLATE, Tab, Tally, WayOut, bytes};
pub(crate) use inputs::Inputs;
pub use intent::{Intent, Reserving};
pub use kept::Kept;
pub(crate) use kept::write_kept;
pub(crate) use link::held;
pub use selection::{Pane, Selected, Selection};
pub use view::{Fetch, Side, Stall, Theme, View};

use crate::signals::{LocalStorage, ReadSignal, RwSignal, StoredValue, UpdateValue, WithValue};

/// The plan that was told last. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Planned {
    /// The plan.
    pub value: Arc<Plan>,
}

/// A scene and the plan whose ids it speaks of.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// The plan.
    pub planned: Planned,
    /// The scene.
    pub scene: Arc<Scene>,
}

/// Whoever asked something takes the answer; `None` if there is none any more.
pub(crate) type Then = Box<dyn FnOnce(Option<Reply>)>;

/// What waits to be told to the engine beside the inputs.
#[derive(Default)]
struct Outbox {
    runs: Vec<(JobId, Ran)>,
    /// Whether what it was told of runs before counts no more.
    afresh: bool,
    questions: Vec<(Question, Then)>,
    /// Where the cursor went while the landmarks were those of an earlier text.
    cursor: Option<u32>,
}

/// The page's state. Copied freely: it is a bundle of handles.
#[derive(Clone, Copy)]
pub struct Workspace {
    project: RwSignal<Project>,
    active: RwSignal<Tab>,
    answers: RwSignal<Answers>,
    scenario: RwSignal<Scenario>,
    release: RwSignal<Release>,
    left_out: RwSignal<Vec<String>>,
    selection: RwSignal<Option<Selection>>,
    hovered: RwSignal<Option<Selection>>,
    folds: RwSignal<IndexMap<ResourcePath, Fold>>,
    view: RwSignal<View>,
    side: RwSignal<Side>,
    theme: RwSignal<Theme>,
    outbox: StoredValue<Outbox, LocalStorage>,
    /// Set whenever something is put into the outbox.
    posted: RwSignal<()>,

    /// The files that the rest was told of; `None` until the first answer.
    told: RwSignal<Option<Project>>,
    stalled: RwSignal<Option<Stall>>,
    facts: RwSignal<Arc<TemplateFacts>>,
    landmarks: RwSignal<Arc<Landmarks>>,
    findings: RwSignal<Arc<Vec<Finding>>>,
    planned: RwSignal<Planned>,
    exchange: RwSignal<Arc<Exchange>>,
    wanted: RwSignal<Vec<(JobId, Packed)>>,
    beyond: RwSignal<bool>,
    drawing: RwSignal<Arc<Drawing>>,
    python: RwSignal<Option<Fetch>>,
    exactly: RwSignal<bool>,
}

impl Workspace {
    /// The state for a draft.
    pub fn new(draft: Draft, theme: Theme) -> Self {
        Self {
            project: RwSignal::new(draft.project),
            active: RwSignal::new(draft.active),
            answers: RwSignal::new(draft.answers),
            scenario: RwSignal::new(draft.scenario),
            release: RwSignal::new(draft.release),
            left_out: RwSignal::new(draft.left_out),
            selection: RwSignal::new(None),
            hovered: RwSignal::new(None),
            folds: RwSignal::new(IndexMap::default()),
            view: RwSignal::new(draft.view),
            side: RwSignal::new(Side::default()),
            theme: RwSignal::new(theme),
            outbox: StoredValue::new_local(Outbox::default()),
            posted: RwSignal::new(()),
            told: RwSignal::new(None),
            stalled: RwSignal::new(None),
            facts: RwSignal::new(Arc::default()),
            landmarks: RwSignal::new(Arc::default()),
            findings: RwSignal::new(Arc::default()),
            planned: RwSignal::new(Planned::default()),
            exchange: RwSignal::new(Arc::default()),
            wanted: RwSignal::new(Vec::new()),
            beyond: RwSignal::new(false),
            drawing: RwSignal::new(Arc::default()),
            python: RwSignal::new(None),
            exactly: RwSignal::new(false),
        }
    }

    // What a person decided.

    /// The files.
    pub fn project(self) -> ReadSignal<Project> {
        self.project.read_only()
    }

    /// The open tab.
    pub fn active(self) -> ReadSignal<Tab> {
        self.active.read_only()
    }

    /// Parameter values as typed.
    pub fn answers(self) -> ReadSignal<Answers> {
        self.answers.read_only()
    }

    /// What is supposed about the instances.
    pub fn scenario(self) -> ReadSignal<Scenario> {
        self.scenario.read_only()
    }

    /// The testbed's release of Heat.
    pub fn release(self) -> ReadSignal<Release> {
        self.release.read_only()
    }

    /// What was left out where this was kept, in words, and is to be typed again.
    pub fn left_out(self) -> ReadSignal<Vec<String>> {
        self.left_out.read_only()
    }

    /// What is selected.
    pub fn selection(self) -> ReadSignal<Option<Selection>> {
        self.selection.read_only()
    }

    /// What the pointer rests on.
    pub fn hovered(self) -> ReadSignal<Option<Selection>> {
        self.hovered.read_only()
    }

    /// The open view.
    pub fn view(self) -> ReadSignal<View> {
        self.view.read_only()
    }

    /// The side that a narrow screen shows.
    pub fn side(self) -> ReadSignal<Side> {
        self.side.read_only()
    }

    /// The theme that was chosen.
    pub fn theme(self) -> ReadSignal<Theme> {
        self.theme.read_only()
    }

    // What the engine told.

    /// Whether the engine has told anything yet; tracks.
    pub fn is_read(self) -> bool {
        self.told.with(Option::is_some)
    }

    /// Whether what was told is of the files as they are by now; tracks.
    pub fn is_current(self) -> bool {
        self.told.with(|told| self.project.with(|project| told.as_ref() == Some(project)))
    }

    /// Why the engine does not go on, if so.
    pub fn stalled(self) -> ReadSignal<Option<Stall>> {
        self.stalled.read_only()
    }

    /// What the template says of itself.
    pub fn facts(self) -> ReadSignal<Arc<TemplateFacts>> {
        self.facts.read_only()
    }

    /// The plan.
    pub fn planned(self) -> ReadSignal<Planned> {
        self.planned.read_only()
    }

    /// The exchange, as far as the runs reach.
    pub fn exchange(self) -> ReadSignal<Arc<Exchange>> {
        self.exchange.read_only()
    }

    /// How far the engine for Python has come, while it is being fetched.
    pub fn python(self) -> ReadSignal<Option<Fetch>> {
        self.python.read_only()
    }

    /// Whether Python 3 is played by the exact engine.
    pub fn exactly(self) -> ReadSignal<bool> {
        self.exactly.read_only()
    }

    /// Has Python 3 played by the exact engine, or by the light one again: all scripts anew.
    pub fn play_exactly(self, exactly: bool) {
        self.exactly.set(exactly);
        self.outbox.update_value(|outbox| {
            outbox.runs.clear();
            outbox.afresh = true;
        });
        self.posted.set(());
    }

    /// Notes how far the engine for Python has come.
    pub(crate) fn note_python(self, fetch: Option<Fetch>) {
        self.python.set(fetch);
    }

    /// The jobs that the exchange wants next.
    pub(crate) fn wanted(self) -> ReadSignal<Vec<(JobId, Packed)>> {
        self.wanted.read_only()
    }

    /// Whether one of them seems to call what only the worker with every program has.
    pub(crate) fn beyond(self) -> bool {
        self.beyond.get_untracked()
    }

    /// The drawn plan.
    pub fn drawing(self) -> ReadSignal<Arc<Drawing>> {
        self.drawing.read_only()
    }

    /// Everything that is wrong, in all files.
    pub fn findings(self) -> ReadSignal<Arc<Vec<Finding>>> {
        self.findings.read_only()
    }

    /// The work as it would be kept, without tracking.
    pub fn draft(self) -> Draft {
        Draft {
            project: self.project.get_untracked(),
            active: self.active.get_untracked(),
            answers: self.answers.get_untracked(),
            scenario: self.scenario.get_untracked(),
            release: self.release.get_untracked(),
            view: self.view.get_untracked(),
            left_out: self.left_out.get_untracked(),
        }
    }

    /// The bytes of the template at which the selection is defined; tracks.
    pub fn selected_span(self) -> Option<Span> {
        self.selection.with(|selection| self.definition(&selection.as_ref()?.target).map(|(_, entry)| entry))
    }

    /// The bytes at which the template defines what the pointer rests on in the preview; tracks.
    pub fn lit_span(self) -> Option<Span> {
        self.hovered.with(|hovered| {
            let hovered = hovered.as_ref().filter(|hovered| hovered.by == Pane::Preview)?;
            self.definition(&hovered.target).map(|(_, entry)| entry)
        })
    }

    /// The bytes of the key and of the whole entry with which the template defines something; tracks.
    pub fn definition(self, target: &Selected) -> Option<(Span, Span)> {
        let path = self.planned.with(|planned| target.definition(&planned.value));
        self.landmarks.with(|landmarks| landmarks.find(&path).map(|mark| (mark.key, mark.entry)))
    }

    /// What stands at a byte of the template, without tracking.
    pub fn thing_at(self, byte: u32) -> Option<Selected> {
        self.landmarks.with_untracked(|landmarks| {
            landmarks.at(byte).and_then(|(section, name)| Selected::of(section, name))
        })
    }

    // The way to the engine.

    /// Tracks everything that the engine is to be told.
    pub(crate) fn track_inputs(self) {
        self.project.track();
        self.answers.track();
        self.scenario.track();
        self.release.track();
        self.folds.track();
        self.posted.track();
        self.stalled.track();
    }

    /// What the engine makes everything from, without tracking.
    pub(crate) fn inputs(self) -> Inputs {
        Inputs {
            project: Some(self.project.get_untracked()),
            answers: self.answers.get_untracked(),
            scenario: self.scenario.get_untracked(),
            release: self.release.get_untracked(),
            folds: self.folds.get_untracked(),
        }
    }

    /// The runs that the engine has not been told of, and whether those of which it has count no more.
    pub(crate) fn take_runs(self) -> (Vec<(JobId, Ran)>, bool) {
        let take =
            |outbox: &mut Outbox| (std::mem::take(&mut outbox.runs), std::mem::take(&mut outbox.afresh));
        self.outbox.try_update_value(take).unwrap_or_default()
    }

    /// The questions that have not been asked, and who takes the answers.
    pub(crate) fn take_questions(self) -> Vec<(Question, Then)> {
        let asked = self.outbox.try_update_value(|outbox| std::mem::take(&mut outbox.questions));
        asked.unwrap_or_default()
    }

    /// Asks the engine. Nothing is answered about a text that is not there any more.
    pub(crate) fn ask(self, question: Question, then: impl FnOnce(Option<Reply>) + 'static) {
        let text = self.project.with_untracked(|project| project.template().text.clone());
        let about_text = question.is_about_text();
        let then = move |reply: Option<Reply>| {
            let same = self.project.with_untracked(|project| project.template().text == text);
            then(reply.filter(|_| same || !about_text));
        };
        self.outbox.update_value(|outbox| outbox.questions.push((question, Box::new(then))));
        self.posted.set(());
    }

    /// Keeps what came of jobs.
    pub(crate) fn keep_runs(self, done: Vec<(JobId, Ran)>) {
        self.wanted.update(|wanted| wanted.retain(|(job, _)| done.iter().all(|(id, _)| id != job)));
        self.outbox.update_value(|outbox| outbox.runs.extend(done));
        self.posted.set(());
    }

    /// Takes what the engine told of a project, and gives the answers to those who asked.
    pub(crate) fn learn(self, changes: Changes, project: Option<Project>, asked: Vec<Then>) {
        let Changes { facts, landmarks, findings, plan, exchange, mut wanted, beyond, scene, answers } =
            changes;
        if plan.is_some() || scene.is_some() {
            let drawing = self.drawing.get_untracked();
            let planned = plan.map_or_else(|| drawing.planned.clone(), |value| Planned { value });
            let scene = scene.unwrap_or_else(|| drawing.scene.clone());
            self.planned.set(planned.clone());
            self.drawing.set(Arc::new(Drawing { planned, scene }));
        }
        if let Some(exchange) = exchange {
            self.exchange.set(exchange);
            self.outbox.with_value(|outbox| {
                wanted.retain(|(job, _)| outbox.runs.iter().all(|(id, _)| id != job));
            });
            self.beyond.set(beyond);
            self.wanted.set(wanted);
        }
        facts.into_iter().for_each(|facts| self.facts.set(facts));
        landmarks.into_iter().for_each(|landmarks| self.landmarks.set(landmarks));
        findings.into_iter().for_each(|findings| self.findings.set(findings));
        if self.told.with_untracked(|told| *told != project) {
            self.told.set(project);
        }
        if self.stalled.get_untracked().is_some() {
            self.stalled.set(None);
        }
        if let Some(byte) = self.outbox.try_update_value(|outbox| outbox.cursor.take()).flatten() {
            self.select_at(byte);
        }
        asked.into_iter().zip(answers).for_each(|(then, answer)| then(Some(answer)));
    }

    /// Notes that the engine does not go on.
    pub(crate) fn stall(self, why: Stall) {
        self.stalled.set(Some(why));
    }

    /// Lets the engine try again.
    pub fn retry(self) {
        self.stalled.set(None);
    }
}

/// The names of all functions of the newest version, for the editor to colour.
pub fn function_names() -> Vec<&'static str> {
    let newest = TemplateVersion::V2021_04_16;
    let mut names: Vec<&str> =
        Function::all(newest).chain(Function::all_condition(newest)).map(Function::name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
pub(crate) mod tests {
    use hotplate_hot::{Source, read};
    use hotplate_plan::{Inputs, Limits, NoFiles, plan};
    use hotplate_schema::Catalog;

    use super::*;

    /// The plan of a template's text.
    pub(crate) fn planned(text: &str) -> Plan {
        let catalog = Catalog::core();
        let reading = read(&Source::new("t.yaml", text), &catalog);
        plan(&reading.template, &Inputs::default(), &NoFiles, &catalog, &Limits::default()).value
    }
}
