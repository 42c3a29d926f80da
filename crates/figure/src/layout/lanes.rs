//! The items of the columns: the boxes, and a lane for each column that an edge crosses.

use super::{Edge, Graph};
use crate::sorted::entry;

/// How high a lane is.
pub(super) const LANE: f64 = 2.0;

/// How many lanes there are at most. A stack of a thousand resources that wait for each other in disorder would take
/// many times as many, a drawing that takes minutes and that nobody could read; the other edges then run straight, behind
/// the boxes on their way.
pub(super) const LANES: usize = 20_000;

/// What stands in the columns. The first items are the boxes, by their index; lanes follow.
pub(super) struct Items {
    /// The column and the height of each item.
    pub(super) cells: Vec<(usize, f64)>,
    /// How many of them are boxes.
    pub(super) boxes: usize,
    /// The neighbours of each item in the columns to its left and to its right, by index.
    pub(super) left: Vec<Vec<usize>>,
    /// See `left`.
    pub(super) right: Vec<Vec<usize>>,
    /// The way of each edge through the items, from left to right. Within one column (a loop) it has the two ends.
    pub(super) ways: Vec<Way>,
}

/// The way of an edge through the items.
pub(super) struct Way {
    /// The items, from left to right.
    pub(super) items: Vec<usize>,
    /// Whether the arrow head is at the left end.
    pub(super) backwards: bool,
    /// Whether both ends are in one column, so that it leaves to the right and comes back.
    pub(super) returns: bool,
}

impl Way {
    /// The box at its left (0) or right (1) end, and the item next to it.
    pub(super) fn end(&self, end: usize) -> (usize, usize) {
        let last = self.items.len() - 1;
        if end == 0 { (self.items[0], self.items[1]) } else { (self.items[last], self.items[last - 1]) }
    }
}

impl Items {
    /// Whether an item is a lane.
    pub(super) fn is_lane(&self, item: usize) -> bool {
        item >= self.boxes
    }
}

/// Makes the items of a graph.
pub(super) fn items(graph: &Graph) -> Items {
    let mut items = Items {
        cells: graph.boxes.iter().map(|cell| (cell.column, cell.size.height)).collect(),
        boxes: graph.boxes.len(),
        left: Vec::new(),
        right: Vec::new(),
        ways: Vec::with_capacity(graph.edges.len()),
    };
    let mut lanes: Vec<Vec<(LaneKey, Option<usize>)>> = vec![Vec::new(); items.boxes];
    for edge in &graph.edges {
        let full = items.cells.len() >= items.boxes + LANES;
        let way = way(graph, edge, full, &mut |tail, key| {
            *entry(&mut lanes[tail], key).get_or_insert_with(|| {
                items.cells.push((key.2, LANE));
                items.cells.len() - 1
            })
        });
        items.ways.push(way);
    }
    let mut links: Vec<(usize, usize)> = items
        .ways
        .iter()
        .filter(|way| !way.returns)
        .flat_map(|way| way.items.windows(2).map(|pair| (pair[0], pair[1])))
        .filter(|&(left, right)| items.cells[left].0 + 1 == items.cells[right].0)
        .collect();
    links.sort_unstable();
    links.dedup();
    items.left = vec![Vec::new(); items.cells.len()];
    items.right = vec![Vec::new(); items.cells.len()];
    for (left, right) in links {
        items.right[left].push(right);
        items.left[right].push(left);
    }
    items
}

/// What edges of one tail have in common that share a lane: the kind, the direction; and the lane's column.
type LaneKey = (u8, bool, usize);

fn way(graph: &Graph, edge: &Edge, straight: bool, lane: &mut dyn FnMut(usize, LaneKey) -> usize) -> Way {
    let (tail, head) = (graph.boxes[edge.tail].column, graph.boxes[edge.head].column);
    let backwards = head < tail;
    let (first, last) = if backwards { (edge.head, edge.tail) } else { (edge.tail, edge.head) };
    let crossed = graph.boxes[first].column + 1..graph.boxes[last].column;
    let mut items = vec![first];
    if !straight {
        items.extend(crossed.map(|column| lane(edge.tail, (edge.kind, backwards, column))));
    }
    items.push(last);
    Way { items, backwards, returns: tail == head }
}
