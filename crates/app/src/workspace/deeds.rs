//! What can be done with the workspace: each a method that writes its signals, and nothing else does.

use hotplate_agent::Python;
use hotplate_engine::{Finding, Tab};
use hotplate_exchange::{Action, Course, Scenario, Sizing};
use hotplate_figure::Fold;
use hotplate_plan::ResourcePath;
use hotplate_schema::{IndexMap, Release};

use super::brought::{environment, root};
use super::{Answer, Draft, Pane, Selected, Selection, Side, Theme, View, Workspace};
use crate::samples::write_over;
use crate::signals::{UpdateValue, untrack};

impl Workspace {
    /// Replaces the text of a tab's file; `whole` says that nothing of the former text stays.
    pub fn write(self, tab: Tab, text: &str, whole: bool) {
        if self.project.with_untracked(|project| &*project.file(tab).text != text) {
            self.project.update(|project| {
                if whole { write_over(project, tab, text) } else { project.write(tab, text) }
            });
        }
    }

    /// Adds a file and opens it.
    pub fn add_file(self, name: &str, text: &str) {
        let mut tab = Tab::TEMPLATE;
        self.project.update(|project| tab = project.add(name, text));
        self.active.set(tab);
    }

    /// Takes files that somebody brought beside those that are open, and shows the first. One of a name that is there
    /// already takes its place; a template that of an empty one, an environment that of an empty one.
    pub fn bring(self, files: Vec<(String, String)>) {
        let mut first = None;
        self.project.update(|project| {
            let root = root(&files).filter(|_| project.template().text.trim().is_empty());
            let environment = environment(&files).filter(|_| project.environment().text.trim().is_empty());
            for (at, (name, text)) in files.into_iter().enumerate() {
                let tab = match project.tab(&name) {
                    Some(tab) => tab,
                    None if root == Some(at) => {
                        project.rename(Tab::TEMPLATE, &name);
                        Tab::TEMPLATE
                    }
                    None if environment == Some(at) => Tab::ENVIRONMENT,
                    None => project.add(&name, ""),
                };
                project.write(tab, &text);
                first = first.or(Some(tab));
            }
        });
        first.into_iter().for_each(|tab| self.active.set(tab));
    }

    /// Renames a file.
    pub fn rename_file(self, tab: Tab, name: &str) {
        self.project.update(|project| project.rename(tab, name));
    }

    /// Makes a file the template, and opens it there; the template becomes a file.
    pub fn promote(self, tab: Tab) {
        self.look_at_nothing();
        self.active.set(Tab::TEMPLATE);
        self.project.update(|project| project.promote(tab));
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
        self.look_at_nothing();
        self.answers.set(draft.answers);
        self.scenario.set(draft.scenario);
        self.release.set(draft.release);
        self.left_out.set(draft.left_out);
        self.active.set(draft.active);
        self.project.set(draft.project);
    }

    /// Nothing of the open work is looked at any more.
    fn look_at_nothing(self) {
        self.selection.set(None);
        self.hovered.set(None);
        self.folds.set(IndexMap::default());
    }

    /// Speaks no more of what was left out.
    pub fn forget_left_out(self) {
        self.left_out.set(Vec::new());
    }

    /// Gives a parameter a value.
    pub fn answer(self, name: &str, text: String) {
        let secret = self.facts.with_untracked(|facts| facts.hides(name));
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

    /// Supposes that something goes otherwise for an instance or a deployment; what is as on a good day is forgotten.
    pub fn suppose_course(self, path: &str, change: impl FnOnce(&mut Course)) {
        self.scenario.update(|scenario| scenario.suppose(path, change));
    }

    /// Gives a group another number of members: by the parameter that says it, or in its template's stead.
    pub fn resize(self, group: &str, size: u32) {
        let sizing = self.facts.with_untracked(|facts| {
            facts.sizings.iter().find(|(name, _)| name == group).map(|(_, sizing)| sizing.clone())
        });
        match sizing {
            Some(Sizing::Parameter(parameter)) => self.answer(&parameter, size.to_string()),
            Some(Sizing::Template) => self.scenario.update(|scenario| scenario.resize(group, size)),
            None => {}
        }
    }

    /// Supposes that Heat gives up after so many minutes; after its own number of them if after none.
    pub fn give_up_after(self, minutes: Option<u32>) {
        self.scenario.update(|scenario| scenario.timeout_mins = minutes);
    }

    /// Supposes that these commands fail on every instance.
    pub fn suppose_failing(self, commands: Vec<String>) {
        self.scenario.update(|scenario| scenario.failing = commands);
    }

    /// Supposes that something is done with the stack once it is there.
    pub fn act(self, action: Action) {
        self.scenario.update(|scenario| scenario.action = action);
    }

    /// Supposes nothing any more.
    pub fn suppose_nothing(self) {
        self.scenario.set(Scenario::default());
    }

    /// Chooses the Python whose run counts where two differ.
    pub fn choose_python(self, python: Python) {
        self.scenario.update(|scenario| scenario.python = python);
    }

    /// Says which release of Heat the testbed has.
    pub fn suit(self, release: Release) {
        self.release.set(release);
    }

    /// Selects something, or nothing.
    pub fn select(self, target: Option<Selected>, by: Pane) {
        self.outbox.update_value(|outbox| outbox.cursor = None);
        let selection = target.map(|target| Selection { target, by });
        if self.selection.with_untracked(|now| *now != selection) {
            self.selection.set(selection);
        }
    }

    /// Selects what stands at a byte of the template, as soon as that is known.
    pub fn select_at(self, byte: u32) {
        if !untrack(|| self.is_current()) {
            return self.outbox.update_value(|outbox| outbox.cursor = Some(byte));
        }
        let target = self.thing_at(byte);
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
        self.write(finding.tab, &text, false);
    }
}
