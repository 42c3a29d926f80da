//! The page uses the core's plain types and leaves the work to its engine: what it does not name is not in its wasm.

use crate::files::texts;
use crate::none;

/// The crates whose functions do the work.
const CORE: [&str; 9] = ["agent", "desk", "engine", "exchange", "figure", "hot", "link", "plan", "schema"];

/// Functions and modules that the page may name all the same: they are small, and it is their place.
const MAY: [&str; 9] =
    ["bytes", "decimal", "is_link", "number_text", "parcel", "path_data", "read_float", "read_json", "wire"];

#[test]
fn the_page_names_types_of_the_core_and_no_functions() {
    let mut faults = Vec::new();
    for (path, text) in texts(&[".rs"]) {
        if path.starts_with("crates/app/src/") {
            let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
            let named = named(shipped).into_iter().filter(|name| !MAY.contains(&name.as_str()));
            faults.extend(named.map(|name| format!("{path} names `{name}`")));
        }
    }
    none(&faults, "reading, planning, playing and laying out are the engine's");
}

/// What stands behind a crate of the core and is no type: types begin with a capital.
fn named(text: &str) -> Vec<String> {
    let mut named = Vec::new();
    for name in CORE {
        for (_, after) in
            text.match_indices(&format!("hotplate_{name}::")).map(|(at, word)| text.split_at(at + word.len()))
        {
            let list = match after.strip_prefix('{') {
                Some(list) => list.split('}').next().unwrap_or_default(),
                None => after.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default(),
            };
            let words = list.split(',').map(|word| word.split_whitespace().next().unwrap_or_default());
            let functions = words.filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
            named.extend(functions.map(str::to_owned));
        }
    }
    named
}

#[test]
fn functions_are_told_from_types() {
    assert_eq!(named("use hotplate_hot::{Source, Span,\n    complete, hover};"), ["complete", "hover"]);
    assert_eq!(named("hotplate_plan::plan(x); hotplate_plan::Wave"), ["plan"]);
    assert!(named("use hotplate_engine::{Answer as Reply, Changes};").is_empty());
}
