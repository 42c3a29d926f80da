//! What a template comes to, from its text to its plan.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it cannot go on"
)]

mod any_text;
mod cloudformation;
mod conditions;
mod dependencies;
mod environments;
mod functions;
mod groups;
mod nested;
mod parameters;
mod properties;
mod show;
