//! The runs that have been done.

use hotplate_agent::{Job, Run};

/// Jobs and what came of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Runs {
    done: Vec<(Job, Run)>,
}

impl Runs {
    /// What came of a job, if it has been done.
    pub fn get(&self, job: &Job) -> Option<&Run> {
        self.done.iter().find(|(done, _)| done == job).map(|(_, run)| run)
    }

    /// Keeps a run.
    pub fn insert(&mut self, job: Job, run: Run) {
        self.done.push((job, run));
    }
}
