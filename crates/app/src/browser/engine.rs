//! Keeps the workspace answered by the engine, which lives in a Web Worker: typing never waits for it, and one that
//! hangs is ended and another started.
//!
//! The engine has one errand at a time. What changes meanwhile waits, and only its latest state is told. A state at
//! which an engine hung or stopped is not told again until it changes, so that no text makes a loop.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use hotplate_agent::wire::{pack, unpack};
use hotplate_engine::{Changes, Work};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Worker;

use super::port::{Heard, Port};
use super::time::{TimeoutHandle, breathe, set_timeout_with_handle};
use crate::signals::Effect;
use crate::workspace::{Inputs, Stall, Then, Workspace};

#[wasm_bindgen(module = "/src/browser/engine.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = startEngine)]
    fn start_engine() -> Result<Worker, JsValue>;
}

/// An engine that has not started by then does not come any more.
const STARTING: Duration = Duration::from_secs(60);

/// An errand that takes longer is ended, engine and all.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the engine is at.
#[derive(Default)]
struct Errand {
    /// Whether it was told anything new, or only asked.
    news: bool,
    /// Who asked.
    asked: Vec<Then>,
}

#[derive(Default)]
struct Desk {
    port: Option<Port>,
    /// Whether the engine has said that it listens.
    ready: bool,
    /// When its time is over.
    deadline: Option<TimeoutHandle>,
    /// What it was told.
    told: Inputs,
    errand: Option<Errand>,
    /// What came of it, until it is shown.
    answer: Option<Changes>,
    /// The state at which the engine before it hung or stopped.
    stuck: Option<Inputs>,
}

#[derive(Clone)]
struct Driver {
    workspace: Workspace,
    desk: Rc<RefCell<Desk>>,
}

/// From now on the engine is told every change of the workspace, and the workspace every answer.
pub(crate) fn drive_engine(workspace: Workspace) {
    let driver = Driver { workspace, desk: Rc::default() };
    driver.hire();
    Effect::new(move |_| {
        workspace.track_inputs();
        driver.post();
    });
}

impl Driver {
    fn hire(&self) {
        let driver = self.clone();
        let started = start_engine().map(|worker| Port::new(worker, move |heard| driver.hear(heard)));
        self.desk.borrow_mut().port = started.ok();
        self.wait(STARTING);
    }

    /// From now on the engine has so much time.
    fn wait(&self, patience: Duration) {
        let driver = self.clone();
        let deadline = set_timeout_with_handle(move || driver.end(Stall::TooLong), patience);
        self.wait_no_more();
        self.desk.borrow_mut().deadline = deadline;
    }

    fn wait_no_more(&self) {
        if let Some(deadline) = self.desk.borrow_mut().deadline.take() {
            deadline.clear();
        }
    }

    fn hear(&self, heard: Heard) {
        match heard {
            Heard::Ready => {
                self.wait_no_more();
                self.desk.borrow_mut().ready = true;
                self.post();
            }
            Heard::Answer(bytes) => self.take(&bytes),
            Heard::Fault => self.end(Stall::Stopped),
        }
    }

    /// Tells the engine what is new, unless it is busy: the end of its errand does.
    fn post(&self) {
        let workspace = self.workspace;
        let (inputs, stalled) = (workspace.inputs(), workspace.stalled().get_untracked().is_some());
        let mut desk = self.desk.borrow_mut();
        if !stalled {
            desk.stuck = None;
        }
        if desk.port.is_none() && !stalled {
            drop(desk);
            return self.hire();
        }
        let stuck = desk.stuck.as_ref() == Some(&inputs);
        if desk.port.is_some() && (!desk.ready || desk.errand.is_some()) {
            return;
        }
        let mut work = Work::default();
        if desk.port.is_some() && !stuck {
            work = inputs.news_since(&desk.told);
            (work.runs, work.afresh) = workspace.take_runs();
        }
        let news = work != Work::default();
        let (mut asked, mut vain) = (Vec::new(), Vec::new());
        for (question, then) in workspace.take_questions() {
            // An engine that is not told the state still answers what is not about it.
            if desk.port.is_some() && (!stuck || question.is_whole()) {
                work.questions.push(question);
                asked.push(then);
            } else {
                vain.push(then);
            }
        }
        if !news && asked.is_empty() {
            drop(desk);
            return vain.into_iter().for_each(|then| then(None));
        }
        let posted = desk.port.as_ref().is_some_and(|port| port.post(&pack(&work)));
        if !stuck {
            desk.told = inputs;
        }
        desk.errand = Some(Errand { news, asked });
        drop(desk);
        vain.into_iter().for_each(|then| then(None));
        if posted {
            self.wait(PATIENCE);
        } else {
            self.end(Stall::Stopped);
        }
    }

    /// Takes the answer to an errand. To read it and to show it are two tasks: each takes its time.
    fn take(&self, bytes: &[u8]) {
        let Ok(changes) = unpack(bytes) else { return self.end(Stall::Stopped) };
        self.wait_no_more();
        self.desk.borrow_mut().answer = Some(changes);
        let driver = self.clone();
        spawn_local(async move {
            breathe().await;
            driver.show();
        });
    }

    /// Shows the answer, unless the engine has ended meanwhile.
    fn show(&self) {
        let mut desk = self.desk.borrow_mut();
        let Some(changes) = desk.answer.take() else { return };
        let (errand, project) = (desk.errand.take().unwrap_or_default(), desk.told.project.clone());
        drop(desk);
        if errand.news {
            self.workspace.learn(changes, project, errand.asked);
        } else {
            answered(errand.asked, changes);
        }
        self.post();
    }

    /// Ends the engine, and starts another unless this one never started.
    fn end(&self, why: Stall) {
        self.wait_no_more();
        let ended = self.desk.take();
        let errand = ended.errand.unwrap_or_default();
        if !ended.ready {
            self.workspace.stall(Stall::NoStart);
        } else {
            self.desk.borrow_mut().stuck = ended.stuck;
            if errand.news {
                self.desk.borrow_mut().stuck = Some(ended.told);
                self.workspace.stall(why);
            }
            self.hire();
        }
        errand.asked.into_iter().for_each(|then| then(None));
    }
}

/// Gives answers to those who asked.
fn answered(asked: Vec<Then>, changes: Changes) {
    asked.into_iter().zip(changes.answers).for_each(|(then, answer)| then(Some(answer)));
}
