//! Things that are done later.

use std::time::Duration;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

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
