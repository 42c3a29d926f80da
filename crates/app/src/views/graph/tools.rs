//! The legend, and buttons for everything that the pointer does.

use super::super::save::save_picture;
use super::stand::{PAN, Sight, Stand, ZOOM};
use crate::dom::{CLICK, El, POINTERDOWN, button, el, svg};

/// What the lines mean.
pub(crate) fn legend() -> El {
    let entry = |(class, name): (&'static str, &'static str)| {
        let line = svg("path").class(class).attr("d", "M0 3H26");
        let sample = svg("svg").class("sample").attr("width", "26").attr("height", "6");
        el("li").child(sample.attr("aria-hidden", "true").child(line)).child(name)
    };
    let entries = [
        ("f-edge f-flow", "exchanged value"),
        ("f-edge f-order", "order only"),
        ("f-edge f-server", "runs on"),
        ("f-edge f-config", "config"),
    ];
    el("ul").class("legend").attr("aria-label", "Lines").children(entries.map(entry))
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
