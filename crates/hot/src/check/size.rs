//! `template-too-large`: how long a template may be (Heat: `max_template_size`).

use super::subject::Subject;
use crate::{Diagnostic, Place, Refusal, Span, codes};

/// In characters.
const MOST: usize = 524_288;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let text = subject.document.text();
    if text.len() <= MOST {
        return;
    }
    if let Some((at, _)) = text.char_indices().nth(MOST) {
        let message = format!("the template is longer than the {MOST} characters that Heat reads");
        let place = Place::Span(Span { start: at as u32, end: at as u32 });
        let diagnostic = Diagnostic::error(codes::TEMPLATE_TOO_LARGE, place, message);
        let help = "move long scripts into files, and read them with `get_file`";
        found.push(diagnostic.help(help).refused_by(Refusal::Validate));
    }
}
