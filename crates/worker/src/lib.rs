//! The two ends of a message port to a Web Worker, and the worker that runs scripts.
//!
//! Messages are bytes ([`hotplate_agent::parcel`]). Whoever starts a worker waits for [`READY`] before the first message.

mod messages;
#[cfg(target_arch = "wasm32")]
pub mod port;

pub use messages::{Made, READY, Task, answer, batch, made};
