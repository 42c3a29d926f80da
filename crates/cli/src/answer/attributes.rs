//! Which attributes a value reads: whoever works it out asks for each.

use std::cell::RefCell;

use hotplate_plan::{Known, Reference, Resolved, Resource};
use hotplate_schema::Value;
use serde_json::{Value as Json, json};

/// Answers as another does, and notes which attributes of the template's own resources were asked for.
pub(crate) struct Noting<'a> {
    known: &'a dyn Known,
    way_in: bool,
    asked: RefCell<Vec<(String, String)>>,
}

impl<'a> Noting<'a> {
    /// `way_in` is whether a template of that version asks the resource with the whole way into an attribute: the first
    /// one asks for the attribute and goes the way itself.
    pub(crate) fn new(known: &'a dyn Known, way_in: bool) -> Self {
        Self { known, way_in, asked: RefCell::default() }
    }

    /// Notes what a value still waits for.
    pub(crate) fn note(&self, value: &Resolved) {
        match value {
            Resolved::Known(_) | Resolved::Unknown(_) => {}
            Resolved::List(items) => items.iter().for_each(|item| self.note(item)),
            Resolved::Map(entries) => entries.values().for_each(|entry| self.note(entry)),
            Resolved::Pending(references) => references.iter().for_each(|reference| self.ask(reference)),
        }
    }

    fn ask(&self, reference: &Reference) {
        if let ([name], [first, ..]) = (reference.resource.names(), &reference.attribute[..]) {
            let steps = if self.way_in { &reference.attribute[..] } else { std::slice::from_ref(first) };
            let way = match first {
                Value::Null => "*".to_owned(),
                _ => steps.iter().map(Value::python_str).collect::<Vec<_>>().join("."),
            };
            self.asked.borrow_mut().push((name.clone(), way));
        }
    }

    /// `[[resource, attribute.and.way], ...]`, sorted, each once; nothing if there are none. `*` is all
    /// attributes together.
    pub(crate) fn attributes(self) -> Option<Json> {
        let mut asked = self.asked.into_inner();
        asked.sort_unstable();
        asked.dedup();
        (!asked.is_empty()).then(|| json!(asked))
    }
}

impl Known for Noting<'_> {
    fn get(&self, reference: &Reference) -> Option<Value> {
        self.ask(reference);
        self.known.get(reference)
    }

    fn id(&self, resource: &Resource) -> Option<Value> {
        self.known.id(resource)
    }

    fn pseudo_parameter(&self, name: &str) -> Option<Value> {
        self.known.pseudo_parameter(name)
    }
}
