//! The graph as a picture in dots.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/png.js")]
extern "C" {
    /// Hands out an SVG text as a PNG file.
    #[wasm_bindgen(js_name = savePng)]
    pub(crate) fn save_png(svg: &str, name: &str);
}
