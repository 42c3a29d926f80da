//! An element as data, built part by part.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::event::EventKind;
use super::{Node, Value};
use crate::signals::{GetValue, LocalStorage, SetValue, StoredValue};

/// An element. Small to hand on: its parts are behind a pointer.
pub(crate) struct El(pub(super) Box<Parts>);

/// What an element is made of.
pub(super) struct Parts {
    pub(super) tag: &'static str,
    /// Whether it is a part of a drawing, whose elements live in a namespace of their own.
    pub(super) svg: bool,
    pub(super) fixed: Vec<(&'static str, Value)>,
    pub(super) moving: Vec<Moving>,
    pub(super) listeners: Vec<(&'static str, Act)>,
    pub(super) handle: Option<Handle>,
    pub(super) children: Vec<Node>,
}

/// What is done at an event.
pub(super) type Act = Rc<dyn Fn(Event)>;

/// A part that follows signals.
pub(super) struct Moving {
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    pub(super) value: Box<dyn Fn() -> Value>,
}

/// What a value is set on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Attribute,
    Class,
    Property,
}

/// An element of HTML.
pub(crate) fn el(tag: &'static str) -> El {
    element(tag, false)
}

/// An element of a drawing.
pub(crate) fn svg(tag: &'static str) -> El {
    element(tag, true)
}

/// A button that submits nothing.
pub(crate) fn button(class: &'static str) -> El {
    el("button").attr("type", "button").class(class)
}

fn element(tag: &'static str, svg: bool) -> El {
    let (fixed, moving, listeners, children) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    El(Box::new(Parts { tag, svg, fixed, moving, listeners, handle: None, children }))
}

impl El {
    /// With an attribute.
    pub(crate) fn attr(self, name: &'static str, value: impl Into<Value>) -> Self {
        self.with_attribute(name, value.into())
    }

    /// With classes.
    pub(crate) fn class(self, classes: impl Into<Value>) -> Self {
        self.with_attribute("class", classes.into())
    }

    /// With an id.
    pub(crate) fn id(self, id: impl Into<Value>) -> Self {
        self.with_attribute("id", id.into())
    }

    /// With an attribute that follows signals.
    pub(crate) fn live<V: Into<Value>>(self, name: &'static str, value: impl Fn() -> V + 'static) -> Self {
        self.with_moving(Kind::Attribute, name, Box::new(move || value().into()))
    }

    /// With a class that comes and goes.
    pub(crate) fn toggle(self, class: &'static str, on: impl Fn() -> bool + 'static) -> Self {
        self.with_moving(Kind::Class, class, Box::new(move || on().into()))
    }

    /// With a property that follows signals: `value`, `checked`, `selected`.
    pub(crate) fn prop<V: Into<Value>>(self, name: &'static str, value: impl Fn() -> V + 'static) -> Self {
        self.with_moving(Kind::Property, name, Box::new(move || value().into()))
    }

    /// With something to do at an event.
    pub(crate) fn on<E: JsCast + 'static>(self, event: EventKind<E>, act: impl Fn(E) + 'static) -> Self {
        self.with_listener(event.name, Rc::new(move |event: Event| act(event.unchecked_into())))
    }

    /// With a handle through which others reach it.
    pub(crate) fn handle(mut self, handle: Handle) -> Self {
        self.0.handle = Some(handle);
        self
    }

    /// With one more child.
    pub(crate) fn child(self, child: impl Into<Node>) -> Self {
        self.with_child(child.into())
    }

    /// With more children.
    pub(crate) fn children<N: Into<Node>>(mut self, children: impl IntoIterator<Item = N>) -> Self {
        for child in children {
            self = self.with_child(child.into());
        }
        self
    }

    // Written once each, whatever type was given to the methods above.

    #[inline(never)]
    fn with_attribute(mut self, name: &'static str, value: Value) -> Self {
        self.0.fixed.push((name, value));
        self
    }

    #[inline(never)]
    fn with_moving(mut self, kind: Kind, name: &'static str, value: Box<dyn Fn() -> Value>) -> Self {
        self.0.moving.push(Moving { kind, name, value });
        self
    }

    #[inline(never)]
    fn with_listener(mut self, name: &'static str, act: Act) -> Self {
        self.0.listeners.push((name, act));
        self
    }

    #[inline(never)]
    fn with_child(mut self, child: Node) -> Self {
        self.0.children.push(child);
        self
    }
}

/// Reaches an element from outside its view, once it has been built.
#[derive(Clone, Copy)]
pub(crate) struct Handle(StoredValue<Option<Element>, LocalStorage>);

impl Handle {
    pub(crate) fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// The element, as the type that its tag has in the browser.
    pub(crate) fn get<E: JsCast>(self) -> Option<E> {
        self.0.try_get_value().flatten().map(JsCast::unchecked_into)
    }

    pub(super) fn fill(self, element: &Element) {
        self.0.set_value(Some(element.clone()));
    }
}
