//! Small reaches into the page: its root element, focus, files handed to the person, time.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::{StoredValue, UpdateValue, document, set_timeout};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlElement, SvgElement, Url};

use crate::workspace::Theme;

/// Puts a theme on the page.
pub(crate) fn wear(theme: Theme) {
    if let Some(root) = document().document_element() {
        // Setting an attribute fails only for a name that is no name.
        let _ = root.set_attribute("data-theme", theme.name());
    }
}

/// Moves the focus to the element of that id.
pub(crate) fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    // Where the focus cannot go it stays: nothing to do about it.
    let _ = match element.dyn_into::<HtmlElement>() {
        Ok(element) => element.focus(),
        Err(element) => element.dyn_into::<SvgElement>().map_or(Ok(()), |element| element.focus()),
    };
}

/// Hands a text to the person as a file.
pub(crate) fn download(name: &str, kind: &str, text: &str) {
    let _ = offer(name, kind, text);
}

fn offer(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        Duration::from_secs(10),
    );
    Ok(())
}

/// Does the last of several quick requests, once they have paused.
#[derive(Clone, Copy)]
pub(crate) struct Pause {
    pending: StoredValue<Option<TimeoutHandle>>,
    length: Duration,
}

impl Pause {
    /// A pause of that many milliseconds.
    pub(crate) fn of(milliseconds: u64) -> Self {
        Self { pending: StoredValue::new(None), length: Duration::from_millis(milliseconds) }
    }

    /// Does this after the pause, unless asked again before.
    pub(crate) fn then(self, act: impl FnOnce() + 'static) {
        let handle = set_timeout_with_handle(act, self.length).ok();
        self.pending.update_value(|pending| {
            if let Some(earlier) = std::mem::replace(pending, handle) {
                earlier.clear();
            }
        });
    }
}

/// Puts a text on the clipboard, then says whether that worked.
pub(crate) fn copy(text: &str, then: impl FnOnce(bool) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let copied = window.navigator().clipboard().write_text(text);
    leptos::task::spawn_local(async move {
        then(wasm_bindgen_futures::JsFuture::from(copied).await.is_ok());
    });
}
