//! The worker's end of the message port.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Response};

use crate::READY;

/// Takes messages from now on, and says so. Each is answered with bytes, or with a string that says what is wrong.
pub fn open(mut answer: impl FnMut(&[u8]) -> Result<Vec<u8>, String> + 'static) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let port = scope.clone();
    let take = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let bytes = Uint8Array::new(&message.data()).to_vec();
        match answer(&bytes) {
            Ok(bytes) => post(&port, &Uint8Array::from(bytes.as_slice()).into()),
            Err(reason) => post(&port, &reason.into()),
        }
    });
    scope.set_onmessage(Some(take.as_ref().unchecked_ref()));
    // It lives as long as the worker does.
    take.forget();
    post(&scope, &READY.into());
}

/// Takes messages from now on, and says so. Each is answered in its turn, after the one before, and may take its time.
pub fn attend<D: 'static>(
    desk: D,
    answer: impl AsyncFn(&mut D, Vec<u8>) -> Result<Vec<u8>, String> + 'static,
) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let (port, waiting) = (scope.clone(), Rc::new(RefCell::new(VecDeque::new())));
    // Whoever is at it has the desk, and the others find it gone.
    let (desk, answer) = (Rc::new(Cell::new(Some(desk))), Rc::new(answer));
    let take = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        waiting.borrow_mut().push_back(Uint8Array::new(&message.data()).to_vec());
        let Some(mut at_work) = desk.take() else { return };
        let (port, waiting, desk, answer) = (port.clone(), waiting.clone(), desk.clone(), answer.clone());
        wasm_bindgen_futures::spawn_local(async move {
            loop {
                let Some(bytes) = waiting.borrow_mut().pop_front() else { break };
                match answer(&mut at_work, bytes).await {
                    Ok(bytes) => post(&port, &Uint8Array::from(bytes.as_slice()).into()),
                    Err(reason) => post(&port, &reason.into()),
                }
            }
            desk.set(Some(at_work));
        });
    });
    scope.set_onmessage(Some(take.as_ref().unchecked_ref()));
    // It lives as long as the worker does.
    take.forget();
    post(&scope, &READY.into());
}

/// Fetches a text of the page's own site; `None` if it cannot be had.
pub fn fetch(path: &str, then: impl FnOnce(Option<String>) + 'static) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let answer = scope.fetch_with_str(path);
    wasm_bindgen_futures::spawn_local(async move {
        then(text_of(answer).await.ok().flatten());
    });
}

async fn text_of(answer: js_sys::Promise) -> Result<Option<String>, JsValue> {
    let response: Response = JsFuture::from(answer).await?.unchecked_into();
    if !response.ok() {
        return Ok(None);
    }
    Ok(JsFuture::from(response.text()?).await?.as_string())
}

fn post(scope: &DedicatedWorkerGlobalScope, message: &JsValue) {
    scope.post_message(message).unwrap_throw();
}
