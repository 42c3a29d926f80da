//! Whatever the graph: boxes apart, no edge through a box, labels clear of boxes and of each other.

use proptest::prelude::*;

use super::label::bezier;
use super::lanes::{LANES, items};
use super::{Cell, Edge, Graph, Label, Layout, lay_out};
use crate::{Rect, Size};

fn graphs() -> impl Strategy<Value = Graph> {
    let cell = (0..5usize, 60.0..240.0f64, 20.0..200.0f64);
    (
        prop::collection::vec(cell, 1..24),
        prop::collection::vec((any::<u16>(), any::<u16>(), 0..4u8, 0..90u8), 0..60),
    )
        .prop_map(|(cells, edges)| Graph {
            columns: vec![0.0; 5],
            boxes: cells
                .iter()
                .map(|&(column, width, height)| Cell {
                    column,
                    size: Size { width: width.round(), height: height.round() },
                })
                .collect(),
            edges: edges
                .iter()
                .map(|&(tail, head, kind, label)| Edge {
                    tail: tail as usize % cells.len(),
                    head: head as usize % cells.len(),
                    kind,
                    label: (label > 20).then(|| Label {
                        size: Size { width: f64::from(label), height: 15.0 },
                        word: label as usize / 8,
                    }),
                })
                .collect(),
        })
}

/// Points along an edge, its head included.
fn samples(layout: &Layout, edge: usize) -> Vec<(f64, f64)> {
    let route = &layout.routes[edge];
    let mut samples: Vec<(f64, f64)> = route.head.iter().map(|point| (point.x, point.y)).collect();
    for curve in route.line.windows(4).step_by(3) {
        samples.extend(
            (0..=40).map(|step| bezier(curve, f64::from(step) / 40.0)).map(|point| (point.x, point.y)),
        );
    }
    samples
}

/// Boxes in a row, each with edges to many others: as far as one may be from the next.
fn knot(boxes: usize) -> Graph {
    let cell = |column| Cell { column, size: Size { width: 100.0, height: 40.0 } };
    let edge = |tail: usize, step: usize| {
        let head = (tail * 7919 + step * 104_729) % boxes;
        Edge { tail, head, kind: 0, label: None }
    };
    Graph {
        columns: vec![0.0; boxes],
        boxes: (0..boxes).map(cell).collect(),
        edges: (0..boxes).flat_map(|tail| (0..4).map(move |step| edge(tail, step))).collect(),
    }
}

#[test]
fn a_knot_has_no_more_lanes_than_can_be_drawn() {
    let graph = knot(400);
    let items = items(&graph);
    let lanes = items.cells.len() - items.boxes;
    // The last edge that got lanes may have as many as there are columns.
    assert!((LANES..LANES + graph.columns.len()).contains(&lanes), "{lanes} lanes");
    let layout = lay_out(&graph);
    let page = Rect::new(0.0, 0.0, layout.size.width, layout.size.height);
    assert!(layout.boxes.iter().all(|rect| page.contains(rect)));
    assert_eq!(layout.routes.len(), graph.edges.len());
    let heads = layout.routes.iter().zip(&graph.edges).filter(|(_, edge)| edge.tail != edge.head);
    for (route, edge) in heads {
        let (tip, rect) = (route.head[0], layout.boxes[edge.head]);
        assert!(rect.top() <= tip.y && tip.y <= rect.bottom(), "{edge:?} ends at {tip:?}, not at {rect:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn keeps_everything_apart(graph in graphs()) {
        let layout = lay_out(&graph);
        let page = Rect::new(0.0, 0.0, layout.size.width, layout.size.height);
        for (i, rect) in layout.boxes.iter().enumerate() {
            prop_assert!(page.contains(rect), "box {i} {rect:?} outside {page:?}");
            for (j, other) in layout.boxes.iter().enumerate().take(i) {
                prop_assert!(!rect.grown(4.0).overlaps(&other.grown(4.0)), "boxes {j} {other:?} and {i} {rect:?}");
            }
        }
        for edge in 0..graph.edges.len() {
            for (x, y) in samples(&layout, edge) {
                for (i, rect) in layout.boxes.iter().enumerate() {
                    let inside = rect.grown(-0.5);
                    let through = inside.left() < x && x < inside.right() && inside.top() < y && y < inside.bottom();
                    prop_assert!(!through, "edge {edge} {:?} crosses box {i} {rect:?} at {x} {y}", graph.edges[edge]);
                }
                prop_assert!(0.0 <= x && x <= page.right() && 0.0 <= y && y <= page.bottom(), "edge {edge} leaves");
            }
        }
        let labels: Vec<Rect> = layout.routes.iter().filter_map(|route| route.label).collect();
        for (i, label) in labels.iter().enumerate() {
            prop_assert!(page.contains(label), "label {label:?} outside {page:?}");
            prop_assert!(layout.boxes.iter().all(|rect| !rect.overlaps(label)), "label {label:?} on a box");
            prop_assert!(labels.iter().take(i).all(|other| !other.overlaps(label)), "labels overlap at {label:?}");
        }
    }

    #[test]
    fn gives_the_same_every_time(graph in graphs()) {
        prop_assert_eq!(lay_out(&graph), lay_out(&graph));
    }
}
