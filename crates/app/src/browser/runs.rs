//! Has the jobs done that the exchange wants: in a Web Worker, so that a script that hangs can be ended. Jobs come
//! packed from the engine and go back there as packed runs.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use hotplate_agent::wire::{Packed, pack, unpack};
use hotplate_engine::Ran;
use hotplate_exchange::JobId;
use web_sys::{Worker, WorkerOptions, WorkerType};

use super::port::{Heard, Port};
use super::time::{TimeoutHandle, set_timeout_with_handle};
use crate::signals::Effect;
use crate::workspace::Workspace;

/// Where the worker's script stands, beside the page.
const SCRIPT: &str = "./hotplate-worker_loader.js";

/// A worker that has not started by then does not come any more.
const STARTING: Duration = Duration::from_secs(60);

/// A batch that takes longer is ended, worker and all; then each of its jobs is given to a worker alone.
const PATIENCE: Duration = Duration::from_secs(5);

const NO_START: &str = "the part of the page that runs scripts did not start";

/// Jobs of one message.
const BATCH: usize = 64;

/// A job with its id.
type Job = (JobId, Packed);

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
}

/// From now on every wanted job is run and its result kept.
pub(crate) fn run_wanted_jobs(workspace: Workspace) {
    let bench = Bench { workspace, idle: Rc::default(), shift: Rc::default(), slow: Rc::default() };
    Effect::new(move |_| {
        workspace.wanted().track();
        bench.start();
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
                let batch: Vec<&Packed> = shift.jobs.iter().map(|(_, job)| job).collect();
                shift.at_work = true;
                if let Some(starting) = std::mem::replace(&mut shift.deadline, self.deadline(PATIENCE)) {
                    starting.clear();
                }
                shift.port.post(&pack(&batch))
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

    /// The next jobs: a batch of those that are not suspected, else one of those that are.
    fn next_batch(&self, wanted: Vec<Job>) -> Vec<Job> {
        let slow = self.slow.borrow();
        let (suspects, sound): (Vec<Job>, Vec<Job>) =
            wanted.into_iter().partition(|(id, _)| slow.contains(id));
        if sound.is_empty() {
            suspects.into_iter().take(1).collect()
        } else {
            sound.into_iter().take(BATCH).collect()
        }
    }

    fn hire(&self) -> Option<Port> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(SCRIPT, &options).ok()?;
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
        match unpack::<Vec<Packed>>(bytes) {
            Ok(runs) => {
                let ids = jobs.iter().map(|(id, _)| *id);
                self.workspace.keep_runs(ids.zip(runs.into_iter().map(Ran::Done)).collect());
            }
            Err(_) => self.give_up(jobs, "the answer of the worker could not be read"),
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
