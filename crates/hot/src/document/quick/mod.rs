//! The events of a text in the usual form, several times faster than libyaml tells them: blocks, flow collections, scalars
//! on one line, block scalars, comments, anchors and aliases.
//!
//! They are libyaml's own, span by span, or none at all: before anything else (a tag, a tab, a scalar of several
//! lines, a mistake) it gives up, and libyaml reads the text from its start. So nothing here is ever an error.

mod anchor;
mod scalar;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::Span;
use crate::document::events::{Event, EventKind, Mark};

/// How far a key's colon may be from where the key begins.
const KEY: usize = 1024;

/// Tells the events of a text, one by one.
pub(super) struct Quick<'a> {
    text: &'a str,
    /// The next byte, and the first one of its line.
    at: usize,
    line: usize,
    /// Whether nothing but spaces stands before the next byte on its line.
    first: bool,
    open: Vec<Open>,
    next: Next,
    /// The first key of a mapping, once its start was told.
    key: Option<Event<'a>>,
}

/// A collection that is not complete.
#[derive(Clone, Copy)]
struct Open {
    form: Form,
    /// The column of its keys or dashes; of a flow collection that of the block around it.
    indent: isize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Mapping,
    Sequence,
    /// A sequence whose dashes stand below the key that it belongs to.
    Indentless,
    FlowMapping,
    FlowSequence,
}

/// What is told next.
#[derive(Clone, Copy)]
enum Next {
    StreamStart,
    DocumentStart,
    Root,
    /// An entry of the innermost block, or its end.
    Entry,
    /// What stands behind the dash that comes next.
    Item,
    /// What stands behind the colon that went before.
    Value,
    /// An entry of the innermost flow collection, or its end.
    FlowFirst,
    FlowEntry,
    FlowValue,
    StreamEnd,
}

impl<'a> Quick<'a> {
    /// The events of a text without ends of lines but `\n`, and without what YAML takes nowhere.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 0, first: true, open: Vec::new(), next: Next::StreamStart, key: None }
    }

    /// The next event; nothing if only libyaml can tell.
    pub(super) fn next(&mut self) -> Option<Event<'a>> {
        if self.key.is_some() {
            return self.key.take();
        }
        match self.next {
            Next::StreamStart => self.tell(EventKind::StreamStart, 0, Next::DocumentStart),
            Next::DocumentStart => self.document(),
            Next::Root => self.node(true),
            Next::Entry => self.entry(),
            Next::Item => self.item(),
            Next::Value => self.content(false),
            Next::FlowFirst => self.flow_entry(),
            Next::FlowEntry => self.flow_next(),
            Next::FlowValue => self.flow_value(),
            Next::StreamEnd => self.tell(EventKind::StreamEnd, 0, Next::StreamEnd),
        }
    }

    /// Tells what the next bytes are, goes behind them, and says what comes then.
    fn tell(&mut self, kind: EventKind<'a>, length: usize, next: Next) -> Option<Event<'a>> {
        let start = self.at;
        self.at += length;
        self.first &= length == 0;
        self.next = next;
        Some(Event { span: span(start, self.at), kind })
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    fn is_blank(&self, at: usize) -> bool {
        matches!(self.byte(at), b' ' | b'\t' | b'\n' | 0)
    }

    fn is_dash(&self) -> bool {
        self.byte(self.at) == b'-' && self.is_blank(self.at + 1)
    }

    /// Whether a document begins or ends here, or a scalar that looks like it.
    fn is_indicator(&self) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        self.at == self.line && (rest.starts_with(b"---") || rest.starts_with(b"..."))
    }

    /// Where the line that a byte is on ends.
    fn line_end(&self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        rest.iter().position(|byte| *byte == b'\n').map_or(self.text.len(), |length| at + length)
    }

    /// Goes over spaces, comments and ends of lines.
    fn skip(&mut self) {
        loop {
            match self.byte(self.at) {
                b' ' => self.at += 1,
                b'#' => self.at = self.line_end(self.at),
                b'\n' => (self.at, self.line, self.first) = (self.at + 1, self.at + 1, true),
                _ => return,
            }
        }
    }

    fn document(&mut self) -> Option<Event<'a>> {
        self.skip();
        if !self.is_indicator() {
            return if self.is_at_end() { None } else { self.tell(EventKind::DocumentStart, 0, Next::Root) };
        }
        let start = self.byte(self.at) == b'-' && self.is_blank(self.at + 3);
        let event = self.tell(EventKind::DocumentStart, 3, Next::Root);
        self.skip();
        event.filter(|_| start && self.first && !self.is_at_end())
    }

    /// The column of the next byte; nothing if something else stands before it on its line.
    fn column(&self) -> Option<isize> {
        match self.is_at_end() {
            true => Some(-1),
            false => self.first.then_some((self.at - self.line) as isize),
        }
    }

    fn entry(&mut self) -> Option<Event<'a>> {
        self.skip();
        let column = self.column()?;
        let Some(&Open { form, indent }) = self.open.last() else {
            return if self.is_at_end() {
                self.tell(EventKind::DocumentEnd, 0, Next::StreamEnd)
            } else {
                None
            };
        };
        match form {
            _ if column > indent => None,
            Form::Mapping if column == indent => {
                let key = self.key(false)?;
                self.next = Next::Value;
                Some(key)
            }
            Form::Sequence | Form::Indentless if column == indent && self.is_dash() => self.item(),
            Form::Sequence if column == indent => None,
            _ => self.close(0),
        }
    }

    fn item(&mut self) -> Option<Event<'a>> {
        (self.at, self.first) = (self.at + 1, false);
        self.content(true)
    }

    /// What stands behind a dash or a colon. Only behind a dash a block may begin on the same line.
    fn content(&mut self, block: bool) -> Option<Event<'a>> {
        let behind = self.at;
        self.skip();
        let &Open { form, indent } = self.open.last()?;
        let Some(column) = self.column().filter(|column| *column <= indent) else {
            return self.node(block || self.first);
        };
        if form == Form::Mapping && column == indent && self.is_dash() {
            self.open.push(Open { form: Form::Indentless, indent });
            let start = EventKind::SequenceStart { mark: Mark::default(), flow: false };
            self.next = Next::Item;
            return Some(Event { span: span(self.at, self.at + 1), kind: start });
        }
        self.next = Next::Entry;
        Some(Event { span: span(behind, behind), kind: plain("") })
    }

    /// A node among blocks. `block`: whether it may be one itself.
    fn node(&mut self, block: bool) -> Option<Event<'a>> {
        let start = self.at;
        let column = (start - self.line) as isize;
        match self.byte(start) {
            b'[' | b'{' => return self.open_flow(),
            b'|' | b'>' => return self.block_scalar(),
            b'&' => return self.anchored(false),
            b'*' => return self.alias(false),
            b'-' if self.is_dash() => {
                self.open.push(Open { form: Form::Sequence, indent: column });
                let kind = EventKind::SequenceStart { mark: Mark::default(), flow: false };
                return if block { self.tell(kind, 0, Next::Item) } else { None };
            }
            _ => {}
        }
        let scalar = self.scalar(false)?;
        self.next = Next::Entry;
        if !block || !self.colon(start, false) {
            return Some(scalar);
        }
        self.open.push(Open { form: Form::Mapping, indent: column });
        self.key = Some(scalar);
        self.next = Next::Value;
        let kind = EventKind::MappingStart { mark: Mark::default(), flow: false };
        Some(Event { span: span(start, start), kind })
    }

    fn open_flow(&mut self) -> Option<Event<'a>> {
        let indent = self.indent();
        let mark = Mark::default();
        let (form, kind) = match self.byte(self.at) {
            b'[' => (Form::FlowSequence, EventKind::SequenceStart { mark, flow: true }),
            _ => (Form::FlowMapping, EventKind::MappingStart { mark, flow: true }),
        };
        self.open.push(Open { form, indent });
        self.tell(kind, 1, Next::FlowFirst)
    }

    fn indent(&self) -> isize {
        self.open.last().map_or(-1, |open| open.indent)
    }

    /// Ends the innermost collection.
    fn close(&mut self, length: usize) -> Option<Event<'a>> {
        let kind = match self.open.pop()?.form {
            Form::Mapping | Form::FlowMapping => EventKind::MappingEnd,
            Form::Sequence | Form::Indentless | Form::FlowSequence => EventKind::SequenceEnd,
        };
        let next = match self.open.last() {
            Some(Open { form: Form::FlowMapping | Form::FlowSequence, .. }) => Next::FlowEntry,
            _ => Next::Entry,
        };
        self.tell(kind, length, next)
    }

    fn flow_next(&mut self) -> Option<Event<'a>> {
        self.skip();
        match self.byte(self.at) {
            b',' => self.at += 1,
            b']' | b'}' => {}
            _ => return None,
        }
        self.flow_entry()
    }

    fn flow_entry(&mut self) -> Option<Event<'a>> {
        self.skip();
        match (self.open.last()?.form, self.byte(self.at)) {
            (Form::FlowSequence, b']') | (Form::FlowMapping, b'}') => self.close(1),
            (Form::FlowSequence, _) => self.flow_node(),
            _ => {
                let key = self.key(true)?;
                self.next = Next::FlowValue;
                Some(key)
            }
        }
    }

    fn flow_value(&mut self) -> Option<Event<'a>> {
        self.skip();
        match self.byte(self.at) {
            b',' | b'}' => self.tell(plain(""), 0, Next::FlowEntry),
            _ => self.flow_node(),
        }
    }

    fn flow_node(&mut self) -> Option<Event<'a>> {
        match self.byte(self.at) {
            b'[' | b'{' => return self.open_flow(),
            b'&' => return self.anchored(true),
            b'*' => return self.alias(true),
            _ => {}
        }
        self.next = Next::FlowEntry;
        self.scalar(true)
    }

    /// A scalar and its colon.
    fn key(&mut self, flow: bool) -> Option<Event<'a>> {
        let start = self.at;
        let key = self.scalar(flow)?;
        self.colon(start, flow).then_some(key)
    }

    /// Goes behind the colon of the key that began at `start`, if there is one.
    fn colon(&mut self, start: usize, flow: bool) -> bool {
        while self.byte(self.at) == b' ' {
            self.at += 1;
        }
        let is_there =
            self.byte(self.at) == b':' && (flow || self.is_blank(self.at + 1)) && self.at - start <= KEY;
        self.at += usize::from(is_there);
        is_there
    }
}

fn span(start: usize, end: usize) -> Span {
    Span { start: start as u32, end: end as u32 }
}

fn plain(value: &str) -> EventKind<'_> {
    EventKind::Scalar { mark: Mark::default(), value: Cow::Borrowed(value), plain: true }
}

fn text(value: Cow<'_, str>) -> EventKind<'_> {
    EventKind::Scalar { mark: Mark::default(), value, plain: false }
}
