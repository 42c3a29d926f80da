//! The legend, and buttons for everything that the pointer does.

use hotplate_figure::Class;

use super::super::save::save_picture;
use super::stand::{PAN, Sight, Stand, ZOOM};
use crate::dom::{CLICK, El, Node, POINTERDOWN, button, el, live, svg};
use crate::graph::Line;
use crate::signals::Memo;

/// What the lines mean that are drawn.
pub(crate) fn legend(lines: Memo<Vec<Line>>) -> Node {
    let entry = |(tone, name): Line| {
        let line = svg("path").class(Class::Edge(tone).css()).attr("d", "M0 3H26");
        let sample = svg("svg").class("sample").attr("width", "26").attr("height", "6");
        el("li").child(sample.attr("aria-hidden", "true").child(line)).child(name)
    };
    live(move || {
        let lines = lines.get();
        let any = !lines.is_empty();
        any.then(|| {
            el("ul").class("legend").attr("aria-label", "Lines").children(lines.into_iter().map(entry))
        })
    })
}

/// Everything the pointer does, by buttons.
pub(crate) fn buttons(stand: Stand) -> El {
    let tool = move |label: &'static str, sign: &'static str, act: fn(Stand)| {
        button("btn")
            .attr("aria-label", label)
            .attr("title", label)
            .on(CLICK, move |_| act(stand))
            .child(sign)
    };
    let pan = el("span").class("pan").children([
        tool("Move left", "←", |stand| stand.turn(|camera| camera.panned(PAN, 0.0))),
        tool("Move up", "↑", |stand| stand.turn(|camera| camera.panned(0.0, PAN))),
        tool("Move down", "↓", |stand| stand.turn(|camera| camera.panned(0.0, -PAN))),
        tool("Move right", "→", |stand| stand.turn(|camera| camera.panned(-PAN, 0.0))),
    ]);
    el("div")
        .class("zoom")
        .attr("role", "toolbar")
        .attr("aria-label", "View of the graph")
        .on(POINTERDOWN, |event| event.stop_propagation())
        .child(pan)
        .child(tool("Zoom out", "−", |stand| stand.zoom(1.0 / ZOOM)))
        .child(tool("Fit the whole graph", "Fit", |stand| stand.sight.set(Sight::Whole)))
        .child(tool("Zoom in", "+", |stand| stand.zoom(ZOOM)))
        .child(
            button("btn")
                .attr("title", "Save the graph as an SVG file")
                .on(CLICK, move |_| save_picture(stand.workspace))
                .child("SVG"),
        )
}
