//! Batches of jobs and what came of them.

use hotplate_agent::wire::{Packed, pack, unpack};
use hotplate_agent::{Agent, Budget, Job};

/// What a worker posts, as a string, when it can be given messages.
pub const READY: &str = "ready";

/// What the worker that runs scripts does with a message, a packed list of packed [`Job`]s: runs them one after the
/// other and packs what came of them in the same way.
pub fn answer(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let batch: Vec<Packed> = unpack(bytes)?;
    let mut agent = Agent::default();
    let done = |job: &Packed| Ok(Packed::of(&agent.run(&job.unpack::<Job>()?, &Budget::default())));
    Ok(pack(&batch.iter().map(done).collect::<Result<Vec<_>, String>>()?))
}

#[cfg(test)]
mod tests {
    use hotplate_agent::{
        Completion, ConfigInput, ConfigOutput, DerivedConfig, Facts, FileTree, InputKind, Instance, Origin,
        Run, Text, run,
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
        assert_eq!(Packed::of(&job).unpack(), Ok(job));
    }

    #[test]
    fn runs_arrive_as_they_were_sent() {
        let job = job();
        let run = run(&job, &Budget::default());
        assert_eq!(run.completion, Completion::Exited(0));
        assert_eq!(run.effects.len(), 1);
        assert_eq!(run.outputs.len(), 1);
        let answered = answer(&pack(&vec![Packed::of(&job)])).unwrap();
        let runs: Vec<Run> =
            unpack::<Vec<Packed>>(&answered).unwrap().iter().map(|run| run.unpack().unwrap()).collect();
        assert_eq!(runs.first(), Some(&run));

        let stopped = Run { completion: Completion::Stopped("a".to_owned()), ..run.clone() };
        let refused =
            Run { completion: Completion::NotRun("b".to_owned()), environment: IndexMap::new(), ..run };
        let both = [stopped, refused];
        assert_eq!(unpack::<[Run; 2]>(&pack(&both)), Ok(both));
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
        assert!(answer(&pack(&vec![Packed::of(&"x")])).is_err());
        assert!(Packed::of(&job()).unpack::<Run>().is_err());
    }
}
