//! What is asked of the text at hand, and answered at once.

use hotplate_hot::{Completion, Hover, Span};
use hotplate_link::Pointer;
use serde::{Deserialize, Serialize};

use crate::{Found, Keeping, Shared, Sharing};

/// A question; places are bytes of the template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// What may stand here?
    Complete(u32),
    /// What is this?
    Hover(u32),
    /// Where is this defined?
    Define(u32),
    /// What is the drawing in this form?
    Draw(Form),
    /// What are the files as a zip archive? The parameters of these names stay out, as hidden ones do.
    Archive(Vec<String>),
    /// What is this as a link?
    Share(Sharing),
    /// What does this link hold or name?
    Open(String),
    /// What is this text, which came from there? The answer is that to `Open`.
    Fetched(Pointer, String),
    /// How is the same exchange done without the agents?
    WayOut(WayOut),
    /// What of this work may be kept?
    Keep(Box<Keeping>),
}

/// A form of the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// A picture.
    Svg,
    /// A page with the picture and the files.
    Page,
    /// A graph in Mermaid's language.
    Mermaid,
    /// A graph in Graphviz's language.
    Dot,
    /// The template with all that is known in its place.
    Resolved,
}

impl Question {
    /// Whether the answer is about places in the text, and about nothing once that has changed.
    pub fn is_about_text(&self) -> bool {
        matches!(self, Self::Complete(_) | Self::Hover(_) | Self::Define(_))
    }

    /// Whether everything that the answer is made of is in the question.
    pub fn is_whole(&self) -> bool {
        matches!(self, Self::Open(_) | Self::Fetched(..) | Self::Keep(_))
    }
}

/// A way to do without agents in the image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WayOut {
    /// An Ansible playbook.
    Playbook,
    /// The output of the stack that makes the playbook's inventory.
    Inventory,
    /// A boot script that installs the agents.
    BootScript,
}

/// An answer, of the same name as its question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The bytes that an offer replaces, and the offers.
    Complete(Span, Vec<Completion>),
    /// What is known of it, if anything.
    Hover(Option<Hover>),
    /// Where its name stands there.
    Define(Option<Span>),
    /// The text of a file.
    Draw(String),
    /// Its bytes.
    Archive(Vec<u8>),
    /// The link.
    Share(Box<Shared>),
    /// What it is, or in words what is wrong with it.
    Open(Result<Found, String>),
    /// The text of a file.
    WayOut(String),
    /// The text that is kept.
    Keep(String),
}
