//! The layered layout: boxes in given columns and edges between them in; a place for every box, a way for every edge
//! and a spot for every label out.
//!
//! ```text
//! Graph --lanes--> Items --order--> Ordering --ports, place--> heights --route, label--> Layout
//!        an item for each column      fewest       boxes apart,     curves only
//!        that an edge crosses         crossings    edges straight   between columns
//! ```
//!
//! An edge that crosses a column gets a lane there: room of its own among the boxes, in which it runs straight. It
//! bends only between two columns, where no box stands. So no edge ever crosses a box, whatever the graph is, as long as
//! there are lanes for all (their number is bounded).

mod label;
mod lanes;
mod order;
mod place;
mod ports;
mod route;

pub(crate) use ports::height_for;

use crate::{Point, Rect, Size};

/// Boxes and edges to be laid out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    /// The least width of each column.
    pub(crate) columns: Vec<f64>,
    /// The boxes, in the order that they keep where edges do not mind.
    pub(crate) boxes: Vec<Cell>,
    /// The edges.
    pub(crate) edges: Vec<Edge>,
}

/// A box to be placed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    /// Its column.
    pub(crate) column: usize,
    /// Its extent. Columns are as wide as their widest box.
    pub(crate) size: Size,
}

/// An edge to be drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    /// The box where it begins.
    pub(crate) tail: usize,
    /// The box to which its arrow points.
    pub(crate) head: usize,
    /// Edges of one kind that leave the same box share their way until they part.
    pub(crate) kind: u8,
    /// Its label.
    pub(crate) label: Option<Label>,
}

/// A label to be placed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Label {
    /// The extent of its plate.
    pub(crate) size: Size,
    /// What it says, by number. Where several edges from one box and of one kind say the same, it is said once.
    pub(crate) word: usize,
}

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Layout {
    /// The extent of all.
    pub(crate) size: Size,
    /// The left edge and the width of each column.
    pub(crate) columns: Vec<(f64, f64)>,
    /// The boxes.
    pub(crate) boxes: Vec<Rect>,
    /// The edges.
    pub(crate) routes: Vec<Route>,
}

/// The way of an edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Route {
    /// The start, then three points for each curve; the last one is where the arrow head begins.
    pub(crate) line: Vec<Point>,
    /// The three corners of the arrow head, the tip first.
    pub(crate) head: [Point; 3],
    /// The plate of its label, if there is room.
    pub(crate) label: Option<Rect>,
}

/// How hard the layout tries. All of it is bounded, so that the time it takes grows little faster than the graph.
#[derive(Clone, Copy, Debug)]
struct Effort {
    /// Up to so many items.
    items: usize,
    /// Orders to start from.
    starts: usize,
    /// Sweeps for each start, and rounds of swaps after them.
    sweeps: usize,
    /// See `sweeps`.
    rounds: usize,
    /// Sweeps that place by squares, and sweeps that place by distances.
    rough: usize,
    /// See `rough`.
    fine: usize,
}

const EFFORTS: [Effort; 3] = [
    Effort { items: 300, starts: 4, sweeps: 12, rounds: 8, rough: 16, fine: 8 },
    Effort { items: 3000, starts: 1, sweeps: 8, rounds: 4, rough: 8, fine: 3 },
    Effort { items: usize::MAX, starts: 1, sweeps: 4, rounds: 2, rough: 4, fine: 0 },
];

/// Lays out a graph.
pub(crate) fn lay_out(graph: &Graph) -> Layout {
    let items = lanes::items(graph);
    let effort = EFFORTS.iter().find(|effort| items.cells.len() <= effort.items).unwrap_or(&EFFORTS[0]);
    let ordering = order::order(&items, graph.columns.len(), effort);
    let mut ports = ports::ports(&items, &ordering, graph);
    let centres = place::centres(&items, &ordering, &ports, effort);
    ports::level(&items, &mut ports, &centres);
    route::draw(graph, &items, &ports, &centres)
}

#[cfg(test)]
mod tests;
