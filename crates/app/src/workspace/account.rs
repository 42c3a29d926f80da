//! The state of a visit to a testbed, as far as the page knows it: no token, no password.

use hotplate_desk::{Answer, Ask, Described, Order, Refusal, Seen, Sent, StackName, Testbed, Told, Visa};

use super::Project;
use crate::signals::{LocalStorage, ReadSignal, RwSignal, StoredValue, UpdateValue};

/// The most requests that the list keeps: it is a list for people.
const MOST_SENT: usize = 200;

/// An order and exactly what it would send.
#[derive(Clone, PartialEq, Eq)]
pub struct Review {
    /// The order.
    pub order: Order,
    /// What it would send, secrets masked; empty as long as that is not known.
    pub text: String,
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
    /// Why the last look at the stack showed nothing.
    lost: RwSignal<Option<Refusal>>,
    /// The project that the testbed has found valid.
    valid: RwSignal<Option<Project>>,
    asked_about: StoredValue<Option<Project>, LocalStorage>,
    review: RwSignal<Option<Review>>,
    stack: RwSignal<Option<StackName>>,
    seen: RwSignal<Seen>,
    sent: RwSignal<Vec<Sent>>,
    /// Seconds since 1970, as far as anybody has looked.
    now: RwSignal<i64>,
    outbox: StoredValue<Vec<Ask>, LocalStorage>,
    posted: RwSignal<()>,
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
            lost: RwSignal::new(None),
            valid: RwSignal::new(None),
            asked_about: StoredValue::new_local(None),
            review: RwSignal::new(None),
            stack: RwSignal::new(None),
            seen: RwSignal::new(Seen::default()),
            sent: RwSignal::new(Vec::new()),
            now: RwSignal::new(0),
            outbox: StoredValue::new_local(Vec::new()),
            posted: RwSignal::new(()),
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

    /// The stack that is followed.
    pub fn stack(self) -> ReadSignal<Option<StackName>> {
        self.stack.read_only()
    }

    /// How it is.
    pub fn seen(self) -> ReadSignal<Seen> {
        self.seen.read_only()
    }

    /// Every request that was made, the latest last.
    pub fn sent(self) -> ReadSignal<Vec<Sent>> {
        self.sent.read_only()
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
        self.post(ask);
    }

    /// Has a template checked by the testbed.
    pub fn validate(self, project: Project, ask: Ask) {
        self.valid.set(None);
        self.asked_about.update_value(|about| *about = Some(project));
        self.ask(ask, "checking the template");
    }

    /// Has shown what an order would send.
    pub fn draw_up(self, order: Order) {
        self.review.set(Some(Review { order: order.clone(), text: String::new() }));
        self.ask(Ask::Review(order), "drawing up the request");
    }

    /// Takes back what was drawn up.
    pub fn withdraw(self) {
        self.review.set(None);
    }

    /// Looks at the stack that is followed.
    pub fn look(self) {
        if let Some(stack) = self.stack.get_untracked() {
            self.post(Ask::Look(stack));
        }
    }

    /// Follows no stack any more.
    pub fn let_go(self) {
        self.stack.set(None);
        self.lost.set(None);
        self.seen.set(Seen::default());
    }

    fn post(self, ask: Ask) {
        self.outbox.update_value(|outbox| outbox.push(ask));
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
        match answer.told {
            Ok(told) => self.take(told),
            Err(refusal) => {
                if refusal.expired {
                    self.visa.set(None);
                }
                // What nobody waits for was a look.
                let of_a_look = self.busy.with_untracked(|busy| busy.is_empty()) && !refusal.expired;
                self.busy.set("");
                let place = if of_a_look { self.lost } else { self.refusal };
                place.set(Some(refusal));
            }
        }
    }

    fn take(self, told: Told) {
        if !matches!(told, Told::Seen(_)) {
            self.busy.set("");
        }
        match told {
            Told::Testbeds(testbeds) => self.testbeds.set(Some(testbeds)),
            Told::Described(described) => self.described.set(described),
            Told::Entered(visa) => {
                self.described.set(Vec::new());
                self.visa.set(Some(visa));
                // A stack that was followed before goes on.
                self.look();
            }
            Told::Left => {
                self.visa.set(None);
                self.review.set(None);
                self.let_go();
            }
            Told::Valid => {
                let mut about = None;
                self.asked_about.update_value(|asked| about = asked.take());
                self.valid.set(about);
            }
            Told::Reviewed(text) => self.review.update(|review| {
                if let Some(review) = review {
                    review.text = text;
                }
            }),
            Told::Created(stack) => {
                self.review.set(None);
                self.seen.set(Seen::default());
                self.stack.set(Some(stack));
                self.look();
            }
            Told::Seen(mut seen) => {
                self.lost.set(None);
                let mut events = self.seen.get_untracked().events;
                events.append(&mut seen.events);
                self.seen.set(Seen { events, ..seen });
            }
            Told::Deleting => self.look(),
        }
    }

    /// The desk is gone, and with it whoever was signed in.
    pub(crate) fn lose(self) {
        self.busy.set("");
        self.visa.set(None);
        let what = "the part of the page that speaks with testbeds did not start, or stopped";
        self.refusal.set(Some(trouble(what, "reload the page; your text is kept")));
    }
}

/// Something that no service said.
fn trouble(what: &str, help: &str) -> Refusal {
    let (what, help) = (what.to_owned(), help.to_owned());
    Refusal { what, help, said: String::new(), request_id: None, expired: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signals::Owner;

    fn answer(told: Result<Told, Refusal>) -> Answer {
        Answer { told, sent: Vec::new() }
    }

    fn refusal(expired: bool) -> Refusal {
        Refusal { expired, ..trouble("", "") }
    }

    #[test]
    fn a_visit_ends_with_its_time_or_its_token() {
        Owner::new().with(|| {
            let account = Account::new();
            let enter = || account.learn(answer(Ok(Told::Entered(Visa { until: 100, ..Visa::default() }))));
            account.ask(Ask::Testbeds, "x");
            assert_eq!(account.busy().get_untracked(), "x");
            enter();
            account.tick(40);
            assert_eq!((account.left(), account.busy().get_untracked()), (60, ""));
            account.tick(100);
            assert_eq!(account.visa().get_untracked(), None);
            assert!(account.refusal().with_untracked(Option::is_some));
            enter();
            account.learn(answer(Err(refusal(false))));
            assert!(account.visa().get_untracked().is_some());
            account.learn(answer(Err(refusal(true))));
            assert_eq!(account.visa().get_untracked(), None);
        });
    }

    #[test]
    fn a_stack_is_followed_from_its_creation_until_the_sign_out() {
        Owner::new().with(|| {
            let account = Account::new();
            let stack = StackName { name: "s".to_owned(), id: "1".to_owned() };
            account.learn(answer(Ok(Told::Created(stack.clone()))));
            assert!(account.take_posted() == [Ask::Look(stack.clone())]);
            let event = hotplate_desk::Happened {
                at: 1,
                to: "s".to_owned(),
                status: "CREATE_COMPLETE".to_owned(),
                reason: String::new(),
            };
            for _ in 0..2 {
                let seen = Seen { events: vec![event.clone()], ..Seen::default() };
                account.learn(answer(Ok(Told::Seen(seen))));
            }
            assert_eq!(account.seen().with_untracked(|seen| seen.events.len()), 2);
            account.learn(answer(Ok(Told::Left)));
            assert_eq!(account.stack().get_untracked(), None);
            account.look();
            assert!(account.take_posted().is_empty());
        });
    }

    #[test]
    fn what_was_found_valid_is_the_project_that_was_asked_about() {
        Owner::new().with(|| {
            let (account, project) = (Account::new(), Project::of_template("a.yaml", "x"));
            account.validate(project.clone(), Ask::Testbeds);
            assert_eq!(account.valid().get_untracked(), None);
            account.learn(answer(Ok(Told::Valid)));
            assert_eq!(account.valid().get_untracked(), Some(project));
        });
    }
}
