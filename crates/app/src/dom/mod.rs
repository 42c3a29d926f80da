//! The page's views as plain data, and the one piece of code that puts them on screen.
//!
//! A view makes a [`Node`]: nothing, a text, an element with attributes, listeners and children, a list, or a region
//! that follows signals. [`shown`] builds nodes in the browser, and when a region is made anew it *patches* what is
//! there: an element of the same tag stays, with its focus, scroll position and selection, and only what differs is
//! touched. What signals, memos and owners are is said in [`signals`](crate::signals).
//!
//! Why not Leptos's own views, whose macro makes a type of each view, and code of each type: for this page that was
//! 430 KB of wasm before optimisation, 3.6 KB for the head of a table. Data costs a call for each attribute, and what
//! shows it is written once: the page lost 112 KB of 382 KB, compressed.
//!
//! A text given to a node only ever becomes a text node or an attribute's value, never markup.

mod element;
mod event;
mod node;
mod region;
mod shown;
mod value;

pub(crate) use element::{El, Handle, button, el, svg};
pub(crate) use event::{
    BLUR, CHANGE, CLICK, CLOSE, DBLCLICK, FOCUS, INPUT, KEYDOWN, KEYUP, POINTERCANCEL, POINTERDOWN,
    POINTERENTER, POINTERLEAVE, POINTERMOVE, POINTERUP, SUBMIT, TOGGLE, WHEEL, target_checked, target_open,
    target_value,
};
pub(crate) use node::{Node, Row, keyed, list, live, row, when};
pub(crate) use shown::{Piece, mount};
pub(crate) use value::Value;
