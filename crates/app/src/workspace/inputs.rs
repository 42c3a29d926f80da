//! What the engine makes everything from, and how to tell it only what is new.

use hotplate_engine::{FileWork, Project, Work};
use hotplate_exchange::Scenario;
use hotplate_figure::Fold;
use hotplate_hot::Source;
use hotplate_plan::ResourcePath;
use hotplate_schema::{IndexMap, Release};

use super::Answers;

/// One state of everything that a person decides. `None` where the engine has been told nothing yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Inputs {
    pub(crate) project: Option<Project>,
    pub(crate) answers: Answers,
    pub(crate) scenario: Scenario,
    pub(crate) release: Release,
    pub(crate) folds: IndexMap<ResourcePath, Fold>,
}

impl Inputs {
    /// What is to be told to an engine that was told the other state.
    pub(crate) fn news_since(&self, told: &Self) -> Work {
        let files = self.project.as_ref().filter(|_| self.project != told.project);
        Work {
            files: files.map(|files| files.tabs().map(|(_, file)| told.news_of(file)).collect()),
            answers: (self.answers != told.answers).then(|| {
                self.answers.iter().map(|(name, answer)| (name.clone(), answer.text.clone())).collect()
            }),
            scenario: (self.scenario != told.scenario).then(|| self.scenario.clone()),
            release: (self.release != told.release).then_some(self.release),
            folds: (self.folds != told.folds).then(|| self.folds.clone()),
            ..Work::default()
        }
    }

    fn news_of(&self, file: &Source) -> FileWork {
        let known = self.project.iter().flat_map(Project::tabs).any(|(_, known)| known == file);
        FileWork { name: file.name.clone(), text: (!known).then(|| file.text.clone()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_news_are_told() {
        let project = Project::of_template("t.yaml", "a").with("b.sh", "b");
        let told = Inputs { project: Some(project.clone()), ..Inputs::default() };
        assert_eq!(told.news_since(&told), Work::default());
        let now = Inputs { project: Some(project.with("c.sh", "c")), ..Inputs::default() };
        let files = now.news_since(&told).files.unwrap();
        let texts: Vec<_> = files.iter().map(|file| (&*file.name, file.text.as_deref())).collect();
        assert_eq!(texts, [("t.yaml", None), ("environment", None), ("b.sh", None), ("c.sh", Some("c"))]);
        assert_eq!(now.news_since(&Inputs::default()).files.unwrap()[0].text.as_deref(), Some("a"));
    }
}
