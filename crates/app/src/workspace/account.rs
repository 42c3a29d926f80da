//! The state of a visit to a testbed, as far as the page knows it: no token, no password.

use std::collections::VecDeque;

use hotplate_desk::{
    Answer, Ask, Choices, Described, Examined, Launch, Launched, Refusal, Reviewed, Seen, SeenLease, Sent,
    StackName, Testbed, Told, Visa,
};

use super::kept::read_kept;
use super::{Intent, Kept, Project};
use crate::signals::{LocalStorage, ReadSignal, RwSignal, StoredValue, UpdateValue};

/// The most requests that the list keeps: it is a list for people.
const MOST_SENT: usize = 200;

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
    seen: RwSignal<Seen>,
    sent: RwSignal<Vec<Sent>>,
    /// Seconds since 1970, as far as anybody has looked.
    now: RwSignal<i64>,
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
            seen: RwSignal::new(Seen::default()),
            sent: RwSignal::new(Vec::new()),
            now: RwSignal::new(0),
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

    /// What time it is, in seconds since 1970, as far as anybody has looked.
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

    /// Takes back what was drawn up.
    pub fn withdraw(self) {
        self.review.set(None);
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
        self.kept.update(|kept| kept.retain(|other| other != forgotten));
    }

    /// What stopped half way stays as it is.
    pub fn leave_halted(self) {
        self.halted.set(None);
    }

    /// Follows no stack any more.
    pub fn let_go(self) {
        self.stack.set(None);
        self.lost.set(None);
        self.seen.set(Seen::default());
    }

    fn post(self, ask: Ask, awaited: bool) {
        self.outbox.update_value(|outbox| outbox.push(ask));
        self.errands.update_value(|errands| errands.push_back(awaited));
        self.posted.set(());
    }

    // The way to the desk.

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

    /// Takes in what time it is: a sign-in whose time is over is none.
    pub(crate) fn tick(self, now: i64) {
        self.now.set(now);
        if self.visa.with_untracked(|visa| visa.as_ref().is_some_and(|visa| visa.until <= now)) {
            self.visa.set(None);
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
                if refusal.expired {
                    self.visa.set(None);
                }
                let place = if awaited || refusal.expired { self.refusal } else { self.lost };
                place.set(Some(refusal));
            }
        }
    }

    fn take(self, told: Told) {
        match told {
            Told::Testbeds(testbeds) => self.testbeds.set(Some(testbeds)),
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
                self.visa.set(Some(visa));
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
            }
            Told::Valid => {
                let mut about = None;
                self.asked_about.update_value(|asked| about = asked.take());
                self.valid.set(about);
            }
            Told::Declared(text) => self.declared.set(Some(text)),
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
                }
            }
            Told::Deleting => self.look(),
        }
    }

    fn launched(self, launched: Launched) {
        self.keep(&launched);
        self.review.set(None);
        // A launch without a lease leaves alone what waits for one.
        if launched.lease.is_some() {
            self.waits.set(launched.waits);
        }
        let stack = launched.stack.clone();
        self.halted.set(launched.halted.map(|why| Halted { why, stack }));
        if let Some(stack) = launched.stack {
            self.let_go();
            self.stack.set(Some(stack));
            self.look();
        }
        if let Some(lease) = launched.lease {
            self.keep_lease(lease);
        }
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

#[cfg(test)]
mod tests;
