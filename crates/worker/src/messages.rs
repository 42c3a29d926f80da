//! Jobs and runs, packed into bytes and read again.

use hotplate_agent::{Budget, Job, Run};

use crate::wire;

/// What the worker posts, as a string, when it can be given jobs.
pub const READY: &str = "ready";

/// What the page asks for: jobs with the page's own ids.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// The bounds of each run.
    pub budget: Budget,
    /// The jobs with their ids.
    pub jobs: Vec<(u32, Job)>,
}

/// Packs jobs for the worker.
pub fn pack_jobs<'a>(budget: &Budget, jobs: impl IntoIterator<Item = (u32, &'a Job)>) -> Vec<u8> {
    let mut origins = wire::Origins::default();
    let jobs = jobs.into_iter().map(|(id, job)| (id, wire::Job::new(job, &mut origins))).collect();
    let budget = (budget.steps, budget.bytes as u64, budget.depth);
    pack(&wire::Jobs { budget, jobs, origins: origins.list() })
}

/// Reads jobs; an error if the bytes are none.
pub fn unpack_jobs(bytes: &[u8]) -> Result<Batch, String> {
    let jobs: wire::Jobs = unpack(bytes)?;
    let origins = wire::Origins::from(jobs.origins);
    let (steps, bytes, depth) = jobs.budget;
    let budget = Budget { steps, bytes: usize::try_from(bytes).unwrap_or(usize::MAX), depth };
    Ok(Batch { budget, jobs: jobs.jobs.into_iter().map(|(id, job)| (id, job.build(&origins))).collect() })
}

/// Packs runs for the page.
pub fn pack_runs<'a>(runs: impl IntoIterator<Item = (u32, &'a Run)>) -> Vec<u8> {
    let mut origins = wire::Origins::default();
    let runs = runs.into_iter().map(|(id, run)| (id, wire::Run::new(run, &mut origins))).collect();
    pack(&wire::Runs { runs, origins: origins.list() })
}

/// Reads runs with the ids of their jobs; an error if the bytes are none.
pub fn unpack_runs(bytes: &[u8]) -> Result<Vec<(u32, Run)>, String> {
    let runs: wire::Runs = unpack(bytes)?;
    let origins = wire::Origins::from(runs.origins);
    Ok(runs.runs.into_iter().map(|(id, run)| (id, run.build(&origins))).collect())
}

/// What the worker does with a message: runs its jobs one after the other and packs what came of them.
pub fn answer(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let batch = unpack_jobs(bytes)?;
    let runs: Vec<(u32, Run)> =
        batch.jobs.iter().map(|(id, job)| (*id, hotplate_agent::run(job, &batch.budget))).collect();
    Ok(pack_runs(runs.iter().map(|(id, run)| (*id, run))))
}

fn pack(message: &impl serde::Serialize) -> Vec<u8> {
    // Writing into memory of plain types cannot fail.
    postcard::to_allocvec(message).unwrap_or_default()
}

fn unpack<'a, T: serde::Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|error| format!("not a message: {error}"))
}

#[cfg(test)]
mod tests {
    use hotplate_agent::{
        Completion, ConfigInput, ConfigOutput, DerivedConfig, Facts, FileTree, InputKind, Instance, Origin,
        Text,
    };
    use hotplate_schema::{Key, Value};
    use indexmap::IndexMap;

    use super::*;

    fn job() -> Job {
        let part: Text = [Text::from_origin("10.0.0.5", Origin::new("b", "ipaddress")), " é\n".into()]
            .into_iter()
            .collect();
        let list = Value::List(vec![
            Value::Null,
            Value::Bool(true),
            Value::Int(-(1 << 100)),
            Value::Float(1.5),
            part.as_str().into(),
        ]);
        let keys = [Key::Null, Key::Bool(false), Key::Int(7), Key::Float(2.5_f64.to_bits()), "hosts".into()];
        let map = keys.into_iter().map(|key| (key, list.clone())).collect();
        let input = |name: &str, kind, value| ConfigInput {
            name: name.to_owned(),
            kind,
            value,
            parts: vec![part.clone()],
        };
        Job {
            config: DerivedConfig {
                name: "populate".to_owned(),
                group: "script".to_owned(),
                config: "#!/bin/sh\nfacter ipaddress\nyum install x\necho \"$json\" > /etc/x\nprintf 1 > $heat_outputs_path.y\n"
                    .to_owned(),
                inputs: vec![
                    input("json", InputKind::Json, Some(Value::Map(map))),
                    input("none", InputKind::String, None),
                ],
                outputs: vec![ConfigOutput { name: "y".to_owned(), kind: InputKind::Number, error_output: true }],
            },
            instance: Instance {
                name: "a".to_owned(),
                facts: Facts {
                    hostname: "node-a".to_owned(),
                    ipaddress: "10.0.0.4".to_owned(),
                    others: [("kernel".to_owned(), "Linux".to_owned())].into(),
                },
                files: FileTree::from([("/etc/hosts".to_owned(), part)]),
            },
        }
    }

    #[test]
    fn jobs_arrive_as_they_were_sent() {
        let job = job();
        let budget = Budget { steps: 1, bytes: 2, depth: 3 };
        let batch = unpack_jobs(&pack_jobs(&budget, [(7, &job), (9, &job)]));
        assert_eq!(batch, Ok(Batch { budget, jobs: vec![(7, job.clone()), (9, job)] }));
    }

    #[test]
    fn runs_arrive_as_they_were_sent() {
        let job = job();
        let budget = Budget::default();
        let run = hotplate_agent::run(&job, &budget);
        assert_eq!(run.completion, Completion::Exited(0));
        assert_eq!(run.effects.len(), 1);
        assert_eq!(run.outputs.len(), 1);
        let answered = answer(&pack_jobs(&budget, [(3, &job)])).unwrap();
        assert_eq!(unpack_runs(&answered), Ok(vec![(3, run.clone())]));

        let stopped = Run { completion: Completion::Stopped("a".to_owned()), ..run.clone() };
        let refused =
            Run { completion: Completion::NotRun("b".to_owned()), environment: IndexMap::new(), ..run };
        let packed = pack_runs([(1, &stopped), (2, &refused)]);
        assert_eq!(unpack_runs(&packed), Ok(vec![(1, stopped), (2, refused)]));
    }

    #[test]
    fn other_bytes_are_refused() {
        assert!(unpack_jobs(&[255; 40]).is_err());
        assert!(unpack_runs(&pack_jobs(&Budget::default(), [(1, &job())])[..9]).is_err());
    }
}
