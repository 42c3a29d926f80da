//! Dialogs: which of them is open, and the frame they share.

use web_sys::HtmlDialogElement;

use crate::dom::{CLICK, CLOSE, El, Handle, Node, button, el, live};
use crate::signals::{Effect, RwSignal};

/// Which dialogs are open.
#[derive(Clone, Copy)]
pub(crate) struct Dialogs {
    pub(crate) gallery: RwSignal<bool>,
    pub(crate) help: RwSignal<bool>,
    pub(crate) share: RwSignal<bool>,
}

impl Default for Dialogs {
    fn default() -> Self {
        Self { gallery: RwSignal::new(false), help: RwSignal::new(false), share: RwSignal::new(false) }
    }
}

impl Dialogs {
    /// Whether any is open.
    pub(crate) fn any(self) -> bool {
        self.gallery.get_untracked() || self.help.get_untracked() || self.share.get_untracked()
    }
}

/// A modal dialog with a heading and a button to close it. The browser keeps the focus inside, closes it with Escape
/// and gives the focus back.
pub(crate) fn dialog(
    open: RwSignal<bool>,
    id: &'static str,
    title: &'static str,
    content: impl Fn() -> Node + 'static,
) -> El {
    let node = Handle::new();
    Effect::new(move |_| {
        let open = open.get();
        let Some(dialog) = node.get::<HtmlDialogElement>() else { return };
        match (open, dialog.open()) {
            // Refused only when it is open already.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    let heading = format!("{id}-title");
    let close =
        button("btn quiet icon").attr("aria-label", "Close").on(CLICK, move |_| open.set(false)).child("✕");
    let head = el("div").class("dialog-head").child(el("h2").id(heading.clone()).child(title)).child(close);
    el("dialog")
        .handle(node)
        .id(id)
        .attr("aria-labelledby", heading)
        .on(CLOSE, move |_| open.set(false))
        .on(CLICK, move |event| {
            // Outside of what it shows there is only itself.
            if event.target() == event.current_target() {
                open.set(false);
            }
        })
        .child(el("div").class("dialog").child(head).child(live(move || open.get().then(&content))))
}
