//! Things that are done later.

use std::time::Duration;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/time.js")]
extern "C" {
    /// Ends this task: what follows is done in another, after a key or a picture that waits.
    pub(crate) async fn breathe();
}

/// Something that is going to be done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimeoutHandle(i32);

impl TimeoutHandle {
    /// Does not do it.
    pub(crate) fn clear(self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.0);
        }
    }
}

/// Does something after a while.
pub(crate) fn set_timeout(act: impl FnOnce() + 'static, after: Duration) {
    timeout(Box::new(act), after);
}

/// Does something after a while, unless it is cleared before. `None` if the browser refuses.
pub(crate) fn set_timeout_with_handle(
    act: impl FnOnce() + 'static,
    after: Duration,
) -> Option<TimeoutHandle> {
    timeout(Box::new(act), after)
}

fn timeout(act: Box<dyn FnOnce()>, after: Duration) -> Option<TimeoutHandle> {
    let milliseconds = i32::try_from(after.as_millis()).unwrap_or(i32::MAX);
    let act = Closure::once_into_js(act);
    let id = web_sys::window()?
        .set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), milliseconds);
    id.ok().map(TimeoutHandle)
}

/// Does something once the next picture has been made ready.
pub(crate) fn request_animation_frame(act: impl FnOnce() + 'static) {
    let act: Box<dyn FnOnce()> = Box::new(act);
    if let Some(window) = web_sys::window() {
        // Refused only for what is no function.
        let _ = window.request_animation_frame(Closure::once_into_js(act).unchecked_ref());
    }
}

/// Seconds since 1970 began in UTC.
pub(crate) fn seconds() -> i64 {
    (js_sys::Date::now() / 1000.0) as i64
}

/// What a field for a local date and time says, in seconds since 1970 began in UTC.
pub(crate) fn local_seconds(text: &str) -> Option<i64> {
    let milliseconds = js_sys::Date::parse(text);
    milliseconds.is_finite().then_some((milliseconds / 1000.0) as i64)
}

/// A time as a field for a local date and time says it: `2026-12-01T09:00`.
pub(crate) fn local_minute(seconds: i64) -> String {
    let date = date(seconds);
    // The field wants local time in the form in which only UTC can be written.
    let shifted = seconds - (date.get_timezone_offset() * 60.0) as i64;
    written(shifted)
}

/// A time in UTC: `2026-12-01 09:00`.
pub(crate) fn utc_minute(seconds: i64) -> String {
    written(seconds).replace('T', " ")
}

fn date(seconds: i64) -> js_sys::Date {
    js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(seconds as f64 * 1000.0))
}

fn written(seconds: i64) -> String {
    // A time that there is not would throw.
    let seconds = seconds.clamp(-8_640_000_000_000, 8_640_000_000_000);
    let text = String::from(date(seconds).to_iso_string());
    text.get(..16).unwrap_or_default().to_owned()
}
