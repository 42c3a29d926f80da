//! The graph on its stage: moved, zoomed, walked with the keyboard.

mod dock;
mod drag;
mod inspector;
mod keys;
mod scene;
mod stand;
mod tools;

use hotplate_figure::{Point, Size, Target};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

pub(crate) use self::dock::Dock;
use self::drag::Drag;
use self::inspector::Inspector;
use self::keys::press;
use self::scene::{Easel, element_id, scene_view};
use self::stand::{Sight, Stand};
use self::tools::{Buttons, Legend};
use crate::graph::{Lit, Stop, selects, stops};
use crate::workspace::Workspace;

/// The graph.
#[component]
pub(crate) fn GraphView() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let drawing = workspace.drawing();
    let stops = Memo::new(move |_| drawing.with(|drawing| stops(&drawing.scene)));
    let stand = Stand {
        workspace,
        sight: RwSignal::new(Sight::Start),
        room: RwSignal::new(Size::default()),
        stops,
        stop: RwSignal::new(None),
    };
    let node = NodeRef::<Div>::new();
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
    let shapes = move || {
        let easel = Easel { workspace, drawing: drawing.get(), lit, stop };
        refocus(stop);
        scene_view(&easel)
    };
    let title = move || drawing.with(|drawing| drawing.scene.title.clone());
    let about = move || drawing.with(|drawing| drawing.scene.description.clone());
    let drag = Drag::of(stand);
    let wheel = move |event: web_sys::WheelEvent| {
        event.prevent_default();
        let Some(canvas) = node.get_untracked() else { return };
        let rect = canvas.get_bounding_client_rect();
        let at = Point {
            x: f64::from(event.client_x()) - rect.left(),
            y: f64::from(event.client_y()) - rect.top(),
        };
        let lines = event.delta_mode() != web_sys::WheelEvent::DOM_DELTA_PIXEL;
        let factor = (-event.delta_y() * if lines { 0.05 } else { 0.0015 }).exp();
        stand.turn(|camera| camera.zoomed(factor, at));
    };
    view! {
        <div class="graph" class:inspecting=move || workspace.selection().with(|selection| selection.is_some())>
            <div class="canvas" node_ref=node class:dragging=move || drag.dragging.get() class:lighting=move || workspace.hovered().with(|hovered| hovered.is_some()) && !lit.with(Lit::is_dark)
                on:wheel=wheel on:pointerdown=move |event| drag.down(&event) on:pointermove=move |event| drag.moved(&event) on:pointerup=move |event| drag.up(&event) on:pointercancel=move |event| drag.up(&event)
                on:keydown=move |event| press(&event, stand, stop)>
                <svg class="figure" role="group" aria-label=title aria-describedby="graph-about graph-keys" width="100%" height="100%">
                    <g class="world" transform=move || stand.camera().transform()>{shapes}</g>
                </svg>
                <p class="unseen" id="graph-about">{about}</p>
                <p class="unseen" id="graph-keys">"Arrow keys go from box to box, Enter selects, Space folds a group, plus and minus zoom, 0 fits. The Plan tab tells the same as a table."</p>
                <Legend/>
                <Buttons stand=stand/>
            </div>
            <Inspector/>
        </div>
    }
}

/// Keeps the size of an element in a signal.
fn watch_size(node: NodeRef<Div>, room: RwSignal<Size>) {
    let watcher = StoredValue::new_local(None::<(web_sys::ResizeObserver, Closure<dyn Fn()>)>);
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let measured = element.clone();
        let measure = move || {
            let size = Size {
                width: f64::from(measured.client_width()),
                height: f64::from(measured.client_height()),
            };
            if room.try_get_untracked().is_some_and(|room| room != size) {
                room.set(size);
            }
        };
        measure();
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

/// Drawing anew takes the focused box away: gives the focus to the one drawn in its place.
fn refocus(stop: Memo<Option<Target>>) {
    let had = document()
        .active_element()
        .is_some_and(|element| element.id().starts_with("node-") || element.id().starts_with("out-"));
    if had {
        request_animation_frame(move || {
            if let Some(target) = stop.try_get_untracked().flatten() {
                crate::browser::focus(&element_id(&target));
            }
        });
    }
}
