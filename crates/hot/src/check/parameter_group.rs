//! `invalid-parameter-group`: how a form groups the parameters (`heat/engine/parameter_groups.py`).

use hotplate_schema::IndexMap;

use super::subject::{Subject, suggest, value};
use crate::{Diagnostic, PSEUDO_PARAMETERS, Path, Place, Refusal, codes, nearest};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let path = Path::keys(["parameter_groups"]);
    let Some(groups) = subject.root.get("parameter_groups").filter(|node| node.is_truthy()) else { return };
    let Some(groups) = groups.as_sequence() else {
        found.push(
            invalid(value(&path), "`parameter_groups` must be a list").help("begin each group with `- `"),
        );
        return;
    };
    let mut grouped: IndexMap<&str, Path> = IndexMap::default();
    for (index, group) in groups.iter().enumerate() {
        let path = path.index(index);
        let Some(names) = group.get("parameters").filter(|node| !node.is_null()) else {
            let diagnostic = invalid(value(&path), "a parameter group must list its `parameters`");
            found.push(diagnostic.help("add `parameters: [NAME, …]`"));
            continue;
        };
        let path = path.key("parameters");
        let Some(names) = names.as_sequence() else {
            found.push(
                invalid(value(&path), "the parameters of a group must be a list").help("write `[NAME, …]`"),
            );
            continue;
        };
        for (index, name) in names.iter().enumerate() {
            let path = path.index(index);
            let Some(name) = name.as_str() else {
                found.push(invalid(value(&path), "this is not the name of a parameter").help("write a name"));
                continue;
            };
            if !subject.template.parameters.contains_key(name) && !PSEUDO_PARAMETERS.contains(&name) {
                let diagnostic = invalid(value(&path), format!("there is no parameter `{name}`"));
                let diagnostic = diagnostic.help("declare it, or remove it from the group");
                let known = subject.template.parameters.keys().map(String::as_str);
                let known = known.filter(|known| !grouped.contains_key(known));
                found.push(suggest(diagnostic, value(&path), nearest(name, known)));
            }
            if let Some(first) = grouped.get(name) {
                let diagnostic = invalid(value(&path), format!("`{name}` is in a group already"));
                found.push(diagnostic.also(value(first), "here").help("keep it in one group"));
            } else {
                grouped.insert(name, path);
            }
        }
    }
}

fn invalid(place: Place, message: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::error(codes::INVALID_PARAMETER_GROUP, place, message).refused_by(Refusal::Validate)
}
