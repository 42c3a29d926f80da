//! Runs.

use hotplate_agent::{Completion, Effect, Remark};
use serde::{Deserialize, Serialize};

use super::text::{Origins, Text, build_files, pack_files};

/// A message from the worker.
#[derive(Serialize, Deserialize)]
pub(crate) struct Runs {
    pub runs: Vec<(u32, Run)>,
    pub origins: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Run {
    completion: Ended,
    environment: Vec<(String, Text)>,
    outputs: Vec<(String, Text)>,
    files: Vec<(String, Text)>,
    removed: Vec<String>,
    effects: Vec<(u32, Vec<String>)>,
    stdout: Text,
    stderr: Text,
    remarks: Vec<(u32, String)>,
}

#[derive(Serialize, Deserialize)]
enum Ended {
    Exited(i32),
    Stopped(String),
    NotRun(String),
}

impl Run {
    pub(crate) fn new(run: &hotplate_agent::Run, origins: &mut Origins) -> Self {
        Self {
            completion: match &run.completion {
                Completion::Exited(status) => Ended::Exited(*status),
                Completion::Stopped(reason) => Ended::Stopped(reason.clone()),
                Completion::NotRun(reason) => Ended::NotRun(reason.clone()),
            },
            environment: pack_files(&run.environment, origins),
            outputs: pack_files(&run.outputs, origins),
            files: pack_files(&run.files, origins),
            removed: run.removed.clone(),
            effects: run.effects.iter().map(|effect| (effect.line, effect.argv.clone())).collect(),
            stdout: Text::new(&run.stdout, origins),
            stderr: Text::new(&run.stderr, origins),
            remarks: run.remarks.iter().map(|remark| (remark.line, remark.message.clone())).collect(),
        }
    }

    pub(crate) fn build(self, origins: &Origins) -> hotplate_agent::Run {
        hotplate_agent::Run {
            completion: match self.completion {
                Ended::Exited(status) => Completion::Exited(status),
                Ended::Stopped(reason) => Completion::Stopped(reason),
                Ended::NotRun(reason) => Completion::NotRun(reason),
            },
            environment: build_files(self.environment, origins),
            outputs: build_files(self.outputs, origins),
            files: build_files(self.files, origins),
            removed: self.removed,
            effects: self.effects.into_iter().map(|(line, argv)| Effect { line, argv }).collect(),
            stdout: self.stdout.build(origins),
            stderr: self.stderr.build(origins),
            remarks: self.remarks.into_iter().map(|(line, message)| Remark { line, message }).collect(),
        }
    }
}
