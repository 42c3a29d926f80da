//! Small parts that several views share.

use hotplate_hot::Span;
use hotplate_plan::{Resolved, ResourcePath};
use leptos::prelude::*;

use super::bridge::Bridge;
use crate::panels::{Piece, show};
use crate::workspace::{Pane, Selected, Tab, Workspace};

/// A shown value: known text as it is, the rest marked.
pub(crate) fn value_view(pieces: Vec<Piece>) -> impl IntoView {
    let piece = |piece| match piece {
        Piece::Known(text) => text.into_any(),
        Piece::Pending(text) => {
            view! { <mark class="pending" title="known once the stack exists">{text}</mark> }.into_any()
        }
        Piece::Unknown(why) => {
            view! { <mark class="unknown" title=why.clone()>"unknown: "{why.clone()}</mark> }.into_any()
        }
    };
    view! { <pre class="value" tabindex="0">{pieces.into_iter().map(piece).collect_view()}</pre> }
}

/// A resolved value.
pub(crate) fn resolved_view(value: &Resolved) -> impl IntoView + use<> {
    value_view(show(value))
}

/// A resource's name as a button that selects it.
#[component]
pub(crate) fn ResourceLink(path: ResourcePath) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let name = path.to_string();
    let target = StoredValue::new(Selected::Resource(path));
    let pressed = move || is_selected(workspace, &target.get_value());
    view! {
        <button type="button" class="link" class:on=pressed
            on:click=move |_| workspace.select(Some(target.get_value()), Pane::Preview)
            on:pointerenter=move |_| workspace.hover(Some(target.get_value()), Pane::Preview)
            on:pointerleave=move |_| workspace.hover(None, Pane::Preview)>{name}</button>
    }
}

/// Whether something is selected; tracks.
pub(crate) fn is_selected(workspace: Workspace, target: &Selected) -> bool {
    workspace
        .selection()
        .with(|selection| selection.as_ref().is_some_and(|selection| selection.target == *target))
}

/// Goes to where the template defines something.
pub(crate) fn go_to_definition(workspace: Workspace, bridge: Bridge, target: &Selected) {
    if let Some((key, _)) = untrack(|| workspace.definition(target)) {
        bridge.jump(Tab::TEMPLATE, Span { start: key.start, end: key.start });
    }
}

/// A text in which names in backticks stand out.
pub(crate) fn message_view(text: &str) -> impl IntoView + use<> {
    let parts = text.split('`').enumerate().map(|(index, part)| {
        let part = part.to_owned();
        if index % 2 == 1 { view! { <code>{part}</code> }.into_any() } else { part.into_any() }
    });
    parts.collect_view()
}
