//! Lays out a plan as positioned shapes, and writes shapes as SVG.
//!
//! [`plan()`] decides everything: where a box stands, how long its text may be, how an edge runs. A [`Scene`] is then
//! drawn by dumb walkers: [`svg`] writes it as text, the page draws it as SVG elements. [`diagram`] writes the same graph
//! in the languages of others, [`sheet`] puts drawing and texts into one file.

mod class;
mod decimal;
mod geometry;
mod layout;
mod metrics;
mod plan;
mod scene;
mod sheet;
mod sorted;
mod svg;
mod text;

pub use class::{Class, Tone};
pub use decimal::decimal;
pub use geometry::{Point, Rect, Size};
pub use plan::{Fold, Language, PlanOptions, diagram, plan};
pub use scene::{Scene, Shape, Target};
pub use sheet::sheet;
pub use svg::{Theme, path_data, style_sheet, svg, write_escaped};
