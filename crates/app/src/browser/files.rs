//! Files that somebody drops on the page, or chooses.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/files.js")]
extern "C" {
    #[wasm_bindgen(js_name = listenForFiles)]
    fn listen(told: &Closure<dyn Fn(Vec<String>, Vec<String>, Vec<String>)>);

    /// Lets a person choose files, or a folder. They are told like those that are dropped.
    #[wasm_bindgen(js_name = chooseFiles)]
    pub(crate) fn choose_files(folder: bool);
}

/// From now on files that are dropped anywhere, or chosen, are told: those that are text, by name and in its order, and the
/// names of the others.
pub(crate) fn listen_for_files(told: impl Fn(Vec<(String, String)>, Vec<String>) + 'static) {
    let told = Closure::new(move |names: Vec<String>, texts: Vec<String>, refused: Vec<String>| {
        told(names.into_iter().zip(texts).collect(), refused);
    });
    listen(&told);
    // It is listened to as long as the page lives.
    told.forget();
}
