//! Keeps a template read, planned, played and drawn while somebody works on it.
//!
//! ```text
//! Work --Engine::update--> Changes
//! files, answers, facts,   what came out differently: findings, plan, exchange, scene ...
//! runs, folds, questions   and answers
//! ```
//!
//! The page has it in a Web Worker of its own (`main.rs`), so that typing never waits for it and an engine that hangs
//! can be ended. What the page knows of a template is what [`Changes`] told it.

mod archive;
mod changes;
mod engine;
mod facts;
mod finding;
mod given;
mod keep;
mod landmarks;
mod project;
mod question;
mod share;
#[cfg(test)]
mod tests;
mod work;

pub use changes::Changes;
pub use engine::Engine;
pub use facts::TemplateFacts;
pub use finding::{Finding, Tally, bytes, place};
pub use keep::{KEPT_VERSION, Keeping};
pub use landmarks::{Landmark, Landmarks};
pub use project::{ENVIRONMENT, Extras, Project, TEMPLATE, Tab};
pub use question::{Answer, Form, Question, WayOut};
pub use share::{Found, Inside, Opened, Shared, Sharing};
pub use work::{FileWork, Ran, Work};
