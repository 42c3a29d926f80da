//! The engine's state as a link, and what a link holds as the engine's and the page's own types.

use hotplate_exchange::{Scenario, Supposition};
use hotplate_figure::Fold;
use hotplate_hot::Source;
use hotplate_link::{
    Damage, Fact, File, Flag, Fold as LinkFold, Payload, Pointer, Role, Supposition as LinkSupposition, View,
    decode, encode, leave_out, point, secrets, sha256,
};
use hotplate_plan::ResourcePath;
use hotplate_schema::{IndexMap, Release};
use serde::{Deserialize, Serialize};

use crate::{Engine, Project, Tab};

/// What a link is to hold beside what the engine has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sharing {
    /// What is looked at. The folds are the engine's.
    pub view: View,
    /// Parameters whose values were hidden when they were typed: they stay out, whatever the template says by now.
    pub hidden: Vec<String>,
    /// What looks like a secret and goes in all the same, because a person said so.
    pub kept: Vec<Flag>,
}

/// A link and what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// The fragment, `#` and all; or in words why there is none.
    pub link: Result<String, String>,
    /// The SHA-256 of the template, for a link that names where it lies.
    pub sha256: String,
    /// What is in it.
    pub inside: Inside,
    /// What is or looks like a secret, kept or not.
    pub flags: Vec<Flag>,
}

/// What a link is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Found {
    /// It held everything.
    Held(Box<Opened>),
    /// It names where the template lies.
    Named(Pointer),
}

/// What a link held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// The files, in the order of their tabs.
    pub files: Vec<Source>,
    /// Parameter values as typed.
    pub answers: IndexMap<String, String>,
    /// What is supposed about the instances.
    pub scenario: Scenario,
    /// The testbed's release of Heat.
    pub release: Release,
    /// How far groups are opened.
    pub folds: IndexMap<ResourcePath, Fold>,
    /// What is looked at.
    pub view: View,
    /// What was in it, in short.
    pub inside: Inside,
    /// Environments beyond the first, which a page does not read: they are among the other files.
    pub unread: Vec<String>,
}

/// What is in a link, in short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inside {
    /// The files: name, and bytes of text.
    pub files: Vec<(String, usize)>,
    /// The names of parameters.
    pub parameters: Vec<String>,
    /// How many facts are supposed.
    pub facts: usize,
    /// How many other things are.
    pub suppositions: usize,
}

impl Inside {
    fn of(payload: &Payload) -> Self {
        let (facts, suppositions) = (payload.facts.len(), payload.suppositions.len());
        let mut inside = Self { facts, suppositions, ..Self::default() };
        for file in &payload.files {
            inside.files.push((file.name.clone(), file.text.len()));
        }
        for (name, _) in &payload.parameters {
            inside.parameters.push(name.clone());
        }
        inside
    }
}

/// A fold's word in a link.
const FOLDS: [(Fold, &str); 3] = [(Fold::Folded, "folded"), (Fold::Open, "open"), (Fold::Whole, "whole")];

impl Engine {
    /// The state as a link, without what is a secret.
    pub(crate) fn share(&self, sharing: Sharing) -> Shared {
        let Sharing { view, mut hidden, kept } = sharing;
        hidden.extend(self.hidden());
        let payload = self.payload(view);
        let flags = secrets(&payload, &hidden);
        let mut out = flags.clone();
        out.retain(|flag| flag.is_hidden() || !kept.contains(flag));
        let payload = leave_out(payload, &out);
        let link = encode(&payload).map_err(|why| why.to_string());
        let sha256 = sha256(&self.project.template().text);
        Shared { link, sha256, inside: Inside::of(&payload), flags }
    }

    /// The files without what is or looks like a secret.
    pub(crate) fn clean_files(&self) -> Vec<Source> {
        let payload = self.payload(View::default());
        let flags = secrets(&payload, &self.hidden());
        let mut files = Vec::new();
        for file in leave_out(payload, &flags).files {
            files.push(Source::new(&file.name, &file.text));
        }
        files
    }

    /// The parameters that the template hides.
    pub(crate) fn hidden(&self) -> Vec<String> {
        let mut hidden = Vec::new();
        for (name, parameter) in &self.reading.template.parameters {
            if parameter.hidden {
                hidden.push(name.clone());
            }
        }
        hidden
    }

    fn payload(&self, view: View) -> Payload {
        let release = Some(self.release.name().to_owned());
        let mut payload = Payload { release, view, ..Payload::default() };
        for (tab, file) in self.project.tabs() {
            let role = match tab {
                Tab::TEMPLATE => Role::Template,
                Tab::ENVIRONMENT if file.text.trim().is_empty() => continue,
                Tab::ENVIRONMENT => Role::Environment,
                _ => Role::Named,
            };
            payload.files.push(File { role, name: file.name.to_string(), text: file.text.to_string() });
        }
        for (name, value) in &self.answers {
            payload.parameters.push((name.clone(), value.clone()));
        }
        for (instance, facts) in &self.scenario.facts {
            for (name, value) in facts {
                let (instance, name, value) = (instance.clone(), name.clone(), value.clone());
                payload.facts.push(Fact { instance, name, value });
            }
        }
        for Supposition { whose, what, value } in self.scenario.suppositions() {
            payload.suppositions.push(LinkSupposition { whose, what, value });
        }
        for (path, fold) in &self.folds {
            let words = FOLDS.iter().filter(|(its, _)| its == fold).map(|(_, word)| *word);
            payload.view.folds.extend(words.map(|how| LinkFold {
                how: how.to_owned(),
                path: path.names().iter().map(|name| name.as_str().to_owned()).collect(),
            }));
        }
        payload
    }
}

/// What a link is; in words what is wrong with it.
pub(crate) fn open(link: &str) -> Result<Found, String> {
    let found = match point(link) {
        Some(pointer) => pointer.map(Found::Named),
        None => decode(link).and_then(held),
    };
    found.map_err(|damage| damage.to_string())
}

/// What a text is that came from where a link points.
pub(crate) fn fetched(pointer: Pointer, text: String) -> Result<Found, String> {
    pointer.check(&text).map_err(|damage| damage.to_string())?;
    let file = File { role: Role::Template, name: pointer.name, text };
    held(Payload { files: vec![file], ..Payload::default() }).map_err(|damage| damage.to_string())
}

fn held(mut payload: Payload) -> Result<Found, Damage> {
    let inside = Inside::of(&payload);
    let (mut template, mut environment, mut others) = (None, None, Vec::new());
    let mut unread = Vec::new();
    for file in payload.files {
        let source = Source::new(&file.name, &file.text);
        match file.role {
            Role::Template if template.is_none() => template = Some(source),
            Role::Environment if environment.is_none() => environment = Some(source),
            Role::Environment => {
                unread.push(file.name);
                others.push(source);
            }
            Role::Template | Role::Named => others.push(source),
        }
    }
    let template = template.ok_or(Damage::Changed)?;
    // Names are made unique, as a person's are.
    let mut project = Project::of_template(&template.name, &template.text);
    project.write(Tab::ENVIRONMENT, environment.as_ref().map_or("", |environment| &environment.text));
    for source in others {
        project.add(&source.name, &source.text);
    }
    let mut scenario = Scenario::default();
    for Fact { instance, name, value } in payload.facts {
        scenario.facts.entry(instance).or_default().insert(name, value);
    }
    for LinkSupposition { whose, what, value } in payload.suppositions {
        scenario.take(Supposition { whose, what, value });
    }
    let mut folds = IndexMap::default();
    for LinkFold { how, path } in payload.view.folds.drain(..) {
        let fold = FOLDS.iter().find(|(_, word)| *word == how);
        if let (Some((fold, _)), [first, rest @ ..]) = (fold, path.as_slice()) {
            let path = rest.iter().fold(ResourcePath::root(first), |path, name| path.member(name));
            folds.insert(path, *fold);
        }
    }
    Ok(Found::Held(Box::new(Opened {
        files: project.tabs().map(|(_, file)| file.clone()).collect(),
        answers: payload.parameters.into_iter().collect(),
        scenario,
        release: payload.release.as_deref().and_then(Release::find).unwrap_or_default(),
        folds,
        view: payload.view,
        inside,
        unread,
    })))
}
