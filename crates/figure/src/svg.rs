//! A scene as an SVG file: no scripts, nothing from elsewhere.

use crate::Scene;

/// The colours of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// Whichever the reader's system asks for.
    Auto,
}

/// Writes a scene.
pub fn svg(scene: &Scene, theme: Theme) -> String {
    let _ = (scene, theme);
    String::new()
}
