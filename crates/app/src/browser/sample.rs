//! Samples of the gallery, from the page's own site.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/sample.js")]
extern "C" {
    #[wasm_bindgen(js_name = fetchSample)]
    fn fetch(name: &str, told: &JsValue);
}

/// Fetches a sample by its file's name; `None` if it cannot be had.
pub(crate) fn fetch_sample(name: &str, told: impl FnOnce(Option<String>) + 'static) {
    fetch(name, &Closure::once_into_js(told));
}
