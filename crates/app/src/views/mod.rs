//! The views: each takes the workspace, shows a part of it, and hands what a person does back to it.

mod arrival;
mod bridge;
mod connect;
mod deploy;
mod dialogs;
mod doctor;
mod editor_pane;
mod exchange;
mod files;
mod follow;
mod free;
mod gallery;
mod graph;
mod header;
mod help;
mod launch;
mod lease;
mod outputs;
mod page;
mod parameters;
mod pieces;
mod plan;
mod problems;
mod recovery;
mod reserve;
mod save;
mod share;
mod stage;
mod submit;
mod summary;

pub(crate) use arrival::Arriving;
pub(crate) use page::page;
