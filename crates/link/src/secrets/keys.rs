//! Secrets by the keys of a YAML file: the value of a hidden parameter in an environment, the default of one in a
//! template, and what stands under a name like `password`.

use hotplate_hot::{Node, NodeKind, Source, Span, parse};
use hotplate_schema::{Key, Value};

use super::{Found, Kind, is_yaml, names};
use crate::{File, Role};

/// What a file holds under such keys.
pub(super) fn keys(file: &File, hidden: &[String]) -> Vec<Found> {
    let mut walk = Walk { file, hidden, found: Vec::new() };
    if is_yaml(file.role, &file.name) {
        let document = parse(&Source::new(&file.name, &file.text)).value;
        document.root().into_iter().for_each(|root| walk.node(root, None));
    }
    walk.found
}

struct Walk<'a> {
    file: &'a File,
    hidden: &'a [String],
    found: Vec<Found>,
}

impl Walk<'_> {
    /// Looks into a node, which stands under a name. An alias is looked at where its anchor stands, so that no text
    /// makes this longer than itself.
    fn node(&mut self, node: &Node, name: Option<&str>) {
        match &node.kind {
            NodeKind::Scalar(_) => {}
            NodeKind::Sequence(items) => {
                for item in items.iter().filter(|item| lies_in(item.span, node.span)) {
                    self.node(item, None);
                }
            }
            NodeKind::Mapping(entries) => {
                for (key, at, value) in entries {
                    let own = lies_in(*at, node.span)
                        && value.span.start >= at.end
                        && lies_in(value.span, node.span);
                    if let (Key::String(key), true) = (key, own) {
                        self.entry(key, value, name);
                    }
                }
            }
        }
    }

    fn entry(&mut self, key: &str, value: &Node, name: Option<&str>) {
        let hides = |name: &str| self.hidden.iter().any(|hidden| hidden == name);
        let owner = name.filter(|name| key == "default" && (hides(name) || names::is_secret(name)));
        if self.file.role == Role::Environment && hides(key) && !value.is_null() {
            self.find(Kind::Hidden, key, value.span);
        } else if let Some(owner) = owner
            && is_literal(value)
        {
            self.find(Kind::Password, owner, value.span);
        } else if names::is_secret(key) && is_literal(value) {
            self.find(Kind::Password, key, value.span);
        } else {
            self.node(value, Some(key));
        }
    }

    fn find(&mut self, kind: Kind, name: &str, span: Span) {
        // The line end behind a block belongs to what comes next.
        let text = self.file.text.get(span.range()).unwrap_or_default().trim_end();
        let end = span.start + text.len() as u32;
        if end > span.start {
            self.found.push(Found { kind, name: name.to_owned(), span: Span { start: span.start, end } });
        }
    }
}

fn lies_in(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether a node is a text or a number that says something itself.
fn is_literal(node: &Node) -> bool {
    match node.as_scalar() {
        Some(Value::String(text)) => names::is_literal(text),
        Some(Value::Int(_) | Value::Float(_)) => true,
        Some(Value::Null | Value::Bool(_) | Value::List(_) | Value::Map(_)) | None => false,
    }
}
