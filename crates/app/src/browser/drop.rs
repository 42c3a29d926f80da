//! Files dropped on the page.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/drop.js")]
extern "C" {
    #[wasm_bindgen(js_name = listenForFiles)]
    fn listen_for_files(dropped: &Closure<dyn Fn(Vec<String>, Vec<String>, Vec<String>)>);
}

/// From now on files that are dropped anywhere are told: those that are text, by name, and the names of the others.
pub(crate) fn listen_for_drops(dropped: impl Fn(Vec<(String, String)>, Vec<String>) + 'static) {
    let told = Closure::new(move |names: Vec<String>, texts: Vec<String>, refused: Vec<String>| {
        dropped(names.into_iter().zip(texts).collect(), refused);
    });
    listen_for_files(&told);
    // It is listened to as long as the page lives.
    told.forget();
}
