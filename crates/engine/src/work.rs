//! What the engine is told: only what is new since it was told last.

use std::sync::Arc;

use hotplate_agent::parcel::Packed;
use hotplate_exchange::{JobId, Scenario};
use hotplate_figure::Fold;
use hotplate_hot::SourceName;
use hotplate_plan::ResourcePath;
use hotplate_schema::{IndexMap, Release};
use serde::{Deserialize, Serialize};

use crate::Question;

/// News for the engine. What is `None` is as it was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// All files, in the order of their tabs.
    pub files: Option<Vec<FileWork>>,
    /// Parameter values as typed, by name.
    pub answers: Option<IndexMap<String, String>>,
    /// What is supposed about the instances.
    pub scenario: Option<Scenario>,
    /// The testbed's release of Heat.
    pub release: Option<Release>,
    /// How far groups are opened in the drawing.
    pub folds: Option<IndexMap<ResourcePath, Fold>>,
    /// What came of jobs.
    pub runs: Vec<(JobId, Ran)>,
    /// What came of jobs before counts no more: all are to be done again.
    pub afresh: bool,
    /// What is asked of the text as it is by now.
    pub questions: Vec<Question>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileWork {
    /// Its name.
    pub name: SourceName,
    /// Its text; `None` if the engine has it under that name.
    pub text: Option<Arc<str>>,
}

/// What came of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ran {
    /// It was run: a packed [`Run`](hotplate_agent::Run).
    Done(Packed),
    /// It was ended: why.
    Stopped(String),
}
