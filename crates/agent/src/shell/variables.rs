//! The variables of a shell.

use hotplate_schema::IndexMap;

use crate::Text;

/// How many references are followed: more lead in a circle.
const MOST_REFERENCES: usize = 10;

/// One variable.
#[derive(Clone, Debug, Default)]
pub(crate) struct Variable {
    /// `None` if it was declared only.
    pub value: Option<Content>,
    pub exported: bool,
    pub readonly: bool,
    pub nature: Nature,
}

/// What bash's `declare` makes of every value that a variable is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Nature {
    #[default]
    Plain,
    /// `-i`: the value of an arithmetic expression.
    Integer,
    /// `-l`
    Lower,
    /// `-u`
    Upper,
}

/// What a variable holds.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    Scalar(Text),
    /// bash's array, by index.
    Array(Array),
    /// bash's associative array.
    Map(IndexMap<String, Text>),
    /// bash's `declare -n`: another variable, by its name.
    Reference(String),
}

/// Texts by number, in order: bash's arrays may have gaps.
#[derive(Clone, Debug, Default)]
pub(crate) struct Array(Vec<(i64, Text)>);

impl Array {
    /// Texts numbered from 0.
    pub(crate) fn of(texts: impl IntoIterator<Item = Text>) -> Self {
        Self((0..).zip(texts).collect())
    }

    pub(crate) fn get(&self, index: i64) -> Option<&Text> {
        self.0.binary_search_by_key(&index, |(known, _)| *known).ok().map(|at| &self.0[at].1)
    }

    pub(crate) fn set(&mut self, index: i64, text: Text) {
        match self.0.binary_search_by_key(&index, |(known, _)| *known) {
            Ok(at) => self.0[at].1 = text,
            Err(at) => self.0.insert(at, (index, text)),
        }
    }

    pub(crate) fn remove(&mut self, index: i64) {
        self.0.retain(|(known, _)| *known != index);
    }

    /// The number behind the last.
    pub(crate) fn end(&self) -> i64 {
        self.0.last().map_or(0, |(last, _)| last.saturating_add(1))
    }
}

impl Content {
    /// What `$name` gives: of an array, its element 0.
    pub(crate) fn scalar(&self) -> Option<&Text> {
        match self {
            Self::Scalar(text) => Some(text),
            Self::Array(items) => items.get(0),
            Self::Map(items) => items.get("0"),
            Self::Reference(_) => None,
        }
    }

    /// All elements.
    pub(crate) fn all(&self) -> Vec<Text> {
        match self {
            Self::Scalar(text) => vec![text.clone()],
            Self::Array(items) => items.0.iter().map(|(_, text)| text.clone()).collect(),
            Self::Map(items) => items.values().cloned().collect(),
            Self::Reference(_) => Vec::new(),
        }
    }

    /// All keys.
    pub(crate) fn keys(&self) -> Vec<Text> {
        match self {
            Self::Scalar(_) => vec!["0".into()],
            Self::Array(items) => items.0.iter().map(|(key, _)| key.to_string().into()).collect(),
            Self::Map(items) => items.keys().map(|key| key.as_str().into()).collect(),
            Self::Reference(_) => Vec::new(),
        }
    }
}

/// Variables by name, and those that calls of functions have hidden.
#[derive(Clone, Debug, Default)]
pub(crate) struct Variables {
    known: IndexMap<String, Variable>,
    /// For each function being called, what its locals hide.
    hidden: Vec<Vec<(String, Option<Variable>)>>,
}

impl Variables {
    pub(crate) fn get(&self, name: &str) -> Option<&Variable> {
        let mut variable = self.known.get(name)?;
        for _ in 0..MOST_REFERENCES {
            let Some(Content::Reference(target)) = &variable.value else { break };
            variable = self.known.get(target)?;
        }
        Some(variable)
    }

    /// The name that a name leads to, references followed.
    fn real<'a>(&'a self, mut name: &'a str) -> &'a str {
        for _ in 0..MOST_REFERENCES {
            match self.known.get(name).and_then(|variable| variable.value.as_ref()) {
                Some(Content::Reference(target)) => name = target,
                _ => break,
            }
        }
        name
    }

    /// Makes a name stand for another variable.
    pub(crate) fn refer(&mut self, name: &str, target: &str) {
        self.known.entry(name.to_owned()).or_default().value = Some(Content::Reference(target.to_owned()));
    }

    /// What `$name` gives.
    pub(crate) fn scalar(&self, name: &str) -> Option<&Text> {
        self.content(name)?.scalar()
    }

    pub(crate) fn content(&self, name: &str) -> Option<&Content> {
        self.get(name)?.value.as_ref()
    }

    /// The variable, made if there is none.
    pub(crate) fn entry(&mut self, name: &str) -> &mut Variable {
        let name = self.real(name).to_owned();
        self.known.entry(name).or_default()
    }

    pub(crate) fn set(&mut self, name: &str, text: Text) {
        self.entry(name).value = Some(Content::Scalar(text));
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.known.shift_remove(name);
    }

    /// Puts back what was there before.
    pub(crate) fn restore(&mut self, name: &str, before: Option<Variable>) {
        match before {
            Some(variable) => {
                self.known.insert(name.to_owned(), variable);
            }
            None => self.remove(name),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&String, &Variable)> {
        self.known.iter()
    }

    pub(crate) fn enter_function(&mut self) {
        self.hidden.push(Vec::new());
    }

    /// Ends a call: what its locals hid is seen again.
    pub(crate) fn leave_function(&mut self) {
        for (name, before) in self.hidden.pop().unwrap_or_default().into_iter().rev() {
            self.restore(&name, before);
        }
    }

    /// Makes a name local to the call; whether there is a call. `keep` leaves the outer value to begin with, as dash does.
    pub(crate) fn make_local(&mut self, name: &str, keep: bool) -> bool {
        let Some(hidden) = self.hidden.last_mut() else {
            return false;
        };
        if hidden.iter().any(|(known, _)| known == name) {
            return true;
        }
        let before = self.known.get(name).cloned();
        hidden.push((name.to_owned(), before));
        if !keep && let Some(variable) = self.known.get_mut(name) {
            *variable = Variable { exported: variable.exported, ..Variable::default() };
        }
        true
    }
}
