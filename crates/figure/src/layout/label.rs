//! A spot for every label: on its edge, in the gutter before the arrow head, clear of every other label.

use super::lanes::Items;
use super::route::label_gutter;
use super::{Graph, Route};
use crate::sorted::entry;
use crate::{Point, Rect, Size};

/// How much of the gutter labels leave free at its left and at its right, where arrow heads are.
const MARGIN: (f64, f64) = (3.0, 12.0);
/// Where along the curve a label may stand, the best first.
const SPOTS: [f64; 11] = [0.5, 0.58, 0.42, 0.66, 0.34, 0.74, 0.26, 0.82, 0.18, 0.9, 0.1];
/// The height of the strips by which labels are found again.
const STRIP: f64 = 32.0;

/// Edges of one box and one kind that say the same before the same column: from so many on, it is said once.
const SAME: usize = 3;

/// Places the labels. One that finds no spot is left out.
pub(super) fn place_labels(
    graph: &Graph,
    items: &Items,
    columns: &[(f64, f64)],
    size: Size,
    routes: &mut [Route],
) {
    // What each edge says, the gutter first: those that say the same stand together.
    let mut sayings = Vec::new();
    for (index, edge) in graph.edges.iter().enumerate() {
        let gutter = label_gutter(&items.ways[index], items);
        if let (Some(label), Some(gutter)) = (edge.label, gutter) {
            sayings.push(([gutter, edge.tail, usize::from(edge.kind), label.word], index));
        }
    }
    sayings.sort_unstable();
    let (mut taken, mut last) = (Taken::default(), 0);
    for edges in sayings.chunk_by(|(one, _), (other, _)| one == other) {
        let column = edges[0].0[0];
        if column != last {
            (taken, last) = (Taken::default(), column);
        }
        let (x, width) = columns[column];
        let (left, right) = (x + width, columns.get(column + 1).map_or(size.width, |next| next.0));
        let gutter = Rect::new(left + MARGIN.0, 0.0, right - left - MARGIN.0 - MARGIN.1, size.height);
        let once = edges.len() >= SAME;
        for &(_, edge) in edges {
            let (Some(label), Some(curve)) =
                (graph.edges[edge].label, curve_in(&routes[edge].line, left, right))
            else {
                continue;
            };
            let plate = SPOTS
                .iter()
                .filter_map(|&along| plate_at(bezier(curve, along), label.size, &gutter))
                .find(|rect| taken.take(rect));
            routes[edge].label = plate;
            if once && plate.is_some() {
                break;
            }
        }
    }
}

/// The curve of a line that lies between these two; the one that falls most.
fn curve_in(line: &[Point], left: f64, right: f64) -> Option<&[Point]> {
    let fall = |curve: &[Point]| (curve[3].y - curve[0].y).abs();
    line.windows(4)
        .step_by(3)
        .filter(|curve| [curve[0], curve[3]].iter().all(|end| left <= end.x && end.x <= right))
        .max_by(|a, b| fall(a).total_cmp(&fall(b)))
}

/// The point of a cubic curve at a part of its way.
pub(super) fn bezier(curve: &[Point], t: f64) -> Point {
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    let sum =
        |axis: fn(&Point) -> f64| curve.iter().zip(weights).map(|(point, weight)| axis(point) * weight).sum();
    Point::new(sum(|point| point.x), sum(|point| point.y))
}

/// A plate with its middle at a point, moved sideways into the gutter; `None` if it does not fit.
fn plate_at(middle: Point, plate: Size, gutter: &Rect) -> Option<Rect> {
    let room = gutter.size.width - plate.width;
    let left = (middle.x - plate.width / 2.0 - gutter.left()).clamp(0.0, room.max(0.0)) + gutter.left();
    let rect = Rect::new(left.round(), (middle.y - plate.height / 2.0).round(), plate.width, plate.height);
    (room >= 0.0 && gutter.top() <= rect.top() && rect.bottom() <= gutter.bottom()).then_some(rect)
}

/// The plates that have been placed in a gutter.
#[derive(Default)]
struct Taken {
    strips: Vec<(i64, Vec<Rect>)>,
}

impl Taken {
    /// Takes a rectangle's place, unless another has a part of it.
    fn take(&mut self, rect: &Rect) -> bool {
        let strips = (rect.top() / STRIP).floor() as i64..=(rect.bottom() / STRIP).floor() as i64;
        let free = strips.clone().all(|strip| {
            let taken = &*entry(&mut self.strips, strip);
            !taken.iter().any(|other| other.overlaps(rect))
        });
        if free {
            for strip in strips {
                entry(&mut self.strips, strip).push(*rect);
            }
        }
        free
    }
}
