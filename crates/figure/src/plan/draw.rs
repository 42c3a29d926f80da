//! Lays the boxes and edges of a plan out and makes a scene of them.

use hotplate_plan::Plan;

use super::card::Card;
use super::columns::{BandKind, Columns, Subject};
use super::edges::Edge;
use super::words;
use crate::layout::{self, Cell, Graph, Label, Layout, Route, lay_out};
use crate::metrics::{Font, cut, text_width};
use crate::{Class, Point, Rect, Scene, Shape, Size};

/// Where the first column's boxes begin.
const ORIGIN: Point = Point { x: 30.0, y: 72.0 };
/// What the plate of a wave has around its boxes.
const RIM: f64 = 14.0;
const PLATE_TOP: f64 = 44.0;
const PLATE_BOTTOM: f64 = 24.0;
const MARGIN: f64 = 16.0;
const TITLE: Font = Font::plain(12.0);
const LABEL: Font = Font::plain(11.0);
const LABEL_WIDEST: f64 = 120.0;

/// Draws what has been found.
pub(super) fn draw(plan: &Plan, columns: &Columns, cards: &[Card], edges: &[Edge]) -> Scene {
    let graph = graph(plan, columns, cards, edges);
    let layout = lay_out(&graph);
    let size = Size {
        width: layout.size.width + ORIGIN.x + RIM + MARGIN,
        height: layout.size.height + ORIGIN.y + PLATE_BOTTOM + MARGIN,
    };
    let mut shapes = Vec::new();
    draw_bands(&mut shapes, columns, &layout, size);
    for (edge, route) in edges.iter().zip(&layout.routes) {
        shapes.push(line(edge, route));
    }
    for (edge, route) in edges.iter().zip(&layout.routes) {
        shapes.extend(route.label.map(|plate| label(edge, shifted(plate))));
    }
    let mut boxes: Vec<(usize, Rect, &Card)> = graph
        .boxes
        .iter()
        .zip(&layout.boxes)
        .zip(cards)
        .map(|((cell, rect), card)| (cell.column, shifted(*rect), card))
        .collect();
    boxes.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.top().total_cmp(&b.1.top())));
    shapes.extend(boxes.into_iter().map(|(_, rect, card)| card.draw(rect)));
    Scene { size, title: words::title(plan), description: words::description(plan, columns), shapes }
}

fn graph(plan: &Plan, columns: &Columns, cards: &[Card], edges: &[Edge]) -> Graph {
    let mut resources = vec![None; plan.stack.iter().count()];
    let mut outputs = None;
    for (index, subject) in columns.subjects().enumerate() {
        match subject {
            Subject::Resource(id) => resources[id.index()] = Some(index),
            Subject::Output(_) => outputs = outputs.or(Some(index)),
        }
    }
    let place = |subject: &Subject| match subject {
        Subject::Resource(id) => resources[id.index()],
        Subject::Output(name) => Some(outputs? + plan.outputs.get_index_of(name)?),
    };
    let mut widths: Vec<f64> = (0..columns.columns.len()).map(|column| title_room(columns, column)).collect();
    let of_column: Vec<usize> = columns
        .columns
        .iter()
        .enumerate()
        .flat_map(|(column, all)| all.iter().map(move |_| column))
        .collect();
    for (card, &column) in cards.iter().zip(&of_column).filter(|(card, _)| !card.is_wide()) {
        widths[column] = widths[column].max(card.size().width);
    }
    let mut arrows = vec![0; cards.len()];
    for head in edges.iter().filter_map(|edge| place(&edge.head)) {
        arrows[head] += 1;
    }
    let boxes = cards
        .iter()
        .zip(&of_column)
        .zip(arrows)
        .map(|((card, &column), arrows)| {
            let Size { width, height } = card.size();
            let height = height.max(layout::height_for(arrows));
            Cell { column, size: Size { width: width.max(widths[column]), height } }
        })
        .collect();
    let mut words: Vec<(&str, usize)> = Vec::new();
    let mut laid = Vec::with_capacity(edges.len());
    for edge in edges {
        let next = words.len();
        let at = words.binary_search_by(|(word, _)| (*word).cmp(&edge.text)).unwrap_or_else(|at| {
            words.insert(at, (&edge.text, next));
            at
        });
        if let (Some(tail), Some(head)) = (place(&edge.tail), place(&edge.head)) {
            let label = || Label { size: plate(&edge.text), word: words[at].1 };
            laid.push(layout::Edge {
                tail,
                head,
                kind: edge.tone as u8,
                label: (!edge.text.is_empty()).then(label),
            });
        }
    }
    Graph { columns: widths, boxes, edges: laid }
}

fn plate(text: &str) -> Size {
    Size { width: (text_width(text, LABEL).min(LABEL_WIDEST) + 8.0).ceil(), height: 15.0 }
}

/// The width that a column needs for its share of its band's heading.
fn title_room(columns: &Columns, column: usize) -> f64 {
    columns.band(column).map_or(0.0, |band| {
        let room = text_width(&band.title, TITLE).min(180.0) - RIM;
        if band.columns.len() == 1 { room } else { 0.0 }
    })
}

fn draw_bands(shapes: &mut Vec<Shape>, columns: &Columns, layout: &Layout, size: Size) {
    for band in &columns.bands {
        let (first, _) = layout.columns[band.columns.start];
        let (last, width) = layout.columns[band.columns.end - 1];
        let left = first + ORIGIN.x - RIM;
        let width = last + width + RIM - first + RIM;
        let next = layout.columns.get(band.columns.end).map_or(size.width, |next| next.0 + ORIGIN.x);
        let plate = Rect::new(left, PLATE_TOP, width, size.height - PLATE_TOP - MARGIN);
        shapes.push(Shape::Rect { rect: plate, radius: 12.0, class: Class::Wave });
        shapes.push(Shape::Text {
            at: Point::new(left + RIM, 34.0),
            text: cut(&band.title, TITLE, next - left - 2.0 * RIM),
            centred: false,
            class: if band.what == BandKind::Never { Class::NeverTitle } else { Class::WaveTitle },
        });
    }
}

fn line(edge: &Edge, route: &Route) -> Shape {
    let moved = |points: &[Point]| points.iter().map(|point| point.moved(ORIGIN.x, ORIGIN.y)).collect();
    let [tip, one, two] = route.head;
    Shape::Group {
        target: edge.target.clone(),
        label: edge.label.clone(),
        shapes: vec![
            Shape::Path { points: moved(&route.line), class: Class::Edge(edge.tone) },
            Shape::Path {
                points: moved(&[tip, tip, one, one, one, two, two, two, tip, tip]),
                class: Class::Head(edge.tone),
            },
        ],
    }
}

fn label(edge: &Edge, plate: Rect) -> Shape {
    let at = Point::new(plate.centre().x, plate.bottom() - 4.0);
    Shape::Group {
        target: edge.target.clone(),
        label: String::new(),
        shapes: vec![
            Shape::Rect { rect: plate, radius: 4.0, class: Class::EdgePlate },
            Shape::Text {
                at,
                text: cut(&edge.text, LABEL, LABEL_WIDEST),
                centred: true,
                class: Class::EdgeLabel(edge.tone),
            },
        ],
    }
}

fn shifted(rect: Rect) -> Rect {
    Rect { origin: rect.origin.moved(ORIGIN.x, ORIGIN.y), ..rect }
}
