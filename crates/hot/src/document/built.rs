//! A node on its way into the tree, and what it is known by until then.

use std::sync::Arc;

use hotplate_schema::Value;

use super::scalar::Scalar;
use crate::{Node, NodeKind, Span};

/// A node with its place in this text and what it weighs when all aliases in it are written out.
#[derive(Clone)]
pub(super) struct Built {
    pub(super) node: Arc<Node>,
    /// Where it stands: of an alias, the alias.
    pub(super) span: Span,
    pub(super) meaning: Meaning,
    pub(super) weight: usize,
    pub(super) height: usize,
}

/// What a node means as a key of a mapping, beyond its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Plain,
    Merge,
    Equals,
}

impl Built {
    pub(super) fn scalar(Word { scalar, span }: Word<'_>) -> Self {
        let (weight, meaning) = (weight(&scalar), meaning(&scalar));
        let value = match scalar {
            Scalar::Text(text) => Value::String(text.into()),
            Scalar::Value(value) => value,
            Scalar::Merge => MERGE.into(),
            Scalar::Equals => EQUALS.into(),
        };
        let node = Arc::new(Node { span, kind: NodeKind::Scalar(value) });
        Self { node, span, meaning, weight, height: 0 }
    }

    pub(super) fn null(span: Span) -> Self {
        Self::scalar(Word { scalar: Scalar::Value(Value::Null), span })
    }
}

/// A scalar that is no node yet.
pub(super) struct Word<'a> {
    pub(super) scalar: Scalar<'a>,
    pub(super) span: Span,
}

pub(super) const MERGE: &str = "<<";
pub(super) const EQUALS: &str = "=";

pub(super) fn meaning(scalar: &Scalar<'_>) -> Meaning {
    match scalar {
        Scalar::Text(_) | Scalar::Value(_) => Meaning::Plain,
        Scalar::Merge => Meaning::Merge,
        Scalar::Equals => Meaning::Equals,
    }
}

pub(super) fn weight(scalar: &Scalar<'_>) -> usize {
    1 + match scalar {
        Scalar::Text(text) => text.len(),
        Scalar::Value(_) => 0,
        Scalar::Merge => MERGE.len(),
        Scalar::Equals => EQUALS.len(),
    }
}

/// The children of a collection while it is read.
#[derive(Default)]
pub(super) struct Growth {
    pub(super) weight: usize,
    pub(super) height: usize,
    pub(super) end: u32,
}

impl Growth {
    pub(super) fn add(&mut self, built: &Built) {
        self.put(built.weight, built.height, built.span);
    }

    pub(super) fn put(&mut self, weight: usize, height: usize, span: Span) {
        self.weight = self.weight.saturating_add(weight);
        self.height = self.height.max(height + 1);
        self.end = span.end;
    }
}
