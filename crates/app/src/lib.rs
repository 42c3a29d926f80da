//! The page: one [`Workspace`](workspace::Workspace), memos for everything that follows from it, and views.
//!
//! [`workspace`] and [`panels`] know no browser and are tested as they are; the rest shows them.

mod browser;
mod dom;
#[allow(dead_code, reason = "some of what the editor can do is not asked for yet")]
mod editor;
mod graph;
pub mod panels;
pub mod samples;
pub mod signals;
mod start;
mod views;
pub mod workspace;

pub use start::start;
