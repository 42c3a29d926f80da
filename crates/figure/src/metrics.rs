//! How wide a text is, without a font at hand.

/// The width in pixels of a text at a font size, a little generous.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    text.chars().count() as f64 * size * 0.56
}
