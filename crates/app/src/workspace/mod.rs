//! The state of the page: a few inputs as private signals, and everything else as memos, one for each phase.
//!
//! ```text
//! project --read--> read --(equal template?)--> template --plan--> planned --simulate--> exchange
//!                    |                             ^                  |                      |
//!                    +--> findings                 answers            +------> drawing <-----+
//! ```
//!
//! The methods of [`Workspace`] are the only writers. A memo whose value comes out equal stops there: editing a comment
//! reads the text again and nothing more.

mod draft;
mod finding;
pub(crate) mod json;
mod project;
mod selection;
mod view;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use hotplate_exchange::{Exchange, Runs, Scenario, simulate};
use hotplate_figure::{Fold, PlanOptions, Scene};
use hotplate_hot::{
    Function, LineIndex, Outcome, Part, Place, Reading, Source, Span, Template, TemplateVersion, read,
};
use hotplate_plan::{
    Environment, Inputs, Limits, Plan, Precedence, ResourceId, ResourcePath, plan, read_environment,
};
use hotplate_schema::{Catalog, Value};
use indexmap::IndexMap;

pub use draft::{Answer, Answers, Draft};
pub use finding::{Finding, Tally, bytes, place};
pub use project::{ENVIRONMENT, Extras, Project, Tab};
pub use selection::{Pane, Selected, Selection};
pub use view::{Side, Theme, View};

use crate::panels::parameter_input;
use crate::signals::{Memo, ReadSignal, RwSignal};

/// The resource types that are known.
pub static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::core);

/// The template's text and everything read from it. Equal if the text is.
#[derive(Debug)]
pub struct ReadText {
    /// The text.
    pub source: Source,
    /// Its lines.
    pub lines: LineIndex,
    /// What it says.
    pub reading: Reading,
}

impl ReadText {
    fn new(source: Source) -> Self {
        let (lines, reading) = (LineIndex::new(&source.text), read(&source, &CATALOG));
        Self { source, lines, reading }
    }
}

impl PartialEq for ReadText {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

/// A reading of which only the template counts: equal while comments and layout are edited.
#[derive(Clone, Debug)]
pub struct ReadTemplate(Arc<ReadText>);

impl ReadTemplate {
    /// The template.
    pub fn get(&self) -> &Template {
        &self.0.reading.template
    }
}

impl PartialEq for ReadTemplate {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

/// A scene and the plan whose ids it speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The plan.
    pub planned: Arc<Outcome<Plan>>,
    /// The scene.
    pub scene: Scene,
}

/// The page's state. Copied freely: it is a bundle of handles.
#[derive(Clone, Copy, Debug)]
pub struct Workspace {
    project: RwSignal<Project>,
    active: RwSignal<Tab>,
    answers: RwSignal<Answers>,
    scenario: RwSignal<Scenario>,
    runs: RwSignal<Runs>,
    selection: RwSignal<Option<Selection>>,
    hovered: RwSignal<Option<Selection>>,
    folds: RwSignal<IndexMap<ResourcePath, Fold>>,
    view: RwSignal<View>,
    side: RwSignal<Side>,
    theme: RwSignal<Theme>,
    read: Memo<Arc<ReadText>>,
    template: Memo<ReadTemplate>,
    environment: Memo<Arc<Outcome<Environment>>>,
    planned: Memo<Arc<Outcome<Plan>>>,
    exchange: Memo<Arc<Exchange>>,
    drawing: Memo<Arc<Drawing>>,
    findings: Memo<Arc<Vec<Finding>>>,
}

impl Workspace {
    /// The state for a draft.
    pub fn new(draft: Draft, theme: Theme) -> Self {
        let project = RwSignal::new(draft.project);
        let answers = RwSignal::new(draft.answers);
        let scenario = RwSignal::new(draft.scenario);
        let runs = RwSignal::new(Runs::default());
        let folds = RwSignal::new(IndexMap::new());

        let source = Memo::new(move |_| project.with(|project| project.template().clone()));
        let beside = Memo::new(move |_| project.with(Project::extras));
        let environment_source = Memo::new(move |_| project.with(|project| project.environment().clone()));
        let stack_name = Memo::new(move |_| project.with(Project::stack_name));

        let read = Memo::new(move |_| Arc::new(ReadText::new(source.get())));
        let template = Memo::new(move |_| ReadTemplate(read.get()));
        let environment = Memo::new(move |_| Arc::new(environment_source.with(read_environment)));
        let inputs = Memo::new(move |_| Inputs {
            stack_name: stack_name.get(),
            parameters: template.with(|template| answers.with(|answers| given(template.get(), answers))),
            environments: vec![environment.with(|environment| environment.value.clone())],
            precedence: Precedence::default(),
        });
        let planned = Memo::new(move |_| {
            let (template, inputs, files) = (template.read(), inputs.read(), beside.read());
            Arc::new(plan(template.get(), &inputs, &*files, &CATALOG, &Limits::default()))
        });
        let exchange = Memo::new(move |_| {
            let (planned, scenario, runs) = (planned.read(), scenario.read(), runs.read());
            Arc::new(simulate(&planned.value, &scenario, &runs))
        });
        let options = Memo::new(move |_| {
            let (planned, exchange, folds) = (planned.read(), exchange.read(), folds.read());
            PlanOptions {
                folds: folds_by_id(&planned.value, &folds),
                notes: notes(&planned.value, &exchange),
            }
        });
        let drawing = Memo::new(move |_| {
            let planned = planned.get();
            let scene = options.with(|options| hotplate_figure::plan(&planned.value, options));
            Arc::new(Drawing { planned, scene })
        });
        let findings = Memo::new(move |_| {
            let (read, planned, environment) = (read.read(), planned.read(), environment.read());
            let all =
                read.reading.diagnostics.iter().chain(&environment.diagnostics).chain(&planned.diagnostics);
            Arc::new(project.with(|project| place(project, &read.reading.document, all)))
        });

        Self {
            project,
            active: RwSignal::new(draft.active),
            answers,
            scenario,
            runs,
            selection: RwSignal::new(None),
            hovered: RwSignal::new(None),
            folds,
            view: RwSignal::new(draft.view),
            side: RwSignal::new(Side::default()),
            theme: RwSignal::new(theme),
            read,
            template,
            environment,
            planned,
            exchange,
            drawing,
            findings,
        }
    }

    // What can be read.

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

    /// The template's text and its reading.
    pub fn read(self) -> Memo<Arc<ReadText>> {
        self.read
    }

    /// The template, free of layout.
    pub fn template(self) -> Memo<ReadTemplate> {
        self.template
    }

    /// The environment.
    pub fn environment(self) -> Memo<Arc<Outcome<Environment>>> {
        self.environment
    }

    /// The plan.
    pub fn planned(self) -> Memo<Arc<Outcome<Plan>>> {
        self.planned
    }

    /// The exchange, as far as the runs reach.
    pub fn exchange(self) -> Memo<Arc<Exchange>> {
        self.exchange
    }

    /// The drawn plan.
    pub fn drawing(self) -> Memo<Arc<Drawing>> {
        self.drawing
    }

    /// Everything that is wrong, in all files.
    pub fn findings(self) -> Memo<Arc<Vec<Finding>>> {
        self.findings
    }

    /// The work as it would be kept, without tracking.
    pub fn draft(self) -> Draft {
        Draft {
            project: self.project.get_untracked(),
            active: self.active.get_untracked(),
            answers: self.answers.get_untracked(),
            scenario: self.scenario.get_untracked(),
            view: self.view.get_untracked(),
        }
    }

    /// The bytes of the template at which the selection is defined; tracks.
    pub fn selected_span(self) -> Option<Span> {
        self.selection.with(|selection| self.definition_span(&selection.as_ref()?.target))
    }

    /// The bytes at which the template defines what the pointer rests on in the preview; tracks.
    pub fn lit_span(self) -> Option<Span> {
        self.hovered.with(|hovered| {
            let hovered = hovered.as_ref().filter(|hovered| hovered.by == Pane::Preview)?;
            self.definition_span(&hovered.target)
        })
    }

    fn definition_span(self, target: &Selected) -> Option<Span> {
        let path = self.planned.with(|planned| target.definition(&planned.value));
        self.read.with(|read| {
            let document = &read.reading.document;
            document.node(&path)?;
            Some(document.span(&Place::Path(path, Part::Entry)))
        })
    }

    // What can be done.

    /// Replaces the text of a tab's file.
    pub fn write(self, tab: Tab, text: &str) {
        if self.project.with_untracked(|project| &*project.file(tab).text != text) {
            self.project.update(|project| project.write(tab, text));
        }
    }

    /// Adds a file and opens it.
    pub fn add_file(self, name: &str, text: &str) {
        let mut tab = Tab::TEMPLATE;
        self.project.update(|project| tab = project.add(name, text));
        self.active.set(tab);
    }

    /// Renames a file.
    pub fn rename_file(self, tab: Tab, name: &str) {
        self.project.update(|project| project.rename(tab, name));
    }

    /// Closes a file, and opens the one before it if it was open.
    pub fn close_file(self, tab: Tab) {
        self.project.update(|project| project.close(tab));
        self.active.update(|active| {
            if *active >= tab {
                active.0 -= 1;
            }
        });
    }

    /// Opens a tab.
    pub fn open(self, tab: Tab) {
        if self.active.get_untracked() != tab {
            self.active.set(tab);
        }
    }

    /// Opens other work in place of this one.
    pub fn open_draft(self, draft: Draft) {
        self.selection.set(None);
        self.hovered.set(None);
        self.folds.set(IndexMap::new());
        self.answers.set(draft.answers);
        self.scenario.set(draft.scenario);
        self.active.set(draft.active);
        self.project.set(draft.project);
    }

    /// Gives a parameter a value.
    pub fn answer(self, name: &str, text: String) {
        let secret = self.template.with_untracked(|template| is_hidden(template.get(), name));
        self.answers.update(|answers| {
            answers.insert(name.to_owned(), Answer { text, secret });
        });
    }

    /// Takes a parameter's value back: its default counts again.
    pub fn reset(self, name: &str) {
        self.answers.update(|answers| {
            answers.shift_remove(name);
        });
    }

    /// Supposes a fact of an instance; an empty one is supposed no more.
    pub fn suppose(self, instance: &str, fact: &str, value: &str) {
        self.scenario.update(|scenario| {
            let facts = scenario.facts.entry(instance.to_owned()).or_default();
            if value.is_empty() {
                facts.shift_remove(fact);
            } else {
                facts.insert(fact.to_owned(), value.to_owned());
            }
            scenario.facts.retain(|_, facts| !facts.is_empty());
        });
    }

    /// Keeps what came of jobs.
    pub fn keep_runs(self, done: Vec<(hotplate_agent::Job, hotplate_agent::Run)>) {
        self.runs.update(|runs| done.into_iter().for_each(|(job, run)| runs.insert(job, run)));
    }

    /// Selects something, or nothing.
    pub fn select(self, target: Option<Selected>, by: Pane) {
        let selection = target.map(|target| Selection { target, by });
        if self.selection.with_untracked(|now| *now != selection) {
            self.selection.set(selection);
        }
    }

    /// Selects what stands at a byte of the template.
    pub fn select_at(self, byte: u32) {
        let target = self.read.with_untracked(|read| Selected::at(&read.reading.document.path_at(byte)));
        let same = |selection: &Selection| target.as_ref() == Some(&selection.target);
        if !self.selection.with_untracked(|now| now.as_ref().is_some_and(same)) {
            self.select(target, Pane::Editor);
        }
    }

    /// Says what the pointer rests on.
    pub fn hover(self, target: Option<Selected>, by: Pane) {
        let hovered = target.map(|target| Selection { target, by });
        if self.hovered.with_untracked(|now| *now != hovered) {
            self.hovered.set(hovered);
        }
    }

    /// Opens a group this far, in the graph.
    pub fn fold(self, group: &ResourcePath, fold: Fold) {
        self.folds.update(|folds| {
            folds.insert(group.clone(), fold);
        });
    }

    /// Opens a view.
    pub fn show(self, view: View) {
        self.view.set(view);
    }

    /// Shows one side on a narrow screen.
    pub fn turn_to(self, side: Side) {
        self.side.set(side);
    }

    /// Chooses a theme.
    pub fn wear(self, theme: Theme) {
        self.theme.set(theme);
    }

    /// Applies a finding's fix.
    pub fn mend(self, finding: &Finding) {
        let text = self.project.with_untracked(|project| finding.mended(&project.file(finding.tab).text));
        self.write(finding.tab, &text);
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

/// Whether a template hides a parameter's value.
pub fn is_hidden(template: &Template, name: &str) -> bool {
    template.parameters.get(name).is_some_and(|parameter| parameter.hidden)
}

/// The typed values of the parameters that the template declares; others wait until it does.
fn given(template: &Template, answers: &Answers) -> IndexMap<String, Value> {
    let declared = template.parameters.iter();
    let value = |(name, parameter): (&String, _)| {
        let text = &answers.get(name)?.text;
        Some((name.clone(), parameter_input(parameter, text)?))
    };
    declared.filter_map(value).collect()
}

fn folds_by_id(plan: &Plan, folds: &IndexMap<ResourcePath, Fold>) -> BTreeMap<ResourceId, Fold> {
    let id =
        |(path, fold): (&ResourcePath, &Fold)| plan.stack.find(path).map(|resource| (resource.id, *fold));
    folds.iter().filter_map(id).collect()
}

/// What a server's box says instead of its type: its address in the simulation.
fn notes(plan: &Plan, exchange: &Exchange) -> BTreeMap<ResourceId, String> {
    let note = |instance: &hotplate_exchange::SimulatedInstance| {
        let kind = plan.stack[instance.resource].type_name.short();
        (instance.resource, format!("{kind} · {}", instance.facts.ipaddress))
    };
    exchange.instances.iter().map(note).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The plan of a template's text.
    pub(crate) fn planned(text: &str) -> Plan {
        let reading = read(&Source::new("t.yaml", text), &CATALOG);
        plan(&reading.template, &Inputs::default(), &Extras::default(), &CATALOG, &Limits::default()).value
    }

    fn given_texts(template: &str, name: &str, text: &str) -> Vec<String> {
        let reading = read(&Source::new("t.yaml", template), &CATALOG);
        let answers = [(name.to_owned(), Answer { text: text.to_owned(), secret: false })];
        given(&reading.template, &answers.into_iter().collect()).keys().cloned().collect()
    }

    #[test]
    fn only_declared_parameters_are_given_a_value() {
        let template = "heat_template_version: 2018-08-31\nparameters:\n  n: { type: number }\n";
        assert_eq!(given_texts(template, "n", "3"), ["n"]);
        assert!(given_texts(template, "n", "").is_empty());
        assert!(given_texts(template, "m", "3").is_empty());
    }
}
