//! The state of a visit to a testbed, as far as the page knows it: no token, no password.

mod desk;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;

use hotplate_desk::{
    Ask, Choices, Described, Examined, How, Launch, Refusal, Reviewed, Seen, SeenLease, Sent, StackName,
    Testbed, Visa,
};

use super::kept::read_kept;
use super::{Intent, Kept, Project};
use crate::signals::{LocalStorage, ReadSignal, RwSignal, StoredValue, UpdateValue};

/// A part of the deploying page, by the id of the element that the focus goes to when what had it is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn(pub &'static str);

impl Turn {
    /// The way in.
    pub const SIGN_IN: Self = Self("sign-in");
    /// Who is signed in.
    pub const WHO: Self = Self("who");
    /// On what the stack is to run.
    pub const RESERVE: Self = Self("reserve");
    /// What has the requests drawn up.
    pub const REVIEW: Self = Self("review");
    /// What stopped half way.
    pub const HALTED: Self = Self("halted");
    /// The lease that is followed.
    pub const LEASE: Self = Self("lease");
    /// The stack that is followed.
    pub const STACK: Self = Self("stack");
    /// What else there is.
    pub const THERE: Self = Self("there");
}

/// A launch and exactly what it would send.
#[derive(Clone, PartialEq, Eq)]
pub struct Review {
    /// The launch.
    pub launch: Launch,
    /// What it would send, secrets masked; nothing as long as that is not known.
    pub reviewed: Option<Reviewed>,
}

/// A visit. Copied freely: it is a bundle of handles.
#[derive(Clone, Copy)]
pub struct Account {
    testbeds: RwSignal<Option<Vec<Testbed>>>,
    described: RwSignal<Vec<Described>>,
    visa: RwSignal<Option<Visa>>,
    /// What the desk is doing, in words; empty for nothing.
    busy: RwSignal<&'static str>,
    refusal: RwSignal<Option<Refusal>>,
    /// How the testbed's services answer, if somebody wanted to know.
    examined: RwSignal<Option<Examined>>,
    /// Why the last look at the stack showed nothing.
    lost: RwSignal<Option<Refusal>>,
    /// The project that the testbed has found valid.
    valid: RwSignal<Option<Project>>,
    asked_about: StoredValue<Option<Project>, LocalStorage>,
    review: RwSignal<Option<Review>>,
    intent: RwSignal<Intent>,
    choices: RwSignal<Choices>,
    lease: RwSignal<Option<SeenLease>>,
    /// Whether a stack waits in the desk for the lease to begin.
    waits: RwSignal<bool>,
    /// What this page was to start, now or before it was closed.
    kept: RwSignal<Vec<Kept>>,
    /// The template with the parameter that a lease gives, until it is taken.
    declared: RwSignal<Option<String>>,
    halted: RwSignal<Option<Halted>>,
    stack: RwSignal<Option<StackName>>,
    /// The ids of a stack and a lease that were launched together.
    together: RwSignal<Option<(String, String)>>,
    /// Where things go on.
    turn: RwSignal<Option<Turn>>,
    seen: RwSignal<Seen>,
    sent: RwSignal<Vec<Sent>>,
    /// Seconds since 1970, as far as anybody has looked.
    now: RwSignal<i64>,
    /// By how many seconds this machine's clock is ahead of the testbed's.
    ahead: StoredValue<i64>,
    outbox: StoredValue<Vec<Ask>, LocalStorage>,
    posted: RwSignal<()>,
    /// For each answer that is to come, in order, whether somebody waits for it; the others are looks.
    errands: StoredValue<VecDeque<bool>, LocalStorage>,
}

/// A launch that stopped half way.
#[derive(Clone, PartialEq, Eq)]
pub struct Halted {
    /// Why.
    pub why: Refusal,
    /// The stack that it had made by then.
    pub stack: Option<StackName>,
}

impl Default for Account {
    fn default() -> Self {
        Self::new()
    }
}

impl Account {
    /// Nobody is signed in.
    pub fn new() -> Self {
        Self {
            testbeds: RwSignal::new(None),
            described: RwSignal::new(Vec::new()),
            visa: RwSignal::new(None),
            busy: RwSignal::new(""),
            refusal: RwSignal::new(None),
            examined: RwSignal::new(None),
            lost: RwSignal::new(None),
            valid: RwSignal::new(None),
            asked_about: StoredValue::new_local(None),
            review: RwSignal::new(None),
            intent: RwSignal::new(Intent::default()),
            choices: RwSignal::new(Choices::default()),
            lease: RwSignal::new(None),
            waits: RwSignal::new(false),
            kept: RwSignal::new(Vec::new()),
            declared: RwSignal::new(None),
            halted: RwSignal::new(None),
            stack: RwSignal::new(None),
            together: RwSignal::new(None),
            turn: RwSignal::new(None),
            seen: RwSignal::new(Seen::default()),
            sent: RwSignal::new(Vec::new()),
            now: RwSignal::new(0),
            ahead: StoredValue::new(0),
            outbox: StoredValue::new_local(Vec::new()),
            posted: RwSignal::new(()),
            errands: StoredValue::new_local(VecDeque::new()),
        }
    }

    /// The testbeds to choose from; `None` until somebody wants to connect.
    pub fn testbeds(self) -> ReadSignal<Option<Vec<Testbed>>> {
        self.testbeds.read_only()
    }

    /// What the file that was pasted describes.
    pub fn described(self) -> ReadSignal<Vec<Described>> {
        self.described.read_only()
    }

    /// Who is signed in.
    pub fn visa(self) -> ReadSignal<Option<Visa>> {
        self.visa.read_only()
    }

    /// What is being done, in words; empty for nothing.
    pub fn busy(self) -> ReadSignal<&'static str> {
        self.busy.read_only()
    }

    /// Why the last look at the stack showed nothing, if so.
    pub fn lost(self) -> ReadSignal<Option<Refusal>> {
        self.lost.read_only()
    }

    /// How the testbed's services answer, if somebody wanted to know.
    pub fn examined(self) -> ReadSignal<Option<Examined>> {
        self.examined.read_only()
    }

    /// Why the last errand was not done.
    pub fn refusal(self) -> ReadSignal<Option<Refusal>> {
        self.refusal.read_only()
    }

    /// The project that the testbed has found valid.
    pub fn valid(self) -> ReadSignal<Option<Project>> {
        self.valid.read_only()
    }

    /// What is about to be sent.
    pub fn review(self) -> ReadSignal<Option<Review>> {
        self.review.read_only()
    }

    /// What is wanted of the lease and the launch.
    pub(crate) fn intent(self) -> RwSignal<Intent> {
        self.intent
    }

    /// What there is to choose from.
    pub fn choices(self) -> ReadSignal<Choices> {
        self.choices.read_only()
    }

    /// The lease that is followed.
    pub fn lease(self) -> ReadSignal<Option<SeenLease>> {
        self.lease.read_only()
    }

    /// Whether this page starts a stack when the lease has begun.
    pub fn waits(self) -> ReadSignal<bool> {
        self.waits.read_only()
    }

    /// What this page was to start when leases begin.
    pub fn kept(self) -> ReadSignal<Vec<Kept>> {
        self.kept.read_only()
    }

    /// The template with the parameter that a lease gives, once; tracks.
    pub fn take_declared(self) -> Option<String> {
        let text = self.declared.get();
        if text.is_some() {
            self.declared.set(None);
        }
        text
    }

    /// Where things go on after what was done, once; tracks.
    pub fn take_turn(self) -> Option<Turn> {
        let turn = self.turn.get();
        if turn.is_some() {
            self.turn.set(None);
        }
        turn
    }

    /// Whether the stack that is followed is what this lease is to start, or has. Tracks.
    pub fn belongs(self, lease: &SeenLease) -> bool {
        let together = self.together.get();
        let has_it =
            self.seen.with(|seen| !seen.reservation.is_empty() && seen.reservation == lease.reservation);
        self.stack.with(|stack| {
            stack.as_ref().is_some_and(|stack| {
                has_it
                    || stack.id == lease.starts
                    || together.is_some_and(|(own, other)| own == stack.id && other == lease.id)
            })
        })
    }

    /// The last launch, if it stopped half way.
    pub fn halted(self) -> ReadSignal<Option<Halted>> {
        self.halted.read_only()
    }

    /// The stack that is followed.
    pub fn stack(self) -> ReadSignal<Option<StackName>> {
        self.stack.read_only()
    }

    /// How it is.
    pub fn seen(self) -> ReadSignal<Seen> {
        self.seen.read_only()
    }

    /// How a resource of the stack is at the testbed, by the name that the testbed's list has for it; empty if it is not
    /// there. Tracks.
    pub fn status_of(self, name: &str) -> String {
        self.seen.with(|seen| {
            let resource = seen.resources.iter().find(|resource| resource.name == name);
            resource.map(|resource| resource.status.clone()).unwrap_or_default()
        })
    }

    /// Every request that was made, the latest last.
    pub fn sent(self) -> ReadSignal<Vec<Sent>> {
        self.sent.read_only()
    }

    /// What time it is by the testbed's clock, in seconds since 1970, as far as anybody has looked.
    pub fn now(self) -> ReadSignal<i64> {
        self.now.read_only()
    }

    /// How many seconds the sign-in still holds; tracks.
    pub fn left(self) -> i64 {
        self.visa.with(|visa| visa.as_ref().map_or(0, |visa| visa.until - self.now.get()))
    }

    // What a person does.

    /// Has something done.
    pub fn ask(self, ask: Ask, words: &'static str) {
        self.refusal.set(None);
        self.busy.set(words);
        self.post(ask, true);
    }

    /// Has a template checked by the testbed.
    pub fn validate(self, project: Project, ask: Ask) {
        self.valid.set(None);
        self.asked_about.update_value(|about| *about = Some(project));
        self.ask(ask, "checking the template");
    }

    /// Has shown what a launch would send.
    pub fn draw_up(self, launch: Launch) {
        self.review.set(Some(Review { launch: launch.clone(), reviewed: None }));
        self.ask(Ask::Review(launch), "drawing up the requests");
    }

    /// Has a launch done. Of one that takes two steps the browser keeps that it was begun, until it is known how it went.
    pub fn launch(self, launch: Launch) {
        if launch.how == How::ByTestbed {
            let begun = Kept { lease: String::new(), stack: launch.order.name.clone() };
            self.kept.update(|kept| kept.push(begun));
        }
        self.ask(Ask::Launch(launch), "launching");
    }

    /// Takes back what was drawn up.
    pub fn withdraw(self) {
        self.review.set(None);
        self.turn.set(Some(Turn::REVIEW));
    }

    /// Looks at the stack that is followed.
    pub fn look(self) {
        if let Some(stack) = self.stack.get_untracked() {
            self.post(Ask::Look(stack), false);
        }
    }

    /// Has listed again what there is to choose from.
    pub fn list(self) {
        self.post(Ask::Choices, false);
    }

    /// Looks at the lease that is followed.
    pub fn watch(self) {
        if let Some(lease) = self.lease.get_untracked() {
            self.post(Ask::Watch(lease.id), false);
        }
    }

    /// Follows a stack that is there.
    pub fn follow(self, stack: StackName) {
        self.let_go();
        self.stack.set(Some(stack));
        self.look();
    }

    /// Follows a lease that is there. What waited for another one is not started any more.
    pub fn follow_lease(self, lease: SeenLease) {
        if self.lease.with_untracked(|before| before.as_ref().is_none_or(|before| before.id != lease.id)) {
            self.let_lease_go();
            self.lease.set(Some(lease));
        }
        self.watch();
    }

    /// Follows no lease any more, and starts nothing for it.
    pub fn let_lease_go(self) {
        self.lease.set(None);
        self.turn.set(Some(Turn::THERE));
        if self.waits.get_untracked() {
            self.waits.set(false);
            self.post(Ask::Abandon, false);
        }
    }

    /// Takes in what the last visit was to start.
    pub(crate) fn recall(self, text: &str) {
        self.kept.set(read_kept(text));
    }

    /// Starts nothing of that any more.
    pub fn forget_kept(self, forgotten: &Kept) {
        self.turn.set(Some(Turn::THERE));
        self.kept.update(|kept| kept.retain(|other| other != forgotten));
    }

    /// What stopped half way stays as it is.
    pub fn leave_halted(self) {
        self.halted.set(None);
        self.turn.set(Some(Turn::REVIEW));
    }

    /// Follows no stack any more.
    pub fn let_go(self) {
        self.stack.set(None);
        self.turn.set(Some(Turn::THERE));
        self.lost.set(None);
        self.seen.set(Seen::default());
    }

    fn post(self, ask: Ask, awaited: bool) {
        self.outbox.update_value(|outbox| outbox.push(ask));
        self.errands.update_value(|errands| errands.push_back(awaited));
        self.posted.set(());
    }
}
