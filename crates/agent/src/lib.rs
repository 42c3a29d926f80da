//! Plays the Heat agent inside one simulated instance: a derived config and an instance in, a [`Run`] out.
//!
//! A run depends on nothing but its [`Job`], so it may be done anywhere (in a Web Worker, on a terminal) and kept.

// What only the programs use that are left out.
#![cfg_attr(not(feature = "whole"), allow(dead_code, unused_imports))]

mod builtins;
mod config;
mod disk;
mod environment;
mod errand;
mod hook;
mod instance;
mod job;
mod json_file;
mod meter;
mod number;
pub mod parcel;
mod python;
mod regex;
mod run;
mod shell;
mod text;
mod tools;
#[cfg(feature = "wire")]
pub mod wire;

pub use config::{ConfigInput, ConfigOutput, DerivedConfig, InputKind};
pub use errand::{Errand, Rendered, seems_beyond};
pub use instance::{Facts, FileTree, Instance};
pub use job::{Agent, Budget, Job, run};
pub use python::{ALL_PLAYS, Play, Python, Reply, Step, TOO_LONG, Talk};
pub use run::{Completion, Effect, Remark, Run};
pub use text::{Names, Origin, Text};
