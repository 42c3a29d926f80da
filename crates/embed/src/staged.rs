//! What `site/embed/player.js` loads, in a worker, when a reader asks what the instances tell each other.

#[cfg(target_family = "wasm")]
#[allow(unreachable_pub, reason = "what is exported to JavaScript must be public")]
mod element {
    use hotplate_embed::CONVERSATION_STYLE;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Who is going to tell whom what, before any script was run, as HTML without a style sheet.
    #[wasm_bindgen]
    pub fn stage(text: &str) -> String {
        hotplate_embed::stage(text)
    }

    /// The style sheet for exchanges in an element's shadow.
    #[wasm_bindgen]
    pub fn style() -> String {
        CONVERSATION_STYLE.to_owned()
    }
}

fn main() {}
