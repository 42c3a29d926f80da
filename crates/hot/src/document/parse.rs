//! YAML 1.1 as Heat's loader reads it, read on behind every syntax error.

use super::compose::compose;
use super::events::Stop;
use super::repair::Draft;
use super::syntax::{explain, is_refused, refused_character};
use crate::{Document, Outcome, Source, Span};

/// Syntax errors that are reported before the rest of a text is left unread; of a long text fewer, since each costs a
/// reading.
const REPAIRS: usize = 8;
const REPAIRS_OF_LONG: usize = 2;
const LONG: usize = 64 << 10;

/// Reads a text into a tree with spans.
///
/// A syntax error costs the lines it spoils; the rest is read as if they were not there.
pub fn parse(source: &Source) -> Outcome<Document> {
    let text = &*source.text;
    let mut draft = Draft::new(text);
    let mut errors = Vec::new();
    // Most texts are plain, and that is soon seen: written so that many bytes are compared at once.
    let is = |known: bool| u8::from(known);
    let odd = |byte: u8| {
        is(byte > b'~') | (is(byte < b' ') & is(byte != b'\n') & is(byte != b'\r') & is(byte != b'\t'))
    };
    let plain = text.bytes().fold(0, |any, byte| any | odd(byte)) == 0;
    let letters = if plain { "" } else { text };
    for (at, c) in letters.char_indices().skip(draft.base.min(1) as usize) {
        if !is_refused(c) {
            continue;
        }
        draft.blank(Span { start: at as u32, end: (at + c.len_utf8()) as u32 });
        if errors.len() < REPAIRS {
            errors.push(refused_character(c, at as u32));
        }
    }
    let repairs = if text.len() > LONG { REPAIRS_OF_LONG } else { REPAIRS };
    let composed = loop {
        let composed = compose(&draft);
        let Some(Stop::Syntax(error)) = &composed.stop else { break composed };
        let (diagnostic, cure) = explain(error, text);
        errors.push(diagnostic);
        if errors.len() > repairs || !draft.repair(cure) {
            break composed;
        }
    };
    let whole = errors.is_empty() && composed.stop.is_none();
    errors.extend(composed.diagnostics);
    Outcome { value: Document::read(composed.root, source.text.clone(), whole), diagnostics: errors }
}
