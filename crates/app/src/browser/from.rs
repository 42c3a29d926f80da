//! Templates that a link names, from wherever they lie.

use hotplate_link::Pointer;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/from.js")]
extern "C" {
    #[wasm_bindgen(js_name = askFor)]
    fn ask(address: &str, version: Option<&str>, file: Option<&str>, sha256: Option<&str>, told: &JsValue);
}

/// What has come of asking.
pub(crate) enum Brought {
    /// The template.
    Text(String),
    /// A link that names where it lies.
    Link(String),
    /// Nothing: why not.
    Fault(String),
}

/// Asks the host of a pointer, and nobody else.
pub(crate) fn ask_for(pointer: &Pointer, told: impl FnOnce(Brought) + 'static) {
    let told = Closure::once_into_js(move |kind: String, words: String| {
        told(match kind.as_str() {
            "text" => Brought::Text(words),
            "link" => Brought::Link(words),
            _ => Brought::Fault(words),
        });
    });
    let (version, file) =
        pointer.within.as_ref().map(|(version, file)| (version.as_str(), file.as_str())).unzip();
    ask(&pointer.address, version, file, pointer.sha256.as_deref(), &told);
}
