//! Brings errands to the desk, which speaks with a testbed in a Web Worker of its own, and its answers back. The worker
//! is loaded when the first errand is given, and nothing before that.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use hotplate_agent::wire::{pack, unpack};
use hotplate_desk::{Answer, Ask, Told};
use web_sys::{Worker, WorkerOptions, WorkerType};

use super::page::{document, focus, is_lost, listen};
use super::port::{Heard, Port};
use super::storage::{keep_waiting, waiting};
use super::time::{TimeoutHandle, request_animation_frame, seconds, set_timeout, set_timeout_with_handle};
use crate::signals::{Effect, untrack};
use crate::workspace::{Account, write_kept};

/// Where the worker's script stands, beside the page.
const SCRIPT: &str = "./hotplate-desk_loader.js";

/// When to look at a stack again that could not be looked at.
const LATER: u32 = 10_000;

/// How often the time that is left is looked at.
const TICK: Duration = Duration::from_secs(15);

#[derive(Clone)]
struct Driver {
    account: Account,
    port: Rc<RefCell<Option<Port>>>,
    /// Whether the worker has said that it listens.
    ready: Rc<Cell<bool>>,
    /// What waits for it.
    waiting: Rc<RefCell<Vec<Ask>>>,
    /// When the stack is looked at again.
    next: Rc<Cell<Option<TimeoutHandle>>>,
    /// When the lease is looked at again.
    next_lease: Rc<Cell<Option<TimeoutHandle>>>,
    /// Whether a look is due that nobody would have seen.
    due: Rc<Cell<bool>>,
}

/// From now on every errand of the account is done.
pub(crate) fn drive_desk(account: Account) {
    let driver = Driver {
        account,
        port: Rc::default(),
        ready: Rc::default(),
        waiting: Rc::default(),
        next: Rc::default(),
        next_lease: Rc::default(),
        due: Rc::default(),
    };
    let (poster, seen) = (driver.clone(), driver);
    Effect::new(move |_| {
        account.track_posted();
        poster.waiting.borrow_mut().extend(account.take_posted());
        poster.post();
    });
    account.recall(&waiting());
    Effect::new(move |_| {
        if let Some(part) = account.take_turn() {
            request_animation_frame(move || {
                if is_lost() {
                    focus(part.0);
                }
            });
        }
    });
    Effect::new(move |_| account.kept().with(|kept| keep_waiting(&write_kept(kept))));
    listen("visibilitychange", move |_: web_sys::Event| {
        if !document().hidden() && seen.due.take() {
            account.look();
            account.watch();
        }
    });
}

impl Driver {
    fn post(&self) {
        if self.waiting.borrow().is_empty() {
            return;
        }
        if self.port.borrow().is_none() {
            let hired = self.hire();
            if hired.is_none() {
                return self.lose();
            }
            *self.port.borrow_mut() = hired;
            self.tick();
        }
        if !self.ready.get() {
            return;
        }
        for ask in self.waiting.take() {
            if !self.port.borrow().as_ref().is_some_and(|port| port.post(&pack(&ask))) {
                return self.lose();
            }
        }
    }

    fn hire(&self) -> Option<Port> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(SCRIPT, &options).ok()?;
        let driver = self.clone();
        Some(Port::new(worker, move |heard| driver.hear(heard)))
    }

    fn hear(&self, heard: Heard) {
        match heard {
            Heard::Ready => {
                self.ready.set(true);
                self.post();
            }
            Heard::Answer(bytes) => match unpack::<Answer>(&bytes) {
                Ok(answer) => self.take(answer),
                Err(_) => self.lose(),
            },
            Heard::Fault => self.lose(),
        }
    }

    fn take(&self, answer: Answer) {
        let again = match &answer.told {
            Ok(Told::Seen(_, seen)) => Some(seen.again),
            Err(refusal) if !refusal.expired => Some(Some(refusal.again.unwrap_or(LATER))),
            Ok(_) | Err(_) => None,
        };
        let lease_again = match &answer.told {
            Ok(Told::Leased(lease) | Told::Extended(lease)) => Some(lease.again),
            Ok(Told::Launched(launched)) => launched.lease.as_ref().map(|lease| lease.again),
            Err(refusal) if !refusal.expired => Some(Some(refusal.again.unwrap_or(LATER))),
            Ok(_) | Err(_) => None,
        };
        self.change(|account| {
            account.tick(seconds());
            account.learn(answer);
        });
        if let Some(again) = lease_again {
            if let Some(next) = self.next_lease.take() {
                next.clear();
            }
            if let Some(again) = again {
                let driver = self.clone();
                let again = Duration::from_millis(u64::from(again));
                self.next_lease.set(set_timeout_with_handle(move || driver.watch(), again));
            }
        }
        let Some(again) = again else { return };
        if let Some(next) = self.next.take() {
            next.clear();
        }
        if let Some(again) = again {
            let driver = self.clone();
            let again = Duration::from_millis(u64::from(again));
            self.next.set(set_timeout_with_handle(move || driver.look(), again));
        }
    }

    /// Changes what the page shows. The focus goes on only if it was somewhere: what happens by itself does not take it
    /// from nowhere.
    fn change(&self, act: impl FnOnce(Account)) {
        let nowhere = is_lost();
        act(self.account);
        if nowhere {
            untrack(|| self.account.take_turn());
        }
    }

    /// Looks at the stack again, unless nobody would see it.
    fn look(&self) {
        if document().hidden() {
            self.due.set(true);
        } else {
            self.account.look();
        }
    }

    /// Looks at the lease again; also unseen, if a stack waits for it.
    fn watch(&self) {
        if document().hidden() && !self.account.waits().get_untracked() {
            self.due.set(true);
        } else {
            self.account.watch();
        }
    }

    fn tick(&self) {
        if self.port.borrow().is_some() {
            self.change(|account| account.tick(seconds()));
            let driver = self.clone();
            set_timeout(move || driver.tick(), TICK);
        }
    }

    fn lose(&self) {
        self.port.borrow_mut().take();
        self.ready.set(false);
        self.waiting.take();
        self.account.lose();
    }
}
