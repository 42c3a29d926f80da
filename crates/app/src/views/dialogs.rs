//! Dialogs: which of them is open, and the frame they share.

use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;

/// Which dialogs are open.
#[derive(Clone, Copy)]
pub(crate) struct Dialogs {
    pub(crate) gallery: RwSignal<bool>,
    pub(crate) help: RwSignal<bool>,
}

impl Default for Dialogs {
    fn default() -> Self {
        Self { gallery: RwSignal::new(false), help: RwSignal::new(false) }
    }
}

impl Dialogs {
    /// Whether any is open.
    pub(crate) fn any(self) -> bool {
        self.gallery.get_untracked() || self.help.get_untracked()
    }
}

/// A modal dialog with a heading and a button to close it. The browser keeps the focus inside, closes it with Escape
/// and gives the focus back.
#[component]
pub(crate) fn Dialog(
    open: RwSignal<bool>,
    id: &'static str,
    title: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<DialogElement>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // Refused only when it is open already.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    let outside = move |event: web_sys::MouseEvent| {
        if event.target() == event.current_target() {
            open.set(false);
        }
    };
    let heading = format!("{id}-title");
    let labelled = heading.clone();
    view! {
        <dialog node_ref=node id=id aria-labelledby=labelled on:close=move |_| open.set(false) on:click=outside>
            <div class="dialog">
                <div class="dialog-head">
                    <h2 id=heading>{title}</h2>
                    <button type="button" class="btn quiet icon" aria-label="Close" on:click=move |_| open.set(false)>"✕"</button>
                </div>
                {move || open.get().then(|| children())}
            </div>
        </dialog>
    }
}
