//! Dragging: one finger or the mouse moves the drawing, two fingers also zoom it.

use std::time::Duration;

use hotplate_figure::Point;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::stand::Stand;
use crate::browser::set_timeout;
use crate::signals::{GetValue, RwSignal, StoredValue, UpdateValue, WithValue};

/// A click that trembles this much, in pixels, is no drag.
const TREMBLE: f64 = 4.0;

/// The pointers that are down, and whether they have moved.
#[derive(Clone, Copy)]
pub(crate) struct Drag {
    stand: Stand,
    pub(crate) dragging: RwSignal<bool>,
    pointers: StoredValue<Vec<(i32, Point)>>,
}

impl Drag {
    pub(crate) fn of(stand: Stand) -> Self {
        Self { stand, dragging: RwSignal::new(false), pointers: StoredValue::new(Vec::new()) }
    }

    /// A pointer goes down.
    pub(crate) fn down(self, event: &PointerEvent) {
        if event.button() == 0 {
            self.pointers.update_value(|pointers| pointers.push((event.pointer_id(), place(event))));
        }
    }

    /// A pointer moves.
    pub(crate) fn moved(self, event: &PointerEvent) {
        let before = self.pointers.get_value();
        let Some(index) = before.iter().position(|(id, _)| *id == event.pointer_id()) else { return };
        let (was, is) = (before[index].1, place(event));
        if !self.dragging.get_untracked() {
            if (is.x - was.x).abs() + (is.y - was.y).abs() < TREMBLE {
                return;
            }
            self.dragging.set(true);
            hold(event);
        }
        self.pointers.update_value(|pointers| pointers[index].1 = is);
        match before.iter().find(|(id, _)| *id != event.pointer_id()) {
            None => self.stand.turn(|camera| camera.panned(is.x - was.x, is.y - was.y)),
            Some((_, other)) => {
                let gap = |a: Point| ((a.x - other.x).powi(2) + (a.y - other.y).powi(2)).sqrt().max(1.0);
                let middle = self.stand.middle();
                let (x, y) = ((is.x - was.x) / 2.0, (is.y - was.y) / 2.0);
                self.stand.turn(|camera| camera.zoomed(gap(is) / gap(was), middle).panned(x, y));
            }
        }
    }

    /// A pointer goes up, or is lost.
    pub(crate) fn up(self, event: &PointerEvent) {
        self.pointers.update_value(|pointers| pointers.retain(|(id, _)| *id != event.pointer_id()));
        if self.dragging.get_untracked() && self.pointers.with_value(Vec::is_empty) {
            // After the click that ends the drag, so that it selects nothing.
            set_timeout(move || self.dragging.set(false), Duration::ZERO);
        }
    }
}

fn place(event: &PointerEvent) -> Point {
    Point { x: f64::from(event.client_x()), y: f64::from(event.client_y()) }
}

/// Keeps hearing of a pointer that leaves the stage.
fn hold(event: &PointerEvent) {
    let stage = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(stage) = stage {
        // A pointer that is gone by now needs no holding.
        let _ = stage.set_pointer_capture(event.pointer_id());
    }
}
