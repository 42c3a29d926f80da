//! The runs that have been done.

use hotplate_agent::{ConfigInput, ConfigOutput, DerivedConfig, Facts, Instance, Job, Run, Text};
use hotplate_schema::{IndexMap, Value};

use crate::Exchange;
use crate::digest::Digest;

/// A job by its content: equal jobs have one id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct JobId(u128);

/// What came of jobs. One that equals another need not be done again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Runs {
    done: IndexMap<JobId, Run>,
}

impl Runs {
    /// What came of a job, if it has been done.
    pub fn get(&self, job: &Job) -> Option<&Run> {
        self.done.get(&JobId::of(job))
    }

    /// What came of a job, which is done if it was not yet.
    pub(crate) fn get_or_do(&mut self, job: &Job, run: impl FnOnce(&Job) -> Run) -> &Run {
        self.done.entry(JobId::of(job)).or_insert_with(|| run(job))
    }

    /// Keeps a run.
    pub fn insert(&mut self, job: JobId, run: Run) {
        self.done.insert(job, run);
    }
}

impl Runs {
    /// Those that an exchange is made of.
    pub fn of(exchange: &Exchange) -> Self {
        let mut runs = Self::default();
        for deployment in &exchange.deployments {
            if let (Some(job), Some(run)) = (&deployment.job, &deployment.run) {
                runs.insert(JobId::of(job), run.clone());
            }
        }
        for after in &exchange.afterwards {
            if let Some(run) = &after.run {
                runs.insert(JobId::of(&after.job), run.clone());
            }
        }
        runs
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.done.len()
    }
}

impl JobId {
    /// The id of a job.
    pub fn of(job: &Job) -> Self {
        Self(fingerprint(job))
    }
}

/// All of a job in few bytes. Unlike `==` it holds a not-a-number equal to itself. The patterns name every field, so
/// that a new one cannot be forgotten.
fn fingerprint(job: &Job) -> u128 {
    let Job { config, instance } = job;
    let DerivedConfig { name, group, config, inputs, outputs } = config;
    let mut digest = Digest::new();
    [name, group, config].into_iter().for_each(|text| digest.text(text));
    digest.count(inputs.len());
    for ConfigInput { name, kind, value, parts } in inputs {
        digest.text(name);
        digest.count(*kind as usize);
        digest.count(usize::from(value.is_some()));
        value.iter().for_each(|value| add_value(&mut digest, value));
        digest.count(parts.len());
        parts.iter().for_each(|part| add_text(&mut digest, part));
    }
    digest.count(outputs.len());
    for ConfigOutput { name, kind, error_output } in outputs {
        digest.text(name);
        digest.count(*kind as usize);
        digest.count(usize::from(*error_output));
    }
    add_instance(&mut digest, instance);
    digest.finish()
}

fn add_instance(digest: &mut Digest, instance: &Instance) {
    let Instance { name, facts, files, failing } = instance;
    let Facts { hostname, ipaddress, others } = facts;
    [name, hostname, ipaddress].into_iter().for_each(|text| digest.text(text));
    digest.count(others.len());
    others.iter().flat_map(<[&String; 2]>::from).for_each(|text| digest.text(text));
    digest.count(files.len());
    for (path, text) in files {
        digest.text(path);
        add_text(digest, text);
    }
    digest.count(failing.len());
    for (command, status) in failing {
        digest.text(command);
        digest.count(status.unsigned_abs() as usize);
    }
}

fn add_text(digest: &mut Digest, text: &Text) {
    digest.text(text.as_str());
    digest.count(text.origins().len());
    for (range, origin) in text.origins() {
        digest.count(range.start);
        digest.count(range.end);
        digest.text(&origin.instance);
        digest.text(&origin.fact);
    }
}

fn add_value(digest: &mut Digest, value: &Value) {
    match value {
        Value::Null => digest.count(0),
        Value::Bool(value) => digest.count(1 + usize::from(*value)),
        Value::Int(number) => {
            digest.count(3);
            digest.number(*number as u64);
            digest.number((number >> 64) as u64);
        }
        Value::Float(number) => {
            digest.count(4);
            digest.number(number.to_bits());
        }
        Value::String(text) => {
            digest.count(5);
            digest.text(text);
        }
        Value::List(items) => {
            digest.count(6);
            digest.count(items.len());
            items.iter().for_each(|item| add_value(digest, item));
        }
        Value::Map(map) => {
            digest.count(7);
            digest.count(map.len());
            for (key, value) in map {
                add_value(digest, &key.to_value());
                add_value(digest, value);
            }
        }
    }
}
