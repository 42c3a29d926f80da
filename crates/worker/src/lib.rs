//! The messages between the page and the worker that runs scripts.
//!
//! The page packs jobs into bytes with [`pack_jobs`] and posts them as one array; the worker answers with an array that
//! [`unpack_runs`] reads. The types of the agent are not made for the wire, so [`wire`] has its own, which only these
//! functions use.

mod messages;
mod wire;

pub use messages::{Batch, READY, answer, pack_jobs, pack_runs, unpack_jobs, unpack_runs};
