//! What `site/embed/hot-plate.js` loads when a reader asks for the drawing.

#[cfg(target_family = "wasm")]
#[allow(unreachable_pub, reason = "what is exported to JavaScript must be public")]
mod element {
    use hotplate_embed::{Options, Theme, render, style_sheet};
    use wasm_bindgen::prelude::wasm_bindgen;

    /// The deployment graph of a template as SVG without a style sheet: a page's policy may forbid it.
    #[wasm_bindgen]
    pub fn draw(text: &str, folded: bool) -> String {
        render(text, &Options { theme: Theme::Host, folded })
    }

    /// The style sheet for drawings in an element's shadow.
    #[wasm_bindgen]
    pub fn style() -> String {
        style_sheet(":host")
    }
}

fn main() {}
