//! The events that views listen to, each with the type that the browser gives it.

use std::marker::PhantomData;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};

/// A kind of event.
#[derive(Clone, Copy)]
pub(crate) struct EventKind<E> {
    pub(super) name: &'static str,
    of: PhantomData<fn(E)>,
}

const fn kind<E>(name: &'static str) -> EventKind<E> {
    EventKind { name, of: PhantomData }
}

pub(crate) const BLUR: EventKind<Event> = kind("blur");
pub(crate) const CHANGE: EventKind<Event> = kind("change");
pub(crate) const CLICK: EventKind<MouseEvent> = kind("click");
pub(crate) const CLOSE: EventKind<Event> = kind("close");
pub(crate) const DBLCLICK: EventKind<MouseEvent> = kind("dblclick");
pub(crate) const FOCUS: EventKind<Event> = kind("focus");
pub(crate) const INPUT: EventKind<Event> = kind("input");
pub(crate) const KEYDOWN: EventKind<KeyboardEvent> = kind("keydown");
pub(crate) const KEYUP: EventKind<KeyboardEvent> = kind("keyup");
pub(crate) const POINTERCANCEL: EventKind<PointerEvent> = kind("pointercancel");
pub(crate) const POINTERDOWN: EventKind<PointerEvent> = kind("pointerdown");
pub(crate) const POINTERENTER: EventKind<PointerEvent> = kind("pointerenter");
pub(crate) const POINTERLEAVE: EventKind<PointerEvent> = kind("pointerleave");
pub(crate) const POINTERMOVE: EventKind<PointerEvent> = kind("pointermove");
pub(crate) const POINTERUP: EventKind<PointerEvent> = kind("pointerup");
pub(crate) const SUBMIT: EventKind<Event> = kind("submit");
pub(crate) const TOGGLE: EventKind<Event> = kind("toggle");
pub(crate) const WHEEL: EventKind<WheelEvent> = kind("wheel");

/// What stands in the field that an event is about.
pub(crate) fn target_value(event: &Event) -> String {
    // Selects and text areas keep their text under the same name as inputs.
    event.target().map(|target| target.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default()
}

/// Whether the box that an event is about is ticked.
pub(crate) fn target_checked(event: &Event) -> bool {
    event.target().is_some_and(|target| target.unchecked_into::<HtmlInputElement>().checked())
}

/// Whether the details that an event is about are open.
pub(crate) fn target_open(event: &Event) -> bool {
    event.target().is_some_and(|target| target.unchecked_into::<Element>().has_attribute("open"))
}
