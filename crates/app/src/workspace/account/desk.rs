//! The way to the desk: what is asked of it, and what the page makes of its answers.

use std::collections::VecDeque;

use hotplate_desk::{Answer, Ask, Choices, Launched, Outlook, Refusal, Seen, SeenLease, Told};

use super::{Account, Halted, Kept, Turn};
use crate::signals::{GetValue, SetValue, UpdateValue};

/// The most requests that the list keeps: it is a list for people.
const MOST_SENT: usize = 200;

impl Account {
    /// Tracks everything that is to be asked.
    pub(crate) fn track_posted(self) {
        self.posted.track();
    }

    /// What is to be asked.
    pub(crate) fn take_posted(self) -> Vec<Ask> {
        let mut taken = Vec::new();
        self.outbox.update_value(|outbox| taken = std::mem::take(outbox));
        taken
    }

    /// Takes in what time it is by this machine's clock: a sign-in whose time is over is none.
    pub(crate) fn tick(self, here: i64) {
        let now = here - self.ahead.get_value();
        self.now.set(now);
        if self.visa.with_untracked(|visa| visa.as_ref().is_some_and(|visa| visa.until <= now)) {
            self.visa.set(None);
            self.turn.set(Some(Turn::SIGN_IN));
            let help = "sign in again; nothing that was started is lost";
            self.refusal.set(Some(trouble("the time of the sign-in is over", help)));
        }
    }

    /// Takes in what came of an errand.
    pub(crate) fn learn(self, answer: Answer) {
        self.sent.update(|sent| {
            sent.extend(answer.sent);
            let surplus = sent.len().saturating_sub(MOST_SENT);
            sent.drain(..surplus);
        });
        // The desk answers in the order in which it is asked.
        let (mut awaited, mut more) = (true, false);
        self.errands.update_value(|errands| {
            awaited = errands.pop_front().unwrap_or(true);
            more = errands.contains(&true);
        });
        if awaited && !more {
            self.busy.set("");
        }
        match answer.told {
            Ok(told) => self.take(told),
            Err(refusal) => {
                // Where nobody knows whether something was made, the browser still keeps that it was begun.
                if awaited && refusal.outlook != Outlook::Unknown {
                    self.forget_begun();
                }
                if refusal.expired {
                    self.visa.set(None);
                    self.turn.set(Some(Turn::SIGN_IN));
                }
                let place = if awaited || refusal.expired { self.refusal } else { self.lost };
                place.set(Some(refusal));
            }
        }
    }

    fn take(self, told: Told) {
        match told {
            Told::Testbeds(testbeds) => {
                self.testbeds.set(Some(testbeds));
                self.turn.set(Some(Turn::SIGN_IN));
            }
            Told::Described(described) => self.described.set(described),
            Told::Examined(examined) => self.examined.set(Some(examined)),
            Told::Entered(visa) => {
                self.examined.set(None);
                // What waited in the desk, was drawn up or found valid was of the sign-in before.
                self.waits.set(false);
                self.review.set(None);
                self.valid.set(None);
                self.described.set(Vec::new());
                let has_project = !visa.project.is_empty();
                let here = self.now.get_untracked() + self.ahead.get_value();
                self.ahead.set_value(visa.ahead);
                self.now.set(here - visa.ahead);
                self.visa.set(Some(visa));
                self.turn.set(Some(Turn::WHO));
                self.choices.set(Choices::default());
                // What was followed before goes on.
                self.look();
                self.watch();
                if has_project {
                    self.list();
                }
            }
            Told::Left(unended) => {
                self.visa.set(None);
                self.refusal.set(unended);
                self.examined.set(None);
                self.review.set(None);
                self.valid.set(None);
                self.waits.set(false);
                self.halted.set(None);
                self.choices.set(Choices::default());
                self.let_lease_go();
                self.let_go();
                self.turn.set(Some(Turn::SIGN_IN));
            }
            Told::Valid => {
                let mut about = None;
                self.asked_about.update_value(|asked| about = asked.take());
                self.valid.set(about);
            }
            Told::Declared(text) => {
                self.declared.set(Some(text));
                self.turn.set(Some(Turn::RESERVE));
            }
            Told::Choices(choices) => self.choices.set(choices),
            Told::Reviewed(reviewed) => self.review.update(|review| {
                if let Some(review) = review {
                    review.reviewed = Some(reviewed);
                }
            }),
            Told::Launched(launched) => self.launched(launched),
            Told::Leased(lease) | Told::Extended(lease) => {
                // Another may be followed by now.
                if self.lease.with_untracked(|now| now.as_ref().is_some_and(|now| now.id == lease.id)) {
                    self.lost.set(None);
                    self.saw_lease(lease);
                    self.turn.set(Some(Turn::LEASE));
                }
            }
            Told::Released(id) => {
                self.kept.update(|kept| kept.retain(|kept| kept.lease != id));
                if self.lease.with_untracked(|lease| lease.as_ref().is_some_and(|lease| lease.id == id)) {
                    self.waits.set(false);
                    self.let_lease_go();
                    self.list();
                }
            }
            Told::Gone(id, why) => {
                self.kept.update(|kept| kept.retain(|kept| kept.lease != id));
                if self.lease.with_untracked(|lease| lease.as_ref().is_some_and(|lease| lease.id == id)) {
                    self.waits.set(false);
                    self.let_lease_go();
                } else if self.stack.with_untracked(|now| now.as_ref().is_some_and(|now| now.id == id)) {
                    self.let_go();
                } else {
                    return;
                }
                self.refusal.set(Some(why));
                self.list();
            }
            Told::Abandoned => {}
            Told::Started => self.look(),
            Told::Seen(stack, _) if self.stack.with_untracked(|now| now.as_ref() != Some(&stack)) => {}
            Told::Seen(_, mut seen) => {
                self.lost.set(None);
                let before = self.seen.get_untracked();
                let mut events = before.events.clone();
                events.append(&mut seen.events);
                // When to look again is nothing to be shown; what somebody has opened stays open.
                let seen = Seen { events, again: None, ..seen };
                if seen != before {
                    self.seen.set(seen);
                    // Other presses fit the stack now.
                    self.turn.set(Some(Turn::STACK));
                }
            }
            Told::Deleting => self.look(),
        }
    }

    /// It is known by now how the launch went that was reviewed.
    fn forget_begun(self) {
        let Some(name) = self
            .review
            .with_untracked(|review| review.as_ref().map(|review| review.launch.order.name.clone()))
        else {
            return;
        };
        let is_begun = |kept: &Kept| kept.lease.is_empty() && kept.stack == name;
        if self.kept.with_untracked(|kept| kept.iter().any(is_begun)) {
            self.kept.update(|kept| kept.retain(|kept| !is_begun(kept)));
        }
    }

    fn launched(self, launched: Launched) {
        self.forget_begun();
        self.keep(&launched);
        self.review.set(None);
        // A launch without a lease leaves alone what waits for one.
        if launched.lease.is_some() {
            self.waits.set(launched.waits);
        }
        let stack = launched.stack.clone();
        if let (Some(stack), Some(lease)) = (&stack, &launched.lease) {
            self.together.set(Some((stack.id.clone(), lease.id.clone())));
        }
        let halts = launched.halted.is_some();
        self.halted.set(launched.halted.map(|why| Halted { why, stack }));
        let mut part = Turn::LEASE;
        if let Some(stack) = launched.stack {
            self.let_go();
            self.stack.set(Some(stack));
            self.look();
            part = Turn::STACK;
        }
        if let Some(lease) = launched.lease {
            self.keep_lease(lease);
        }
        self.turn.set(Some(if halts { Turn::HALTED } else { part }));
        self.list();
    }

    /// Keeps what this page is to start, until it has, or cannot.
    fn keep(self, launched: &Launched) {
        let Some(lease) = &launched.lease else { return };
        let reviewed = self.review.with_untracked(|review| {
            review.as_ref().map(|review| review.launch.order.name.clone()).unwrap_or_default()
        });
        let started = launched.stack.as_ref().map_or(reviewed, |stack| stack.name.clone());
        self.kept.update(|kept| {
            kept.retain(|other| {
                other.lease != lease.id || (launched.halted.is_none() && other.stack != started)
            });
            if launched.waits {
                kept.push(Kept { lease: lease.id.clone(), stack: started });
            }
        });
    }

    /// Keeps how a lease is; when to look again is nothing to be shown.
    fn keep_lease(self, lease: SeenLease) {
        let lease = Some(SeenLease { again: None, ..lease });
        if self.lease.with_untracked(|before| *before != lease) {
            self.lease.set(lease);
        }
    }

    fn saw_lease(self, lease: SeenLease) {
        // What the lease starts has its news when the lease has.
        let starts =
            self.stack.with_untracked(|stack| stack.as_ref().is_some_and(|stack| stack.id == lease.starts));
        let moved = self
            .lease
            .with_untracked(|before| before.as_ref().is_none_or(|before| before.status != lease.status));
        self.keep_lease(lease);
        if starts || moved {
            self.look();
        }
    }

    /// The desk is gone, and with it whoever was signed in.
    pub(crate) fn lose(self) {
        self.busy.set("");
        self.errands.update_value(VecDeque::clear);
        self.waits.set(false);
        self.visa.set(None);
        let what = "the part of the page that speaks with testbeds did not start, or stopped";
        self.refusal.set(Some(trouble(what, "reload the page; your text is kept")));
    }
}

/// Something that no service said.
fn trouble(what: &str, help: &str) -> Refusal {
    let (what, help) = (what.to_owned(), help.to_owned());
    Refusal { what, help, ..Refusal::default() }
}
