//! What is kept in this browser between visits, and its form: JSON with a version.

use hotplate_exchange::Scenario;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{Project, Tab, View};

/// A person's work as it is kept. Never holds the value of a hidden parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The files.
    pub project: Project,
    /// The open tab.
    pub active: Tab,
    /// Parameter values as typed.
    pub answers: Answers,
    /// Facts set by hand.
    pub scenario: Scenario,
    /// The open view.
    pub view: View,
}

/// Parameter values as a person typed them, by name.
pub type Answers = IndexMap<String, Answer>;

/// One typed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The text.
    pub text: String,
    /// Whether the parameter was hidden when it was typed: then it is never kept.
    pub secret: bool,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    version: u32,
    files: Vec<(String, String)>,
    #[serde(default)]
    active: usize,
    #[serde(default)]
    parameters: IndexMap<String, String>,
    #[serde(default)]
    facts: IndexMap<String, IndexMap<String, String>>,
    #[serde(default)]
    view: String,
}

const VERSION: u32 = 1;

impl Draft {
    /// A fresh draft of a project.
    pub fn of(project: Project) -> Self {
        let (active, view) = (Tab::TEMPLATE, View::Graph);
        Self { project, active, answers: Answers::new(), scenario: Scenario::default(), view }
    }

    /// The draft as text. `hidden` says which parameters the template hides by now.
    pub fn encode(&self, hidden: impl Fn(&str) -> bool) -> String {
        let open = self.answers.iter().filter(|(name, answer)| !answer.secret && !hidden(name));
        let kept = Kept {
            version: VERSION,
            files: self
                .project
                .tabs()
                .map(|(_, file)| (file.name.to_string(), file.text.to_string()))
                .collect(),
            active: self.active.0,
            parameters: open.map(|(name, answer)| (name.clone(), answer.text.clone())).collect(),
            facts: self.scenario.facts.clone(),
            view: self.view.name().to_owned(),
        };
        serde_json::to_string(&kept).unwrap_or_default()
    }

    /// The draft of a text, if it is one of this version.
    pub fn decode(text: &str) -> Option<Self> {
        let kept: Kept = serde_json::from_str(text).ok().filter(|kept: &Kept| kept.version == VERSION)?;
        let mut files = kept.files.iter();
        let ((template, text), (_, environment)) = (files.next()?, files.next()?);
        let mut project = Project::of_template(template, text).with_environment(environment);
        for (name, text) in files {
            project.add(name, text);
        }
        let active = Tab(kept.active.min(kept.files.len() - 1));
        let answers =
            kept.parameters.into_iter().map(|(name, text)| (name, Answer { text, secret: false })).collect();
        let scenario = Scenario { facts: kept.facts };
        Some(Self { project, active, answers, scenario, view: View::named(&kept.view).unwrap_or_default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let project =
            Project::of_template("t.yaml", "a: \"é\"\n").with_environment("e").with("n.sh", "#!/bin/sh\n");
        let mut draft = Draft { active: Tab(2), view: View::Exchange, ..Draft::of(project) };
        draft.answers.insert("count".to_owned(), Answer { text: "3".to_owned(), secret: false });
        let facts = [("ipaddress".to_owned(), "10.0.0.9".to_owned())].into_iter().collect();
        draft.scenario.facts.insert("server_group[0]".to_owned(), facts);
        draft
    }

    #[test]
    fn a_draft_comes_back_as_it_was() {
        let draft = draft();
        assert_eq!(Draft::decode(&draft.encode(|_| false)), Some(draft));
    }

    #[test]
    fn secrets_are_never_kept() {
        let mut draft = draft();
        draft.answers.insert("password".to_owned(), Answer { text: "hunter2".to_owned(), secret: true });
        draft.answers.insert("token".to_owned(), Answer { text: "hunter3".to_owned(), secret: false });
        let text = draft.encode(|name| name == "token");
        assert!(!text.contains("hunter"), "{text}");
        assert!(text.contains("count"), "{text}");
    }

    #[test]
    fn what_is_not_a_draft_is_left_alone() {
        for text in
            ["", "{}", "null", "{\"version\":2,\"files\":[]}", "{\"version\":1,\"files\":[[\"a\",\"b\"]]}"]
        {
            assert_eq!(Draft::decode(text), None, "{text}");
        }
    }
}
