//! libyaml's complaints as findings that say what to do.

use super::events::SyntaxError;
use crate::{Diagnostic, Place, Refusal, Span, codes};

/// What is wrong, in words that a person can act on.
pub(super) fn explain(error: &SyntaxError, text: &str) -> Diagnostic {
    let line_end = text
        .get(error.at as usize..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |at| error.at as usize + at);
    let span = Span { start: error.at, end: line_end as u32 };
    Diagnostic::error(codes::INVALID_YAML, Place::Span(span), error.problem.clone())
        .refused_by(Refusal::Validate)
}
