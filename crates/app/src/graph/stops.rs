//! The places of a drawing that the keyboard stops at, and the way from one to the next.

use hotplate_figure::{Fold, Rect, Scene, Shape, Target};
use hotplate_plan::ResourceId;

/// A box that the keyboard stops at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stop {
    /// What it stands for.
    pub(crate) target: Target,
    /// Where it is.
    pub(crate) rect: Rect,
}

/// A direction of an arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Left,
    Right,
    Up,
    Down,
}

/// Everything the keyboard stops at: resources and outputs, in the scene's reading order.
pub(crate) fn stops(scene: &Scene) -> Vec<Stop> {
    let mut stops = Vec::new();
    collect(&scene.shapes, &mut stops);
    stops
}

/// What the button of a group does, if the scene has one: how far it opens the group.
pub(crate) fn fold_of(shapes: &[Shape], group: ResourceId) -> Option<Fold> {
    shapes.iter().find_map(|shape| match shape {
        Shape::Group { target: Target::Fold(id, fold), .. } if *id == group => Some(*fold),
        Shape::Group { shapes, .. } => fold_of(shapes, group),
        Shape::Rect { .. } | Shape::Text { .. } | Shape::Path { .. } => None,
    })
}

fn collect(shapes: &[Shape], stops: &mut Vec<Stop>) {
    for shape in shapes {
        let Shape::Group { target, shapes, .. } = shape else { continue };
        if let (Target::Resource(_) | Target::Output(_), Some(rect)) = (target, first_rect(shapes)) {
            stops.push(Stop { target: target.clone(), rect });
        }
        collect(shapes, stops);
    }
}

fn first_rect(shapes: &[Shape]) -> Option<Rect> {
    shapes.iter().find_map(|shape| match shape {
        Shape::Rect { rect, .. } => Some(*rect),
        Shape::Text { .. } | Shape::Path { .. } | Shape::Group { .. } => None,
    })
}

/// The stop that an arrow key leads to: along an edge if one leads that way, otherwise to the nearest box there.
pub(crate) fn next(
    stops: &[Stop],
    edges: &[(ResourceId, ResourceId)],
    from: &Target,
    direction: Direction,
) -> Option<Target> {
    let here = stops.iter().find(|stop| stop.target == *from)?;
    let ahead = stops.iter().filter(|stop| stop.target != *from);
    let ahead = ahead.filter_map(|stop| distance(here.rect, stop.rect, direction).map(|far| (stop, far)));
    let along = |stop: &Stop| joined(edges, from, &stop.target, direction);
    let rank = |(stop, far): &(&Stop, f64)| (!along(stop), *far);
    ahead
        .min_by(|a, b| {
            let (a, b) = (rank(a), rank(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
        })
        .map(|(stop, _)| stop.target.clone())
}

/// Whether an edge leads from one to the other in that direction: what waits stands to the right.
fn joined(edges: &[(ResourceId, ResourceId)], from: &Target, to: &Target, direction: Direction) -> bool {
    let (Target::Resource(from), Target::Resource(to)) = (from, to) else { return false };
    match direction {
        Direction::Right => edges.contains(&(*to, *from)),
        Direction::Left => edges.contains(&(*from, *to)),
        Direction::Up | Direction::Down => false,
    }
}

/// How far a box is in a direction; `None` if it is not there. Aside counts double.
fn distance(from: Rect, to: Rect, direction: Direction) -> Option<f64> {
    let middle = |rect: Rect| (rect.origin.x + rect.size.width / 2.0, rect.origin.y + rect.size.height / 2.0);
    let ((fx, fy), (tx, ty)) = (middle(from), middle(to));
    let (along, aside) = match direction {
        Direction::Right => (tx - fx, (ty - fy).abs()),
        Direction::Left => (fx - tx, (ty - fy).abs()),
        Direction::Down => (ty - fy, (tx - fx).abs()),
        Direction::Up => (fy - ty, (tx - fx).abs()),
    };
    (along > 1.0).then_some(along + 2.0 * aside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hotplate_figure::{Class, Point, Size};

    fn output(name: &str, x: f64, y: f64) -> Shape {
        let rect = Rect { origin: Point { x, y }, size: Size { width: 100.0, height: 40.0 } };
        Shape::Group {
            target: Target::Output(name.to_owned()),
            label: name.to_owned(),
            shapes: vec![Shape::Rect { rect, radius: 0.0, class: Class::Card }],
        }
    }

    #[test]
    fn arrows_lead_to_the_nearest_box() {
        let shapes = vec![
            output("c", 200.0, 0.0),
            output("b", 0.0, 100.0),
            output("a", 0.0, 0.0),
            output("d", 200.0, 110.0),
        ];
        let stops = stops(&Scene { shapes, ..Scene::default() });
        let to = |from: &str, direction| match next(&stops, &[], &Target::Output(from.to_owned()), direction)
        {
            Some(Target::Output(name)) => name,
            _ => String::new(),
        };
        let from_a = [Direction::Right, Direction::Down, Direction::Left, Direction::Up].map(|d| to("a", d));
        assert_eq!(from_a, ["c", "b", "", ""]);
        assert_eq!(
            [to("b", Direction::Right), to("d", Direction::Up), to("d", Direction::Left)],
            ["d", "c", "b"]
        );
        assert_eq!(to("nowhere", Direction::Right), "");
    }
}
