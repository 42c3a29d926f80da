//! `unreplaced-index`: `%index%` where a group does not put the number of a member: in the keys of mappings, in
//! metadata, in the names that functions look up, and outside of groups (`_handle_repl_val` in
//! `heat/engine/resources/openstack/heat/resource_group.py`).

use hotplate_schema::has_piece;

use super::subject::{Definition, Subject, entries, key, value};
use super::way::Way;
use crate::{Diagnostic, Function, Node, NodeKind, Place, codes};

const DEFAULT: &str = "%index%";

/// Functions that are done before the number is put in, and look a name up.
const LOOK_UP: [&str; 4] = ["get_attr", "get_resource", "get_param", "get_file"];

pub(super) fn check(definition: &Definition<'_>, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(properties) = definition.properties else { return };
    if definition.member || !mentions(properties, index_of(definition)) {
        return;
    }
    let way = definition.way();
    let path = way.key("properties");
    let group = definition.type_name() == "OS::Heat::ResourceGroup";
    for (name, path, node) in entries(properties, &path) {
        let mut walk = Walk { index: index_of(definition), subject, found };
        match (group, name.as_str()) {
            (true, Some("resource_def")) => {
                for (name, path, node) in entries(node, &path) {
                    match name.as_str() {
                        Some("properties") => walk.replaced(node, &path),
                        _ => walk.left(node, &path, "only the properties of a member have its number put in"),
                    }
                }
            }
            // Where the group is told what stands for the number.
            (true, Some("index_var")) => {}
            _ => walk.left(
                node,
                &path,
                "nothing puts a number in here: this is no member of a `ResourceGroup`",
            ),
        }
    }
}

/// What stands for the number in the members of a group.
fn index_of<'a>(definition: &Definition<'a>) -> &'a str {
    definition
        .property("index_var")
        .and_then(|node| node.as_str())
        .filter(|text| !text.is_empty())
        .unwrap_or(DEFAULT)
}

/// Whether what stands for the number is anywhere in there.
fn mentions(node: &Node, index: &str) -> bool {
    match &node.kind {
        NodeKind::Scalar(value) => value.as_str().is_some_and(|text| has_piece(text, index)),
        NodeKind::Sequence(items) => items.iter().any(|item| mentions(item, index)),
        NodeKind::Mapping(entries) => entries.iter().any(|(name, _, node)| {
            name.as_str().is_some_and(|name| has_piece(name, index)) || mentions(node, index)
        }),
    }
}

struct Walk<'w, 'a> {
    index: &'a str,
    subject: &'w Subject<'a>,
    found: &'w mut Vec<Diagnostic>,
}

impl Walk<'_, '_> {
    /// What the group goes through: values are replaced, keys are not, and what functions look up comes too early.
    fn replaced(&mut self, node: &Node, path: &Way<'_>) {
        match &node.kind {
            NodeKind::Scalar(_) => {}
            NodeKind::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.replaced(item, &path.index(index));
                }
            }
            NodeKind::Mapping(_) => {
                for (name, path, node) in entries(node, path) {
                    let name = name.as_str().unwrap_or_default();
                    if has_piece(name, self.index) {
                        self.report(key(path), "a group puts the number into values, not into keys");
                    }
                    match self.is_look_up(name) {
                        true => self.left(node, &path, "functions look names up before the number is put in"),
                        false => self.replaced(node, &path),
                    }
                }
            }
        }
    }

    /// Where nothing is replaced, but for what a function replaces by itself.
    fn left(&mut self, node: &Node, path: &Way<'_>, why: &str) {
        match &node.kind {
            NodeKind::Scalar(scalar) => {
                if scalar.as_str().is_some_and(|text| has_piece(text, self.index)) {
                    self.report(value(path), why);
                }
            }
            NodeKind::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.left(item, &path.index(index), why);
                }
            }
            NodeKind::Mapping(_) => {
                for (name, path, node) in entries(node, path) {
                    let replacing =
                        name.as_str().is_some_and(|name| name.starts_with("str_replace") || name == "repeat");
                    if !replacing {
                        self.left(node, &path, why);
                    }
                }
            }
        }
    }

    fn is_look_up(&self, name: &str) -> bool {
        LOOK_UP.contains(&name) && Function::find(name, self.subject.version).is_some()
    }

    fn report(&mut self, place: Place, why: &str) {
        let message = format!("`{}` stays as it is here", self.index);
        self.found.push(Diagnostic::warning(codes::UNREPLACED_INDEX, place, message).help(why));
    }
}
