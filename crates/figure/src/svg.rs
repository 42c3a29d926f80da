//! A scene as an SVG file: no scripts, nothing from elsewhere.

use crate::{Point, Scene};

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

/// The `d` of an SVG path: the start, then three points for each curve.
pub fn path_data(points: &[Point]) -> String {
    let Some((start, curves)) = points.split_first() else { return String::new() };
    let mut data = format!("M{} {}", start.x, start.y);
    for curve in curves.chunks_exact(3) {
        data.push('C');
        for point in curve {
            data.push_str(&format!("{} {} ", point.x, point.y));
        }
    }
    data
}
