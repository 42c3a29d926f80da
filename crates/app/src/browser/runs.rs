//! Has the jobs done that the exchange wants: in a Web Worker, so that a script that hangs can be ended.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use hotplate_agent::{Budget, Completion, Job, Run};
use hotplate_worker::{READY, pack_jobs, unpack_runs};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

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

/// A worker and its batch.
struct Shift {
    worker: Worker,
    jobs: Vec<Job>,
    deadline: Option<TimeoutHandle>,
    /// Whether the worker has been given the batch: only once it has said that it listens.
    at_work: bool,
}

/// At most one worker lives, and it does one batch at a time.
#[derive(Clone)]
struct Bench {
    workspace: Workspace,
    idle: Rc<RefCell<Option<Worker>>>,
    shift: Rc<RefCell<Option<Shift>>>,
    /// Jobs that were in a batch which took too long: they go alone from now on.
    slow: Rc<RefCell<Vec<Job>>>,
}

/// From now on every wanted job is run and its result kept.
pub(crate) fn run_wanted_jobs(workspace: Workspace) {
    let bench = Bench { workspace, idle: Rc::default(), shift: Rc::default(), slow: Rc::default() };
    Effect::new(move |_| {
        workspace.exchange().track();
        bench.start();
    });
}

impl Bench {
    /// Starts on what is wanted, unless a batch is being done: its end starts the next.
    fn start(&self) {
        if self.shift.borrow().is_some() {
            return;
        }
        let wanted = self.workspace.exchange().with_untracked(|exchange| exchange.wanted.clone());
        let jobs = self.next_batch(wanted);
        if jobs.is_empty() {
            return;
        }
        let idle = self.idle.borrow_mut().take();
        let ready = idle.is_some();
        let Some(worker) = idle.or_else(|| self.hire()) else {
            return self.give_up(jobs, "this browser runs no workers");
        };
        let deadline = self.deadline(STARTING);
        *self.shift.borrow_mut() = Some(Shift { worker, jobs, deadline, at_work: false });
        if ready {
            self.hand_over();
        }
    }

    /// Gives the worker its batch.
    fn hand_over(&self) {
        let posted = match self.shift.borrow_mut().as_mut() {
            Some(shift) if !shift.at_work => {
                let batch = pack_jobs(&Budget::default(), (0..).zip(&shift.jobs));
                shift.at_work = true;
                if let Some(starting) = std::mem::replace(&mut shift.deadline, self.deadline(PATIENCE)) {
                    starting.clear();
                }
                shift.worker.post_message(&Uint8Array::from(batch.as_slice()))
            }
            Some(_) | None => return,
        };
        if posted.is_err() {
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
        let (suspects, sound): (Vec<Job>, Vec<Job>) = wanted.into_iter().partition(|job| slow.contains(job));
        if sound.is_empty() {
            suspects.into_iter().take(1).collect()
        } else {
            sound.into_iter().take(BATCH).collect()
        }
    }

    fn hire(&self) -> Option<Worker> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(SCRIPT, &options).ok()?;
        let bench = self.clone();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| bench.hear(&event));
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        let bench = self.clone();
        let failed = Closure::<dyn Fn(Event)>::new(move |_| {
            bench.end("the part of the page that runs scripts did not start")
        });
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        // They live as long as the worker, which lives about as long as the page.
        heard.forget();
        failed.forget();
        Some(worker)
    }

    /// Takes an answer; a text says that the worker is ready, or what it did not understand.
    fn hear(&self, event: &MessageEvent) {
        let data = event.data();
        if data.is_string() {
            let ready = data.as_string().as_deref() == Some(READY);
            return if ready { self.hand_over() } else { self.end("it could not be handed to the worker") };
        }
        let Some(Shift { worker, jobs, deadline, .. }) = self.shift.borrow_mut().take() else { return };
        if let Some(deadline) = deadline {
            deadline.clear();
        }
        *self.idle.borrow_mut() = Some(worker);
        match unpack_runs(&Uint8Array::new(&data).to_vec()) {
            Ok(runs) => {
                let done =
                    runs.into_iter().filter_map(|(id, run)| Some((jobs.get(id as usize)?.clone(), run)));
                self.workspace.keep_runs(done.collect());
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
                if let Some(Shift { worker, jobs, .. }) = self.shift.borrow_mut().take() {
                    worker.terminate();
                    self.slow.borrow_mut().extend(jobs);
                }
                self.start();
            }
            None => {}
        }
    }

    /// Ends the worker; its jobs are stopped for this reason.
    fn end(&self, why: &str) {
        let Some(Shift { worker, jobs, deadline, .. }) = self.shift.borrow_mut().take() else { return };
        if let Some(deadline) = deadline {
            deadline.clear();
        }
        worker.terminate();
        self.give_up(jobs, why);
    }

    fn give_up(&self, jobs: Vec<Job>, why: &str) {
        let stopped = |job: Job| {
            let run = stopped_run(why);
            (job, run)
        };
        self.workspace.keep_runs(jobs.into_iter().map(stopped).collect());
    }
}

/// A run that came to nothing.
fn stopped_run(why: &str) -> Run {
    Run {
        completion: Completion::Stopped(why.to_owned()),
        environment: Default::default(),
        outputs: Default::default(),
        files: Default::default(),
        removed: Vec::new(),
        effects: Vec::new(),
        stdout: "".into(),
        stderr: "".into(),
        remarks: Vec::new(),
    }
}
