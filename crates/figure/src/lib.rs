//! Lays out a plan as positioned shapes, and writes shapes as SVG.
//!
//! [`plan()`] decides everything: where a box stands, how long its text may be, how an edge runs. A [`Scene`] is then
//! drawn by dumb walkers: [`svg`] writes it as text, the page draws it as SVG elements.

mod class;
mod geometry;
mod layout;
mod metrics;
mod plan;
mod scene;
mod svg;
mod text;

pub use class::{Class, Tone};
pub use geometry::{Point, Rect, Size};
pub use plan::{Fold, PlanOptions, plan};
pub use scene::{Scene, Shape, Target};
pub use svg::{Theme, path_data, style_sheet, svg, write_escaped};
