//! Draws a scene as SVG elements. It decides nothing: every shape comes placed.

use std::sync::Arc;

use hotplate_figure::{Shape, Target, path_data};
use leptos::prelude::*;

use crate::graph::{Lit, selects};
use crate::views::pieces::is_selected;
use crate::workspace::{Drawing, Pane, Workspace};

/// What the drawn shapes share.
#[derive(Clone)]
pub(crate) struct Easel {
    pub(crate) workspace: Workspace,
    pub(crate) drawing: Arc<Drawing>,
    pub(crate) lit: Memo<Lit>,
    /// The one box that the Tab key reaches.
    pub(crate) stop: Memo<Option<Target>>,
}

/// The id of a box's element.
pub(crate) fn element_id(target: &Target) -> String {
    match target {
        Target::Resource(id) => format!("node-{}", id.index()),
        // A name could hold anything: its bytes cannot.
        Target::Output(name) => name.bytes().fold("out".to_owned(), |id, byte| format!("{id}-{byte:02x}")),
        Target::Dependency(..) | Target::Reading(..) | Target::Fold(..) => String::new(),
    }
}

/// All shapes of the scene, back to front.
pub(crate) fn scene_view(easel: &Easel) -> AnyView {
    shapes_view(easel, &easel.drawing.scene.shapes)
}

fn shapes_view(easel: &Easel, shapes: &[Shape]) -> AnyView {
    shapes.iter().map(|shape| shape_view(easel, shape)).collect_view().into_any()
}

fn shape_view(easel: &Easel, shape: &Shape) -> AnyView {
    match shape {
        Shape::Rect { rect, radius, class } => view! {
            <rect class=class.css() x=rect.origin.x y=rect.origin.y width=rect.size.width height=rect.size.height rx=*radius/>
        }
        .into_any(),
        // A box is a button whose name says all that stands on it; its texts are not read a second time.
        Shape::Text { at, text, centred, class } => view! {
            <text aria-hidden="true" class=class.css() x=at.x y=at.y text-anchor=centred.then_some("middle")>{text.clone()}</text>
        }
        .into_any(),
        Shape::Path { points, class } => view! { <path class=class.css() d=path_data(points)/> }.into_any(),
        Shape::Group { target, label, shapes } => group_view(easel, target, label, shapes),
    }
}

/// A group, and behind it the groups inside it: a button must not hold another.
fn group_view(easel: &Easel, target: &Target, label: &str, shapes: &[Shape]) -> AnyView {
    let is_group = |shape: &&Shape| matches!(shape, Shape::Group { .. });
    let own =
        shapes.iter().filter(|shape| !is_group(shape)).map(|shape| shape_view(easel, shape)).collect_view();
    let inner = shapes.iter().filter(is_group).map(|shape| shape_view(easel, shape)).collect_view();
    let Easel { workspace, lit, stop, .. } = *easel;
    let plan = &easel.drawing.planned.value;
    let near = {
        let target = target.clone();
        move || lit.with(|lit| lit.has(&target))
    };
    let chosen = StoredValue::new(selects(plan, target));
    let enter = move |_| workspace.hover(chosen.get_value(), Pane::Preview);
    let leave = move |_| workspace.hover(None, Pane::Preview);
    let title = (!label.is_empty()).then(|| leptos::svg::title().child(label.to_owned()));
    let choose = move |_| workspace.select(chosen.get_value(), Pane::Preview);
    match target {
        Target::Resource(_) | Target::Output(_) => {
            let selected = move || chosen.with_value(|chosen| chosen.as_ref().is_some_and(|chosen| is_selected(workspace, chosen)));
            let reached = {
                let target = target.clone();
                move || if stop.with(|stop| stop.as_ref() == Some(&target)) { "0" } else { "-1" }
            };
            view! {
                <g class=target.css() class:node=true class:selected=selected class:near=near id=element_id(target) role="button" tabindex=reached
                    aria-label=label.to_owned() aria-pressed=move || selected().to_string()
                    on:click=choose on:pointerenter=enter on:pointerleave=leave>{own}</g>
                {inner}
            }
            .into_any()
        }
        Target::Dependency(..) | Target::Reading(..) => view! {
            <g class=target.css() class:near=near aria-hidden="true" on:click=choose on:pointerenter=enter on:pointerleave=leave>
                {title}
                {own}
            </g>
            {inner}
        }
        .into_any(),
        Target::Fold(id, fold) => {
            let (path, fold) = (StoredValue::new(plan.stack[*id].path.clone()), *fold);
            view! {
                <g class=target.css() aria-hidden="true" on:click=move |_| workspace.fold(&path.get_value(), fold)>
                    {title}
                    {own}
                </g>
                {inner}
            }
            .into_any()
        }
    }
}
