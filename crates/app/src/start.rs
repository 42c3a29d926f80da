//! From a loaded bundle to a living page: step by step, each a task of its own, so that no key and no picture waits long.
//!
//! The state, then the pieces of the page in the order in which they stand ([`page`]), then all of them on screen at once
//! ([`mount`]); meanwhile the engine starts. Its first answer is read, shown, and drawn once the stage has its size. Then
//! `start.js` is told, and keeps the page for visits without a network.

use wasm_bindgen_futures::spawn_local;

use crate::browser::{arriving, breathe, document, recall};
use crate::dom::mount;
use crate::samples::first;
use crate::views::{Arriving, page};
use crate::workspace::{Draft, Project, TEMPLATE, Workspace};

/// The element that stands in the page until there is something to show.
const WAITING: &str = "waiting";

/// Starts the page: with what the link in its address holds, else with the draft of the last visit, else with the first
/// sample.
pub fn start() {
    spawn_local(async {
        breathe().await;
        open();
    });
}

fn open() {
    let remembered = recall();
    let (draft, arriving) = match (arriving(), remembered.draft) {
        (Some(link), draft) => {
            let nothing_yet = Draft::of(Project::of_template(TEMPLATE, ""));
            (nothing_yet, Some(Arriving { link, draft }))
        }
        (None, draft) => (draft.unwrap_or_else(|| Draft::of(first())), None),
    };
    let stumbled = remembered.stumbled;
    let waiting = document().get_element_by_id(WAITING);
    mount(waiting, move || page(Workspace::new(draft, remembered.theme), stumbled, arriving));
}
