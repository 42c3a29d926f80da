//! What is kept in this browser between visits, and its form: JSON with a version. The engine writes it, which knows what is
//! secret in it; the page reads it before there is an engine.

use hotplate_engine::{KEPT_VERSION, Keeping};
use hotplate_exchange::{Scenario, Supposition};
use hotplate_plan::read_json;
use hotplate_schema::{IndexMap, Release, Value};

use super::{Project, Tab, View, json};

/// A person's work.
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
    /// What was left out where it was kept, in words, and is to be typed again.
    pub left_out: Vec<String>,
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

impl Draft {
    /// A fresh draft of a project.
    pub fn of(project: Project) -> Self {
        let (active, view) = (Tab::TEMPLATE, View::Graph);
        let (answers, scenario, release) = (Answers::default(), Scenario::default(), Release::default());
        Self { project, active, answers, scenario, release, view, left_out: Vec::new() }
    }

    /// Whether both are the same work, whatever of it is looked at.
    pub fn is_work_of(&self, other: &Self) -> bool {
        let Self { project, answers, scenario, release, .. } = other;
        self.project == *project
            && self.answers == *answers
            && self.scenario == *scenario
            && self.release == *release
    }

    /// What the engine makes the text of that is kept.
    pub fn keeping(&self) -> Keeping {
        let mut keeping = Keeping {
            active: self.active.0,
            scenario: self.scenario.clone(),
            release: self.release,
            view: self.view.name().to_owned(),
            left_out: self.left_out.clone(),
            ..Keeping::default()
        };
        for (_, file) in self.project.tabs() {
            keeping.files.push(file.clone());
        }
        for (name, answer) in &self.answers {
            if answer.secret {
                keeping.hidden.push(name.clone());
            }
            keeping.answers.insert(name.clone(), answer.text.clone());
        }
        keeping
    }

    /// The draft of a text, if it is one of this version.
    pub fn decode(text: &str) -> Option<Self> {
        let kept = read_json(text).ok()?;
        let kept = kept.as_map()?;
        if json::get(kept, "version") != Some(&Value::Int(KEPT_VERSION)) {
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
        let mut answers = Answers::default();
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
                scenario.take(Supposition {
                    whose: whose.as_str().to_owned(),
                    what: what.as_str().to_owned(),
                    value: value.as_str().to_owned(),
                });
            }
        }
        let word = |key| json::get(kept, key).and_then(Value::as_str);
        let release = word("release").and_then(Release::find).unwrap_or_default();
        let view = word("view").and_then(View::named).unwrap_or_default();
        let mut left_out = Vec::new();
        for words in json::get(kept, "left_out").and_then(Value::as_list).into_iter().flatten() {
            left_out.extend(words.as_str().map(str::to_owned));
        }
        let active = Tab(active.min(files.len() - 1));
        Some(Self { project, active, answers, scenario, release, view, left_out })
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use hotplate_engine::{Answer as Reply, Engine, Question, Work};

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

    /// The draft as the engine has it kept.
    fn kept(draft: &Draft) -> String {
        let questions = vec![Question::Keep(Box::new(draft.keeping()))];
        let changes = Engine::new("").update(Work { questions, ..Work::default() });
        let [Reply::Keep(text)] = &changes.answers[..] else { panic!("it was asked") };
        text.clone()
    }

    #[test]
    fn a_draft_comes_back_as_it_was() {
        let draft = Draft { left_out: vec!["parameter `a`".to_owned()], ..draft() };
        assert_eq!(Draft::decode(&kept(&draft)), Some(draft));
    }

    #[test]
    fn what_is_secret_is_left_out_and_told() {
        let mut draft = draft();
        let template = "parameters: { key: { type: string, hidden: true, default: hunter1 } }\n";
        draft.project.write(Tab::TEMPLATE, template);
        draft.project.write(Tab::ENVIRONMENT, "parameters:\n  key: hunter2\n  size: 3\n");
        draft.project.write(Tab(2), "#!/bin/sh\nexport API_TOKEN=hunter3\n");
        for (name, text, secret) in [("once", "hunter4", true), ("key", "hunter5", false), ("none", "", true)]
        {
            draft.answers.insert(name.to_owned(), Answer { text: text.to_owned(), secret });
        }
        let text = kept(&draft);
        assert!(!text.contains("hunter"), "{text}");
        let back = Draft::decode(&text).unwrap();
        assert_eq!(&*back.project.environment().text, "parameters:\n  key: left-out\n  size: 3\n");
        assert_eq!(back.answers.keys().collect::<Vec<_>>(), ["count"]);
        expect![[r#"
            parameter `once`, which the template hides
            parameter `key`, which the template hides
            t.yaml:1: what is set as `key`
            environment:2: the value of `key`, which the template hides
            n.sh:2: what is set as `API_TOKEN`"#]]
        .assert_eq(&back.left_out.join("\n"));
        // What has not been typed again is told again.
        assert_eq!(Draft::decode(&kept(&back)).unwrap().left_out, back.left_out);
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
