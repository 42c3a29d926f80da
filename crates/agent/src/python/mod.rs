//! Jobs whose script is Python.
//!
//! This crate has no Python. It says what an engine is to play (a message with the script, the instance's files and all
//! that the script may ask), and makes a [`Run`] of what the engine replies. A script that starts a command is given up
//! there; the instance's shell runs the command, and the script is played again from its start with the answer at hand,
//! as often as it starts one that has none. So nothing ever waits, and equal jobs have equal runs.

mod call;
mod command;
mod message;
mod origins;

pub(crate) use call::{Answer, Call, Done, Within, everything};

use std::time::Duration;

use crate::environment::outputs_path;
use crate::parcel::{Parcel, Reader, Writer, parcel};
use crate::{Agent, Budget, Completion, Effect, Errand, FileTree, Remark, Run, Text};
use message::{pairs, unpack};
use origins::Known;

/// A script that starts commands is played again and again: for so long in all.
pub const ALL_PLAYS: Duration = Duration::from_secs(30);

/// Why a script is stopped that takes longer in all.
pub const TOO_LONG: &str = "with all its commands it took longer than 30 seconds";

/// Which Python a script is run by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Python {
    /// Python 3, which images of today have.
    #[default]
    Three,
    /// Python 2, as far as it can be played.
    Two,
}

impl Python {
    /// `3`
    pub fn version(self) -> &'static str {
        match self {
            Self::Three => "3",
            Self::Two => "2",
        }
    }

    /// The one of a version.
    pub fn of(version: &str) -> Option<Self> {
        [Self::Three, Self::Two].into_iter().find(|python| python.version() == version)
    }

    /// `Python 3`
    pub fn name(self) -> &'static str {
        match self {
            Self::Three => "Python 3",
            Self::Two => "Python 2",
        }
    }
}

/// What comes of a job for now.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// It is done.
    Done(Box<Run>),
    /// A script is to be played by an engine for Python; [`Agent::resume`] goes on with its reply.
    Play(Play),
    /// It calls what is left out here (the feature `whole`): it is to be begun anew where there is everything.
    Beyond,
}

/// A script that an engine is to play.
#[derive(Clone, Debug, PartialEq)]
pub struct Play {
    /// What the engine is given.
    pub message: String,
    /// How far the job has come, for whoever goes on with it.
    pub talk: Talk,
}

/// How far a job has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Talk {
    python: Python,
    /// What came of the commands that the script started, in order, as the engine is told it.
    answers: Vec<String>,
    /// What those commands wrote, with origins.
    written: Vec<Text>,
    effects: Vec<Effect>,
    remarks: Vec<Remark>,
    /// What Python 3 made of the script, while Python 2 tries.
    three: Option<Box<Run>>,
    /// The shell script that started this one, if it is not the job's own.
    within: Option<Box<Within>>,
}

/// What an engine says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It played, and this came of it.
    Said(String),
    /// It was ended: why.
    Stopped(String),
    /// There is none: why.
    None(String),
}

parcel!(Talk { python, answers, written, effects, remarks, three, within });

impl Parcel for Python {
    fn put(&self, to: &mut Writer) {
        (*self == Self::Two).put(to);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        if bool::take(from) { Self::Two } else { Self::Three }
    }
}

impl Parcel for Reply {
    fn put(&self, to: &mut Writer) {
        let (number, text) = match self {
            Self::Said(said) => (0, said),
            Self::Stopped(why) => (1, why),
            Self::None(why) => (2, why),
        };
        to.number(number);
        text.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let kind = [Self::Said, Self::Stopped, Self::None][(from.number() as usize).min(2)];
        kind(String::take(from))
    }
}

/// The reason for a reply that cannot be read.
const UNREADABLE: &str = "the answer of the engine for Python could not be read";

/// What an interpreter of a name is, if it is a Python: which one, or whichever the image has.
pub(crate) fn named(name: &str) -> Option<Option<Python>> {
    let version = name.strip_prefix("python")?;
    match version.bytes().next() {
        None => Some(None),
        Some(b'2') => Some(Some(Python::Two)),
        Some(b'3') => Some(Some(Python::Three)),
        Some(_) => None,
    }
}

/// Begins with a script for a Python; images have Python 3.
pub(crate) fn begin(job: &Errand, budget: &Budget, asked: Option<Python>) -> Step {
    play(job, budget, Talk { python: asked.unwrap_or_default(), ..Talk::default() })
}

fn play(job: &Errand, budget: &Budget, talk: Talk) -> Step {
    let message = match &talk.within {
        Some(within) => within.call.message(job, talk.python, &talk.answers, budget),
        None => Call::of_job(job).message(job, talk.python, &talk.answers, budget),
    };
    Step::Play(Play { message, talk })
}

/// Has the script played that a shell script waits for.
pub(crate) fn play_within(job: &Errand, budget: &Budget, python: Python, within: Within) -> Step {
    play(job, budget, Talk { python, within: Some(Box::new(within)), ..Talk::default() })
}

/// What an engine's message says.
struct Heard<'a> {
    kind: &'a str,
    reason: &'a str,
    status: i32,
    stdout: &'a str,
    stderr: &'a str,
    changed: Vec<(&'a str, &'a str)>,
    gone: Vec<&'a str>,
    call: Vec<&'a str>,
    remarks: Vec<(&'a str, &'a str)>,
}

fn hear(said: &str) -> Option<Heard<'_>> {
    let parts = unpack(said)?;
    let [kind, reason, status, stdout, stderr, changed, gone, call, remarks] = parts.as_slice() else {
        return None;
    };
    Some(Heard {
        kind,
        reason,
        status: status.parse().ok()?,
        stdout,
        stderr,
        changed: pairs(changed)?,
        gone: unpack(gone)?,
        call: unpack(call)?,
        remarks: pairs(remarks)?,
    })
}

/// Goes on with a job once an engine has replied.
pub(crate) fn resume(
    agent: &mut Agent,
    job: &Errand,
    budget: &Budget,
    mut talk: Talk,
    reply: &Reply,
) -> Step {
    let heard = match reply {
        Reply::Said(said) => hear(said).ok_or_else(|| Completion::NotRun(UNREADABLE.to_owned())),
        Reply::Stopped(why) => Err(Completion::Stopped(why.clone())),
        Reply::None(why) => Err(Completion::NotRun(why.clone())),
    };
    let within = talk.within.take();
    let call = within.as_ref().map_or_else(|| Call::of_job(job), |within| within.call.clone());
    let (heard, completion) = match heard {
        Err(completion) => (None, completion),
        Ok(heard) => {
            let completion = match heard.kind {
                "wants" => match command::answer(job, budget, &call, &mut talk, &heard) {
                    Ok(()) => return play(job, budget, Talk { within, ..talk }),
                    Err(Some(completion)) => completion,
                    Err(None) => return Step::Beyond,
                },
                "ended" => Completion::Exited(heard.status),
                "stopped" => Completion::Stopped(heard.reason.to_owned()),
                _ => Completion::NotRun(heard.reason.to_owned()),
            };
            (Some(heard), completion)
        }
    };
    match within {
        Some(within) => go_on(agent, job, budget, *within, talk, heard, completion),
        None => conclude(job, budget, &call, talk, heard, completion),
    }
}

/// A script has ended that a shell script had started: that goes on.
fn go_on(
    agent: &mut Agent,
    job: &Errand,
    budget: &Budget,
    mut within: Within,
    talk: Talk,
    heard: Option<Heard<'_>>,
    completion: Completion,
) -> Step {
    let answer = match (completion, heard) {
        (Completion::Exited(status), Some(heard)) => {
            let known = Known::of(job, &within.call, &talk.written);
            let mut remarks = talk.remarks;
            remarks.extend(
                heard.remarks.iter().map(|(_, message)| Remark { line: 0, message: (*message).to_owned() }),
            );
            Answer::Ended(Box::new(Done {
                status,
                stdout: known.trace(heard.stdout),
                stderr: heard.stderr.into(),
                changed: files_of(&known, &heard),
                removed: heard.gone.iter().map(|path| (*path).to_owned()).collect(),
                effects: talk.effects,
                remarks,
            }))
        }
        (Completion::NotRun(why), _) => Answer::Unknown(why),
        (completion, _) => return crate::hook::end(job, completion),
    };
    within.answers.push(answer);
    crate::hook::go_on(agent, job, budget, within.answers)
}

/// The files that a script left otherwise than they were.
fn files_of(known: &Known<'_>, heard: &Heard<'_>) -> FileTree {
    heard.changed.iter().map(|(path, text)| ((*path).to_owned(), known.trace_file(path, text))).collect()
}

/// A script has ended under one Python: it is done, or Python 2 may do better where Python 3 failed.
fn conclude(
    job: &Errand,
    budget: &Budget,
    call: &Call,
    talk: Talk,
    heard: Option<Heard<'_>>,
    completion: Completion,
) -> Step {
    let python = talk.python;
    let failed = matches!(completion, Completion::Exited(status) if status != 0);
    let (run, three) = collect(job, call, talk, heard, completion);
    match (python, three) {
        (Python::Three, _) if failed => {
            play(job, budget, Talk { python: Python::Two, three: Some(run), ..Talk::default() })
        }
        (Python::Two, Some(three)) if run.completion == Completion::Exited(0) => {
            Step::Done(Box::new(Run { other: Some(run), ..*three }))
        }
        (Python::Two, Some(three)) => Step::Done(three),
        (_, None) | (Python::Three, _) => Step::Done(run),
    }
}

/// What came of a script that was played to its end, or as far as it went.
fn collect(
    job: &Errand,
    call: &Call,
    talk: Talk,
    heard: Option<Heard<'_>>,
    completion: Completion,
) -> (Box<Run>, Option<Box<Run>>) {
    let mut run = Box::new(Run::of(completion));
    run.python = Some(talk.python);
    run.environment = job.environment.clone();
    run.effects = talk.effects;
    run.remarks = talk.remarks;
    let first = job.script.lines().next().unwrap_or_default();
    let missing = match (talk.python, &talk.three) {
        (Python::Three, _) if first.ends_with("python") => {
            Some("many images have no `python`: there it is called `python3`")
        }
        (Python::Two, None) => Some("images of today have no Python 2"),
        (Python::Three, _) | (Python::Two, Some(_)) => None,
    };
    if let Some(message) = missing {
        run.remarks.insert(0, Remark { line: 1, message: message.to_owned() });
    }
    let Some(heard) = heard.filter(|_| !matches!(run.completion, Completion::NotRun(_))) else {
        return (run, talk.three);
    };
    for (line, message) in heard.remarks {
        let line = line.parse().unwrap_or_default();
        run.remarks.push(Remark { line, message: message.to_owned() });
    }
    let known = Known::of(job, call, &talk.written);
    run.stdout = known.trace(heard.stdout);
    run.stderr = heard.stderr.into();
    let own = format!("{}.", outputs_path(&job.name));
    for output in &job.outputs {
        let path = format!("{own}{}", output.name);
        if let Some((_, text)) = heard.changed.iter().find(|(changed, _)| *changed == path) {
            run.outputs.insert(output.name.clone(), known.trace(text));
        }
    }
    for (path, text) in heard.changed.into_iter().filter(|(path, _)| !path.starts_with(&own)) {
        run.files.insert(path.to_owned(), known.trace_file(path, text));
    }
    run.removed = heard
        .gone
        .into_iter()
        .filter(|path| job.instance.files.contains_key(*path))
        .map(str::to_owned)
        .collect();
    (run, talk.three)
}
