//! What a template comes to, from its text to its plan.

mod any_text;
mod conditions;
mod dependencies;
mod environments;
mod functions;
mod groups;
mod parameters;
mod show;
