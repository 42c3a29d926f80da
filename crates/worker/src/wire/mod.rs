//! The agent's types as they are sent. They change together with the page, which is built with them, so they need no
//! version; they live here because the core's types are not made for any wire.

mod job;
mod run;
mod text;
mod value;

pub(crate) use job::{Job, Jobs};
pub(crate) use run::{Run, Runs};
pub(crate) use text::Origins;
