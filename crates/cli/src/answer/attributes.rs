//! Which attributes a part of a template reads, in the form of an answer.

use hotplate_plan::Read;
use hotplate_schema::Value;
use serde_json::{Value as Json, json};

/// `[[resource, attribute.and.way], ...]`, sorted, each once; nothing if there are none. `*` is all attributes together.
/// `way_in` is whether a template of that version asks the resource with the whole way into an attribute: the first one
/// asks for the attribute and goes the way itself.
pub(crate) fn attributes(read: Vec<Read>, way_in: bool) -> Option<Json> {
    let text = |way: &[Value]| match way {
        [Value::Null, ..] => "*".to_owned(),
        [first, ..] if !way_in => first.python_str(),
        steps => steps.iter().map(Value::python_str).collect::<Vec<_>>().join("."),
    };
    // The oracle tells none where one is not named by text.
    let is_told = |(_, way): &Read| match way.as_slice() {
        [Value::Null | Value::String(_)] | [] => true,
        [Value::String(_), ..] => true,
        way => way_in && way.len() > 1,
    };
    if !read.iter().all(is_told) {
        return None;
    }
    let mut all: Vec<_> = read.into_iter().map(|(name, way)| (name, text(&way))).collect();
    all.sort_unstable();
    all.dedup();
    (!all.is_empty()).then(|| json!(all))
}
