//! Where on the side of its box each edge begins and ends.
//!
//! Edges that share a lane share the port where they leave; each arrow head has a port of its own, as long as there is
//! room. Ports stand in the order of the items they lead to, so that edges do not cross right beside a box.

use super::Graph;
use super::lanes::{Items, Way};
use super::order::Ordering;
use crate::sorted::entry;

/// The largest distance between two ports.
const APART: f64 = 16.0;
/// The smallest; if that is not enough, edges of one kind share.
const CLOSE: f64 = 7.0;
/// What stays free at both ends of a side.
const CORNER: f64 = 12.0;

/// Arrows beyond which a box does not grow any more.
const MANY: usize = 8;

/// The height that a box should have so that so many arrows can enter it, each with its label.
pub(crate) fn height_for(arrows: usize) -> f64 {
    2.0 * CORNER + APART * arrows.clamp(1, MANY) as f64 - APART
}

/// Where each way begins and ends.
pub(super) struct Ports {
    /// For each way the height of its left and its right end, below the middle of their boxes.
    pub(super) ends: Vec<[f64; 2]>,
    sides: Vec<Side>,
}

/// The ports on one side of a box, from top to bottom.
struct Side {
    item: usize,
    /// How far they are apart.
    apart: f64,
    ports: Vec<Port>,
}

/// What leaves or enters at one port.
#[derive(Default)]
struct Port {
    /// The sum of the positions that it leads to, to be divided by the number of ends.
    towards: f64,
    kind: u8,
    /// Ways, and which of their ends.
    ends: Vec<(usize, usize)>,
}

/// Finds the ports of every way, in the middle of their sides.
pub(super) fn ports(items: &Items, ordering: &Ordering, graph: &Graph) -> Ports {
    // By box and side; on each by what shares a port: the kind, and the way if it does not share.
    let mut sides: Vec<Vec<((u8, usize), Port)>> = Vec::new();
    sides.resize_with(2 * items.boxes, Vec::new);
    for (index, way) in items.ways.iter().enumerate() {
        let kind = graph.edges[index].kind;
        for end in [0, 1] {
            let (own, _) = way.end(end);
            let is_head = (end == 1) != way.backwards;
            let right_side = end == 0 || way.returns;
            let sharer = if is_head || way.returns { 2 * index + end + 1 } else { 0 };
            let port = entry(&mut sides[2 * own + usize::from(right_side)], (kind, sharer));
            port.kind = kind;
            port.towards += towards(items, ordering, way, end);
            port.ends.push((index, end));
        }
    }
    let mut ports = Ports { ends: vec![[0.0; 2]; items.ways.len()], sides: Vec::with_capacity(sides.len()) };
    for (number, side) in sides.into_iter().enumerate().filter(|(_, side)| !side.is_empty()) {
        let item = number / 2;
        let room = room(items, item);
        let mut side: Vec<Port> = side.into_iter().map(|(_, port)| port).collect();
        if side.len() > 1 && room / (side.len() - 1) as f64 <= CLOSE {
            side = by_kind(side);
        }
        side.sort_by(|a, b| {
            (a.towards / a.ends.len() as f64)
                .total_cmp(&(b.towards / b.ends.len() as f64))
                .then(a.kind.cmp(&b.kind))
        });
        let gaps = (side.len() - 1) as f64;
        let apart = if gaps > 0.0 { (room / gaps).min(APART) } else { 0.0 };
        for (number, port) in side.iter().enumerate() {
            for &(way, end) in &port.ends {
                ports.ends[way][end] = (number as f64 - gaps / 2.0) * apart;
            }
        }
        ports.sides.push(Side { item, apart, ports: side });
    }
    ports
}

/// What of the side of a box ports may use.
fn room(items: &Items, item: usize) -> f64 {
    (items.cells[item].1 - 2.0 * CORNER).max(0.0)
}

/// How far a port moves at most so that its edge runs level.
const MOVE: f64 = 24.0;

/// Moves ports along their sides, now that everything has its height, so that edges that were almost level are.
pub(super) fn level(items: &Items, ports: &mut Ports, centres: &[f64]) {
    for side in &ports.sides {
        let last = (side.ports.len() - 1) as f64;
        let slack = room(items, side.item) / 2.0;
        let mut lowest = f64::NEG_INFINITY;
        for (number, port) in side.ports.iter().enumerate() {
            let Some(&(way, end)) = port.ends.first() else { continue };
            let own = ports.ends[way][end];
            let fall = |&(way, end): &(usize, usize)| {
                let (_, next) = items.ways[way].end(end);
                let other = if items.ways[way].items.len() == 2 { ports.ends[way][1 - end] } else { 0.0 };
                centres[next] + other - centres[side.item] - own
            };
            // Of the edges that share the port, the one that is nearest to level.
            let falls = port.ends.iter().filter(|(way, _)| !items.ways[*way].returns).map(fall);
            let nearest = falls.min_by(|a, b| a.abs().total_cmp(&b.abs())).filter(|fall| fall.abs() <= MOVE);
            let (top, bottom) =
                (number as f64 * side.apart - slack, slack - (last - number as f64) * side.apart);
            let moved = (own + nearest.unwrap_or(0.0)).clamp(top, bottom.max(top)).max(lowest);
            lowest = moved + side.apart;
            for &(way, end) in &port.ends {
                ports.ends[way][end] = moved;
            }
        }
    }
}

/// Where the end of a way leads to, for the order of the ports.
fn towards(items: &Items, ordering: &Ordering, way: &Way, end: usize) -> f64 {
    let (own, next) = way.end(end);
    let [own, next] = [own, next].map(|item| ordering.position[item] as f64);
    let beyond_all = items.cells.len() as f64;
    match way.returns {
        true if own == next => [-1.0, beyond_all][end],
        true => {
            if next < own {
                -1.0
            } else {
                beyond_all
            }
        }
        false => next,
    }
}

fn by_kind(side: Vec<Port>) -> Vec<Port> {
    let mut kinds: Vec<(u8, Port)> = Vec::new();
    for port in side {
        let shared = entry(&mut kinds, port.kind);
        shared.kind = port.kind;
        shared.towards += port.towards;
        shared.ends.extend(port.ends);
    }
    kinds.into_iter().map(|(_, port)| port).collect()
}
