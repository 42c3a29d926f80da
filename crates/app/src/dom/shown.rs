//! What is on screen of a node: builds it, patches it into the next one, takes it away.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, Node as Place};

use super::element::{Act, Kind, Parts};
use super::region::{Region, Rows};
use super::{Node, Value};
use crate::browser::{breathe, document};
use crate::signals::{Follower, Owner, follow, live_on};

/// A piece of a page, to be made in a task of its own.
pub(crate) type Piece = Box<dyn FnOnce() -> Node>;

/// Builds a page's pieces, so that the browser can see to a key or a picture between one and the next, and puts them into
/// the body all at once, in place of `waiting`. There they stay.
pub(crate) fn mount(waiting: Option<Element>, make: impl FnOnce() -> Vec<Piece> + 'static) {
    live_on(move || {
        let (owner, page) = (Owner::current().unwrap_or_default(), document().create_document_fragment());
        let pieces = make();
        spawn_local(async move {
            for piece in pieces {
                breathe().await;
                owner.with(|| std::mem::forget(Shown::build(piece(), &page, None)));
            }
            breathe().await;
            if let Some(body) = document().body() {
                waiting.into_iter().for_each(|waiting| waiting.remove());
                insert(&page, &body, None);
            }
        });
    });
}

/// A node on screen.
pub(super) enum Shown {
    Nothing,
    Text(web_sys::Text, Cow<'static, str>),
    Element(Box<ShownElement>),
    List(Vec<Shown>),
    Region(Region),
    Rows(Rows),
}

impl Shown {
    /// Shows a node in `parent`, before the place `before` or at the end.
    pub(super) fn build(node: Node, parent: &Place, before: Option<&Place>) -> Self {
        match node {
            Node::Nothing => Self::Nothing,
            Node::Text(text) => {
                let place = document().create_text_node(&text);
                insert(&place, parent, before);
                Self::Text(place, text)
            }
            Node::Element(element) => {
                let Some(mut shown) = ShownElement::of(element.0.tag, element.0.svg) else {
                    return Self::Nothing;
                };
                shown.patch(*element.0);
                insert(&shown.worn.element, parent, before);
                Self::Element(Box::new(shown))
            }
            Node::List(nodes) => {
                Self::List(nodes.into_iter().map(|node| Self::build(node, parent, before)).collect())
            }
            Node::Live(make) => Self::Region(Region::build(make, parent, before)),
            Node::Keyed(rows) => Self::Rows(Rows::build(rows, parent, before)),
        }
    }

    /// Turns what is shown into `node`; `before` is the place behind it.
    pub(super) fn patch(&mut self, node: Node, parent: &Place, before: Option<&Place>) {
        match (&mut *self, node) {
            (Self::Text(place, shown), Node::Text(text)) => {
                if *shown != text {
                    place.set_data(&text);
                    *shown = text;
                }
            }
            (Self::Element(shown), Node::Element(element))
                if (shown.tag, shown.svg) == (element.0.tag, element.0.svg) =>
            {
                shown.patch(*element.0);
            }
            (Self::List(shown), Node::List(nodes)) => patch_all(shown, nodes, parent, before),
            (Self::Region(region), Node::Live(make)) => region.follow(make),
            (_, node) => {
                std::mem::replace(self, Self::Nothing).remove();
                *self = Self::build(node, parent, before);
            }
        }
    }

    /// Takes it off the screen.
    pub(super) fn remove(self) {
        let mut places = Vec::new();
        self.places(&mut places);
        // First its listeners and effects, so that nothing hears of the rest.
        drop(self);
        for place in places {
            if let Some(parent) = place.parent_node() {
                let _ = parent.remove_child(&place);
            }
        }
    }

    /// The outermost places it takes, in order.
    pub(super) fn places(&self, places: &mut Vec<Place>) {
        match self {
            Self::Nothing => {}
            Self::Text(place, _) => places.push(place.clone().into()),
            Self::Element(shown) => places.push(shown.worn.element.clone().into()),
            Self::List(all) => all.iter().for_each(|shown| shown.places(places)),
            Self::Region(region) => region.places(places),
            Self::Rows(rows) => rows.places(places),
        }
    }

    /// The first of its places.
    pub(super) fn first(&self) -> Option<Place> {
        match self {
            Self::Nothing => None,
            Self::Text(place, _) => Some(place.clone().into()),
            Self::Element(shown) => Some(shown.worn.element.clone().into()),
            Self::List(all) => first_of(all),
            Self::Region(region) => Some(region.first()),
            Self::Rows(rows) => Some(rows.first()),
        }
    }
}

pub(super) fn first_of(all: &[Shown]) -> Option<Place> {
    all.iter().find_map(Shown::first)
}

pub(super) fn insert(place: &Place, parent: &Place, before: Option<&Place>) {
    // Refused only where the browser's own rules forbid such a child, which no view asks for.
    let _ = parent.insert_before(place, before);
}

fn patch_all(shown: &mut Vec<Shown>, nodes: Vec<Node>, parent: &Place, before: Option<&Place>) {
    while shown.len() > nodes.len() {
        if let Some(gone) = shown.pop() {
            gone.remove();
        }
    }
    for (index, node) in nodes.into_iter().enumerate() {
        if index < shown.len() {
            let next = first_of(&shown[index + 1..]);
            shown[index].patch(node, parent, next.as_ref().or(before));
        } else {
            shown.push(Shown::build(node, parent, before));
        }
    }
}

/// An element on screen.
pub(super) struct ShownElement {
    tag: &'static str,
    svg: bool,
    follower: Option<Follower>,
    worn: Rc<Worn>,
    listeners: Vec<Listener>,
    children: Vec<Shown>,
}

impl ShownElement {
    /// A bare element. `None` for a tag that is none.
    fn of(tag: &'static str, svg: bool) -> Option<Self> {
        let namespace = if svg { "http://www.w3.org/2000/svg" } else { "http://www.w3.org/1999/xhtml" };
        let element = document().create_element_ns(Some(namespace), tag).ok()?;
        let worn = Rc::new(Worn { element, values: RefCell::default() });
        Some(Self { tag, svg, follower: None, worn, listeners: Vec::new(), children: Vec::new() })
    }

    /// Gives it these parts instead of those it has.
    fn patch(&mut self, parts: Parts) {
        self.follower = None;
        let worn = self.worn.clone();
        worn.drop_others(&parts);
        for (name, value) in parts.fixed {
            worn.wear(Kind::Attribute, name, value);
        }
        self.listen(parts.listeners);
        patch_all(&mut self.children, parts.children, &worn.element, None);
        if let Some(handle) = parts.handle {
            handle.fill(&worn.element);
        }
        if !parts.moving.is_empty() {
            let moving = parts.moving;
            self.follower = Some(follow(Box::new(move || {
                for part in &moving {
                    worn.wear(part.kind, part.name, (part.value)());
                }
            })));
        }
    }

    /// Listens to these instead of the former.
    fn listen(&mut self, listeners: Vec<(&'static str, Act)>) {
        let mut former = std::mem::take(&mut self.listeners);
        for (name, act) in listeners {
            let same = former.iter().position(|listener| listener.name == name);
            self.listeners.push(match same {
                Some(index) => former.swap_remove(index).turned(act),
                None => Listener::new(&self.worn.element, name, act),
            });
        }
    }
}

/// An element's attributes, properties and classes, as they have been set.
struct Worn {
    element: Element,
    values: RefCell<Vec<(Kind, &'static str, Value)>>,
}

impl Worn {
    /// Sets a value, unless it is set already.
    fn wear(&self, kind: Kind, name: &'static str, value: Value) {
        let mut values = self.values.borrow_mut();
        let at = values.iter().position(|(other, its, _)| *other == kind && *its == name);
        match at {
            Some(at) if values[at].2 == value => return,
            Some(at) => values[at].2 = value.clone(),
            None if value == Value::Absent && kind != Kind::Property => return,
            None => values.push((kind, name, value.clone())),
        }
        self.set(kind, name, &value);
        if (kind, name) == (Kind::Attribute, "class") {
            // That has taken away the classes that come and go.
            for (_, name, value) in values.iter().filter(|(kind, ..)| *kind == Kind::Class) {
                self.set(Kind::Class, name, value);
            }
        }
    }

    /// Takes off what is not among these parts.
    fn drop_others(&self, parts: &Parts) {
        self.values.borrow_mut().retain(|(kind, name, _)| {
            let kept = parts.fixed.iter().any(|(its, _)| (*kind, *name) == (Kind::Attribute, *its))
                || parts.moving.iter().any(|part| (*kind, *name) == (part.kind, part.name));
            if !kept {
                self.set(*kind, name, &Value::Absent);
            }
            kept
        });
    }

    // The browser refuses none of these: all names are written in the views.
    fn set(&self, kind: Kind, name: &str, value: &Value) {
        match (kind, value) {
            (Kind::Attribute, Value::Absent) => drop(self.element.remove_attribute(name)),
            (Kind::Attribute, Value::Present) => drop(self.element.set_attribute(name, "")),
            (Kind::Attribute, Value::Text(text)) => drop(self.element.set_attribute(name, text)),
            (Kind::Class, value) => {
                let _ = self.element.class_list().toggle_with_force(name, *value != Value::Absent);
            }
            (Kind::Property, value) => {
                let value = match value {
                    Value::Absent => JsValue::FALSE,
                    Value::Present => JsValue::TRUE,
                    Value::Text(text) => JsValue::from_str(text),
                };
                let _ = js_sys::Reflect::set(&self.element, &JsValue::from_str(name), &value);
            }
        }
    }
}

/// A listener on an element, until it is dropped.
struct Listener {
    name: &'static str,
    act: Rc<RefCell<Act>>,
    element: Element,
    heard: Closure<dyn Fn(Event)>,
}

impl Listener {
    fn new(element: &Element, name: &'static str, act: Act) -> Self {
        let act = Rc::new(RefCell::new(act));
        let now = act.clone();
        let heard = Closure::<dyn Fn(Event)>::new(move |event| {
            let act = now.borrow().clone();
            act(event);
        });
        let _ = element.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
        Self { name, act, element: element.clone(), heard }
    }

    /// The same listener, doing something else.
    fn turned(self, act: Act) -> Self {
        *self.act.borrow_mut() = act;
        self
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let heard = self.heard.as_ref().unchecked_ref();
        let _ = self.element.remove_event_listener_with_callback(self.name, heard);
    }
}
