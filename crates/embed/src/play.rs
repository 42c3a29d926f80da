//! From a template's text to its exchange, in steps: whoever plays it fetches the files and has the scripts run.
//!
//! ```text
//! text --plan--> lacking files --put--> planned anew, until nothing lacks --> the stage
//!      the stage --simulate--> jobs --a worker--> runs --> simulated anew, until no job is wanted --> the exchange
//! ```
//!
//! Nothing is run here: jobs leave as the messages that the worker which runs scripts takes, and come back as its answers.

use hotplate_agent::parcel::Packed;
use hotplate_agent::{Completion, Rendered, Reply, Run, seems_beyond};
use hotplate_exchange::{Exchange, JobId, Runs, Scenario, simulate};
use hotplate_hot::Source;
use hotplate_plan::{Inputs, Limits, Plan, plan};
use hotplate_schema::Catalog;
use hotplate_worker::{Made, Task, batch, made};

use crate::beside::Beside;
use crate::conversation::conversation;
use crate::reading::read;

/// Jobs of one message.
const BATCH: usize = 64;

const NO_PYTHON: &str = "it is Python, which is not played in this page";
const NOT_READ: &str = "what became of it could not be read";

/// A template on its way to its exchange, with the defaults of its parameters.
#[derive(Debug)]
pub struct Playing {
    source: Source,
    files: Beside,
    plan: Plan,
    faults: Vec<String>,
    runs: Runs,
    exchange: Exchange,
    /// The jobs that are to be done before it can go on.
    wanted: Vec<(JobId, Task)>,
    /// Whether a script calls, or seems to call, what the worker with the common programs lacks. One that will do for all of them
    /// is fetched once.
    beyond: bool,
}

impl Playing {
    /// Begins with a text. Never fails: whatever cannot be read or played is said in words.
    pub fn new(text: &str) -> Self {
        let mut playing = Self {
            source: Source::new("template", text),
            files: Beside::default(),
            plan: Plan::default(),
            faults: Vec::new(),
            runs: Runs::default(),
            exchange: Exchange::default(),
            wanted: Vec::new(),
            beyond: false,
        };
        playing.set_up();
        playing
    }

    /// The files that the template names and of which nothing is known yet.
    pub fn lacking(&self) -> Vec<String> {
        self.files.lacking()
    }

    /// Takes the text that was found by the name of a file, or nothing where there is none. It counts once all is
    /// [set up](Self::set_up) anew.
    pub fn put(&mut self, name: &str, text: Option<&str>) {
        self.files.put(name, text);
    }

    /// How many jobs are to be done before it can go on.
    pub fn left(&self) -> usize {
        self.wanted.len()
    }

    /// The message that has jobs done; `None` if the exchange is played.
    pub fn jobs(&self) -> Option<Vec<u8>> {
        let first = &self.wanted[..self.wanted.len().min(BATCH)];
        (!first.is_empty()).then(|| batch(first.iter().map(|(_, task)| task)))
    }

    /// Whether those jobs are for the worker that has every program.
    pub fn is_beyond(&self) -> bool {
        self.beyond
    }

    /// Takes the answer to that message.
    pub fn take(&mut self, answer: &[u8]) {
        let count = self.wanted.len().min(BATCH);
        let Some(all) = made(answer).ok().filter(|all| all.len() == count) else {
            return self.stop(NOT_READ);
        };
        let beyond = self.beyond;
        let rest = self.wanted.split_off(count);
        for ((id, task), made) in std::mem::replace(&mut self.wanted, rest).into_iter().zip(all) {
            let run = match made {
                Made::Run(run) => run.unpack().unwrap_or_else(|_| stopped(NOT_READ)),
                Made::Python(_, talk) => {
                    let talk = Some((talk, Reply::None(NO_PYTHON.to_owned())));
                    self.wanted.push((id, Task { talk, ..task }));
                    continue;
                }
                Made::Beyond if !beyond => {
                    self.beyond = true;
                    self.wanted.push((id, task));
                    continue;
                }
                Made::Beyond => stopped(NOT_READ),
            };
            self.runs.insert(id, run);
        }
        if self.wanted.is_empty() {
            self.go_on();
        }
    }

    /// Gives up the jobs that are wanted, for this reason.
    pub fn stop(&mut self, why: &str) {
        for (id, _) in std::mem::take(&mut self.wanted) {
            self.runs.insert(id, stopped(why));
        }
        self.go_on();
    }

    /// What is known by now, as HTML.
    pub fn told(&self) -> String {
        conversation(&self.plan, &self.exchange, &self.faults)
    }

    /// Reads and plans, with the files that are at hand.
    pub fn set_up(&mut self) {
        let (template, faults) = read(&self.source);
        self.plan =
            plan(&template, &Inputs::default(), &self.files, &Catalog::default(), &Limits::default()).value;
        self.faults = faults;
        for name in self.files.absent() {
            self.faults.push(
                ["the file `", name, "` is not to be had: it has to lie beside the template, or below"]
                    .concat(),
            );
        }
        for resource in self.plan.stack.iter() {
            let script = resource.properties.get("config");
            let script = script.as_ref().and_then(|script| script.known()?.as_str());
            self.beyond |= script.is_some_and(seems_beyond);
        }
        self.go_on();
    }

    /// Plays as far as the runs reach.
    fn go_on(&mut self) {
        self.exchange = simulate(&self.plan, &Scenario::default(), &self.runs);
        self.wanted.clear();
        let mut known = Rendered::default();
        for job in self.exchange.wanted_jobs() {
            let errand = job.errand(&mut known);
            self.beyond |= errand.seems_beyond();
            self.wanted.push((JobId::of(job), Task { job: Packed::of(&errand), talk: None }));
        }
    }
}

fn stopped(why: &str) -> Run {
    Run::of(Completion::Stopped(why.to_owned()))
}

#[cfg(test)]
mod tests;
