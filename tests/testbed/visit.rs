//! One person at the testbed, who waits for what takes time.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use hotplate_cloud::heat::{Creation, DeleteStack, Progress, ShowStack, Stack, StackRef, Status, Template};
use hotplate_cloud::keystone::{Domain, Identity, Scope, SignIn, Who};
use hotplate_cloud::{ApiError, Call, Secret, Session, send};

use crate::native::Native;

/// The longest that anything may take on a machine that is busy with other tests.
pub(crate) const PATIENCE: Duration = Duration::from_secs(300);

/// Everybody's password: a text that stands nowhere by chance.
pub(crate) const PASSWORD: &str = "correct-horse";

/// Keystone's address, as the testbed told it.
pub(crate) fn auth_url() -> String {
    std::env::var("HOTPLATE_TESTBED")
        .expect("`cargo xtask test testbed` names the testbed in HOTPLATE_TESTBED")
}

/// A name in the domain that everybody is in.
pub(crate) fn named(name: &str) -> Who {
    Who::Name(name.to_owned(), Domain::default())
}

/// A password sign-in.
pub(crate) fn password(user: &str, password: &str, project: &str) -> SignIn {
    SignIn {
        identity: Identity::Password { user: named(user), password: Secret::new(password) },
        scope: Scope::Project(named(project)),
    }
}

/// A session and what carries its calls.
pub(crate) struct Visit {
    pub(crate) session: Session,
    pub(crate) native: Native,
}

impl Visit {
    /// Nobody yet.
    pub(crate) fn anonymous() -> Self {
        Self { session: Session::at(&auth_url()), native: Native::default() }
    }

    /// Alice, in her first project.
    pub(crate) fn alice() -> Self {
        let mut visit = Self::anonymous();
        visit.enter(&password("alice", PASSWORD, "chi-one"));
        visit
    }

    /// Signs in and acts as that from now on.
    pub(crate) fn enter(&mut self, sign_in: &SignIn) {
        let (token, grant) = self.ask(sign_in).unwrap();
        self.session.sign_in(token, grant);
    }

    /// Makes a call.
    pub(crate) fn ask<C: Call>(&self, call: &C) -> Result<C::Reply, ApiError> {
        // This carrier waits by itself, so that there is nothing to wait for here.
        match pin!(send(&self.native, &self.session, call)).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => answer,
            Poll::Pending => unreachable!(),
        }
    }

    /// Makes a call and keeps its answer.
    pub(crate) fn ask_and_keep<C: Call>(&self, name: &str, call: &C) -> Result<C::Reply, ApiError> {
        let answer = self.ask(call);
        self.native.keep(name);
        answer
    }

    /// Asks until the answer is the one that is waited for.
    #[track_caller]
    pub(crate) fn wait<C: Call>(&self, call: &C, until: impl Fn(&C::Reply) -> bool) -> C::Reply {
        let start = Instant::now();
        loop {
            let reply = self.ask(call).unwrap();
            if until(&reply) {
                return reply;
            }
            assert!(start.elapsed() < PATIENCE, "{:?} does not come to its end", call.request());
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    /// Waits until nothing happens to a stack any more.
    #[track_caller]
    pub(crate) fn settle(&self, stack: &StackRef) -> Stack {
        self.wait(&ShowStack(stack.clone()), |stack| stack.status.progress() != Progress::Moving)
    }

    /// Deletes a stack and waits until it is gone.
    #[track_caller]
    pub(crate) fn clear(&self, stack: &StackRef) {
        self.ask(&DeleteStack(stack.clone())).unwrap();
        let gone = |stack: &Stack| stack.status == Status("DELETE_COMPLETE".to_owned());
        self.wait(&ShowStack(stack.clone()), gone);
    }
}

/// A stack of nothing but a template.
pub(crate) fn creation(name: &str, template: &str) -> Creation {
    let template = Template { text: template.to_owned(), ..Template::default() };
    Creation { name: name.to_owned(), template, ..Creation::default() }
}
