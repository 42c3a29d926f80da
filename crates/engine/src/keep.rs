//! A person's work as a browser may keep it: JSON with a version, and nothing in it that is or looks like a secret.
//!
//! What the work is comes with the question: it need not be what the engine has been told, as work that makes room for
//! other work is kept too.

use hotplate_exchange::{Scenario, Supposition};
use hotplate_hot::{Source, read};
use hotplate_link::{File, Payload, Role, leave_out, secrets};
use hotplate_schema::{IndexMap, Key, Map, Release, Value};
use serde::{Deserialize, Serialize};

use crate::{Engine, Tab, TemplateFacts};

/// The version of what is kept.
pub const KEPT_VERSION: i128 = 1;

/// Work that is to be kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Keeping {
    /// The files, in the order of their tabs.
    pub files: Vec<Source>,
    /// The place of the open tab.
    pub active: usize,
    /// Parameter values as typed.
    pub answers: IndexMap<String, String>,
    /// Parameters whose values were hidden when they were typed, whatever the template says by now.
    pub hidden: Vec<String>,
    /// What is supposed about the instances.
    pub scenario: Scenario,
    /// The testbed's release of Heat.
    pub release: Release,
    /// The name of the open view.
    pub view: String,
    /// What was left out before, and has not been typed again.
    pub left_out: Vec<String>,
}

impl Engine {
    /// The text that may be kept.
    pub(crate) fn keep(&self, keeping: Keeping) -> String {
        let Keeping { files, active, answers, mut hidden, scenario, release, view, mut left_out } = keeping;
        hidden.extend(self.hidden_by(files.first()));
        let mut payload = Payload::default();
        for (index, file) in files.iter().enumerate() {
            let role = match Tab(index) {
                Tab::TEMPLATE => Role::Template,
                Tab::ENVIRONMENT => Role::Environment,
                _ => Role::Named,
            };
            payload.files.push(File { role, name: file.name.to_string(), text: file.text.to_string() });
        }
        payload.parameters.extend(answers.into_iter().filter(|(_, value)| !value.is_empty()));
        let flags = secrets(&payload, &hidden);
        for flag in &flags {
            let words = flag.to_string();
            if !left_out.contains(&words) {
                left_out.push(words);
            }
        }
        let payload = leave_out(payload, &flags);
        let files = payload.files.iter().map(|file| list([text(&file.name), text(&file.text)]));
        let parameters = payload.parameters.iter().map(|(name, value)| (name.as_str(), text(value)));
        let facts = scenario.facts.iter().map(|(instance, facts)| {
            (instance.as_str(), map(facts.iter().map(|(name, value)| (name.as_str(), text(value)))))
        });
        let supposed = scenario.suppositions().into_iter();
        let supposed = supposed
            .map(|Supposition { whose, what, value }| list([&whose, &what, &value].map(|it| text(it))));
        let kept = map([
            ("version", Value::Int(KEPT_VERSION)),
            ("files", list(files)),
            ("active", Value::Int(active as i128)),
            ("parameters", map(parameters)),
            ("facts", map(facts)),
            ("suppositions", list(supposed)),
            ("release", text(release.name())),
            ("view", text(&view)),
            ("left_out", list(left_out.iter().map(|words| text(words)))),
        ]);
        kept.to_json(false)
    }

    /// The parameters that this template hides.
    fn hidden_by(&self, template: Option<&Source>) -> Vec<String> {
        let Some(template) = template else { return Vec::new() };
        if template.text == self.project.template().text {
            return self.hidden();
        }
        TemplateFacts::of(&read(template, &self.catalog)).hidden
    }
}

fn text(text: &str) -> Value {
    Value::from(text)
}

fn list(items: impl IntoIterator<Item = Value>) -> Value {
    Value::List(items.into_iter().collect())
}

fn map<'a>(entries: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let entries = entries.into_iter().map(|(key, value)| (Key::from(key), value));
    Value::Map(entries.collect::<Map>())
}
