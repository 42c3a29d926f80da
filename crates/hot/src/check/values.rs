//! The values of a template: every place where a function may stand.

use std::sync::Arc;

use hotplate_schema::Key;

use super::subject::{Subject, entries};
use crate::{Function, Node, NodeKind, Path, Span, Step, TemplateVersion};

/// A mapping among the values, which may be a call.
pub(super) struct Site<'s, 'a> {
    pub(super) path: &'s Path,
    pub(super) entries: &'a [(Key, Span, Arc<Node>)],
    pub(super) standing: Standing,
}

/// What a place is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// Whether a condition is asked for.
    pub(super) condition: bool,
    /// Whether it is a branch of an `if`, which may never be read.
    pub(super) branch: bool,
    /// Whether it is the argument of a function.
    pub(super) argument: bool,
}

/// Shows every mapping among the values of a template, outermost first.
pub(super) fn visit<'a>(subject: &Subject<'a>, mut see: impl FnMut(Site<'_, 'a>)) {
    let value = Standing { condition: false, branch: false, argument: false };
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
        let Some(node) = subject.root.get(section) else { continue };
        for (_, path, node) in entries(node, &Path::keys([section])) {
            for (key, standing) in keys {
                // Earlier versions ignore the condition of an output.
                if *key == "condition" && subject.version < TemplateVersion::V2016_10_14 {
                    continue;
                }
                if let Some(node) = node.get(key) {
                    walk.node(node, &mut path.key(key), *standing);
                }
            }
        }
    }
    if let Some(node) = subject.root.get("conditions") {
        for (_, mut path, node) in entries(node, &Path::keys(["conditions"])) {
            walk.node(node, &mut path, condition);
        }
    }
}

struct Walk<'w, 'a> {
    subject: &'w Subject<'a>,
    see: &'w mut dyn FnMut(Site<'_, 'a>),
}

impl<'a> Walk<'_, 'a> {
    fn node(&mut self, node: &'a Node, path: &mut Path, standing: Standing) {
        match &node.kind {
            NodeKind::Scalar(_) => {}
            NodeKind::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.below(item, Step::Index(index), path, standing);
                }
            }
            NodeKind::Mapping(entries) => {
                (self.see)(Site { path, entries, standing });
                let call = self.call(entries, standing);
                for (key, _, value) in entries {
                    let step = Step::Key(key.to_value().python_str().into());
                    let inside = Standing { argument: call.is_some(), ..standing };
                    match (call, value.as_sequence()) {
                        (Some("if"), Some([condition, branches @ ..])) => {
                            path.push(step);
                            let asked = Standing { condition: true, argument: true, ..standing };
                            self.below(condition, Step::Index(0), path, asked);
                            let branch = Standing { branch: true, argument: false, ..standing };
                            for (index, value) in branches.iter().enumerate() {
                                self.below(value, Step::Index(index + 1), path, branch);
                            }
                            path.pop();
                        }
                        _ => self.below(value, step, path, inside),
                    }
                }
            }
        }
    }

    fn below(&mut self, node: &'a Node, step: Step, path: &mut Path, standing: Standing) {
        path.push(step);
        self.node(node, path, standing);
        path.pop();
    }

    /// The function that a mapping calls.
    fn call(&self, entries: &'a [(Key, Span, Arc<Node>)], standing: Standing) -> Option<&'static str> {
        let [(Key::String(name), _, _)] = entries else { return None };
        let find = if standing.condition { Function::find_condition } else { Function::find };
        find(name, self.subject.version).map(Function::name)
    }
}

/// Whether a node, where a value stands, is a call.
pub(super) fn is_call(node: &Node, version: TemplateVersion) -> bool {
    match node.as_mapping() {
        Some([(Key::String(name), _, _)]) => Function::find(name, version).is_some(),
        _ => false,
    }
}
