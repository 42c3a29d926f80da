//! The legend, and buttons for everything that the pointer does.

use hotplate_engine::{Answer, Question};
use leptos::prelude::*;

use super::stand::{PAN, Sight, Stand, ZOOM};
use crate::browser::download;

/// What the lines mean.
#[component]
pub(crate) fn Legend() -> impl IntoView {
    let entry = |class: &'static str, name: &'static str| {
        view! {
            <li>
                <svg width="26" height="6" aria-hidden="true" class=|| "sample"><path class=format!("f-edge f-{class}") d="M0 3H26"/></svg>
                {name}
            </li>
        }
    };
    view! {
        <ul class="legend" aria-label="Lines">
            {entry("flow", "exchanged value")}
            {entry("order", "order only")}
            {entry("server", "runs on")}
            {entry("config", "config")}
        </ul>
    }
}

/// Everything the pointer does, by buttons.
#[component]
pub(crate) fn Buttons(stand: Stand) -> impl IntoView {
    let save = move |_| {
        let name =
            stand.workspace.project().with_untracked(|project| format!("{}.svg", project.stack_name()));
        stand.workspace.ask(Question::Svg, move |answer| {
            if let Some(Answer::Svg(text)) = answer {
                download(&name, "image/svg+xml", &text);
            }
        });
    };
    let button = move |label: &'static str, sign: &'static str, act: fn(Stand)| {
        view! { <button type="button" class="btn" aria-label=label title=label on:click=move |_| act(stand)>{sign}</button> }
    };
    view! {
        <div class="zoom" role="toolbar" aria-label="View of the graph" on:pointerdown=|event| event.stop_propagation()>
            <span class="pan">
                {button("Move left", "←", |stand| stand.turn(|camera| camera.panned(PAN, 0.0)))}
                {button("Move up", "↑", |stand| stand.turn(|camera| camera.panned(0.0, PAN)))}
                {button("Move down", "↓", |stand| stand.turn(|camera| camera.panned(0.0, -PAN)))}
                {button("Move right", "→", |stand| stand.turn(|camera| camera.panned(-PAN, 0.0)))}
            </span>
            {button("Zoom out", "−", |stand| stand.zoom(1.0 / ZOOM))}
            {button("Fit the whole graph", "Fit", |stand| stand.sight.set(Sight::Whole))}
            {button("Zoom in", "+", |stand| stand.zoom(ZOOM))}
            <button type="button" class="btn" title="Save the graph as an SVG file" on:click=save>"SVG"</button>
        </div>
    }
}
