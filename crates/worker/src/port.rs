//! The worker's end of the message port.

use hotplate_worker::{READY, answer};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Takes messages from now on, and says so.
pub(crate) fn open() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let port = scope.clone();
    let take = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        let bytes = Uint8Array::new(&message.data()).to_vec();
        match answer(&bytes) {
            Ok(runs) => post(&port, &Uint8Array::from(runs.as_slice()).into()),
            Err(reason) => post(&port, &reason.into()),
        }
    });
    scope.set_onmessage(Some(take.as_ref().unchecked_ref()));
    // It lives as long as the worker does.
    take.forget();
    post(&scope, &READY.into());
}

fn post(scope: &DedicatedWorkerGlobalScope, message: &JsValue) {
    scope.post_message(message).unwrap_throw();
}
