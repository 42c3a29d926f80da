//! The drawing on the stage, as far as it can be told without a browser.

mod camera;
mod lines;
mod lit;
mod stops;

pub(crate) use camera::Camera;
pub(crate) use lines::{Line, lines};
pub(crate) use lit::{Lit, selects, top_of};
pub(crate) use stops::{Direction, Stop, fold_of, next, stops};
