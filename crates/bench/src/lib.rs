//! The work that `cargo xtask bench` times: the same code for the native clock (`main.rs`) and for node's
//! (`measure.mjs`), phase by phase, each from what the phase before it made.

mod subject;
mod template;
#[cfg(target_family = "wasm")]
mod wasm;

pub use subject::{Phase, Subject};
pub use template::{templates, text};
