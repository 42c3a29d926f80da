//! The kinds of lines that a drawing has.

use hotplate_figure::{Class, Scene, Shape, Tone};

/// A kind of lines, and what it means.
pub(crate) type Line = (Tone, &'static str);

const LINES: [Line; 7] = [
    (Tone::Flow, "exchanged value"),
    (Tone::Server, "runs on"),
    (Tone::Config, "config"),
    (Tone::Output, "output"),
    (Tone::Plain, "reference"),
    (Tone::Order, "order only"),
    (Tone::Cycle, "circle"),
];

/// Those kinds of lines that are drawn.
pub(crate) fn lines(scene: &Scene) -> Vec<Line> {
    let mut all = LINES.to_vec();
    all.retain(|(tone, _)| has(&scene.shapes, *tone));
    all
}

fn has(shapes: &[Shape], tone: Tone) -> bool {
    shapes.iter().any(|shape| match shape {
        Shape::Path { class, .. } => *class == Class::Edge(tone),
        Shape::Group { shapes, .. } => has(shapes, tone),
        Shape::Rect { .. } | Shape::Text { .. } => false,
    })
}

#[cfg(test)]
mod tests {
    use hotplate_figure::Target;

    use super::*;

    #[test]
    fn only_what_is_drawn_is_explained() {
        let path = |class| Shape::Path { points: Vec::new(), class };
        let group = Shape::Group {
            target: Target::Output("o".to_owned()),
            label: String::new(),
            shapes: vec![path(Class::Edge(Tone::Order)), path(Class::Edge(Tone::Flow))],
        };
        let scene = Scene { shapes: vec![path(Class::Head(Tone::Server)), group], ..Scene::default() };
        let names: Vec<_> = lines(&scene).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["exchanged value", "order only"]);
    }
}
