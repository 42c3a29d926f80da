//! Which part of a drawing is on the stage, and how large.

use hotplate_figure::{Point, Rect, Size, decimal};

/// A view onto a drawing: a point of the scene stands at `scale * point + offset` on the stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Camera {
    /// Stage pixels for each pixel of the scene.
    pub(crate) scale: f64,
    /// Where the scene's origin stands on the stage.
    pub(crate) offset: Point,
}

/// Room left free around the drawing; more below, where legend and buttons stand.
const MARGIN: f64 = 16.0;
const BELOW: f64 = 52.0;

/// Text smaller than this share of its size is hard to read: the first view shows less instead.
const LEGIBLE: f64 = 0.62;

const LEAST: f64 = 0.08;
const MOST: f64 = 3.0;
/// A small drawing is not blown up.
const FULL: f64 = 1.1;

impl Camera {
    /// The whole scene, centred.
    pub(crate) fn fit(scene: Size, stage: Size) -> Self {
        Self::centred(scene, stage, fitting(scene, stage))
    }

    /// The whole scene if its text stays legible; otherwise its beginning.
    pub(crate) fn start(scene: Size, stage: Size) -> Self {
        let scale = fitting(scene, stage).max(LEGIBLE.min(FULL));
        let centred = Self::centred(scene, stage, scale);
        Self { scale, offset: Point { x: centred.offset.x.max(MARGIN), y: centred.offset.y.max(MARGIN) } }
    }

    fn centred(scene: Size, stage: Size, scale: f64) -> Self {
        let x = (stage.width - scene.width * scale) / 2.0;
        let y = ((stage.height - BELOW + MARGIN - scene.height * scale) / 2.0)
            .max(MARGIN.min(stage.height / 2.0));
        Self { scale, offset: Point { x, y } }
    }

    /// Larger or smaller by a factor, while the point of the stage keeps what stands there.
    #[must_use]
    pub(crate) fn zoomed(self, factor: f64, at: Point) -> Self {
        let scale = (self.scale * factor).clamp(LEAST, MOST);
        let ratio = scale / self.scale;
        let keep = |at: f64, offset: f64| at - (at - offset) * ratio;
        Self { scale, offset: Point { x: keep(at.x, self.offset.x), y: keep(at.y, self.offset.y) } }
    }

    /// Moved by stage pixels.
    #[must_use]
    pub(crate) fn panned(self, x: f64, y: f64) -> Self {
        Self { offset: Point { x: self.offset.x + x, y: self.offset.y + y }, ..self }
    }

    /// Moved as little as brings a part of the scene onto the stage.
    #[must_use]
    pub(crate) fn revealing(self, part: Rect, stage: Size) -> Self {
        let shift = |start: f64, length: f64, offset: f64, room: f64| {
            let (low, high) = (start * self.scale + offset, (start + length) * self.scale + offset);
            if low < MARGIN {
                MARGIN - low
            } else if high > room - MARGIN {
                (room - MARGIN - high).max(MARGIN - low)
            } else {
                0.0
            }
        };
        let x = shift(part.origin.x, part.size.width, self.offset.x, stage.width);
        let y = shift(part.origin.y, part.size.height, self.offset.y, stage.height - BELOW + MARGIN);
        self.panned(x, y)
    }

    /// As the value of an SVG `transform`.
    pub(crate) fn transform(self) -> String {
        let [x, y] = [self.offset.x, self.offset.y].map(|length| decimal(length, 2));
        ["translate(", &x, " ", &y, ") scale(", &decimal(self.scale, 4), ")"].concat()
    }
}

fn fitting(scene: Size, stage: Size) -> f64 {
    let ratio = |room: f64, length: f64| if length > 0.0 { room / length } else { FULL };
    let across = ratio(stage.width - 2.0 * MARGIN, scene.width);
    let down = ratio(stage.height - MARGIN - BELOW, scene.height);
    across.min(down).clamp(LEAST, FULL)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGE: Size = Size { width: 800.0, height: 600.0 };

    fn size(width: f64, height: f64) -> Size {
        Size { width, height }
    }

    #[test]
    fn a_wide_scene_fits_across() {
        let camera = Camera::fit(size(1536.0, 300.0), STAGE);
        assert_eq!((camera.scale, camera.offset.x), (0.5, MARGIN));
        assert_eq!(Camera::fit(size(10.0, 10.0), STAGE).scale, FULL);
        assert!(Camera::fit(Size::default(), Size::default()).scale > 0.0);
    }

    #[test]
    fn the_first_view_stays_legible_and_begins_at_the_beginning() {
        let camera = Camera::start(size(5000.0, 300.0), STAGE);
        assert_eq!((camera.scale, camera.offset.x), (LEGIBLE, MARGIN));
        assert_eq!(Camera::start(size(700.0, 300.0), STAGE), Camera::fit(size(700.0, 300.0), STAGE));
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let at = Point { x: 100.0, y: 50.0 };
        let before = Camera { scale: 1.0, offset: Point { x: 20.0, y: 10.0 } };
        let after = before.zoomed(2.0, at);
        let under = |camera: Camera| {
            ((at.x - camera.offset.x) / camera.scale, (at.y - camera.offset.y) / camera.scale)
        };
        assert_eq!(under(before), under(after));
        assert_eq!(before.zoomed(100.0, at).scale, MOST);
        assert_eq!(before.zoomed(0.0, at).scale, LEAST);
    }

    #[test]
    fn revealing_moves_only_what_is_outside() {
        let camera = Camera { scale: 1.0, offset: Point::default() };
        let rect = |x: f64, y: f64| Rect { origin: Point { x, y }, size: size(100.0, 50.0) };
        assert_eq!(camera.revealing(rect(200.0, 200.0), STAGE), camera);
        assert_eq!(camera.revealing(rect(900.0, 200.0), STAGE).offset, Point { x: -216.0, y: 0.0 });
        assert_eq!(camera.revealing(rect(-300.0, 200.0), STAGE).offset, Point { x: 316.0, y: 0.0 });
    }
}
