//! Small reaches into the page: its root element, focus, files handed to the person, time.

use std::time::Duration;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Document, Event, HtmlAnchorElement, HtmlElement, SvgElement, Url};

use super::time::{TimeoutHandle, set_timeout, set_timeout_with_handle};
use crate::signals::{StoredValue, UpdateValue};
use crate::workspace::Theme;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Document;
}

/// The page's document.
pub(crate) fn document() -> Document {
    DOCUMENT.with(Document::clone)
}

/// Does something at every event of a kind that reaches the window, as long as the page lives.
pub(crate) fn listen<E: JsCast + 'static>(name: &'static str, act: impl Fn(E) + 'static) {
    let heard: Box<dyn Fn(Event)> = Box::new(move |event| act(event.unchecked_into()));
    if let Some(window) = web_sys::window() {
        let heard = Closure::wrap(heard).into_js_value();
        // Refused only for what is no function.
        let _ = window.add_event_listener_with_callback(name, heard.unchecked_ref());
    }
}

/// Has those who listen to the window know of something, `start.js` among them.
pub(crate) fn announce(name: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(name)) {
        // Refused only for an event that is being announced already.
        let _ = window.dispatch_event(&event);
    }
}

/// Puts a theme on the page.
pub(crate) fn wear(theme: Theme) {
    if let Some(root) = document().document_element() {
        // Setting an attribute fails only for a name that is no name.
        let _ = root.set_attribute("data-theme", theme.name());
    }
}

/// Whether the page stands in a frame of another.
pub(crate) fn is_framed() -> bool {
    web_sys::window().is_some_and(|window| {
        let top = window.top().ok().flatten();
        top.is_none_or(|top| !js_sys::Object::is(&top, &window))
    })
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

/// Whether nothing on the page has the focus, as what had it is gone.
pub(crate) fn is_lost() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}

/// Hands a text to the person as a file.
pub(crate) fn download(name: &str, kind: &str, text: &str) {
    let _ = offer(name, kind, &text.into());
}

/// Hands bytes to the person as a file.
pub(crate) fn download_bytes(name: &str, kind: &str, bytes: &[u8]) {
    let _ = offer(name, kind, &js_sys::Uint8Array::from(bytes));
}

fn offer(name: &str, kind: &str, content: &JsValue) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_blob_sequence_and_options(&js_sys::Array::of1(content), &options)?;
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
        self.wait_for(set_timeout_with_handle(act, self.length));
    }

    /// Does not do what waits.
    pub(crate) fn stop(self) {
        self.wait_for(None);
    }

    fn wait_for(self, next: Option<TimeoutHandle>) {
        self.pending.update_value(|pending| {
            if let Some(earlier) = std::mem::replace(pending, next) {
                earlier.clear();
            }
        });
    }
}

/// Puts a text on the clipboard, then says whether that worked.
pub(crate) fn copy(text: &str, then: impl FnOnce(bool) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let copied = window.navigator().clipboard().write_text(text);
    wasm_bindgen_futures::spawn_local(async move {
        then(wasm_bindgen_futures::JsFuture::from(copied).await.is_ok());
    });
}
