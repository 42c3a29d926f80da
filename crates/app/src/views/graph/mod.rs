//! The graph on its stage: moved, zoomed, walked with the keyboard.

mod dock;
mod drag;
mod inspector;
mod keys;
mod lease;
mod scene;
mod stand;
mod tools;

use std::time::Duration;

use hotplate_figure::{Point, Size, Target};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Element;

pub(crate) use self::dock::dock;
use self::drag::Drag;
use self::inspector::inspector;
use self::keys::press;
use self::lease::{lease_chip, lease_of};
use self::scene::{Easel, element_id, scene_view};
use self::stand::{Sight, Stand};
use self::tools::{buttons, legend};
use crate::browser::{document, is_lost, request_animation_frame, set_timeout};
use crate::dom::{
    El, Handle, KEYDOWN, POINTERCANCEL, POINTERDOWN, POINTERMOVE, POINTERUP, WHEEL, el, live, svg, when,
};
use crate::graph::{Lit, Stop, lines, selects, stops};
use crate::panels::reserved;
use crate::signals::{
    Effect, Memo, RwSignal, SetValue, StoredValue, UpdateValue, expect_context, on_cleanup,
};
use crate::workspace::{Account, Workspace};

const KEYS: &str = "Arrow keys go from box to box, Enter selects, Space folds a group, plus and minus zoom, 0 fits. The Plan tab tells the same as a table.";

/// The graph.
pub(crate) fn graph_view() -> El {
    let (workspace, account) = (expect_context::<Workspace>(), expect_context::<Account>());
    let drawing = workspace.drawing();
    let stops = Memo::new(move |_| drawing.with(|drawing| stops(&drawing.scene)));
    let stand = Stand {
        workspace,
        sight: RwSignal::new(Sight::Start),
        room: RwSignal::new(Size::default()),
        stops,
        stop: RwSignal::new(None),
    };
    let node = Handle::new();
    watch_size(node, stand.room);

    let lit = Memo::new(move |_| {
        let around = workspace.hovered().get().or_else(|| workspace.selection().get());
        around
            .map(|thing| workspace.planned().with(|planned| Lit::around(&planned.value, &thing.target)))
            .unwrap_or_default()
    });
    // The box that Tab reaches: where the keyboard was, else what is selected, else the first.
    let stop = Memo::new(move |_| {
        stops.with(|stops| {
            let there = |target: &Target| stops.iter().any(|stop| stop.target == *target);
            stand
                .stop
                .get()
                .filter(|target| there(target))
                .or_else(|| {
                    let selection = workspace.selection().get()?;
                    let chosen = |stop: &&Stop| {
                        drawing.with(|d| selects(&d.planned.value, &stop.target))
                            == Some(selection.target.clone())
                    };
                    stops.iter().find(chosen).map(|stop| stop.target.clone())
                })
                .or_else(|| stops.first().map(|stop| stop.target.clone()))
        })
    });
    let lease = lease_of(account);
    let shapes = move || {
        let drawing = drawing.get();
        let reserved = reserved(&drawing.planned.value);
        let easel = Easel { workspace, account, drawing, lit, lease, reserved, stop, reached: stand.stop };
        refocus(stop);
        scene_view(&easel)
    };
    let drag = Drag::of(stand);
    let wheel = move |event: web_sys::WheelEvent| {
        event.prevent_default();
        let Some(canvas) = node.get::<Element>() else { return };
        let rect = canvas.get_bounding_client_rect();
        let at = Point {
            x: f64::from(event.client_x()) - rect.left(),
            y: f64::from(event.client_y()) - rect.top(),
        };
        let lines = event.delta_mode() != web_sys::WheelEvent::DOM_DELTA_PIXEL;
        let factor = (-event.delta_y() * if lines { 0.05 } else { 0.0015 }).exp();
        stand.turn(|camera| camera.zoomed(factor, at));
    };
    // Nothing is drawn at a place that it would leave at once.
    let is_measured = move || stand.room.with(|room| *room != Size::default());
    let world = svg("g")
        .class("world")
        .live("transform", move || stand.camera().transform())
        .child(when(is_measured, move || live(shapes)));
    let figure = svg("svg")
        .class("figure")
        .attr("role", "group")
        .live("aria-label", move || drawing.with(|drawing| drawing.scene.title.clone()))
        .attr("aria-describedby", "graph-about graph-keys")
        .attr("width", "100%")
        .attr("height", "100%")
        .child(world);
    let about = el("p")
        .class("unseen")
        .id("graph-about")
        .child(live(move || drawing.with(|drawing| drawing.scene.description.clone())));
    let lighting = move || workspace.hovered().with(|hovered| hovered.is_some()) && !lit.with(Lit::is_dark);
    // On paper the sheet of styles shows the whole drawing, as large as fits.
    let extent = move || {
        let size = drawing.with(|drawing| drawing.scene.size);
        format!("--wide: {}; --high: {}", size.width as u32, size.height as u32)
    };
    let canvas = el("div")
        .class("canvas")
        .prop("style", extent)
        .handle(node)
        .toggle("dragging", move || drag.dragging.get())
        .toggle("lighting", lighting)
        .on(WHEEL, wheel)
        .on(POINTERDOWN, move |event| drag.down(&event))
        .on(POINTERMOVE, move |event| drag.moved(&event))
        .on(POINTERUP, move |event| drag.up(&event))
        .on(POINTERCANCEL, move |event| drag.up(&event))
        .on(KEYDOWN, move |event| press(&event, stand, stop))
        .child(figure)
        .child(about)
        .child(el("p").class("unseen").id("graph-keys").child(KEYS))
        .child(lease_chip(workspace, account, lease))
        .child(legend(Memo::new(move |_| drawing.with(|drawing| lines(&drawing.scene)))))
        .child(buttons(stand));
    el("div")
        .class("graph")
        .toggle("inspecting", move || workspace.selection().with(|selection| selection.is_some()))
        .child(canvas)
        .child(inspector())
}

/// Keeps the size of an element in a signal, the last one while it is hidden. The observer tells the first size too, once
/// the page is laid out anyway: who asks for it before has everything laid out at that moment.
fn watch_size(node: Handle, room: RwSignal<Size>) {
    let watcher = StoredValue::new_local(None::<(web_sys::ResizeObserver, Closure<dyn Fn()>)>);
    Effect::new(move |_| {
        let Some(element) = node.get::<Element>() else { return };
        let measured = element.clone();
        let measure = move || {
            let size = Size {
                width: f64::from(measured.client_width()),
                height: f64::from(measured.client_height()),
            };
            let known = room.try_get_untracked();
            if size == Size::default() || known.is_none_or(|known| known == size) {
                return;
            }
            if known == Some(Size::default()) {
                // With the first size comes the first drawing: a task of its own, not amid the layout around it.
                set_timeout(move || room.set(size), Duration::ZERO);
            } else {
                room.set(size);
            }
        };
        let closure = Closure::<dyn Fn()>::new(measure);
        if let Ok(observer) = web_sys::ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            observer.observe(&element);
            watcher.set_value(Some((observer, closure)));
        }
    });
    on_cleanup(move || {
        watcher.try_update_value(|watcher| {
            if let Some((observer, _)) = watcher.take() {
                observer.disconnect();
            }
        });
    });
}

/// Drawing anew can take the focused box away, or make another box of its element: gives the focus to the box that had it,
/// unless the reader has gone on to something else meanwhile.
fn refocus(stop: Memo<Option<Target>>) {
    let on_a_box = || {
        let id = document().active_element().map(|element| element.id()).unwrap_or_default();
        id.starts_with("node-") || id.starts_with("out-")
    };
    if on_a_box() {
        request_animation_frame(move || {
            if let Some(target) = stop.try_get_untracked().flatten().filter(|_| is_lost() || on_a_box()) {
                crate::browser::focus(&element_id(&target));
            }
        });
    }
}
