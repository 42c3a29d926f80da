//! What a link carries, in small types of its own, and their records.
//!
//! Nothing here changes its meaning once it is published. Something new is a new kind of record, or more words at the
//! end of one: whoever does not know them passes over them.

use crate::records::Record;

/// Everything that makes a preview.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Payload {
    /// The files, in the order of their tabs.
    pub files: Vec<File>,
    /// Parameter values as typed, by name.
    pub parameters: Vec<(String, String)>,
    /// What is supposed about instances.
    pub facts: Vec<Fact>,
    /// What else is supposed: what goes wrong, how many members there are, and the like.
    pub suppositions: Vec<Supposition>,
    /// The name of the testbed's release of Heat.
    pub release: Option<String>,
    /// What is looked at.
    pub view: View,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct File {
    /// What it is there for.
    pub role: Role,
    /// Its name, as templates name it.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// What a file is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Role {
    /// It is the template.
    Template,
    /// It is an environment; a later one wins.
    Environment,
    /// A template names it.
    Named,
}

/// A fact of an instance, set by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Fact {
    /// The instance's path, as a person reads it: `server_group[0]`.
    pub instance: String,
    /// The fact's name: `ipaddress`.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// Something that is supposed beside facts. All of it are words of whoever plays the exchange, who passes over those
/// that are unknown by now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Supposition {
    /// Of whom: `server_group[0]`; empty if of the whole stack.
    pub whose: String,
    /// What: `delay`.
    pub what: String,
    /// How much, or which: `90`.
    pub value: String,
}

/// What is looked at. All of it are names, so that one that is unknown by now is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct View {
    /// The open view.
    pub tab: Option<String>,
    /// The name of the open file.
    pub open: Option<String>,
    /// What is selected: its kind, then its name or the names on the way to it. Empty if nothing is.
    pub selected: Vec<String>,
    /// How far groups are opened in the drawing.
    pub folds: Vec<Fold>,
}

/// How far a group is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Fold {
    /// How far: `folded`, `open`, `whole`.
    pub how: String,
    /// The names on the way to the group, outermost first.
    pub path: Vec<String>,
}

impl Role {
    const ALL: [Self; 3] = [Self::Template, Self::Environment, Self::Named];

    fn word(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::Environment => "environment",
            Self::Named => "file",
        }
    }
}

impl Payload {
    /// The file that is the template.
    pub fn template(&self) -> Option<&File> {
        self.files.iter().find(|file| file.role == Role::Template)
    }

    pub(crate) fn to_records(&self) -> Vec<Record> {
        let mut records = Records::default();
        for file in &self.files {
            records.put(file.role.word(), &[&file.name, &file.text]);
        }
        for (name, value) in &self.parameters {
            records.put("parameter", &[name, value]);
        }
        for fact in &self.facts {
            records.put("fact", &[&fact.instance, &fact.name, &fact.value]);
        }
        for Supposition { whose, what, value } in &self.suppositions {
            records.put("suppose", &[whose, what, value]);
        }
        self.release.iter().for_each(|release| records.put("release", &[release]));
        self.view.tab.iter().for_each(|tab| records.put("tab", &[tab]));
        self.view.open.iter().for_each(|open| records.put("open", &[open]));
        if !self.view.selected.is_empty() {
            records.put("selected", &self.view.selected);
        }
        for fold in &self.view.folds {
            records.put("fold", std::slice::from_ref(&fold.how));
            records.add(&fold.path);
        }
        records.0
    }

    /// What records say. Those of an unknown kind, or with too few words, say nothing.
    pub(crate) fn of_records(records: Vec<Record>) -> Self {
        let mut payload = Self::default();
        for record in records {
            let mut words = record.into_iter();
            let kind = words.next().unwrap_or_default();
            let words: Vec<String> = words.collect();
            payload.take(&kind, words);
        }
        payload
    }

    fn take(&mut self, kind: &str, words: Vec<String>) {
        let role = Role::ALL.into_iter().find(|role| role.word() == kind);
        match (kind, words.as_slice()) {
            (_, [name, text, ..]) if role.is_some() => {
                let (name, text) = (name.clone(), text.clone());
                self.files.extend(role.map(|role| File { role, name, text }));
            }
            ("parameter", [name, value, ..]) => self.parameters.push((name.clone(), value.clone())),
            ("fact", [instance, name, value, ..]) => {
                let (instance, name, value) = (instance.clone(), name.clone(), value.clone());
                self.facts.push(Fact { instance, name, value });
            }
            ("suppose", [whose, what, value, ..]) => {
                let (whose, what, value) = (whose.clone(), what.clone(), value.clone());
                self.suppositions.push(Supposition { whose, what, value });
            }
            ("release", [release, ..]) => self.release = Some(release.clone()),
            ("tab", [tab, ..]) => self.view.tab = Some(tab.clone()),
            ("open", [open, ..]) => self.view.open = Some(open.clone()),
            ("selected", [_, ..]) => self.view.selected = words,
            ("fold", [how, path @ ..]) => {
                self.view.folds.push(Fold { how: how.clone(), path: path.to_vec() });
            }
            _ => {}
        }
    }
}

#[derive(Default)]
struct Records(Vec<Record>);

impl Records {
    fn put<T: AsRef<str>>(&mut self, kind: &str, words: &[T]) {
        self.0.push(vec![kind.to_owned()]);
        self.add(words);
    }

    /// Adds words to the record that was put last.
    fn add<T: AsRef<str>>(&mut self, words: &[T]) {
        if let Some(record) = self.0.last_mut() {
            record.extend(words.iter().map(|word| word.as_ref().to_owned()));
        }
    }
}
