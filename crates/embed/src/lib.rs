//! A template as a picture for a documentation page: text in, SVG out.
//!
//! It is what a reader gets without opening the whole of Hotplate, so it carries no page: the command `hotplate draw`
//! calls it when documentation is built, and the element `<hot-plate>` (`site/embed`) when a reader asks.

mod fragment;
mod render;

pub use fragment::{Fragment, fragment};
pub use render::{Options, Theme, render, style_sheet};
