//! Events into nodes: anchors and aliases, merges, tags, keys, and the limits that keep any text small.
//!
//! The rules are those of PyYAML's `composer.py` and `SafeConstructor`; where PyYAML stops at the first fault, this
//! goes on with the best node it can make.

use std::borrow::Cow;
use std::sync::Arc;

use hotplate_schema::{IndexMap, Key, Value};

use super::built::{Built, EQUALS, Growth, MERGE, Meaning, Word, meaning, weight};
use super::entries::{Entries, Entry, key_of};
use super::events::{Event, EventKind, Events, Mark, Stop};
use super::fault;
use super::libyaml::Libyaml;
#[cfg(feature = "quick")]
use super::quick::Quick;
use super::repair::{Draft, line};
use super::scalar::{self, Scalar};
use crate::{Diagnostic, Node, NodeKind, Span};

/// Levels of nesting that are read. Heat's own interpreter gives up at a few hundred.
const DEPTH: usize = 200;

/// What all aliases together may expand to, in nodes and bytes of text. Heat has no limit but its memory.
const EXPANSION: usize = 1 << 20;

/// What came of the events.
pub(super) struct Composed {
    pub(super) root: Option<Arc<Node>>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Why it ended early; the tree then holds what came before.
    pub(super) stop: Option<Stop>,
}

/// Builds the tree of the first document of a draft.
pub(super) fn compose(draft: &Draft<'_>) -> Composed {
    #[cfg(feature = "quick")]
    if let Some(text) = draft.usual() {
        let composed = compose_from(Events::Quick(Quick::new(text)), text);
        if composed.stop.is_none() {
            return composed;
        }
    }
    let (text, added) = draft.build();
    let libyaml = Libyaml::new(&text, draft.text, draft.base, &added);
    compose_from(Events::Libyaml(libyaml), draft.text)
}

fn compose_from(events: Events<'_>, text: &str) -> Composed {
    let mut composer = Composer {
        events,
        text,
        anchors: IndexMap::default(),
        open: Vec::new(),
        items: Vec::new(),
        entries: Vec::new(),
        expanded: 0,
        quote: None,
        diagnostics: Vec::new(),
    };
    let mut root = None;
    let mut stop = composer.stream(&mut root).err();
    if let Some(Stop::Syntax(error)) = &mut stop {
        error.quote = composer.quote.filter(|quote| line(text, quote.end) == line(text, error.at));
    }
    Composed { root, diagnostics: composer.diagnostics, stop }
}

struct Composer<'a> {
    events: Events<'a>,
    /// The source, for a look at how a scalar is written.
    text: &'a str,
    anchors: IndexMap<String, Built>,
    /// Anchors of collections that are not complete yet.
    open: Vec<String>,
    /// The items and the entries of the collections that are being read, the innermost last.
    items: Vec<Arc<Node>>,
    entries: Vec<Entry>,
    expanded: usize,
    /// The last scalar, if it is a quoted one of several lines.
    quote: Option<Span>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Composer<'a> {
    fn report(&mut self, found: impl FnOnce() -> Diagnostic) {
        if cfg!(feature = "whole") {
            self.diagnostics.push(found());
        }
    }

    fn next(&mut self) -> Result<Event<'a>, Stop> {
        self.events.next()
    }

    fn stream(&mut self, root: &mut Option<Arc<Node>>) -> Result<(), Stop> {
        let mut documents = 0;
        loop {
            let event = self.next()?;
            match event.kind {
                EventKind::StreamStart | EventKind::DocumentEnd => {}
                EventKind::DocumentStart if documents == 0 => {
                    documents = 1;
                    self.root(root)?;
                }
                EventKind::DocumentStart => {
                    self.report(|| fault::second_document(event.span));
                    return Ok(());
                }
                _ => return Ok(()),
            }
        }
    }

    /// Reads the root node into `root`, also when the text breaks off inside it.
    fn root(&mut self, root: &mut Option<Arc<Node>>) -> Result<(), Stop> {
        let event = self.next()?;
        let mut stop = None;
        let built = self.build(event, 0, &mut stop);
        *root = Some(self.value(built).node);
        stop.map_or(Ok(()), Err)
    }

    /// Reads the node that begins with an event. When the text breaks off, the node holds what came before and `stop`
    /// says why.
    fn build(&mut self, event: Event<'a>, depth: usize, stop: &mut Option<Stop>) -> Built {
        let span = event.span;
        match event.kind {
            EventKind::Alias(name) => self.alias(&name, span, depth),
            EventKind::Scalar { mark, value, plain } => {
                let built = Built::scalar(self.word(&mark, value, plain, span));
                self.keep(mark.anchor(), &built);
                built
            }
            EventKind::SequenceStart { mark, flow } => {
                self.collection(&mark, span, depth, stop, |this, stop| {
                    this.sequence(&mark, span, flow, depth, stop)
                })
            }
            EventKind::MappingStart { mark, flow } => {
                self.collection(&mark, span, depth, stop, |this, stop| {
                    this.mapping(&mark, span, flow, depth, stop)
                })
            }
            _ => Built::null(span),
        }
    }

    fn collection(
        &mut self,
        mark: &Mark,
        span: Span,
        depth: usize,
        stop: &mut Option<Stop>,
        read: impl FnOnce(&mut Self, &mut Option<Stop>) -> Built,
    ) -> Built {
        if depth >= DEPTH {
            self.report(|| fault::too_deep(span, DEPTH));
            *stop = Some(Stop::TooDeep);
            return Built::null(span);
        }
        self.open.extend(mark.anchor().map(str::to_owned));
        let built = read(self, stop);
        if mark.anchor().is_some() {
            self.open.pop();
        }
        self.keep(mark.anchor(), &built);
        built
    }

    /// Remembers a node by its anchor.
    fn keep(&mut self, anchor: Option<&str>, built: &Built) {
        let Some(anchor) = anchor else { return };
        if let Some(first) = self.anchors.get(anchor).map(|first| first.span) {
            self.report(|| fault::duplicate_anchor(anchor, first, built.span));
        }
        self.anchors.insert(anchor.to_owned(), built.clone());
    }

    fn alias(&mut self, name: &str, span: Span, depth: usize) -> Built {
        if self.open.iter().any(|open| open == name) {
            self.report(|| fault::recursive_alias(name, span));
            return Built::null(span);
        }
        let Some(target) = self.anchors.get(name).cloned() else {
            self.report(|| fault::unknown_anchor(name, span));
            return Built::null(span);
        };
        if depth + target.height > DEPTH {
            self.report(|| fault::too_deep(span, DEPTH));
            return Built::null(span);
        }
        let before = self.expanded;
        self.expanded = before.saturating_add(target.weight);
        if self.expanded <= EXPANSION {
            return Built { span, ..target };
        }
        // Said once; every later alias is cut off too.
        if before <= EXPANSION {
            self.report(|| fault::too_large(span));
        }
        Built::null(span)
    }

    fn word<'t>(&mut self, mark: &Mark, value: Cow<'t, str>, plain: bool, span: Span) -> Word<'t> {
        self.quote = None;
        let mut span = span;
        // A block scalar ends where the next token begins; its text does before.
        if !plain {
            let written = self.text.get(span.range()).unwrap_or_default().trim_end();
            span.end = span.start + written.len() as u32;
            self.quote = (written.starts_with(['"', '\'']) && written.contains('\n')).then_some(span);
        }
        let scalar = match mark.tag() {
            None if plain => scalar::resolve(value),
            None => Scalar::Text(value),
            Some(tag) => match tag.strip_prefix("tag:yaml.org,2002:") {
                Some("merge") => Scalar::Merge,
                Some("value") => Scalar::Equals,
                name => match name.and_then(|name| scalar::tagged(name, &value)) {
                    Some(Value::String(text)) => Scalar::Text(String::from(text).into()),
                    Some(value) => Scalar::Value(value),
                    None => {
                        self.report(|| fault::bad_tag(tag, span));
                        Scalar::Text(value)
                    }
                },
            },
        };
        Word { scalar, span }
    }

    /// Reports the tag of a collection, unless it is one of these.
    fn tag(&mut self, mark: &Mark, known: &[&str], span: Span) {
        if let Some(tag) = mark.tag()
            && !tag.strip_prefix("tag:yaml.org,2002:").is_some_and(|name| known.contains(&name))
        {
            self.report(|| fault::bad_tag(tag, span));
        }
    }

    /// Reports a value that only means something as a key.
    fn value(&mut self, built: Built) -> Built {
        let sign = match built.meaning {
            Meaning::Plain => return built,
            Meaning::Merge => MERGE,
            Meaning::Equals => EQUALS,
        };
        self.report(|| fault::bare_sign(sign, built.span));
        Built { meaning: Meaning::Plain, ..built }
    }

    fn sequence(
        &mut self,
        mark: &Mark,
        start: Span,
        flow: bool,
        depth: usize,
        stop: &mut Option<Stop>,
    ) -> Built {
        self.tag(mark, &["seq", "omap", "pairs"], start);
        let mut growth = Growth { weight: 1, height: 0, end: start.end };
        let first = self.items.len();
        while stop.is_none() {
            match self.next() {
                Err(why) => *stop = Some(why),
                Ok(Event { kind: EventKind::SequenceEnd, span }) => {
                    growth.end = if flow { span.end } else { growth.end };
                    break;
                }
                Ok(event) => {
                    let built = self.build(event, depth + 1, stop);
                    let built = self.value(built);
                    growth.add(&built);
                    self.items.push(built.node);
                }
            }
        }
        let span = Span { start: start.start, end: growth.end };
        let items = self.items.split_off(first);
        let node = Arc::new(Node { span, kind: NodeKind::Sequence(items) });
        Built { node, span, meaning: Meaning::Plain, weight: growth.weight, height: growth.height }
    }

    fn mapping(
        &mut self,
        mark: &Mark,
        start: Span,
        flow: bool,
        depth: usize,
        stop: &mut Option<Stop>,
    ) -> Built {
        self.tag(mark, &["map", "set"], start);
        let mut growth = Growth { weight: 1, height: 0, end: start.end };
        let mut merged = Vec::new();
        let mut own = Entries::new(&self.entries);
        while stop.is_none() {
            let event = match self.next() {
                Err(why) => {
                    *stop = Some(why);
                    break;
                }
                Ok(Event { kind: EventKind::MappingEnd, span }) => {
                    growth.end = if flow { span.end } else { growth.end };
                    break;
                }
                Ok(event) => event,
            };
            // Of the usual key no node is made.
            let (key, span, meaning) = match event.kind {
                EventKind::Scalar { mark, value, plain } if mark.anchor().is_none() => {
                    let Word { scalar, span } = self.word(&mark, value, plain, event.span);
                    growth.put(weight(&scalar), 0, span);
                    let meaning = meaning(&scalar);
                    (Ok(scalar), span, meaning)
                }
                _ => {
                    let key = self.build(event, depth + 1, stop);
                    growth.add(&key);
                    let (span, meaning) = (key.span, key.meaning);
                    (Err(key), span, meaning)
                }
            };
            if stop.is_some() {
                break;
            }
            let value = match self.next() {
                Ok(event) => self.build(event, depth + 1, stop),
                Err(why) => {
                    *stop = Some(why);
                    Built::null(Span { start: span.end, end: span.end })
                }
            };
            growth.add(&value);
            if meaning == Meaning::Merge {
                self.merge(&value, &mut merged);
                continue;
            }
            let value = self.value(value);
            let name = match key {
                Ok(Scalar::Value(value)) => key_of(&value),
                Ok(Scalar::Text(text)) => Some(Key::String(text.into())),
                Ok(Scalar::Merge | Scalar::Equals) => Some(EQUALS.into()),
                Err(built) => self.key(built),
            };
            let Some(name) = name else { continue };
            if let Some((name, first)) = own.insert((name, span, value.node), &mut self.entries) {
                self.report(|| fault::duplicate_key(&name, first, span));
            }
        }
        let entries = own.take(merged, &mut self.entries);
        let span = Span { start: start.start, end: growth.end };
        let node = Arc::new(Node { span, kind: NodeKind::Mapping(entries) });
        Built { node, span, meaning: Meaning::Plain, weight: growth.weight, height: growth.height }
    }

    /// Adds what `<<` names; of several mappings the first wins, so they are added from the last.
    fn merge(&mut self, value: &Built, merged: &mut Vec<Entry>) {
        let mut sources = Vec::new();
        match &value.node.kind {
            NodeKind::Mapping(_) => sources.push(&value.node),
            NodeKind::Sequence(items) => sources.extend(items.iter().rev()),
            NodeKind::Scalar(_) => {}
        }
        let whole = !matches!(value.node.kind, NodeKind::Scalar(_));
        let mappings = sources.iter().all(|node| matches!(node.kind, NodeKind::Mapping(_)));
        // An alias cut off for its size is null, and has been reported.
        if (!whole || !mappings) && self.expanded <= EXPANSION {
            self.report(|| fault::bad_merge(value.span));
        }
        for source in sources {
            if let NodeKind::Mapping(entries) = &source.kind {
                merged.extend(entries.iter().cloned());
            }
        }
    }

    fn key(&mut self, built: Built) -> Option<Key> {
        if let NodeKind::Scalar(value) = &built.node.kind {
            return key_of(value);
        }
        let braces = matches!(&built.node.kind, NodeKind::Mapping(entries) if entries.len() <= 1);
        self.report(|| fault::unhashable_key(braces, built.span));
        None
    }
}
