//! Has Python played: scripts as messages to a frame that reaches nothing, replies back. The frame is kept by
//! `python.js`.

use hotplate_agent::Reply;
use wasm_bindgen::prelude::*;

use crate::workspace::Fetch;

#[wasm_bindgen(module = "/src/browser/python.js")]
extern "C" {
    #[wasm_bindgen(js_name = openPython)]
    fn open_python(hear: Closure<dyn Fn(String, String)>);
    #[wasm_bindgen(js_name = leavePython)]
    fn leave_python();
    #[wasm_bindgen(js_name = playPython)]
    fn play_python(message: &str, exactly: bool);
}

/// What the frame's keeper says.
pub(super) enum Heard {
    /// The script itself begins.
    Begun,
    /// The engine is being fetched: how far, `None` once it has come.
    Loading(Option<Fetch>),
    /// What came of the script.
    Reply(Reply),
}

/// Listens to the engine from now on.
pub(super) fn open(hear: impl Fn(Heard) + 'static) {
    open_python(Closure::new(move |kind: String, text: String| {
        hear(match kind.as_str() {
            "loading" => Heard::Loading(Some(Fetch::Come(text.parse().unwrap_or_default()))),
            "unreachable" => Heard::Loading(Some(Fetch::Unreachable)),
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

/// Waits no longer for an engine that has not come yet.
pub(super) fn leave() {
    leave_python();
}
