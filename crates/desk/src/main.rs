//! Runs a [`Desk`](hotplate_desk::Desk) in a Web Worker: each message is an `Ask` as bytes, each answer the `Answer`.
//!
//! A message that is no errand is answered with a string that says so.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        use hotplate_agent::wire::{pack, unpack};
        use hotplate_cloud::Fetch;
        use hotplate_desk::{Ask, Desk};
        use hotplate_worker::port;

        port::fetch("./testbeds.json", |listed| {
            let page = js_sys::Reflect::get(&js_sys::global(), &"origin".into());
            let page = page.ok().and_then(|page| page.as_string()).unwrap_or_default();
            let desk = Desk::new(
                |by_relay| Fetch::new(by_relay, js_sys::Date::now),
                js_sys::Date::now,
                &listed.unwrap_or_default(),
                &page,
            );
            port::attend(desk, async |desk, bytes| {
                let ask: Ask = unpack(&bytes)?;
                Ok(pack(&desk.answer(ask).await))
            });
        });
    }
}
