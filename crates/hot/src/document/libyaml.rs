//! The events as libyaml tells them: the only file that knows it, and the only one with `unsafe` code.
//!
//! Heat's loader is PyYAML on top of libyaml; this is libyaml itself, translated to Rust. Its parser is pulled event
//! by event, so that a reader can stop at any depth, and freed on drop.
#![allow(unsafe_code)]

use std::ffi::{CStr, c_char};
use std::mem::MaybeUninit;
use std::slice;

use unsafe_libyaml::{
    YAML_ALIAS_EVENT, YAML_DOCUMENT_END_EVENT, YAML_DOCUMENT_START_EVENT, YAML_FLOW_MAPPING_STYLE,
    YAML_FLOW_SEQUENCE_STYLE, YAML_MAPPING_END_EVENT, YAML_MAPPING_START_EVENT, YAML_NO_ERROR,
    YAML_READER_ERROR, YAML_SCALAR_EVENT, YAML_SEQUENCE_END_EVENT, YAML_SEQUENCE_START_EVENT,
    YAML_STREAM_START_EVENT, YAML_UTF8_ENCODING, yaml_event_delete, yaml_event_t, yaml_parser_delete,
    yaml_parser_initialize, yaml_parser_parse, yaml_parser_set_encoding, yaml_parser_set_input_string,
    yaml_parser_t,
};

use super::events::{Event, EventKind, Mark, SyntaxError};
use crate::Span;

/// Pulls the events out of a text.
pub(super) struct Libyaml<'a> {
    /// Boxed because libyaml keeps a pointer to the parser in the parser.
    parser: Box<MaybeUninit<yaml_parser_t>>,
    source: &'a str,
    /// Added to every offset: the bytes of the source before the text.
    base: u32,
    /// Places of characters that the source does not have, to be taken out of every offset.
    added: &'a [u32],
}

impl<'a> Libyaml<'a> {
    /// The events of a repaired text from `base` on. Offsets are those of the source: the bytes at `added` left out.
    pub(super) fn new(text: &'a str, source: &'a str, base: u32, added: &'a [u32]) -> Self {
        let mut parser = Box::new(MaybeUninit::uninit());
        let rest = text.as_bytes().get(base as usize..).unwrap_or_default();
        // SAFETY: `initialize` fills the parser in (it only fails without memory, which aborts); the input outlives
        // the parser by `'a`; the parser does not move out of its box.
        unsafe {
            let parser: *mut yaml_parser_t = parser.as_mut_ptr();
            let _ = yaml_parser_initialize(parser);
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
            yaml_parser_set_input_string(parser, rest.as_ptr(), rest.len() as u64);
        }
        Self { parser, source, base, added }
    }

    /// The next event. After `StreamEnd` or an error there is no sensible next.
    pub(super) fn next(&mut self) -> Result<Event<'a>, SyntaxError> {
        let mut event = MaybeUninit::<yaml_event_t>::uninit();
        // SAFETY: the parser was initialized in `new`; the event is read and deleted only when `parse` filled it in.
        unsafe {
            if self.parser.assume_init_ref().error != YAML_NO_ERROR
                || yaml_parser_parse(self.parser.as_mut_ptr(), event.as_mut_ptr()).fail
            {
                return Err(self.error());
            }
            let event = event.as_mut_ptr();
            let kind = kind(&*event);
            let span = Span {
                start: self.offset((*event).start_mark.index),
                end: self.offset((*event).end_mark.index),
            };
            yaml_event_delete(event);
            Ok(Event { span, kind })
        }
    }

    /// The error the parser stopped at.
    fn error(&self) -> SyntaxError {
        // SAFETY: the parser was initialized in `new`; `problem` and `context` are null or static texts.
        unsafe {
            let parser = self.parser.assume_init_ref();
            let problem = text(parser.problem.cast()).unwrap_or_default();
            let at = if parser.error == YAML_READER_ERROR {
                parser.problem_offset
            } else {
                parser.problem_mark.index
            };
            let context =
                text(parser.context.cast()).map(|words| (words, self.offset(parser.context_mark.index)));
            SyntaxError { problem, at: self.offset(at), context, quote: None }
        }
    }

    /// An offset of the parser as one into the source, on a character's border.
    fn offset(&self, index: u64) -> u32 {
        let at = self.base as usize + index as usize;
        let added = self.added.partition_point(|place| (*place as usize) < at);
        let mut at = (at - added).min(self.source.len());
        while !self.source.is_char_boundary(at) {
            at -= 1;
        }
        at as u32
    }
}

impl Drop for Libyaml<'_> {
    fn drop(&mut self) {
        // SAFETY: the parser was initialized in `new`, and nothing uses it after this.
        unsafe { yaml_parser_delete(self.parser.as_mut_ptr()) }
    }
}

/// Copies an event out of libyaml's hands.
///
/// # Safety
/// The event must have been filled in by `yaml_parser_parse`, and not be deleted yet.
unsafe fn kind<'a>(event: &yaml_event_t) -> EventKind<'a> {
    // SAFETY: each arm reads the member of the union that the event's type names; the pointers in it are null or texts.
    unsafe {
        match event.type_ {
            YAML_STREAM_START_EVENT => EventKind::StreamStart,
            YAML_DOCUMENT_START_EVENT => EventKind::DocumentStart,
            YAML_DOCUMENT_END_EVENT => EventKind::DocumentEnd,
            YAML_ALIAS_EVENT => EventKind::Alias(text(event.data.alias.anchor).unwrap_or_default()),
            YAML_SCALAR_EVENT => {
                let scalar = &event.data.scalar;
                let value = slice::from_raw_parts(scalar.value, scalar.length as usize);
                EventKind::Scalar {
                    mark: mark(scalar.anchor, scalar.tag),
                    value: copy(value).into(),
                    plain: scalar.plain_implicit,
                }
            }
            YAML_SEQUENCE_START_EVENT => {
                let sequence = &event.data.sequence_start;
                EventKind::SequenceStart {
                    mark: mark(sequence.anchor, sequence.tag),
                    flow: sequence.style == YAML_FLOW_SEQUENCE_STYLE,
                }
            }
            YAML_SEQUENCE_END_EVENT => EventKind::SequenceEnd,
            YAML_MAPPING_START_EVENT => {
                let mapping = &event.data.mapping_start;
                EventKind::MappingStart {
                    mark: mark(mapping.anchor, mapping.tag),
                    flow: mapping.style == YAML_FLOW_MAPPING_STYLE,
                }
            }
            YAML_MAPPING_END_EVENT => EventKind::MappingEnd,
            _ => EventKind::StreamEnd,
        }
    }
}

/// # Safety
/// Both must be null or point to texts that end with a zero byte.
unsafe fn mark(anchor: *const u8, tag: *const u8) -> Mark {
    // SAFETY: by this function's own condition. A lone `!` says nothing, as in PyYAML.
    unsafe { Mark::new(text(anchor), text(tag).filter(|tag| tag != "!")) }
}

/// # Safety
/// Must be null or point to a text that ends with a zero byte.
unsafe fn text(start: *const u8) -> Option<String> {
    if start.is_null() {
        return None;
    }
    // SAFETY: by this function's own condition.
    let text = unsafe { CStr::from_ptr(start.cast::<c_char>()) };
    Some(copy(text.to_bytes()))
}

fn copy(text: &[u8]) -> String {
    match str::from_utf8(text) {
        Ok(text) => text.to_owned(),
        Err(_) => String::from_utf8_lossy(text).into_owned(),
    }
}
