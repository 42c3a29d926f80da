//! The workspace as the engine shares it in a link, and what a link held as a workspace.

use hotplate_engine::{Opened, Sharing};
use hotplate_link::{Flag, View as LinkView};

use super::{Answer, Answers, Draft, Pane, Project, Selected, Tab, View, Workspace};

impl Workspace {
    /// What goes into a link beside what the engine has, without tracking. `kept` are flagged things that go in all the
    /// same.
    pub(crate) fn sharing(self, kept: Vec<Flag>) -> Sharing {
        let active = self.active.get_untracked();
        let name = self.project.with_untracked(|project| project.file(active).name.to_string());
        let selected = self.selection.with_untracked(|selection| {
            selection.as_ref().map(|selection| selection.target.words()).unwrap_or_default()
        });
        let view = LinkView {
            tab: Some(self.view.get_untracked().name().to_owned()),
            open: (active != Tab::TEMPLATE).then_some(name),
            selected,
            folds: Vec::new(),
        };
        Sharing { view, hidden: self.secrets(), kept }
    }

    /// The parameters whose values were hidden when they were typed, without tracking.
    pub(crate) fn secrets(self) -> Vec<String> {
        let mut secrets = Vec::new();
        self.answers.with_untracked(|answers| {
            for (name, answer) in answers {
                if answer.secret {
                    secrets.push(name.clone());
                }
            }
        });
        secrets
    }

    /// Tracks everything that goes into a link.
    pub(crate) fn track_shared(self) {
        self.project.track();
        self.answers.track();
        self.scenario.track();
        self.release.track();
        self.folds.track();
        self.active.track();
        self.view.track();
        self.selection.track();
        self.facts.track();
    }

    /// Opens what a link held in place of the open work; of what is told to have been `left_out` once, that is told again.
    pub(crate) fn open_link(self, opened: Opened, left_out: Vec<String>) {
        let draft = Draft { left_out, ..held(&opened) };
        let view = draft.view;
        self.open_draft(draft);
        self.folds.set(opened.folds);
        self.show(view);
        self.select(Selected::of_words(&opened.view.selected), Pane::Preview);
    }
}

/// What a link held as a draft.
pub(crate) fn held(opened: &Opened) -> Draft {
    let Opened { files, answers, scenario, release, view: looked, .. } = opened;
    let project = Project::of_files(files.clone());
    let active = looked.open.as_ref().and_then(|name| project.tab(name)).unwrap_or(Tab::TEMPLATE);
    let view = looked.tab.as_ref().and_then(|tab| View::named(tab)).unwrap_or_default();
    let mut typed = Answers::default();
    for (name, text) in answers {
        typed.insert(name.clone(), Answer { text: text.clone(), secret: false });
    }
    let (scenario, release, left_out) = (scenario.clone(), *release, Vec::new());
    Draft { project, active, answers: typed, scenario, release, view, left_out }
}
