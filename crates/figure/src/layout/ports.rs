//! Where on the side of its box each edge begins and ends.
//!
//! Edges that share a lane share the port where they leave; each arrow head has a port of its own, as long as there is
//! room. Ports stand in the order of the items they lead to, so that edges do not cross right beside a box.

use std::collections::BTreeMap;

use super::Graph;
use super::lanes::Items;
use super::order::Ordering;

/// The largest distance between two ports.
const APART: f64 = 16.0;
/// The smallest; if that is not enough, edges of one kind share.
const CLOSE: f64 = 7.0;
/// What stays free at both ends of a side.
const CORNER: f64 = 12.0;

/// For each way the height of its left and its right end, below the middle of their boxes.
pub(super) type Ports = Vec<[f64; 2]>;

/// What leaves or enters at one port.
#[derive(Default)]
struct Port {
    /// The sum of the positions that it leads to, to be divided by the number of ends.
    towards: f64,
    kind: u8,
    ends: Vec<(usize, usize)>,
}

/// Finds the ports of every way.
pub(super) fn ports(items: &Items, ordering: &Ordering, graph: &Graph) -> Ports {
    // By box and side, then by what shares a port: the kind, and the way if it does not share.
    let mut sides: BTreeMap<(usize, bool), BTreeMap<(u8, usize), Port>> = BTreeMap::new();
    for (index, way) in items.ways.iter().enumerate() {
        let kind = graph.edges[index].kind;
        let last = way.items.len() - 1;
        for end in [0, 1] {
            let (own, next) = if end == 0 { (0, 1) } else { (last, last - 1) };
            let is_head = (end == 1) != way.backwards;
            let right_side = end == 0 || way.returns;
            let sharer = if is_head || way.returns { index + 1 } else { 0 };
            let side = sides.entry((way.items[own], right_side)).or_default();
            let port = side.entry((kind, sharer)).or_default();
            port.kind = kind;
            port.towards += towards(items, ordering, way.items[own], way.items[next], way.returns);
            port.ends.push((index, end));
        }
    }
    let mut ports = vec![[0.0; 2]; items.ways.len()];
    for ((item, _), side) in sides {
        let room = (items.cells[item].1 - 2.0 * CORNER).max(0.0);
        let mut side: Vec<Port> = side.into_values().collect();
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
                ports[way][end] = (number as f64 - gaps / 2.0) * apart;
            }
        }
    }
    ports
}

fn towards(items: &Items, ordering: &Ordering, own: usize, next: usize, returns: bool) -> f64 {
    let position = ordering.position[next] as f64;
    let below = position >= ordering.position[own] as f64;
    match returns {
        true if below => items.cells.len() as f64,
        true => -1.0,
        false => position,
    }
}

fn by_kind(side: Vec<Port>) -> Vec<Port> {
    let mut kinds: BTreeMap<u8, Port> = BTreeMap::new();
    for port in side {
        let shared = kinds.entry(port.kind).or_default();
        shared.kind = port.kind;
        shared.towards += port.towards;
        shared.ends.extend(port.ends);
    }
    kinds.into_values().collect()
}
