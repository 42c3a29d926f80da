//! Nodes and the document that holds them.

use std::ops::Range;
use std::sync::Arc;

use hotplate_schema::{Key, Map, Value};

use crate::template::cloudformation::is_same_key;
use crate::{Edit, Part, Path, Place, Span, Step};

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

impl Node {
    /// The text, if it is a scalar that is text.
    pub fn as_str(&self) -> Option<&str> {
        self.as_scalar().and_then(Value::as_str)
    }

    /// The value, if it is a scalar.
    pub fn as_scalar(&self) -> Option<&Value> {
        match &self.kind {
            NodeKind::Scalar(value) => Some(value),
            NodeKind::Sequence(_) | NodeKind::Mapping(_) => None,
        }
    }

    /// The items, if it is a sequence.
    pub fn as_sequence(&self) -> Option<&[Arc<Node>]> {
        match &self.kind {
            NodeKind::Sequence(items) => Some(items),
            NodeKind::Scalar(_) | NodeKind::Mapping(_) => None,
        }
    }

    /// The entries, if it is a mapping.
    pub fn as_mapping(&self) -> Option<&[(Key, Span, Arc<Node>)]> {
        match &self.kind {
            NodeKind::Mapping(entries) => Some(entries),
            NodeKind::Scalar(_) | NodeKind::Sequence(_) => None,
        }
    }

    /// A mapping without entries, at no place.
    pub(crate) fn empty_mapping() -> Self {
        Self { span: Span::default(), kind: NodeKind::Mapping(Vec::new()) }
    }

    /// Whether it is nothing: `null`, `~` or an empty place.
    pub fn is_null(&self) -> bool {
        matches!(self.kind, NodeKind::Scalar(Value::Null))
    }

    /// Python's truth of it: how Heat reads `hidden`, and whether a section is there.
    pub(crate) fn is_truthy(&self) -> bool {
        match &self.kind {
            NodeKind::Scalar(Value::Null) => false,
            NodeKind::Scalar(Value::Bool(value)) => *value,
            NodeKind::Scalar(Value::Int(value)) => *value != 0,
            NodeKind::Scalar(Value::Float(value)) => *value != 0.0,
            NodeKind::Scalar(value) => value.as_str() != Some(""),
            NodeKind::Sequence(items) => !items.is_empty(),
            NodeKind::Mapping(entries) => !entries.is_empty(),
        }
    }

    /// The value of a key, if it is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Arc<Node>> {
        self.entry(key).map(|(_, _, node)| node)
    }

    /// The entry of a key, by the key's text, if it is a mapping that has it.
    fn entry(&self, key: &str) -> Option<&(Key, Span, Arc<Node>)> {
        self.as_mapping()?.iter().find(|(name, _, _)| match name {
            Key::String(name) => **name == *key,
            other => other.python_str() == key,
        })
    }

    /// The value of a key of HOT, under the name that CloudFormation's format has for it.
    pub(crate) fn get_in_other_format(&self, name: &str) -> Option<&Arc<Node>> {
        self.entry_of_other_format(name).map(|(_, _, node)| node)
    }

    /// The same under the name that CloudFormation's format has for a key of HOT.
    fn entry_of_other_format(&self, name: &str) -> Option<&(Key, Span, Arc<Node>)> {
        self.as_mapping()?.iter().find(|(key, _, _)| is_same_key(key, name))
    }

    /// The node as a plain value, aliases written out.
    pub fn to_value(&self) -> Value {
        match &self.kind {
            NodeKind::Scalar(value) => value.clone(),
            NodeKind::Sequence(items) => Value::List(items.iter().map(|item| item.to_value()).collect()),
            NodeKind::Mapping(entries) => {
                let entries = entries.iter().map(|(key, _, node)| (key.clone(), node.to_value()));
                Value::Map(Map::of_distinct(entries.collect()))
            }
        }
    }
}

/// A read text: its tree, if it has one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    root: Option<Arc<Node>>,
    text: Arc<str>,
    broken: bool,
}

impl Document {
    /// A document with that root and nothing known of its text.
    pub fn new(root: Option<Arc<Node>>) -> Self {
        Self { root, ..Self::default() }
    }

    pub(super) fn read(root: Option<Arc<Node>>, text: Arc<str>, whole: bool) -> Self {
        Self { root, text, broken: !whole }
    }

    /// The outermost node.
    pub fn root(&self) -> Option<&Arc<Node>> {
        self.root.as_ref()
    }

    /// The text it was read from.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Whether all of the text is in the tree. After a syntax error some of it is not, so what seems missing may only
    /// be unread.
    pub fn is_whole(&self) -> bool {
        !self.broken
    }

    /// The bytes of a span, as written.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The node at a path.
    pub fn node(&self, path: &Path) -> Option<&Arc<Node>> {
        let mut node = self.root.as_ref()?;
        for step in path.steps() {
            node = match step {
                Step::Key(key) => node.get(key)?,
                Step::Index(index) => node.as_sequence()?.get(*index)?,
            };
        }
        Some(node)
    }

    /// The bytes of a place. A path that leads nowhere gives the place where it gets lost, so that every finding can
    /// be shown.
    pub fn span(&self, place: &Place) -> Span {
        let (path, part) = match place {
            Place::Span(span) => return *span,
            Place::Path(path, part) => (path, *part),
        };
        let Some(mut node) = self.root.as_ref() else { return self.first_line(0) };
        let mut key: Option<Span> = None;
        for step in path.steps() {
            let next = match step {
                Step::Key(name) => node
                    .entry(name)
                    .or_else(|| node.entry_of_other_format(name))
                    .map(|(_, span, node)| (Some(*span), node)),
                Step::Index(index) => {
                    node.as_sequence().and_then(|items| items.get(*index)).map(|node| (None, node))
                }
            };
            let Some((span, child)) = next else {
                return key.unwrap_or_else(|| self.first_line(node.span.start));
            };
            (key, node) = (span, child);
        }
        match (part, key) {
            (Part::Key, Some(key)) => key,
            (Part::Value, Some(key)) if node.span.start == node.span.end => key,
            (Part::Entry, Some(key)) if node.span.start >= key.start => {
                Span { start: key.start, end: node.span.end.max(key.end) }
            }
            (Part::Entry, Some(key)) => key,
            (Part::Key | Part::Value | Part::Entry, _) => node.span,
        }
    }

    /// An edit with its bytes found. A name that stands in quotes stays in them, and a value that was left out comes behind
    /// its key.
    pub fn settle(&self, edit: &Edit) -> Edit {
        let (mut span, mut text) = (self.span(&edit.place), edit.text.clone());
        let Place::Path(path, part) = &edit.place else { return Edit { place: Place::Span(span), text } };
        let old = self.slice(span);
        let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | ':');
        let quote = ['"', '\''].into_iter().find(|quote| old.len() > 1 && old.starts_with(*quote));
        let left_out = |node: &&Arc<Node>| *part == Part::Value && node.span.start == node.span.end;
        if let Some(value) = self.node(path).filter(left_out) {
            span = value.span;
            text.insert(0, ' ');
        } else if let Some(quote) = quote.filter(|_| !text.is_empty() && text.chars().all(is_name)) {
            text = [quote.to_string(), text, quote.to_string()].concat();
        }
        Edit { place: Place::Span(span), text }
    }

    /// Where a piece of a text stands in the source, if it is written there as it is and on one line.
    pub fn locate(&self, node: &Node, piece: Range<usize>) -> Option<Span> {
        let (text, written) = (node.as_str()?, self.slice(node.span));
        let wanted = text.get(piece.clone()).filter(|wanted| !wanted.is_empty())?;
        // The same pieces stand in the same order, whatever is around them.
        if written.matches(wanted).count() != text.matches(wanted).count() {
            return None;
        }
        let (before, _) = text
            .match_indices(wanted)
            .enumerate()
            .find_map(|(n, (at, _))| (at == piece.start).then_some((n, at)))?;
        let (at, _) = written.match_indices(wanted).nth(before)?;
        let start = node.span.start + at as u32;
        Some(Span { start, end: start + wanted.len() as u32 })
    }

    /// From a byte to the end of its line, spaces at the end left out.
    fn first_line(&self, start: u32) -> Span {
        let line = self
            .text
            .get(start as usize..)
            .unwrap_or_default()
            .split(['\r', '\n'])
            .next()
            .unwrap_or_default();
        Span { start, end: start + line.trim_end().len() as u32 }
    }

    /// The path to the innermost node at a byte: what an editor's cursor stands on.
    pub fn path_at(&self, byte: u32) -> Path {
        let mut path = Path::root();
        let mut next = self.root.as_ref();
        while let Some(node) = next {
            next = match &node.kind {
                NodeKind::Scalar(_) => None,
                NodeKind::Sequence(items) => {
                    let at = items.iter().position(|item| holds(item.span, byte));
                    at.map(|at| {
                        path.push(Step::Index(at));
                        &items[at]
                    })
                }
                NodeKind::Mapping(entries) => {
                    // Merged entries stand elsewhere; an alias is a value that does.
                    let own = entries
                        .iter()
                        .filter(|(_, key, _)| node.span.start <= key.start && key.start <= byte);
                    let entry = own.max_by_key(|(_, key, _)| key.start);
                    entry.and_then(|(key, span, value)| {
                        let aliased = value.span.start < span.end || value.span.start > node.span.end;
                        let inside = holds(*span, byte)
                            || holds(Span { start: span.start, end: value.span.end }, byte) && !aliased
                            || aliased && !self.slice(Span { start: span.end, end: byte }).contains('\n');
                        inside.then(|| path.push(key.into()));
                        (inside && !aliased && byte >= value.span.start).then_some(value)
                    })
                }
            };
        }
        path
    }
}

fn holds(span: Span, byte: u32) -> bool {
    span.start <= byte && byte <= span.end
}
