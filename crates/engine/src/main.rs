//! Runs an [`Engine`](hotplate_engine::Engine) in a Web Worker: each message is `Work` as bytes, each answer the
//! `Changes` that follow from it.
//!
//! A message that is no work is answered with a string that says so. The page ends an engine that takes too long.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        let mut engine = hotplate_engine::Engine::default();
        hotplate_worker::port::open(move |bytes| engine.answer(bytes));
    }
}
