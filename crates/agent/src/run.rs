//! What came of a run.

use indexmap::IndexMap;

use crate::{FileTree, Text};

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Completion {
    /// The script ended with this status (0 is success).
    Exited(i32),
    /// The run was stopped at a bound: why.
    Stopped(String),
    /// It cannot be run here (another interpreter, syntax not known here): why. Nothing of it was run.
    NotRun(String),
}

/// Something a script would do to the world outside its files.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Effect {
    /// The line of the script, from 1.
    pub line: u32,
    /// The command with its arguments.
    pub argv: Vec<String>,
}

/// Something worth saying about a line of the script.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Remark {
    /// The line of the script, from 1; 0 for the script as a whole.
    pub line: u32,
    /// What is to be said.
    pub message: String,
}

/// What came of running one derived config on one instance.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Run {
    /// How it ended.
    pub completion: Completion,
    /// The environment the script saw, in order.
    pub environment: IndexMap<String, Text>,
    /// What it reported, by output name: raw, with a trailing newline if the script wrote one.
    pub outputs: IndexMap<String, Text>,
    /// The files it changed or made, whole, by path.
    pub files: FileTree,
    /// The files it removed.
    pub removed: Vec<String>,
    /// What it would do to the world.
    pub effects: Vec<Effect>,
    /// Its standard output.
    pub stdout: Text,
    /// Its standard error.
    pub stderr: Text,
    /// What is worth saying.
    pub remarks: Vec<Remark>,
}
