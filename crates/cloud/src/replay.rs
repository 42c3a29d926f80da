//! Answers that real services gave, kept in `tests/recorded`: `tests/testbed` records them.

use std::fmt::Debug;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use expect_test::Expect;

use crate::{ApiError, Call, Message, Response, Session, Transport, Unreachable, send};

/// The answer of that name.
macro_rules! recorded {
    ($name:literal) => {
        $crate::replay::response(include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/recorded/",
            $name,
            ".http"
        )))
    };
}
pub(crate) use recorded;

/// Reads an answer as it is kept: like HTTP, with plain ends of lines.
pub(crate) fn response(text: &str) -> Response {
    let (head, body) = text.split_once("\n\n").unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
    Response { status, headers: lines.filter_map(header).collect(), body: body.to_owned() }
}

/// Compares what a call asks, and what it makes of an answer.
#[track_caller]
pub(crate) fn check<C: Call<Reply: Debug>>(call: &C, answer: &Response, expected: Expect) {
    let read = match call.reply(answer) {
        Ok(reply) => format!("{reply:#?}"),
        Err(error) => format!("{error}\n{:?}, {}", error.fault, error.help()),
    };
    expected.assert_eq(&format!("{:?}\n{read}\n", call.request()));
}

/// Gives one answer to whatever is asked, and shows the headers that were sent.
pub(crate) struct Replay(pub(crate) Result<Response, Unreachable>);

impl Transport for Replay {
    async fn send(&self, _: &Message) -> Result<Response, Unreachable> {
        self.0.clone()
    }
}

/// Makes a call that gets this answer.
pub(crate) fn answered<C: Call>(
    session: &Session,
    call: &C,
    answer: Result<Response, Unreachable>,
) -> Result<C::Reply, ApiError> {
    match pin!(send(&Replay(answer), session, call)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(reply) => reply,
        Poll::Pending => unreachable!(),
    }
}
