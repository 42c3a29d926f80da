//! What a person sees if the page stops: a bar made without Leptos, which by then cannot be relied on.

use std::panic::{PanicHookInfo, set_hook};

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// From now on a panic leaves a bar above the page that offers to reload it.
pub(crate) fn catch_panics() {
    set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        console_error_panic_hook::hook(info);
        let _ = show_bar();
    }));
}

const ID: &str = "stopped";

fn show_bar() -> Result<(), JsValue> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return Ok(()) };
    let Some(body) = document.body() else { return Ok(()) };
    if document.get_element_by_id(ID).is_some() {
        return Ok(());
    }
    let bar = document.create_element("div")?;
    bar.set_id(ID);
    bar.set_attribute("role", "alert")?;
    let words = document.create_element("p")?;
    words.set_text_content(Some("Hotplate stopped. Your text is kept in this browser."));
    let button = document.create_element("button")?;
    button.set_text_content(Some("Reload"));
    button.set_attribute("type", "button")?;
    let reload = Closure::<dyn Fn()>::new(|| {
        if let Some(window) = web_sys::window() {
            let _ = window.location().reload();
        }
    });
    button.add_event_listener_with_callback("click", reload.as_ref().unchecked_ref())?;
    reload.forget();
    bar.append_with_node_2(&words, &button)?;
    body.prepend_with_node_1(&bar)?;
    Ok(())
}
