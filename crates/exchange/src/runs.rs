//! The runs that have been done.

use hotplate_agent::{Job, Run};
use indexmap::IndexMap;

use crate::digest::digest;

/// What came of jobs. A job is known by its content: an equal one need not be done again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Runs {
    done: IndexMap<u128, Run>,
}

impl Runs {
    /// What came of a job, if it has been done.
    pub fn get(&self, job: &Job) -> Option<&Run> {
        self.done.get(&fingerprint(job))
    }

    /// Keeps a run.
    pub fn insert(&mut self, job: Job, run: Run) {
        self.done.insert(fingerprint(&job), run);
    }
}

/// A job's debug form has every field of it, and unlike `==` it holds a not-a-number equal to itself.
fn fingerprint(job: &Job) -> u128 {
    digest(format_args!("{job:?}"))
}
