//! Draws a scene as SVG elements. It decides nothing: every shape comes placed.

use std::rc::Rc;
use std::sync::Arc;

use hotplate_desk::SeenLease;
use hotplate_figure::{Shape, Target, decimal, path_data};
use hotplate_plan::ResourceId;

use super::lease::{lease_tag, lease_words};
use crate::dom::{CLICK, El, FOCUS, Node, POINTERENTER, POINTERLEAVE, list, live, svg};
use crate::graph::{Lit, selects};
use crate::panels::{heats_name, status_sign};
use crate::signals::{Memo, RwSignal};
use crate::views::pieces::is_selected;
use crate::workspace::{Account, Drawing, Pane, Workspace};

/// What the drawn shapes share.
#[derive(Clone)]
pub(crate) struct Easel {
    pub(crate) workspace: Workspace,
    pub(crate) account: Account,
    pub(crate) drawing: Arc<Drawing>,
    pub(crate) lit: Memo<Lit>,
    /// The lease that servers stand on, and the boxes in which such servers are.
    pub(crate) lease: Memo<Option<SeenLease>>,
    pub(crate) reserved: Vec<ResourceId>,
    /// The one box that the Tab key reaches.
    pub(crate) stop: Memo<Option<Target>>,
    /// Where the box that has the focus is noted.
    pub(crate) reached: RwSignal<Option<Target>>,
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
pub(crate) fn scene_view(easel: &Easel) -> Node {
    list(easel.drawing.scene.shapes.iter().map(|shape| shape_view(easel, shape)))
}

fn shape_view(easel: &Easel, shape: &Shape) -> Node {
    match shape {
        Shape::Rect { rect, radius, class } => svg("rect")
            .class(class.css())
            .attr("x", tenths(rect.origin.x))
            .attr("y", tenths(rect.origin.y))
            .attr("width", tenths(rect.size.width))
            .attr("height", tenths(rect.size.height))
            .attr("rx", tenths(*radius))
            .into(),
        // A box is a button whose name says all that stands on it; its texts are not read a second time. The space
        // behind each keeps the last word of one from running into the first of the next.
        Shape::Text { at, text, centred, class } => svg("text")
            .attr("aria-hidden", "true")
            .class(class.css())
            .attr("x", tenths(at.x))
            .attr("y", tenths(at.y))
            .attr("text-anchor", centred.then_some("middle"))
            .child(format!("{text} "))
            .into(),
        Shape::Path { points, class } => svg("path").class(class.css()).attr("d", path_data(points)).into(),
        Shape::Group { target, label, shapes } => group_view(easel, target, label, shapes),
    }
}

/// A group, and behind it the groups inside it: a button must not hold another. Nor does it hold the tag of the lease, whose
/// words stand in its name behind others.
fn group_view(easel: &Easel, target: &Target, label: &str, shapes: &[Shape]) -> Node {
    let (mut own, mut inner) = (Vec::new(), Vec::new());
    for shape in shapes {
        let into = if matches!(shape, Shape::Group { .. }) { &mut inner } else { &mut own };
        into.push(shape_view(easel, shape));
    }
    let Easel { workspace, account, stop, reached, lease, .. } = *easel;
    let plan = &easel.drawing.planned.value;
    let name = match target {
        Target::Resource(id) => heats_name(&plan.stack[*id].path),
        _ => String::new(),
    };
    let standing = Memo::new(move |_| account.status_of(&name));
    // What opens and closes a group stands in its corner already.
    let opens = |shape: &Shape| matches!(shape, Shape::Group { target: Target::Fold(..), .. });
    let beside = if shapes.iter().any(opens) { 28.0 } else { 8.0 };
    let rect = shapes.iter().find_map(|shape| match shape {
        Shape::Rect { rect, .. } => Some(*rect),
        _ => None,
    });
    let mark = rect.filter(|_| matches!(target, Target::Resource(_))).map(|rect| {
        let (x, y) = (rect.origin.x + rect.size.width - beside, rect.origin.y + 18.0);
        svg("text")
            .attr("aria-hidden", "true")
            .live("class", move || standing.with(|status| format!("standing {}", mark_class(status))))
            .attr("x", tenths(x))
            .attr("y", tenths(y))
            .attr("text-anchor", "end")
            .child(live(move || standing.with(|status| status_sign(status))))
    });
    let is_reserved = matches!(target, Target::Resource(id) if easel.reserved.contains(id));
    let tag = rect.filter(|_| is_reserved).map(|rect| {
        live(move || lease.with(|lease| lease.as_ref().map(|lease| lease_tag(lease, rect.origin))))
    });
    let group = svg("g");
    let title = (!label.is_empty()).then(|| svg("title").child(label.to_owned()));
    let group = match target {
        Target::Fold(id, fold) => {
            let (path, fold) = (plan.stack[*id].path.clone(), *fold);
            group
                .class(target.css())
                .attr("aria-hidden", "true")
                .on(CLICK, move |_| workspace.fold(&path, fold))
                .child(title)
        }
        Target::Dependency(..) | Target::Reading(..) => {
            pointed(group, easel, target).class(target.css()).attr("aria-hidden", "true").child(title)
        }
        Target::Resource(_) | Target::Output(_) => {
            let label = label.to_owned();
            let named = move || {
                let mut name = label.clone();
                standing.with(|status| {
                    if !status.is_empty() {
                        name.push_str(", ");
                        name.push_str(status);
                    }
                });
                if is_reserved {
                    lease.with(|lease| lease.iter().for_each(|lease| name.push_str(&lease_words(lease))));
                }
                name
            };
            let chosen = Rc::new(selects(plan, target));
            let selected = move || (*chosen).as_ref().is_some_and(|chosen| is_selected(workspace, chosen));
            let (pressed, this, focused) = (selected.clone(), target.clone(), target.clone());
            let is_stop = move || stop.with(|stop| stop.as_ref() == Some(&this));
            pointed(group, easel, target)
                .class(format!("{} node", target.css()))
                .toggle("selected", selected)
                .id(element_id(target))
                .attr("role", "button")
                .live("tabindex", move || if is_stop() { "0" } else { "-1" })
                .on(FOCUS, move |_| reached.set(Some(focused.clone())))
                .live("aria-label", named)
                .live("aria-pressed", move || pressed().to_string())
        }
    };
    Node::from([group.child(own).child(mark).into(), Node::from(tag), Node::List(inner)])
}

/// A group that can be selected, and lights up what it stands for while the pointer is on it.
fn pointed(group: El, easel: &Easel, target: &Target) -> El {
    let (workspace, lit, this) = (easel.workspace, easel.lit, target.clone());
    let chosen = Rc::new(selects(&easel.drawing.planned.value, target));
    let pointed = chosen.clone();
    group
        .toggle("near", move || lit.with(|lit| lit.has(&this)))
        .on(CLICK, move |_| workspace.select((*chosen).clone(), Pane::Preview))
        .on(POINTERENTER, move |_| workspace.hover((*pointed).clone(), Pane::Preview))
        .on(POINTERLEAVE, move |_| workspace.hover(None, Pane::Preview))
}

/// The class of a resource's standing at the testbed; its sign says the same.
fn mark_class(status: &str) -> &'static str {
    match status_sign(status) {
        "✓" => "good",
        "✗" => "bad",
        _ => "moving",
    }
}

pub(super) fn tenths(length: f64) -> String {
    decimal(length, 1)
}
