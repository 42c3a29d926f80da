//! One run: all that decides it.

use std::rc::Rc;

use crate::python::{self, Reply, Step, Talk};
use crate::shell::{Dialect, Program};
use crate::{Completion, DerivedConfig, Errand, Instance, Rendered, Run};

/// All that decides a run. Equal jobs have equal runs.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Job {
    /// The derived config.
    pub config: DerivedConfig,
    /// The instance it runs on, as it is before.
    pub instance: Instance,
}

/// Bounds of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Budget {
    /// Commands and loop rounds.
    pub steps: u64,
    /// Bytes of output and files, all together.
    pub bytes: usize,
    /// Nested calls, subshells and substitutions.
    pub depth: u32,
}

impl Default for Budget {
    fn default() -> Self {
        Self { steps: 1_000_000, bytes: 16 << 20, depth: 100 }
    }
}

/// Does jobs, and remembers what it worked out for one of them where others have the same: a hundred instances often run
/// one script on one map of what all have reported.
#[derive(Debug, Default)]
pub struct Agent {
    rendered: Rendered,
    pub(crate) scripts: Memory<(String, Dialect), Rc<Program>>,
}

impl Agent {
    /// Begins a job: it is done at once, unless its script is Python.
    pub fn begin(&mut self, errand: &Errand, budget: &Budget) -> Step {
        crate::hook::begin(self, errand, budget)
    }

    /// Goes on with a job once an engine has played what was asked of it.
    pub fn resume(&mut self, errand: &Errand, budget: &Budget, talk: Talk, reply: &Reply) -> Step {
        python::resume(self, errand, budget, talk, reply)
    }

    /// Runs a job; `engine` plays Python. Never fails: what cannot be run says so in [`Run::completion`].
    pub fn run_with(&mut self, job: &Job, budget: &Budget, engine: &mut dyn FnMut(&str) -> Reply) -> Run {
        let errand = job.errand(&mut self.rendered);
        let mut step = self.begin(&errand, budget);
        loop {
            step = match step {
                Step::Done(run) => return *run,
                Step::Play(play) => self.resume(&errand, budget, play.talk, &engine(&play.message)),
                Step::Beyond => {
                    return Run::of(Completion::NotRun(
                        "it calls a program that is left out here".to_owned(),
                    ));
                }
            }
        }
    }

    /// Runs a job where nothing plays Python.
    pub fn run(&mut self, job: &Job, budget: &Budget) -> Run {
        self.run_with(job, budget, &mut |_| Reply::None("nothing plays Python here".to_owned()))
    }
}

/// Runs one job.
pub fn run(job: &Job, budget: &Budget) -> Run {
    Agent::default().run(job, budget)
}

/// The last few things that were worked out, and of what.
#[derive(Debug)]
pub(crate) struct Memory<K, V>(Vec<(K, V)>);

/// How many things are remembered.
const REMEMBERED: usize = 8;

impl<K, V> Default for Memory<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, V: Clone> Memory<K, V> {
    /// What was worked out for a key that the test accepts; otherwise it is worked out now.
    pub(crate) fn recall(&mut self, is: impl Fn(&K) -> bool, work_out: impl FnOnce() -> (K, V)) -> V {
        if let Some((_, known)) = self.0.iter().find(|(key, _)| is(key)) {
            return known.clone();
        }
        if self.0.len() == REMEMBERED {
            self.0.remove(0);
        }
        let (key, value) = work_out();
        self.0.push((key, value.clone()));
        value
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use hotplate_schema::IndexMap;
    use hotplate_schema::Value;

    use super::*;
    use crate::{ConfigInput, ConfigOutput, Facts, InputKind, Origin, Text};

    /// A job on `server_group[0]`, which is `node-0` with the address 10.0.0.4, reporting `hosts`.
    fn job(script: &str) -> Job {
        let output = ConfigOutput { name: "hosts".to_owned(), kind: InputKind::String, error_output: false };
        let facts = Facts {
            hostname: "node-0".to_owned(),
            ipaddress: "10.0.0.4".to_owned(),
            others: IndexMap::default(),
        };
        let hosts = Text::from("127.0.0.1 localhost\n");
        Job {
            config: DerivedConfig {
                name: "export_hosts".to_owned(),
                group: "script".to_owned(),
                config: script.to_owned(),
                inputs: Vec::new(),
                outputs: vec![output],
            },
            instance: Instance {
                name: "server_group[0]".to_owned(),
                facts,
                files: [("/etc/hosts".to_owned(), hosts)].into_iter().collect(),
                failing: IndexMap::default(),
            },
        }
    }

    fn show(text: &Text, into: &mut String) {
        *into += &format!("{:?}\n", text.as_str());
        for (range, origin) in text.origins() {
            *into += &format!("    {range:?} {} {}\n", origin.instance, origin.fact);
        }
    }

    fn check(job: &Job, expected: Expect) {
        let run = run(job, &Budget::default());
        let mut shown = format!("{:?}\n", run.completion);
        for (name, text) in &run.outputs {
            shown += &format!("output {name}: ");
            show(text, &mut shown);
        }
        for (path, text) in &run.files {
            shown += &format!("file {path}: ");
            show(text, &mut shown);
        }
        for path in &run.removed {
            shown += &format!("removed {path}\n");
        }
        for effect in &run.effects {
            shown += &format!("line {}: {}\n", effect.line, effect.argv.join(" "));
        }
        for (name, text) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
            if !text.is_empty() || !text.origins().is_empty() {
                shown += &format!("{name}: ");
                show(text, &mut shown);
            }
        }
        for remark in &run.remarks {
            shown += &format!("remark {}: {}\n", remark.line, remark.message);
        }
        expected.assert_eq(&shown);
    }

    #[test]
    fn an_address_and_a_host_name_are_reported_with_their_origins() {
        check(
            &job(
                "#!/bin/sh\n(echo -n $(facter ipaddress); echo -n ' '; echo $(facter hostname)) > ${heat_outputs_path}.hosts\n",
            ),
            expect![[r#"
                Exited(0)
                output hosts: "10.0.0.4 node-0\n"
                    0..8 server_group[0] ipaddress
                    9..15 server_group[0] hostname
            "#]],
        );
    }

    #[test]
    fn what_others_reported_reaches_the_hosts_file() {
        let line = |address: &str, name: &str, instance: &str| {
            [
                Text::from_origin(address, Origin::new(instance, "ipaddress")),
                " ".into(),
                Text::from_origin(name, Origin::new(instance, "hostname")),
                "\n".into(),
            ]
            .into_iter()
            .collect::<Text>()
        };
        let lines =
            [line("10.0.0.4", "node-0", "server_group[0]"), line("10.0.0.5", "node-1", "server_group[1]")];
        let map = lines
            .iter()
            .enumerate()
            .map(|(key, line)| (key.to_string().as_str().into(), line.as_str().into()));
        let mut job = job(
            "#!/bin/sh\nprintf '%s\\n' \"$hosts\" | tr ',' '\\n' | sed 's/^.*: \"//; s/\\\\n\".*$//' >> /etc/hosts\n",
        );
        job.config.inputs.push(ConfigInput {
            name: "hosts".to_owned(),
            kind: InputKind::Json,
            value: Some(Value::Map(map.collect())),
            parts: lines.to_vec(),
        });
        check(
            &job,
            expect![[r#"
            Exited(0)
            file /etc/hosts: "127.0.0.1 localhost\n10.0.0.4 node-0\n10.0.0.5 node-1\n"
                20..28 server_group[0] ipaddress
                29..35 server_group[0] hostname
                36..44 server_group[1] ipaddress
                45..51 server_group[1] hostname
        "#]],
        );
    }

    #[test]
    fn another_interpreter_is_named() {
        check(
            &job("#!/usr/bin/env perl\nprint 1;\n"),
            expect![[r#"
            NotRun("line 1 asks for `perl`; only `sh`, `bash` and `python` are played here")
        "#]],
        );
        check(
            &job("#!/usr/bin/env python3\nimport os\n"),
            expect![[r#"
            NotRun("nothing plays Python here")
        "#]],
        );
        check(
            &job("echo no first line\n"),
            expect![[r#"
            Exited(1)
            stderr: "Traceback (most recent call last):\nOSError: [Errno 8] Exec format error: '/var/lib/heat-config/heat-config-script/export_hosts'\n"
            remark 0: the script has no `#!` line, so the agent cannot start it
        "#]],
        );
    }

    #[test]
    fn an_unknown_command_leaves_an_effect_and_a_mark() {
        check(
            &job(
                "#!/bin/sh\nyum install -y nfs-utils\nTOKEN=$(curl -s http://x/y)\necho \"token=$TOKEN\" > /etc/token\n",
            ),
            expect![[r#"
                Exited(0)
                file /etc/token: "token=\n"
                    6..6 server_group[0] ? curl -s http://x/y
                line 2: yum install -y nfs-utils
                line 3: curl -s http://x/y
                stdout: ""
                    0..0 server_group[0] ? yum install -y nfs-utils
            "#]],
        );
    }

    #[test]
    fn what_never_ends_is_stopped() {
        let budget = Budget { steps: 10_000, bytes: 100_000, depth: 50 };
        let check = |script: &str, expected: Expect| {
            expected.assert_eq(&format!("{:?}", run(&job(script), &budget).completion));
        };
        check(
            "#!/bin/sh\nwhile true; do :; done\n",
            expect![[r#"Stopped("it was still running after 10,000 steps")"#]],
        );
        check(
            "#!/bin/bash\nbomb() { bomb | bomb & }; bomb\n",
            expect![[r#"Stopped("it called itself more than 50 levels deep")"#]],
        );
        check(
            "#!/bin/sh\nx=0123456789\nwhile :; do x=$x$x; done\n",
            expect![[r#"Stopped("it wrote more than 100,000 bytes")"#]],
        );
        check(
            "#!/bin/sh\nwhile :; do echo 0123456789 0123456789; done > /var/log/flood\n",
            expect![[r#"Stopped("it was still running after 10,000 steps")"#]],
        );
    }
}
