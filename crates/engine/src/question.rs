//! What is asked of the text at hand, and answered at once.

use hotplate_hot::{Completion, Hover, Span};
use serde::{Deserialize, Serialize};

/// A question; places are bytes of the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// What may stand here?
    Complete(u32),
    /// What is this?
    Hover(u32),
    /// Where is this defined?
    Define(u32),
    /// What does the drawing look like as an SVG file?
    Svg,
}

/// An answer, of the same name as its question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The bytes that an offer replaces, and the offers.
    Complete(Span, Vec<Completion>),
    /// What is known of it, if anything.
    Hover(Option<Hover>),
    /// Where its name stands there.
    Define(Option<Span>),
    /// The file's text.
    Svg(String),
}
