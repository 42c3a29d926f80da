//! What came of a run.

use hotplate_schema::IndexMap;

use crate::parcel::{Parcel, Reader, Writer, parcel};
use crate::{FileTree, Python, Text};

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
    /// The Python that ran it, if it is a script for one.
    pub python: Option<Python>,
    /// What the other Python makes of the script, if only Python 2 runs it to a good end.
    pub other: Option<Box<Run>>,
}

parcel!(Effect { line, argv });
parcel!(Remark { line, message });
parcel!(Run {
    completion,
    environment,
    outputs,
    files,
    removed,
    effects,
    stdout,
    stderr,
    remarks,
    python,
    other
});

impl Parcel for Completion {
    fn put(&self, to: &mut Writer) {
        match self {
            Self::Exited(status) => {
                to.number(0);
                status.put(to);
            }
            Self::Stopped(why) => {
                to.number(1);
                why.put(to);
            }
            Self::NotRun(why) => {
                to.number(2);
                why.put(to);
            }
        }
    }

    fn take(from: &mut Reader<'_>) -> Self {
        match from.number() {
            0 => Self::Exited(i32::take(from)),
            1 => Self::Stopped(String::take(from)),
            _ => Self::NotRun(String::take(from)),
        }
    }
}

impl Run {
    /// The run by a Python, where there are two; otherwise the only one.
    #[must_use]
    pub fn by(mut self, python: Python) -> Self {
        match self.other.take() {
            Some(other) if other.python == Some(python) => Self { other: Some(Box::new(self)), ..*other },
            other => Self { other, ..self },
        }
    }

    /// The status with which the script ended, if it ended by itself.
    pub fn status(&self) -> Option<i32> {
        match self.completion {
            Completion::Exited(status) => Some(status),
            Completion::Stopped(_) | Completion::NotRun(_) => None,
        }
    }

    /// A run that ended in this way and of which nothing came.
    pub fn of(completion: Completion) -> Self {
        Self {
            completion,
            environment: IndexMap::default(),
            outputs: IndexMap::default(),
            files: FileTree::default(),
            removed: Vec::new(),
            effects: Vec::new(),
            stdout: Text::default(),
            stderr: Text::default(),
            remarks: Vec::new(),
            python: None,
            other: None,
        }
    }
}
