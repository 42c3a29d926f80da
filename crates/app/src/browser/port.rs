//! The page's end of the message port to a worker.

use hotplate_worker::READY;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, MessageEvent, Worker};

/// What a worker says.
pub(crate) enum Heard {
    /// It can be given messages.
    Ready,
    /// The answer to the message before.
    Answer(Vec<u8>),
    /// It did not start, it stopped, or it did not understand.
    Fault,
}

/// A worker; dropping this ends it.
pub(crate) struct Port {
    worker: Worker,
    _heard: Closure<dyn Fn(MessageEvent)>,
    _failed: Closure<dyn Fn(Event)>,
}

impl Port {
    /// Listens to a worker.
    pub(crate) fn new(worker: Worker, hear: impl Fn(Heard) + Clone + 'static) -> Self {
        let fault = hear.clone();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            hear(match data.as_string() {
                Some(word) if word == READY => Heard::Ready,
                Some(_) => Heard::Fault,
                None => Heard::Answer(Uint8Array::new(&data).to_vec()),
            });
        });
        let failed = Closure::<dyn Fn(Event)>::new(move |_| fault(Heard::Fault));
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        Self { worker, _heard: heard, _failed: failed }
    }

    /// Gives it a message; `false` if it cannot be given any.
    pub(crate) fn post(&self, bytes: &[u8]) -> bool {
        self.worker.post_message(&Uint8Array::from(bytes)).is_ok()
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
