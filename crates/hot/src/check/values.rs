//! The values of a template: every place where a function may stand.

use std::sync::Arc;

use hotplate_schema::Key;

use super::subject::{Subject, get};
use super::way::Way;
use crate::{Function, Node, NodeKind, Path, Span, TemplateVersion};

/// A mapping among the values, which may be a call.
pub(super) struct Site<'s, 'a> {
    way: Way<'s>,
    pub(super) entries: &'a [(Key, Span, Arc<Node>)],
    /// The function of values, and the one of conditions, that its only key names.
    pub(super) named: [Option<Function>; 2],
    pub(super) standing: Standing,
}

impl Site<'_, '_> {
    /// Where it stands.
    pub(super) fn path(&self) -> Path {
        self.way.path()
    }

    /// Whether it is the whole `external_id` of a resource.
    pub(super) fn is_external_id(&self) -> bool {
        matches!(self.way, Way::Name(_, "external_id"))
    }
}

/// What a place is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// Whether a condition is asked for.
    pub(super) condition: bool,
    /// Whether it is the argument of a function.
    pub(super) argument: bool,
}

/// Shows every mapping among the values of a template, outermost first.
pub(super) fn visit<'a>(subject: &Subject<'a>, mut see: impl FnMut(Site<'_, 'a>)) {
    let value = Standing { condition: false, argument: false };
    let condition = Standing { condition: true, ..value };
    let mut walk = Walk { subject, see: &mut see };
    let sections: [(&str, &[(&str, Standing)]); 2] = [
        (
            "resources",
            &[
                ("properties", value),
                ("metadata", value),
                ("update_policy", value),
                ("deletion_policy", value),
                ("external_id", value),
                ("condition", condition),
            ],
        ),
        ("outputs", &[("value", value), ("condition", condition)]),
    ];
    for (section, keys) in sections {
        let root = Way::section(section);
        for (name, _, node) in subject.section(section) {
            let way = Way::Key(&root, name);
            for (key, standing) in keys {
                // Others ignore the condition of an output.
                if *key == "condition" && !subject.version.has_conditions() {
                    continue;
                }
                if let Some(node) = get(node, key, subject.version) {
                    walk.node(node, way.key(key), *standing);
                }
            }
        }
    }
    if subject.version.has_conditions() {
        let root = Way::section("conditions");
        for (name, _, node) in subject.section("conditions") {
            walk.node(node, Way::Key(&root, name), condition);
        }
    }
}

struct Walk<'w, 'a> {
    subject: &'w Subject<'a>,
    see: &'w mut dyn FnMut(Site<'_, 'a>),
}

impl<'a> Walk<'_, 'a> {
    fn node(&mut self, node: &'a Node, way: Way<'_>, standing: Standing) {
        match &node.kind {
            NodeKind::Scalar(_) => {}
            NodeKind::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.node(item, Way::Index(&way, index), standing);
                }
            }
            NodeKind::Mapping(entries) => {
                let named = self.named(entries);
                let call = named[usize::from(standing.condition)].map(Function::name);
                (self.see)(Site { way, entries, named, standing });
                for (key, _, value) in entries {
                    let way = Way::Key(&way, key);
                    match (call, value.as_sequence()) {
                        (Some("if" | "Fn::If"), Some([condition, branches @ ..])) => {
                            let asked = Standing { condition: true, argument: true };
                            self.node(condition, Way::Index(&way, 0), asked);
                            let branch = Standing { argument: false, ..standing };
                            for (index, value) in branches.iter().enumerate() {
                                self.node(value, Way::Index(&way, index + 1), branch);
                            }
                        }
                        _ => self.node(value, way, Standing { argument: call.is_some(), ..standing }),
                    }
                }
            }
        }
    }

    /// The functions that a mapping would call, of values and of conditions.
    fn named(&self, entries: &[(Key, Span, Arc<Node>)]) -> [Option<Function>; 2] {
        let [(Key::String(name), _, _)] = entries else { return [None; 2] };
        [Function::find, Function::find_condition].map(|find| find(name, self.subject.version))
    }
}

/// Whether a node, where a value stands, is a call.
pub(super) fn is_call(node: &Node, version: TemplateVersion) -> bool {
    match node.as_mapping() {
        Some([(Key::String(name), _, _)]) => Function::find(name, version).is_some(),
        _ => false,
    }
}
