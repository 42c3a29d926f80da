//! Has Python played: scripts as messages to a frame that reaches nothing, replies back. The frame is kept by
//! `python.js`.

use hotplate_agent::Reply;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/python.js")]
extern "C" {
    #[wasm_bindgen(js_name = openPython)]
    fn open_python(hear: Closure<dyn Fn(String, String)>);
    #[wasm_bindgen(js_name = playPython)]
    fn play_python(message: &str, exactly: bool);
}

/// What the frame's keeper says.
pub(super) enum Heard {
    /// The script itself begins.
    Begun,
    /// The engine is being fetched: the bytes that have come, `None` once all have.
    Loading(Option<u32>),
    /// What came of the script.
    Reply(Reply),
}

/// Listens to the engine from now on.
pub(super) fn open(hear: impl Fn(Heard) + 'static) {
    open_python(Closure::new(move |kind: String, text: String| {
        hear(match kind.as_str() {
            "loading" => Heard::Loading(Some(text.parse().unwrap_or_default())),
            "begun" => Heard::Begun,
            "loaded" => Heard::Loading(None),
            "said" => Heard::Reply(Reply::Said(text)),
            "stopped" => Heard::Reply(Reply::Stopped(text)),
            _ => Heard::Reply(Reply::None(text)),
        });
    }));
}

/// Has a script played, by the exact engine if it is for Python 3 and that is wanted; there must be no other.
pub(super) fn play(message: &str, exactly: bool) {
    play_python(message, exactly);
}
