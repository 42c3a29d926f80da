//! Small parts that several views share.

use std::rc::Rc;

use hotplate_hot::Span;
use hotplate_plan::{Dependency, Plan, Resolved, ResourcePath};

use super::bridge::Bridge;
use crate::browser::set_timeout;
use crate::dom::{CLICK, El, Node, POINTERENTER, POINTERLEAVE, button, el, live};
use crate::panels::{Piece, show, words};
use crate::signals::{RwSignal, expect_context, untrack};
use crate::workspace::{Pane, Selected, Tab, Workspace};

/// A shown value: known text as it is, the rest marked.
pub(crate) fn value_view(pieces: Vec<Piece>) -> El {
    let piece = |piece| match piece {
        Piece::Known(text) => text.into(),
        Piece::Pending(text) => {
            el("mark").class("pending").attr("title", "known once the stack exists").child(text).into()
        }
        Piece::Unknown(why) => {
            el("mark").class("unknown").attr("title", why.clone()).child("unknown: ").child(why).into()
        }
    };
    el("pre")
        .class("value")
        .attr("tabindex", "0")
        .children(pieces.into_iter().map(piece).collect::<Vec<Node>>())
}

/// A resolved value.
pub(crate) fn resolved_view(value: &Resolved) -> El {
    value_view(show(value))
}

/// A resource's name as a button that selects it.
pub(crate) fn resource_link(path: ResourcePath) -> El {
    let workspace = expect_context::<Workspace>();
    let name = path.to_string();
    let target = Rc::new(Selected::Resource(path));
    let (selected, pointed) = (target.clone(), target.clone());
    button("link")
        .toggle("on", move || is_selected(workspace, &target))
        .on(CLICK, move |_| workspace.select(Some((*selected).clone()), Pane::Preview))
        .on(POINTERENTER, move |_| workspace.hover(Some((*pointed).clone()), Pane::Preview))
        .on(POINTERLEAVE, move |_| workspace.hover(None, Pane::Preview))
        .child(name)
}

/// The other end of a dependency, and the reasons: of what waits for it, or of what it waits for.
pub(crate) fn edge_view(plan: &Plan, edge: &Dependency, waits: bool) -> El {
    let other = if waits { edge.to } else { edge.from };
    let reasons = el("span").class("muted").child(words::reasons(edge));
    el("li").child(resource_link(plan.stack[other].path.clone())).child(" ").child(reasons)
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
pub(crate) fn message_view(text: &str) -> Node {
    let mut parts = Vec::new();
    for (index, part) in text.split('`').enumerate() {
        let part = Node::from(part.to_owned());
        parts.push(if index % 2 == 1 { el("code").child(part).into() } else { part });
    }
    Node::List(parts)
}

/// A button that copies a text, and says so.
pub(crate) fn copy_button(label: &'static str, text: impl Fn() -> String + 'static) -> El {
    let copied = RwSignal::new(false);
    let copy = move |_| {
        crate::browser::copy(&untrack(&text), move |done| copied.set(done));
        set_timeout(move || copied.set(false), std::time::Duration::from_secs(3));
    };
    button("btn").on(CLICK, copy).child(live(move || if copied.get() { "Copied" } else { label }))
}

/// A quiet word where there is nothing to show.
pub(crate) fn muted(text: impl Into<Node>) -> El {
    el("p").class("muted").child(text)
}

/// What stands in place of a view that has nothing to show.
pub(crate) fn blank(title: &'static str, words: impl Into<Node>) -> El {
    el("div").class("blank").child(el("h2").child(title)).child(el("p").child(words))
}

/// The button in the head of a part that can be closed.
pub(crate) fn fold_head(closed: RwSignal<bool>) -> El {
    let turn = el("span")
        .class("turn")
        .attr("aria-hidden", "true")
        .child(live(move || if closed.get() { "▸" } else { "▾" }));
    button("fold")
        .live("aria-expanded", move || (!closed.get()).to_string())
        .on(CLICK, move |_| closed.update(|closed| *closed = !*closed))
        .child(turn)
}

/// An area that scrolls, and that the keyboard can reach for it.
pub(crate) fn scroll_area(class: &'static str, label: &'static str) -> El {
    el("div").class(class).attr("tabindex", "0").attr("role", "group").attr("aria-label", label)
}
