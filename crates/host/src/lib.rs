//! A plain HTTP host for this machine: what any static host does, and nothing more. Whoever serves answers each request
//! by a function; [`file`] answers with a folder's files.

mod folder;
mod http;
mod listen;

pub use folder::file;
pub use http::{Reply, Request};
pub use listen::{listen, serve};
