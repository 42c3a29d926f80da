//! `wrong-shape`: a value of another kind than its place asks for.

use hotplate_schema::Value;

use crate::{Diagnostic, Node, NodeKind, Place, Refusal, codes};

/// What a node is, for people.
pub(super) fn describe(node: &Node) -> &'static str {
    match &node.kind {
        NodeKind::Sequence(_) => "a list",
        NodeKind::Mapping(_) => "a mapping",
        NodeKind::Scalar(Value::Null) => "empty",
        NodeKind::Scalar(Value::Bool(_)) => "true or false",
        NodeKind::Scalar(Value::Int(_) | Value::Float(_)) => "a number",
        NodeKind::Scalar(_) => "text",
    }
}

/// The finding that something is not what it must be.
pub(super) fn wrong(place: Place, what: &str, expected: &str, node: &Node) -> Diagnostic {
    let message = format!("{what} must be {expected}, and this is {}", describe(node));
    let help = if node.is_null() {
        format!("write {expected}, or remove the key")
    } else {
        format!("write {expected}")
    };
    Diagnostic::error(codes::WRONG_SHAPE, place, message).help(help).refused_by(Refusal::Validate)
}
