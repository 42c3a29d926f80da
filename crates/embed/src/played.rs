//! What `site/embed/hot-plate.js` loads when a reader asks what the instances tell each other.

#[cfg(target_family = "wasm")]
#[allow(unreachable_pub, reason = "what is exported to JavaScript must be public")]
mod element {
    use hotplate_embed::CONVERSATION_STYLE;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// The exchange of a template, played on simulated instances, as HTML without a style sheet.
    #[wasm_bindgen]
    pub fn play(text: &str) -> String {
        hotplate_embed::play(text)
    }

    /// The style sheet for exchanges in an element's shadow.
    #[wasm_bindgen]
    pub fn style() -> String {
        CONVERSATION_STYLE.to_owned()
    }
}

fn main() {}
