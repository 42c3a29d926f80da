//! What is kept in this browser between visits, and its form: JSON with a version.

use hotplate_exchange::{Scenario, Supposition};
use hotplate_plan::read_json;
use hotplate_schema::{Release, Value};
use indexmap::IndexMap;

use super::{Project, Tab, View, json};

/// A person's work as it is kept. Never holds the value of a hidden parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The files.
    pub project: Project,
    /// The open tab.
    pub active: Tab,
    /// Parameter values as typed.
    pub answers: Answers,
    /// What is supposed about the instances.
    pub scenario: Scenario,
    /// The testbed's release of Heat.
    pub release: Release,
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

const VERSION: i128 = 1;

impl Draft {
    /// A fresh draft of a project.
    pub fn of(project: Project) -> Self {
        let (active, view) = (Tab::TEMPLATE, View::Graph);
        let (answers, scenario, release) = (Answers::new(), Scenario::default(), Release::default());
        Self { project, active, answers, scenario, release, view }
    }

    /// Whether both are the same work, whatever of it is looked at.
    pub fn is_work_of(&self, other: &Self) -> bool {
        let Self { project, answers, scenario, release, .. } = other;
        self.project == *project
            && self.answers == *answers
            && self.scenario == *scenario
            && self.release == *release
    }

    /// The draft as text. `hidden` says which parameters the template hides by now.
    pub fn encode(&self, hidden: impl Fn(&str) -> bool) -> String {
        let text = json::text;
        let mut files = Vec::new();
        for (_, file) in self.project.tabs() {
            files.push(json::list(&[text(&file.name), text(&file.text)]));
        }
        let mut parameters = Vec::new();
        for (name, answer) in &self.answers {
            if !answer.secret && !hidden(name) {
                parameters.push((name.as_str(), text(&answer.text)));
            }
        }
        let mut facts = Vec::new();
        for (instance, of) in &self.scenario.facts {
            let of: Vec<(&str, String)> =
                of.iter().map(|(fact, value)| (fact.as_str(), text(value))).collect();
            facts.push((instance.as_str(), json::object(&of)));
        }
        let mut suppositions = Vec::new();
        for Supposition { whose, what, value } in self.scenario.suppositions() {
            suppositions.push(json::list(&[text(&whose), text(&what), text(&value)]));
        }
        json::object(&[
            ("version", VERSION.to_string()),
            ("files", json::list(&files)),
            ("active", self.active.0.to_string()),
            ("parameters", json::object(&parameters)),
            ("facts", json::object(&facts)),
            ("suppositions", json::list(&suppositions)),
            ("release", text(self.release.name())),
            ("view", text(self.view.name())),
        ])
    }

    /// The draft of a text, if it is one of this version.
    pub fn decode(text: &str) -> Option<Self> {
        let kept = read_json(text).ok()?;
        let kept = kept.as_map()?;
        if json::get(kept, "version") != Some(&Value::Int(VERSION)) {
            return None;
        }
        let file = |file: &Value| match file.as_list()? {
            [name, text] => Some((name.as_str()?.to_owned(), text.as_str()?.to_owned())),
            _ => None,
        };
        let files: Vec<(String, String)> =
            json::get(kept, "files")?.as_list()?.iter().filter_map(file).collect();
        let [(template, text), (_, environment), others @ ..] = files.as_slice() else { return None };
        let mut project = Project::of_template(template, text).with_environment(environment);
        for (name, text) in others {
            project.add(name, text);
        }
        let active = match json::get(kept, "active") {
            Some(Value::Int(active)) => usize::try_from(*active).unwrap_or(0),
            _ => 0,
        };
        let mut answers = Answers::new();
        for (name, text) in json::get(kept, "parameters").map(json::texts).unwrap_or_default() {
            answers.insert(name, Answer { text, secret: false });
        }
        let mut scenario = Scenario::default();
        for (instance, facts) in json::get(kept, "facts").and_then(Value::as_map).into_iter().flatten() {
            if let Some(instance) = instance.as_str() {
                scenario.facts.insert(instance.to_owned(), json::texts(facts).into_iter().collect());
            }
        }
        for supposed in json::get(kept, "suppositions").and_then(Value::as_list).into_iter().flatten() {
            if let Some([Value::String(whose), Value::String(what), Value::String(value)]) =
                supposed.as_list()
            {
                let (whose, what, value) = (whose.clone(), what.clone(), value.clone());
                scenario.take(Supposition { whose, what, value });
            }
        }
        let word = |key| json::get(kept, key).and_then(Value::as_str);
        let release = word("release").and_then(Release::find).unwrap_or_default();
        let view = word("view").and_then(View::named).unwrap_or_default();
        Some(Self { project, active: Tab(active.min(files.len() - 1)), answers, scenario, release, view })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let project =
            Project::of_template("t.yaml", "a: \"é\"\n").with_environment("e").with("n.sh", "#!/bin/sh\n");
        let mut draft = Draft {
            active: Tab(2),
            release: Release::Heat2023_1,
            view: View::Exchange,
            ..Draft::of(project)
        };
        draft.answers.insert("count".to_owned(), Answer { text: "3".to_owned(), secret: false });
        let facts = [("ipaddress".to_owned(), "10.0.0.9".to_owned())].into_iter().collect();
        draft.scenario.facts.insert("server_group[0]".to_owned(), facts);
        draft.scenario.resize("server_group", 7);
        draft.scenario.suppose("server_group[2]", |of| of.delay = 90);
        draft.scenario.suppose("told[1]", |of| of.lost = true);
        draft.scenario.timeout_mins = Some(15);
        draft.scenario.failing = vec!["a \"b\"".to_owned()];
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
