//! From a loaded bundle to a living page.

use crate::browser::{document, recall};
use crate::dom::mount;
use crate::samples::SAMPLES;
use crate::views::page;
use crate::workspace::{Draft, Workspace};

/// The element that stands in the page until there is something to show.
const WAITING: &str = "waiting";

/// Starts the page: with the draft of the last visit, or with the first sample.
pub fn start() {
    let remembered = recall();
    let draft = remembered.draft.unwrap_or_else(|| Draft::of(SAMPLES[0].project()));
    let stumbled = remembered.stumbled;
    if let Some(waiting) = document().get_element_by_id(WAITING) {
        waiting.remove();
    }
    mount(move || page(Workspace::new(draft, remembered.theme), stumbled));
}
