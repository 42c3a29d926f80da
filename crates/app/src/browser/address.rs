//! The page's address: the link in its fragment, which no server ever sees.
//!
//! The address is only ever replaced, so that Back leads to where a person came from. What the page has put there
//! itself is noted for this tab: after a reload it is the draft that is opened, which knows more than its link.

use hotplate_link::is_link;

use super::storage::{keep_own_address, own_address};

/// What stands before the name of a sample in an address.
const SAMPLE: &str = "#sample=";

fn fragment() -> Option<String> {
    web_sys::window()?.location().hash().ok()
}

/// The link in the address, if there is one.
pub(crate) fn linked() -> Option<String> {
    fragment().filter(|fragment| is_link(fragment))
}

/// The sample that the address names, if it names one.
pub(crate) fn sampled() -> Option<String> {
    fragment()?.strip_prefix(SAMPLE).map(str::to_owned)
}

/// The link with which somebody came: one that the page has not put there itself.
pub(crate) fn arriving() -> Option<String> {
    linked().filter(|link| own_address().as_ref() != Some(link))
}

/// Notes the address as the page's own.
pub(crate) fn adopt(link: &str) {
    keep_own_address(link);
}

/// Puts a link into the address, or takes it out.
pub(crate) fn put(link: Option<&str>) {
    keep_own_address(link.unwrap_or_default());
    let Some(window) = web_sys::window() else { return };
    let url = bare() + link.unwrap_or_default();
    if let Ok(history) = window.history() {
        // Refused only for an address of another page, and where it is done too often: the next change does it again.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url));
    }
}

/// The page's address without a fragment.
pub(crate) fn bare() -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}
