//! From a loaded bundle to a living page.

use crate::browser::{arriving, document, recall};
use crate::dom::mount;
use crate::samples::first;
use crate::views::{Arriving, page};
use crate::workspace::{Draft, Project, Workspace};

/// The element that stands in the page until there is something to show.
const WAITING: &str = "waiting";

/// Starts the page: with what the link in its address holds, else with the draft of the last visit, else with the first
/// sample.
pub fn start() {
    let remembered = recall();
    let (draft, arriving) = match (arriving(), remembered.draft) {
        (Some(link), draft) => {
            let nothing_yet = Draft::of(Project::of_template("template.yaml", ""));
            (nothing_yet, Some(Arriving { link, draft }))
        }
        (None, draft) => (draft.unwrap_or_else(|| Draft::of(first())), None),
    };
    let stumbled = remembered.stumbled;
    if let Some(waiting) = document().get_element_by_id(WAITING) {
        waiting.remove();
    }
    mount(move || page(Workspace::new(draft, remembered.theme), stumbled, arriving));
}
