//! Batches of jobs and what came of them.

use hotplate_agent::parcel::{Packed, Parcel, Reader, Writer, pack, unpack};
use hotplate_agent::{Agent, Budget, Errand, Play, Reply, Step, Talk};

/// What a worker posts, as a string, when it can be given messages. It names the version, as a worker that is fetched long
/// after the page may come from a newer one, whose messages mean something else.
pub const READY: &str = concat!("ready ", env!("CARGO_PKG_VERSION"));

/// A job for the worker that runs scripts. Whoever hands it on need not look into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// The job: an [`Errand`].
    pub job: Packed,
    /// If Python was played for it since: how far the job had come (a [`Talk`]), and what the engine said.
    pub talk: Option<(Packed, Reply)>,
}

/// What the worker makes of a task.
#[derive(Clone, Debug, PartialEq)]
pub enum Made {
    /// The job is done: a packed [`Run`](hotplate_agent::Run).
    Run(Packed),
    /// An engine for Python is to be given this message; its reply makes the next task, with this [`Talk`].
    Python(String, Packed),
    /// It needs a program that this worker has not: it is to be given to the one that has all.
    Beyond,
}

impl Parcel for Task {
    fn put(&self, to: &mut Writer) {
        self.job.put(to);
        self.talk.is_some().put(to);
        if let Some((talk, reply)) = &self.talk {
            talk.put(to);
            reply.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let job = Packed::take(from);
        Self { job, talk: bool::take(from).then(|| (Packed::take(from), Reply::take(from))) }
    }
}

impl Parcel for Made {
    fn put(&self, to: &mut Writer) {
        match self {
            Self::Beyond => to.number(0),
            Self::Run(run) => {
                to.number(1);
                run.put(to);
            }
            Self::Python(message, talk) => {
                to.number(2);
                message.put(to);
                talk.put(to);
            }
        }
    }

    fn take(from: &mut Reader<'_>) -> Self {
        match from.number() {
            0 => Self::Beyond,
            1 => Self::Run(Packed::take(from)),
            _ => Self::Python(String::take(from), Packed::take(from)),
        }
    }
}

/// The message that has tasks done, in their order.
pub fn batch<'a>(tasks: impl ExactSizeIterator<Item = &'a Task>) -> Vec<u8> {
    pack(|to| {
        to.number(tasks.len() as u64);
        tasks.for_each(|task| task.put(to));
    })
}

/// What the worker answers to a [`batch`]: what it made of each task.
pub fn made(bytes: &[u8]) -> Result<Vec<Made>, String> {
    unpack(bytes)
}

/// What the worker that runs scripts does with a [`batch`]: does the tasks one after the other and packs what it [`Made`]
/// of them in the same way.
pub fn answer(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let tasks: Vec<Task> = unpack(bytes)?;
    let mut agent = Agent::default();
    let mut all = Vec::new();
    for task in &tasks {
        all.push(done(&mut agent, task)?);
    }
    Ok(pack(|to| all.put(to)))
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
    use hotplate_schema::IndexMap;
    use hotplate_schema::{Key, Value};

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
                    others: [("kernel".to_owned(), "Linux".to_owned())].into_iter().collect(),
                },
                files: FileTree::from_iter([("/etc/hosts".to_owned(), part)]),
                failing: [("mount".to_owned(), 32)].into_iter().collect(),
            },
        }
    }

    #[test]
    fn jobs_arrive_as_they_were_sent() {
        let job = job();
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
            Run { completion: Completion::NotRun("b".to_owned()), environment: IndexMap::default(), ..run };
        let both = vec![stopped, refused];
        assert_eq!(Packed::of(&both).unpack(), Ok(both));
    }

    /// A job as it is sent.
    fn packed(job: &Job) -> Packed {
        Packed::of(&job.errand(&mut Rendered::default()))
    }

    fn ask(task: Task) -> Made {
        made(&answer(&batch([&task].into_iter())).unwrap()).unwrap().remove(0)
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
        let texts = vec![text; 50];
        let packed = pack(|to| texts.put(to));
        assert!(packed.len() < 1000, "{} bytes", packed.len());
        assert_eq!(unpack(&packed), Ok(texts));
    }

    #[test]
    fn other_bytes_are_refused() {
        assert!(answer(&[255; 40]).is_err());
        let task = Task { job: Packed::of(&"x".to_owned()), talk: None };
        assert!(answer(&batch([&task].into_iter())).is_err());
        assert!(packed(&job()).unpack::<Run>().is_err());
    }
}
