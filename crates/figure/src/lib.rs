//! Lays out a plan as positioned shapes, and writes shapes as SVG.
//!
//! [`plan()`] decides everything: where a box stands, how long its text may be, how an edge runs. A [`Scene`] is then
//! drawn by dumb walkers: [`svg`] writes it as text, the page draws it as SVG elements.

mod geometry;
mod layout;
mod metrics;
mod plan;
mod scene;
mod svg;

pub use geometry::{Point, Rect, Size};
pub use plan::{PlanOptions, plan};
pub use scene::{Class, Scene, Shape, Target};
pub use svg::{Theme, svg};
