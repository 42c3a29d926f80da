//! How wide columns and the gutters between them are, and how every edge runs: level across a column, curved in a
//! gutter.

use super::label::place_labels;
use super::lanes::{Items, Way};
use super::ports::Ports;
use super::{Graph, Layout, Route};
use crate::{Point, Rect, Size};

/// The length of an arrow head, and half its width.
const HEAD: (f64, f64) = (9.0, 4.5);
/// The least width of a gutter, and the most that steep edges make of it.
const GUTTER: (f64, f64) = (60.0, 132.0);
/// What a gutter has beside its widest label.
const BESIDE_LABEL: f64 = 52.0;
/// How far an edge that returns to its column reaches into the gutter.
const RETURN: f64 = 40.0;

/// Draws the items at their heights.
pub(super) fn draw(graph: &Graph, items: &Items, ports: &Ports, centres: &[f64]) -> Layout {
    let heights: Vec<Vec<f64>> =
        items.ways.iter().zip(&ports.ends).map(|(way, ends)| heights(way, ends, centres)).collect();
    let columns = columns(graph, items, &heights);
    let boxes: Vec<Rect> = graph
        .boxes
        .iter()
        .enumerate()
        .map(|(item, cell)| {
            let Size { width, height } = cell.size;
            Rect::new(columns[cell.column].0, (centres[item] - height / 2.0).round(), width, height)
        })
        .collect();
    let mut routes: Vec<Route> = items
        .ways
        .iter()
        .zip(&heights)
        .map(|(way, heights)| route(way, heights, items, &boxes, &columns))
        .collect();
    let right = columns.last().map_or(0.0, |&(x, width)| x + width);
    let returns =
        items.ways.iter().any(|way| way.returns && items.cells[way.items[0]].0 + 1 == columns.len());
    let bottom =
        items.cells.iter().zip(centres).map(|(cell, centre)| centre + cell.1 / 2.0).fold(0.0, f64::max);
    let size = Size { width: right + if returns { GUTTER.0 } else { 0.0 }, height: bottom.ceil() };
    place_labels(graph, items, &columns, size, &mut routes);
    Layout { size, columns, boxes, routes }
}

/// The height of a way at each of its items.
fn heights(way: &Way, ends: &[f64; 2], centres: &[f64]) -> Vec<f64> {
    let mut heights: Vec<f64> = way.items.iter().map(|&item| centres[item]).collect();
    heights[0] += ends[0];
    let last = heights.len() - 1;
    heights[last] += ends[1];
    heights
}

/// The left edge and the width of each column.
fn columns(graph: &Graph, items: &Items, heights: &[Vec<f64>]) -> Vec<(f64, f64)> {
    let mut widths = graph.columns.clone();
    for cell in &graph.boxes {
        widths[cell.column] = widths[cell.column].max(cell.size.width);
    }
    let mut gutters = vec![GUTTER.0; widths.len()];
    for (index, way) in items.ways.iter().enumerate() {
        for (step, pair) in way.items.windows(2).enumerate() {
            let gutter = &mut gutters[items.cells[pair[0]].0];
            let fall = (heights[index][step + 1] - heights[index][step]).abs();
            *gutter = gutter.max((GUTTER.0 + fall * 0.12).min(GUTTER.1));
        }
        if let (Some(label), Some(gutter)) = (graph.edges[index].label, label_gutter(way, items)) {
            let beside = if way.returns { RETURN + 2.0 * BESIDE_LABEL } else { BESIDE_LABEL };
            gutters[gutter] = gutters[gutter].max(label.size.width + beside);
        }
    }
    let mut x = 0.0;
    widths
        .iter()
        .zip(gutters)
        .map(|(&width, gutter)| {
            let left = x;
            x += (width + gutter).round();
            (left, width)
        })
        .collect()
}

/// The gutter, by the column to its left, in which a way's label stands: the one before its arrow head.
pub(super) fn label_gutter(way: &Way, items: &Items) -> Option<usize> {
    let before_head = if way.backwards || way.returns { 0 } else { way.items.len() - 2 };
    way.items.get(before_head).map(|&item| items.cells[item].0)
}

fn route(way: &Way, heights: &[f64], items: &Items, boxes: &[Rect], columns: &[(f64, f64)]) -> Route {
    let column = |item: usize| columns[items.cells[item].0];
    let (first, last) = (way.items[0], way.items[way.items.len() - 1]);
    let start = Point::new(boxes[first].right(), heights[0]);
    let mut line = Line { points: vec![start] };
    if way.returns {
        let (left, width) = column(first);
        let tip = Point::new(boxes[last].right(), heights[1]);
        let turn = Point::new(left + width + HEAD.0, tip.y);
        line.level_to(turn.x);
        let bend = line.end().moved(RETURN / 0.75, 0.0);
        line.points.extend([bend, turn.moved(RETURN / 0.75, 0.0), turn]);
        line.curve_to(tip.moved(HEAD.0 - 1.0, 0.0));
        return Route { line: line.points, head: head(tip, -1.0), label: None };
    }
    for (step, pair) in way.items.windows(2).enumerate() {
        let (left, width) = column(pair[0]);
        line.level_to(left + width);
        line.curve_to(Point::new(column(pair[1]).0, heights[step + 1]));
    }
    let end = line.points[line.points.len() - 1];
    // The line ends a little inside its head, so that the tip stays sharp.
    let tip = if way.backwards {
        line.points[0].x += HEAD.0 - 1.0;
        line.points.reverse();
        start
    } else {
        let at = line.points.len() - 1;
        line.points[at].x -= HEAD.0 - 1.0;
        end
    };
    Route { line: line.points, head: head(tip, if way.backwards { -1.0 } else { 1.0 }), label: None }
}

fn head(tip: Point, towards: f64) -> [Point; 3] {
    [tip, tip.moved(-HEAD.0 * towards, -HEAD.1), tip.moved(-HEAD.0 * towards, HEAD.1)]
}

/// A line that grows to the right.
struct Line {
    points: Vec<Point>,
}

impl Line {
    fn end(&self) -> Point {
        self.points[self.points.len() - 1]
    }

    fn level_to(&mut self, x: f64) {
        let start = self.end();
        if x > start.x {
            self.curve_to(Point::new(x, start.y));
        }
    }

    /// An S that begins and ends level.
    fn curve_to(&mut self, end: Point) {
        let start = self.end();
        let reach = (end.x - start.x) / 2.0;
        self.points.extend([start.moved(reach, 0.0), end.moved(-reach, 0.0), end]);
    }
}
