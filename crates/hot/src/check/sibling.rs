//! `sibling-key`: a function with another key beside it is not called (`parse` in `heat/engine/template.py`).

use super::subject::{Subject, key};
use super::values::Site;
use crate::{Diagnostic, Function, codes};

/// Functions whose names can hardly be meant as keys.
const UNMISTAKABLE: [&str; 9] = [
    "get_param",
    "get_resource",
    "get_attr",
    "get_file",
    "list_join",
    "str_replace",
    "str_split",
    "map_merge",
    "list_concat",
];

pub(super) fn check(site: &Site<'_, '_>, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if site.entries.len() < 2 {
        return;
    }
    let names = site.entries.iter().filter_map(|(key, _, _)| key.as_str());
    let function =
        |name: &&str| UNMISTAKABLE.contains(name) && Function::find(name, subject.version).is_some();
    let Some(name) = names.clone().find(function) else { return };
    let Some(other) = names.clone().find(|other| *other != name) else { return };
    let message = format!("`{name}` is not called, because `{other}` stands beside it");
    found.push(
        Diagnostic::warning(codes::SIBLING_KEY, key(&site.path().key(name)), message)
            .also(key(&site.path().key(other)), "this key makes it plain data")
            .help("indent what belongs to the function below it, and move the rest out of the mapping"),
    );
}
