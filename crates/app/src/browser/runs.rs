//! Has the jobs done that the exchange wants: in a Web Worker, so that a script that hangs can be ended. Jobs come
//! packed from the engine and go back there as packed runs.
//!
//! A job whose script is Python goes to and fro: the worker says what the engine for Python is to play, and is given the
//! reply with the next batch.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use hotplate_agent::parcel::Packed;
use hotplate_agent::{ALL_PLAYS, Reply, TOO_LONG};
use hotplate_engine::Ran;
use hotplate_exchange::JobId;
use hotplate_worker::{Made, Task, batch, made};
use web_sys::{Worker, WorkerOptions, WorkerType};

use super::port::{Heard, Port};
use super::python;
use super::time::{TimeoutHandle, set_timeout_with_handle};
use crate::signals::Effect;
use crate::workspace::Workspace;

/// Where the worker's script stands, beside the page, and that of the one that has every program.
const SCRIPT: &str = "./hotplate-worker_loader.js";
const WHOLE: &str = "./hotplate-tools_loader.js";

/// A worker that has not started by then does not come any more.
const STARTING: Duration = Duration::from_secs(60);

/// A batch that takes longer is ended, worker and all; then each of its jobs is given to a worker alone.
const PATIENCE: Duration = Duration::from_secs(5);

const NO_START: &str = "the part of the page that runs scripts did not start";

/// Jobs of one message.
const BATCH: usize = 64;

/// A job by its id, and what the worker is to do for it.
type Job = (JobId, Task);

/// A job for which Python is to be played: the job, the message, and how far it has come.
struct Script {
    id: JobId,
    job: Packed,
    message: String,
    talk: Packed,
}

/// Scripts for the engine that plays Python, which takes one at a time.
#[derive(Default)]
struct Scripts {
    /// When what it plays has begun, if it has.
    since: Option<f64>,
    /// The milliseconds for which jobs that are not done have been played.
    spent: Vec<(JobId, f64)>,
    playing: Option<Script>,
    waiting: VecDeque<Script>,
    /// Tasks for the worker: with what the engine replied.
    answered: Vec<Job>,
    /// Whether what is being played counts no more.
    stale: bool,
}

impl Scripts {
    /// Forgets what has been asked so far: another engine is to play it.
    fn forget(&mut self) {
        self.waiting.clear();
        self.answered.clear();
        self.stale = self.playing.is_some();
    }

    /// Counts the time of the play that has just ended; all of the job's.
    fn spend(&mut self, id: JobId) -> f64 {
        let time = self.since.take().map_or(0.0, |since| js_sys::Date::now() - since);
        if let Some((_, spent)) = self.spent.iter_mut().find(|(other, _)| *other == id) {
            *spent += time;
            return *spent;
        }
        self.spent.push((id, time));
        time
    }

    fn has(&self, id: JobId) -> bool {
        let scripts = self.playing.iter().chain(&self.waiting);
        scripts
            .map(|script| script.id)
            .chain(self.answered.iter().map(|(id, _)| *id))
            .any(|other| other == id)
    }
}

/// A worker and its batch.
struct Shift {
    port: Port,
    jobs: Vec<Job>,
    deadline: Option<TimeoutHandle>,
    /// Whether the worker has been given the batch: only once it has said that it listens.
    at_work: bool,
}

/// At most one worker lives, and it does one batch at a time.
#[derive(Clone)]
struct Bench {
    workspace: Workspace,
    idle: Rc<RefCell<Option<Port>>>,
    shift: Rc<RefCell<Option<Shift>>>,
    /// Jobs that were in a batch which took too long: they go alone from now on.
    slow: Rc<RefCell<Vec<JobId>>>,
    scripts: Rc<RefCell<Scripts>>,
    /// Whether a job was met, or seen to come, for which the common programs are too few.
    whole: Rc<Cell<bool>>,
}

/// From now on every wanted job is run and its result kept.
pub(crate) fn run_wanted_jobs(workspace: Workspace) {
    let bench = Bench {
        workspace,
        idle: Rc::default(),
        shift: Rc::default(),
        slow: Rc::default(),
        scripts: Rc::default(),
        whole: Rc::default(),
    };
    let hearing = bench.clone();
    python::open(move |heard| match heard {
        python::Heard::Loading(bytes) => workspace.note_python(bytes),
        python::Heard::Begun => hearing.scripts.borrow_mut().since = Some(js_sys::Date::now()),
        python::Heard::Reply(reply) => hearing.take_reply(reply),
    });
    let other = bench.clone();
    Effect::new(move |_| {
        workspace.wanted().track();
        bench.start();
    });
    Effect::new(move |_| {
        workspace.exactly().track();
        other.scripts.borrow_mut().forget();
        python::leave();
    });
}

impl Bench {
    /// Starts on what is wanted, unless a batch is being done: its end starts the next.
    fn start(&self) {
        if self.shift.borrow().is_some() {
            return;
        }
        let jobs = self.next_batch(self.workspace.wanted().get_untracked());
        if jobs.is_empty() {
            return;
        }
        if self.workspace.beyond() {
            self.need_all();
        }
        let idle = self.idle.borrow_mut().take();
        let ready = idle.is_some();
        let Some(port) = idle.or_else(|| self.hire()) else {
            return self.give_up(jobs, "this browser runs no workers");
        };
        let deadline = self.deadline(STARTING);
        *self.shift.borrow_mut() = Some(Shift { port, jobs, deadline, at_work: false });
        if ready {
            self.hand_over();
        }
    }

    /// Gives the worker its batch.
    fn hand_over(&self) {
        let posted = match self.shift.borrow_mut().as_mut() {
            Some(shift) if !shift.at_work => {
                shift.at_work = true;
                if let Some(starting) = std::mem::replace(&mut shift.deadline, self.deadline(PATIENCE)) {
                    starting.clear();
                }
                shift.port.post(&batch(shift.jobs.iter().map(|(_, task)| task)))
            }
            Some(_) | None => return,
        };
        if !posted {
            self.end(NO_START);
        }
    }

    fn deadline(&self, after: Duration) -> Option<TimeoutHandle> {
        let bench = self.clone();
        set_timeout_with_handle(move || bench.out_of_patience(), after)
    }

    /// The next jobs: a batch of those that are not suspected, else one of those that are. What nobody wants any more
    /// is forgotten.
    fn next_batch(&self, wanted: Vec<(JobId, Packed)>) -> Vec<Job> {
        let scripts = &mut *self.scripts.borrow_mut();
        let is_wanted = |id: &JobId| wanted.iter().any(|(other, _)| other == id);
        scripts.waiting.retain(|script| is_wanted(&script.id));
        scripts.answered.retain(|(id, _)| is_wanted(id));
        let fresh = wanted.iter().filter(|(id, _)| !scripts.has(*id));
        let fresh: Vec<Job> = fresh.map(|(id, job)| (*id, Task { job: job.clone(), talk: None })).collect();
        let answered = scripts.answered.drain(..);
        let slow = self.slow.borrow();
        let (suspects, sound): (Vec<Job>, Vec<Job>) =
            answered.chain(fresh).partition(|(id, _)| slow.contains(id));
        let count = if sound.is_empty() { 1 } else { BATCH };
        let mut batch = if sound.is_empty() { suspects } else { sound };
        let rest = batch.split_off(count.min(batch.len()));
        scripts.answered.extend(rest.into_iter().filter(|(_, task)| task.talk.is_some()));
        batch
    }

    /// From now on jobs go to the worker that has every program.
    fn need_all(&self) {
        if !self.whole.replace(true) {
            *self.idle.borrow_mut() = None;
        }
    }

    fn hire(&self) -> Option<Port> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let script = if self.whole.get() { WHOLE } else { SCRIPT };
        let worker = Worker::new_with_options(script, &options).ok()?;
        let bench = self.clone();
        Some(Port::new(worker, move |heard| bench.hear(heard)))
    }

    fn hear(&self, heard: Heard) {
        match heard {
            Heard::Ready => self.hand_over(),
            Heard::Fault => self.end(NO_START),
            Heard::Answer(bytes) => self.take(&bytes),
        }
    }

    /// Takes what came of the batch.
    fn take(&self, bytes: &[u8]) {
        let Some(Shift { port, jobs, deadline, .. }) = self.shift.borrow_mut().take() else { return };
        if let Some(deadline) = deadline {
            deadline.clear();
        }
        *self.idle.borrow_mut() = Some(port);
        let Ok(made) = made(bytes) else {
            return self.give_up(jobs, "the answer of the worker could not be read");
        };
        let mut done = Vec::new();
        for ((id, task), made) in jobs.into_iter().zip(made) {
            match made {
                Made::Run(run) => {
                    self.scripts.borrow_mut().spent.retain(|(other, _)| *other != id);
                    done.push((id, Ran::Done(run)));
                }
                Made::Python(message, talk) => {
                    let script = Script { id, job: task.job, message, talk };
                    self.scripts.borrow_mut().waiting.push_back(script);
                }
                // It is still wanted, and goes to the other worker.
                Made::Beyond => self.need_all(),
            }
        }
        if !done.is_empty() {
            self.workspace.keep_runs(done);
        }
        self.play_next();
        self.start();
    }

    /// Gives the engine the next script, unless it is at one.
    fn play_next(&self) {
        let message = {
            let scripts = &mut *self.scripts.borrow_mut();
            if scripts.playing.is_some() {
                return;
            }
            scripts.playing = scripts.waiting.pop_front();
            scripts.playing.as_ref().map(|script| script.message.clone())
        };
        if let Some(message) = message {
            python::play(&message, self.workspace.exactly().get_untracked());
        }
    }

    /// Takes what the engine says of a script; the worker goes on from there.
    fn take_reply(&self, reply: Reply) {
        {
            let scripts = &mut *self.scripts.borrow_mut();
            let Some(Script { id, job, talk, .. }) = scripts.playing.take() else { return };
            let reply = if scripts.spend(id) < ALL_PLAYS.as_millis() as f64 {
                reply
            } else {
                Reply::Stopped(TOO_LONG.to_owned())
            };
            if !std::mem::take(&mut scripts.stale) {
                scripts.answered.push((id, Task { job, talk: Some((talk, reply)) }));
            }
        }
        self.play_next();
        // Each time that runs are kept, the whole exchange is played on from there.
        let enough = {
            let scripts = self.scripts.borrow();
            scripts.playing.is_none() || scripts.answered.len() >= BATCH
        };
        if enough {
            self.start();
        }
    }

    fn out_of_patience(&self) {
        let shift = self.shift.borrow().as_ref().map(|shift| (shift.at_work, shift.jobs.len()));
        match shift {
            Some((false, _)) => self.end(NO_START),
            Some((true, 1)) => self.end("it took longer than 5 seconds"),
            // One of them hangs: which, shows when each is alone.
            Some((true, _)) => {
                if let Some(Shift { jobs, .. }) = self.shift.borrow_mut().take() {
                    self.slow.borrow_mut().extend(jobs.iter().map(|(id, _)| *id));
                }
                self.start();
            }
            None => {}
        }
    }

    /// Ends the worker; its jobs are stopped for this reason.
    fn end(&self, why: &str) {
        let Some(Shift { jobs, deadline, .. }) = self.shift.borrow_mut().take() else { return };
        if let Some(deadline) = deadline {
            deadline.clear();
        }
        self.give_up(jobs, why);
    }

    fn give_up(&self, jobs: Vec<Job>, why: &str) {
        self.workspace
            .keep_runs(jobs.into_iter().map(|(id, _)| (id, Ran::Stopped(why.to_owned()))).collect());
    }
}
