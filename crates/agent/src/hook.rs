//! The agent's hook for the group `script`: what runs a config's text, and what is collected afterwards.
//!
//! After heat-agents' `55-heat-config` and `hook-script.py`: a group without a hook is skipped without a signal; a hook
//! that crashes is a failure with status 1 and Python's traceback as its standard error.

use std::rc::Rc;

use crate::disk::{Disk, Node, parent};
use crate::environment::outputs_path;
use crate::json_file;
use crate::meter::Meter;
use crate::python::{self, Answer, Within};
use crate::shell::{Dialect, Ended, Pythons, Shell, Stream, World, parse, play, start};
use crate::{Agent, Budget, Completion, Errand, FileTree, Remark, Run, Step, Text};

/// What runs a script, by its first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Interpreter {
    Shell(Dialect),
    /// Another program: its name without a path.
    Other(String),
    /// There is no `#!`.
    None,
}

/// The interpreter that a script's first line names.
pub(crate) fn interpreter(script: &str) -> Interpreter {
    let Some(line) = script.lines().next().and_then(|line| line.strip_prefix("#!")) else {
        return Interpreter::None;
    };
    let mut words = line.split_whitespace().map(|word| word.rsplit('/').next().unwrap_or(word));
    let mut name = words.next().unwrap_or_default();
    if name == "env" {
        name = words.find(|word| !word.starts_with('-') && !word.contains('=')).unwrap_or_default();
    }
    match name {
        "sh" | "dash" | "ash" => Interpreter::Shell(Dialect::Sh),
        "bash" => Interpreter::Shell(Dialect::Bash),
        name => Interpreter::Other(name.to_owned()),
    }
}

/// The letters of `-e`, `-x`, `-u` that the first line gives the shell.
pub(crate) fn first_line_options(script: &str) -> Vec<char> {
    let mut letters = Vec::new();
    let line = script.lines().next().unwrap_or_default();
    for word in line.split_whitespace().skip(1) {
        letters.extend(word.strip_prefix('-').unwrap_or_default().chars());
    }
    letters
}

/// Does a job, or says what an engine for Python is to play first.
pub(crate) fn begin(agent: &mut Agent, job: &Errand, budget: &Budget) -> Step {
    let mut run = Run { environment: job.environment.clone(), ..Run::of(Completion::Exited(0)) };
    match job.group.as_str() {
        "script" => {}
        "json-file" if !cfg!(feature = "whole") => return Step::Beyond,
        "json-file" => {
            json_file::run(job, &mut run);
            return Step::Done(Box::new(run));
        }
        group => {
            run.completion = Completion::NotRun(no_hook(group));
            return Step::Done(Box::new(run));
        }
    }
    if let Some(crash) = &job.crash {
        crashed(&mut run, crash, "the agent's hook crashes before the script starts: this input is no text");
        return Step::Done(Box::new(run));
    }
    match interpreter(&job.script) {
        Interpreter::Shell(dialect) => return play_shell(agent, job, budget, dialect, run, Vec::new()),
        Interpreter::Other(name) => {
            if let Some(asked) = python::named(&name) {
                return python::begin(job, budget, asked);
            }
            let why = format!("line 1 asks for `{name}`; only `sh`, `bash` and `python` are played here");
            run.completion = Completion::NotRun(why);
        }
        Interpreter::None => {
            let path = script_path(job);
            crashed(
                &mut run,
                &format!("OSError: [Errno 8] Exec format error: '{path}'"),
                "the script has no `#!` line, so the agent cannot start it",
            );
        }
    }
    Step::Done(Box::new(run))
}

/// Groups that heat-agents has a hook for which is not played here.
const OTHER_HOOKS: [&str; 10] = [
    "ansible",
    "apply-config",
    "cfn-init",
    "chef",
    "docker-cmd",
    "docker-compose",
    "hiera",
    "kubelet",
    "puppet",
    "salt",
];

/// Why a config of a group is not run.
fn no_hook(group: &str) -> String {
    if OTHER_HOOKS.contains(&group) {
        return format!(
            "configs of the group `{group}` are not played here, only those of `script` and `json-file`"
        );
    }
    if group == "os-apply-config" {
        return "`os-apply-config` puts this config in place by itself: the agent runs no hook and never signals"
            .to_owned();
    }
    format!("the agent has no hook for the group `{group}`: it skips the config and never signals")
}

/// The hook itself failed: the agent signals status 1 and the traceback.
fn crashed(run: &mut Run, error: &str, remark: &str) {
    run.completion = Completion::Exited(1);
    run.stderr = format!("Traceback (most recent call last):\n{error}\n").into();
    run.remarks.push(Remark { line: 0, message: remark.to_owned() });
}

/// Where the agent puts the script.
pub(crate) fn script_path(job: &Errand) -> String {
    outputs_path(&job.name).replace("/var/run/", "/var/lib/")
}

/// The disk of the instance of a job with these files and the script, which the agent puts into a directory of its own.
pub(crate) fn disk_for(job: &Errand, files: &FileTree) -> Disk {
    let mut disk = Disk::new(files);
    crate::tools::put_files(&job.instance, &mut disk);
    let script = script_path(job);
    disk.make_directories(parent(&script));
    let node = Node::File { text: job.script.as_str().into(), mode: 0o700 };
    // The directory was just made, so there is place for it.
    let _ = disk.insert(&script, node);
    disk
}

/// A shell on the instance of a job, in the script's directory.
pub(crate) fn shell_on(job: &Errand, disk: Disk, budget: &Budget, dialect: Dialect) -> Shell {
    let script = script_path(job);
    let world = World {
        instance: job.instance.name.as_str().into(),
        facts: Rc::new(job.instance.facts.clone()),
        disk,
        effects: Vec::new(),
        remarks: Vec::new(),
        meter: Meter::new(budget),
        failing: job.instance.failing.clone(),
        unknowns: 0,
        refusal: None,
        beyond: false,
        readers: Vec::new(),
        pythons: None,
    };
    let mut shell = start(world, dialect, &script);
    shell.state.directory = parent(&script).to_owned();
    shell
}

/// Goes on with a shell script, played again from its start, once it is known what came of the Python scripts that it
/// starts.
pub(crate) fn go_on(agent: &mut Agent, job: &Errand, budget: &Budget, answers: Vec<Answer>) -> Step {
    match interpreter(&job.script) {
        Interpreter::Shell(dialect) => {
            let run = Run { environment: job.environment.clone(), ..Run::of(Completion::Exited(0)) };
            play_shell(agent, job, budget, dialect, run, answers)
        }
        Interpreter::Other(_) | Interpreter::None => begin(agent, job, budget),
    }
}

/// Ends a shell script where it stands.
pub(crate) fn end(job: &Errand, completion: Completion) -> Step {
    Step::Done(Box::new(Run { environment: job.environment.clone(), ..Run::of(completion) }))
}

fn play_shell(
    agent: &mut Agent,
    job: &Errand,
    budget: &Budget,
    dialect: Dialect,
    mut run: Run,
    answers: Vec<Answer>,
) -> Step {
    let mut disk = disk_for(job, &job.instance.files);
    let outputs = outputs_path(&job.name);
    let before = disk.files();
    disk.make_directories(parent(&outputs));
    let mut shell = shell_on(job, disk, budget, dialect);
    let (stdout, out) = Stream::buffer();
    let (stderr, err) = Stream::buffer();
    shell.state.streams.set(1, stdout);
    shell.state.streams.set(2, stderr);
    shell.set_environment(&run.environment);
    shell.set_options(&first_line_options(&job.script));

    let text = &job.script;
    let read = agent.scripts.recall(
        |(known, of)| known == text && *of == dialect,
        || ((text.clone(), dialect), Rc::new(parse(text, dialect, 1))),
    );
    shell.world.pythons = Some(Pythons { answers, ..Pythons::default() });
    let ended = play(&mut shell, &read);
    if shell.world.beyond {
        return Step::Beyond;
    }
    if let Some(Pythons { answers, wanted: Some((python, call)), .. }) = shell.world.pythons.take() {
        return python::play_within(job, budget, python, Within { answers, call });
    }
    run.completion = match ended {
        Ended::Status(status) => Completion::Exited(status),
        Ended::Stopped(reason) => Completion::Stopped(reason),
        Ended::Unsupported(line, what) => {
            Completion::NotRun(format!("line {line}: {what} is not played here"))
        }
    };
    run.stdout = out.take();
    run.stderr = err.take();
    if !matches!(run.completion, Completion::NotRun(_)) {
        collect(job, &mut run, before, shell, &outputs);
    }
    Step::Done(Box::new(run))
}

/// A text whose lines end with `\n` only.
fn with_plain_ends(text: &Text) -> Text {
    let mut plain = Text::default();
    let mut at = 0;
    for line in text.as_str().split_inclusive('\r') {
        let next = at + line.len();
        plain.push_slice(text, at..at + line.trim_end_matches('\r').len());
        if line.ends_with('\r') && !text.as_str()[next..].starts_with('\n') {
            plain.push_str("\n");
        }
        at = next;
    }
    plain
}

/// Takes outputs, changed files, effects and remarks out of a shell that has ended.
fn collect(job: &Errand, run: &mut Run, before: FileTree, shell: Shell, outputs: &str) {
    for output in &job.outputs {
        if let Ok(text) = shell.world.disk.read(&format!("{outputs}.{}", output.name)) {
            // The hook reads it as Python reads text: every kind of line end is one.
            let text = if text.as_str().contains('\r') { with_plain_ends(&text) } else { text };
            run.outputs.insert(output.name.clone(), text);
        }
    }
    run.effects = shell.world.effects;
    run.remarks = shell.world.remarks;
    let after = shell.world.disk.files();
    run.removed = before.keys().filter(|path| !after.contains_key(*path)).cloned().collect();
    let own = format!("{outputs}.");
    let directory = format!("{}/", parent(outputs));
    run.files = after
        .into_iter()
        .filter(|(path, text)| {
            !path.starts_with(&own) && *path != directory && before.get(path) != Some(text)
        })
        .collect();
}
