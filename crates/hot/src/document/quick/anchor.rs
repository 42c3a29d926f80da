//! Nodes with a name (`&server`), and where they stand again (`*server`).

use super::{Next, Quick, span};
use crate::document::events::{Event, EventKind, Mark};

impl<'a> Quick<'a> {
    /// A node that has a name. One that is empty, and a key, are left to libyaml.
    pub(super) fn anchored(&mut self, flow: bool) -> Option<Event<'a>> {
        let start = self.at;
        let name = self.name(flow)?;
        self.skip();
        let below = self.first;
        let outside = !flow && below && self.column()? <= self.indent();
        if outside || matches!(self.byte(self.at), b'&' | b'*' | b'!') {
            return None;
        }
        let mut event = if flow { self.flow_node()? } else { self.node(below)? };
        event.span.start = start as u32;
        match &mut event.kind {
            EventKind::Scalar { mark, .. }
            | EventKind::SequenceStart { mark, .. }
            | EventKind::MappingStart { mark, .. } => *mark = Mark::new(Some(name.to_owned()), None),
            _ => return None,
        }
        Some(event)
    }

    pub(super) fn alias(&mut self, flow: bool) -> Option<Event<'a>> {
        let start = self.at;
        let name = self.name(flow)?.to_owned();
        self.next = if flow { Next::FlowEntry } else { Next::Entry };
        Some(Event { span: span(start, self.at), kind: EventKind::Alias(name) })
    }

    /// The name behind an `&` or a `*`.
    fn name(&mut self, flow: bool) -> Option<&'a str> {
        let start = self.at + 1;
        let mut end = start;
        while matches!(self.byte(end), b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-') {
            end += 1;
        }
        let ends = self.is_blank(end) || flow && matches!(self.byte(end), b',' | b']' | b'}');
        (self.at, self.first) = (end, false);
        self.text.get(start..end).filter(|name| ends && !name.is_empty())
    }
}
