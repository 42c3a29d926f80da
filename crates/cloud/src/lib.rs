//! Speaks with an OpenStack testbed: Keystone, Heat, Blazar, Nova, Glance and Neutron.
//!
//! A [`Call`] is a value: the [`Request`] that it makes and the reading of its answer are pure, so that a request can be
//! shown before it is sent and an answer read in a test. A [`Transport`] sends; [`send`] puts both together.

pub mod access;
pub mod blazar;
mod call;
pub mod doctor;
mod error;
#[cfg(target_arch = "wasm32")]
mod fetch;
pub mod glance;
pub mod heat;
mod http;
pub mod keystone;
pub mod later;
mod moment;
pub mod neutron;
pub mod nova;
mod operators;
#[cfg(test)]
mod replay;
pub mod script;
mod secret;
mod service;
mod session;
mod watch;

pub use access::Access;
pub use call::{Call, send};
pub use error::{ApiError, Fault};
#[cfg(target_arch = "wasm32")]
pub use fetch::Fetch;
pub use http::{Knock, Lacks, Message, Method, Request, Response, Transport, Unreachable};
pub use moment::Moment;
pub use secret::{Secret, Token};
pub use service::Service;
pub use session::Session;
pub use watch::{News, Watch};
