//! Batches of jobs and what came of them.

use hotplate_agent::wire::{Packed, pack, unpack};
use hotplate_agent::{Agent, Budget, Errand, Play, Reply, Step, Talk};
use serde::{Deserialize, Serialize};

/// What a worker posts, as a string, when it can be given messages. It names the version, as a worker that is fetched long
/// after the page may come from a newer one, whose messages mean something else.
pub const READY: &str = concat!("ready ", env!("CARGO_PKG_VERSION"));

/// A job for the worker that runs scripts. Whoever hands it on need not look into it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// The job: an [`Errand`].
    pub job: Packed,
    /// If Python was played for it since: how far the job had come (a [`Talk`]), and what the engine said.
    pub talk: Option<(Packed, Reply)>,
}

/// What the worker makes of a task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Made {
    /// The job is done: a packed [`Run`](hotplate_agent::Run).
    Run(Packed),
    /// An engine for Python is to be given this message; its reply makes the next task, with this [`Talk`].
    Python(String, Packed),
    /// It needs a program that this worker has not: it is to be given to the one that has all.
    Beyond,
}

/// What the worker that runs scripts does with a message, a packed list of [`Task`]s: does them one after the other and
/// packs what it [`Made`] of them in the same way.
pub fn answer(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let batch: Vec<Task> = unpack(bytes)?;
    let mut agent = Agent::default();
    Ok(pack(&batch.iter().map(|task| done(&mut agent, task)).collect::<Result<Vec<_>, String>>()?))
}

fn done(agent: &mut Agent, task: &Task) -> Result<Made, String> {
    let errand: Errand = task.job.unpack()?;
    let budget = Budget::default();
    let step = match &task.talk {
        None => agent.begin(&errand, &budget),
        Some((talk, reply)) => agent.resume(&errand, &budget, talk.unpack::<Talk>()?, reply),
    };
    Ok(match step {
        Step::Done(run) => Made::Run(Packed::of(&*run)),
        Step::Play(Play { message, talk }) => Made::Python(message, Packed::of(&talk)),
        Step::Beyond => Made::Beyond,
    })
}

#[cfg(test)]
mod tests {
    use hotplate_agent::{
        Completion, ConfigInput, ConfigOutput, DerivedConfig, Facts, FileTree, InputKind, Instance, Job,
        Origin, Rendered, Run, Text, run,
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
                failing: [("mount".to_owned(), 32)].into(),
            },
        }
    }

    #[test]
    fn jobs_arrive_as_they_were_sent() {
        let job = job();
        assert_eq!(Packed::of(&job).unpack(), Ok(job.clone()));
        let errand = job.errand(&mut Rendered::default());
        assert_eq!(Packed::of(&errand).unpack(), Ok(errand));
    }

    #[test]
    fn runs_arrive_as_they_were_sent() {
        let job = job();
        let run = run(&job, &Budget::default());
        assert_eq!(run.completion, Completion::Exited(0));
        assert_eq!(run.effects.len(), 1);
        assert_eq!(run.outputs.len(), 1);
        assert_eq!(ask(Task { job: packed(&job), talk: None }), Made::Run(Packed::of(&run)));

        let stopped = Run { completion: Completion::Stopped("a".to_owned()), ..run.clone() };
        let refused =
            Run { completion: Completion::NotRun("b".to_owned()), environment: IndexMap::new(), ..run };
        let both = [stopped, refused];
        assert_eq!(unpack::<[Run; 2]>(&pack(&both)), Ok(both));
    }

    /// A job as it is sent.
    fn packed(job: &Job) -> Packed {
        Packed::of(&job.errand(&mut Rendered::default()))
    }

    fn ask(task: Task) -> Made {
        unpack::<Vec<Made>>(&answer(&pack(&vec![task])).unwrap()).unwrap().remove(0)
    }

    #[test]
    fn python_goes_to_and_fro() {
        let mut job = job();
        job.config.config = "#!/usr/bin/python3\nprint(1)\n".to_owned();
        let packed = packed(&job);
        let Made::Python(message, talk) = ask(Task { job: packed.clone(), talk: None }) else { panic!() };
        assert!(message.contains("print(1)"));
        let reply = Reply::Stopped("a".to_owned());
        let Made::Run(run) = ask(Task { job: packed, talk: Some((talk, reply)) }) else { panic!() };
        assert_eq!(run.unpack::<Run>().unwrap().completion, Completion::Stopped("a".to_owned()));
    }

    #[test]
    fn a_text_stands_in_a_message_once() {
        let text = Text::from_origin(&"10.0.0.5\n".repeat(100), Origin::new("b", "ipaddress"));
        let packed = pack(&vec![text.clone(); 50]);
        assert!(packed.len() < 1000, "{} bytes", packed.len());
        assert_eq!(unpack(&packed), Ok(vec![text; 50]));
    }

    #[test]
    fn other_bytes_are_refused() {
        assert!(answer(&[255; 40]).is_err());
        assert!(answer(&pack(&vec![Task { job: Packed::of(&"x"), talk: None }])).is_err());
        assert!(Packed::of(&job()).unpack::<Run>().is_err());
    }
}
