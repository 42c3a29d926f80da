//! The lines between the members of an open box: who waits for whom there. They run down a gutter on the left, for the
//! members stand one below the other, as they are created.

use hotplate_plan::{Plan, ResourceId};

use super::{edges, words};
use crate::{Class, Point, Shape, Target, Tone};

/// The width of a lane, and what lies between the innermost and the boxes.
const LANE: f64 = 10.0;
const ARROW: f64 = 14.0;
/// The length of an arrow head, and half its width.
const HEAD: (f64, f64) = (8.0, 4.0);
const BEND: f64 = 6.0;
/// How far above and below its middle lines end and begin at a box; where several end, and how many of them apart.
const APART: f64 = 6.0;
const STEP: f64 = 7.0;
const STEPS: usize = 2;
/// More lanes than these would be a thicket: the boxes say in words what they wait for.
const LANES: usize = 6;

/// A line from one member to another below it.
pub(super) struct Link {
    /// The positions of the one that is awaited, and of the one that waits.
    pub(super) tail: usize,
    pub(super) head: usize,
    lane: usize,
    /// How many others end below it at the same box.
    above: usize,
    tone: Tone,
    target: Target,
    label: String,
}

/// The lines between these members. What starts at the same member runs in the same lane.
pub(super) fn links(plan: &Plan, members: &[ResourceId]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (head, &id) in members.iter().enumerate() {
        let first = links.len();
        for to in plan.stack.awaited(&plan.stack[id]) {
            let Some(tail) = members[..head].iter().position(|&id| id == to) else { continue };
            let (tone, why) = reason(plan, id, to);
            let label =
                format!("{} waits for {}: {why}", words::name(&plan.stack[id]), words::name(&plan.stack[to]));
            let (above, target) = (links.len() - first, Target::Dependency(id, to));
            links.push(Link { tail, head, lane: 0, above, tone, target, label });
        }
    }
    let mut ends = vec![0; members.len()];
    links.iter().for_each(|link| ends[link.tail] = link.head.max(ends[link.tail]));
    let mut lanes: Vec<usize> = Vec::new();
    let mut lane_of = vec![0; members.len()];
    for (tail, &end) in ends.iter().enumerate().filter(|(_, end)| **end > 0) {
        let lane = lanes.iter().position(|&taken| taken <= tail).unwrap_or(lanes.len());
        if lane == lanes.len() {
            lanes.push(0);
        }
        lanes[lane] = end;
        lane_of[tail] = lane;
    }
    if lanes.len() > LANES {
        return Vec::new();
    }
    links.iter_mut().for_each(|link| link.lane = lane_of[link.tail]);
    links
}

/// The colour of a dependency among members, and the word for it; those of a chain are just in order.
fn reason(plan: &Plan, from: ResourceId, to: ResourceId) -> (Tone, String) {
    let order = plan.order_of(&plan.stack[from]);
    let dependency = order.and_then(|(graph, _)| graph.dependency(from, to));
    let reasons = dependency.and_then(|dependency| Some((dependency, dependency.reasons.first()?)));
    match reasons {
        Some((dependency, reason)) => edges::reading(plan, dependency, reason),
        None => (Tone::Order, "one after the other".to_owned()),
    }
}

/// The width of the gutter that lines need.
pub(super) fn gutter(links: &[Link]) -> f64 {
    links.iter().map(|link| link.lane + 1).max().map_or(0.0, |lanes| lanes as f64 * LANE + ARROW)
}

impl Link {
    /// The line between boxes whose left sides stand at `x`, and whose middles at these heights.
    pub(super) fn draw(&self, x: f64, from: f64, to: f64) -> Shape {
        let above = self.above.min(STEPS) as f64 * STEP;
        let (start, tip) = (Point::new(x, from + APART), Point::new(x, to - APART - above));
        let lane = x - ARROW - (self.lane as f64 + 0.5) * LANE;
        let bend = BEND.min((tip.y - start.y) / 2.0);
        let level = |point: Point| Point::new(lane + BEND, point.y);
        let corner = |point: Point| Point::new(lane, point.y);
        let end = tip.moved(1.0 - HEAD.0, 0.0);
        let mut line = vec![start];
        let mut go = |one: Point, two: Point, end: Point| line.extend([one, two, end]);
        go(start, level(start), level(start));
        go(corner(start), corner(start), corner(start).moved(0.0, bend));
        go(corner(start).moved(0.0, bend), corner(tip).moved(0.0, -bend), corner(tip).moved(0.0, -bend));
        go(corner(tip), corner(tip), level(tip));
        go(level(tip), end, end);
        let [one, two] = [-HEAD.1, HEAD.1].map(|aside| tip.moved(-HEAD.0, aside));
        Shape::Group {
            target: self.target.clone(),
            label: self.label.clone(),
            shapes: vec![
                Shape::Path { points: line, class: Class::Edge(self.tone) },
                Shape::Path {
                    points: vec![tip, tip, one, one, one, two, two, two, tip, tip],
                    class: Class::Head(self.tone),
                },
            ],
        }
    }
}
