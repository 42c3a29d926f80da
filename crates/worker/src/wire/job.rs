//! Jobs.

use hotplate_agent::{ConfigInput, ConfigOutput, DerivedConfig, Facts, InputKind, Instance};
use serde::{Deserialize, Serialize};

use super::text::{Origins, Text, build_files, pack_files};
use super::value::Value;

/// A message to the worker.
#[derive(Serialize, Deserialize)]
pub(crate) struct Jobs {
    /// Steps, bytes, depth.
    pub budget: (u64, u64, u32),
    pub jobs: Vec<(u32, Job)>,
    pub origins: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Job {
    name: String,
    group: String,
    config: String,
    inputs: Vec<(String, Kind, Option<Value>, Vec<Text>)>,
    outputs: Vec<(String, Kind, bool)>,
    instance: String,
    hostname: String,
    ipaddress: String,
    facts: Vec<(String, String)>,
    files: Vec<(String, Text)>,
}

#[derive(Serialize, Deserialize)]
enum Kind {
    String,
    Number,
    CommaDelimitedList,
    Json,
    Boolean,
}

impl From<InputKind> for Kind {
    fn from(kind: InputKind) -> Self {
        match kind {
            InputKind::String => Self::String,
            InputKind::Number => Self::Number,
            InputKind::CommaDelimitedList => Self::CommaDelimitedList,
            InputKind::Json => Self::Json,
            InputKind::Boolean => Self::Boolean,
        }
    }
}

impl From<Kind> for InputKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::String => Self::String,
            Kind::Number => Self::Number,
            Kind::CommaDelimitedList => Self::CommaDelimitedList,
            Kind::Json => Self::Json,
            Kind::Boolean => Self::Boolean,
        }
    }
}

impl Job {
    pub(crate) fn new(job: &hotplate_agent::Job, origins: &mut Origins) -> Self {
        let hotplate_agent::Job { config, instance } = job;
        let inputs = config.inputs.iter().map(|input| {
            let parts = input.parts.iter().map(|part| Text::new(part, origins)).collect();
            (input.name.clone(), input.kind.into(), input.value.as_ref().map(Value::from), parts)
        });
        Self {
            name: config.name.clone(),
            group: config.group.clone(),
            config: config.config.clone(),
            inputs: inputs.collect(),
            outputs: config
                .outputs
                .iter()
                .map(|output| (output.name.clone(), output.kind.into(), output.error_output))
                .collect(),
            instance: instance.name.clone(),
            hostname: instance.facts.hostname.clone(),
            ipaddress: instance.facts.ipaddress.clone(),
            facts: instance.facts.others.iter().map(|(name, value)| (name.clone(), value.clone())).collect(),
            files: pack_files(&instance.files, origins),
        }
    }

    pub(crate) fn build(self, origins: &Origins) -> hotplate_agent::Job {
        let inputs = self.inputs.into_iter().map(|(name, kind, value, parts)| ConfigInput {
            name,
            kind: kind.into(),
            value: value.map(hotplate_schema::Value::from),
            parts: parts.into_iter().map(|part| part.build(origins)).collect(),
        });
        let outputs = self.outputs.into_iter().map(|(name, kind, error_output)| ConfigOutput {
            name,
            kind: kind.into(),
            error_output,
        });
        hotplate_agent::Job {
            config: DerivedConfig {
                name: self.name,
                group: self.group,
                config: self.config,
                inputs: inputs.collect(),
                outputs: outputs.collect(),
            },
            instance: Instance {
                name: self.instance,
                facts: Facts {
                    hostname: self.hostname,
                    ipaddress: self.ipaddress,
                    others: self.facts.into_iter().collect(),
                },
                files: build_files(self.files, origins),
            },
        }
    }
}
