//! Runs an [`Engine`](hotplate_engine::Engine) in a Web Worker: each message is `Work` as bytes, each answer the
//! `Changes` that follow from it.
//!
//! A message that is no work is answered with a string that says so. The page ends an engine that takes too long.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        use hotplate_worker::port;

        port::fetch("./catalog.txt", |text| {
            // Without the catalog everything works but what single types ask for.
            let mut engine = hotplate_engine::Engine::new(&text.unwrap_or_default());
            port::open(move |bytes| engine.answer(bytes));
        });
    }
}
