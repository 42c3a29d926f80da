//! Writes down every request that is made: that it was made, and nothing that was in it.

use std::cell::RefCell;

use hotplate_cloud::{Message, Response, Transport, Unreachable};

use crate::Sent;

/// A carrier that is watched.
pub(crate) struct Logged<'a, T> {
    pub(crate) carrier: &'a T,
    /// Whether that is the relay.
    pub(crate) by_relay: bool,
    /// The time in milliseconds.
    pub(crate) clock: fn() -> f64,
    pub(crate) sent: &'a RefCell<Vec<Sent>>,
}

impl<T: Transport> Transport for Logged<'_, T> {
    async fn send(&self, message: &Message) -> Result<Response, Unreachable> {
        let begun = (self.clock)();
        let answer = self.carrier.send(message).await;
        let took = ((self.clock)() - begun) as u32;
        let knocks = self.carrier.knocks();
        let status = answer.as_ref().ok().map(|response| response.status);
        let size = answer.as_ref().map_or(0, |response| response.body.len());
        // What it took to knock was not spent on the message.
        let own = knocks.iter().fold(took, |took, knock| took.saturating_sub(knock.took));
        let mut list = self.sent.borrow_mut();
        let by_relay = self.by_relay;
        list.push(Sent { by_relay, ..entry(message.method.name(), &message.url, status, size, own) });
        list.extend(knocks.iter().map(|knock| entry("GET", &knock.url, knock.status, 0, knock.took)));
        answer
    }
}

fn entry(method: &str, url: &str, status: Option<u16>, size: usize, took: u32) -> Sent {
    let (host, path) = parts(url);
    let (method, host, path) = (method.to_owned(), host.to_owned(), path.to_owned());
    Sent { method, host, path, status, size, took, by_relay: false }
}

/// The host and the path of an address.
fn parts(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('?').next().unwrap_or_default();
    rest.split_at(rest.find('/').unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use hotplate_cloud::{Knock, Lacks, Method};

    use super::*;

    /// A carrier that meets a closed door, and knocks twice.
    struct Closed;

    impl Transport for Closed {
        async fn send(&self, _: &Message) -> Result<Response, Unreachable> {
            Err(Unreachable::Closed(Lacks::Origin))
        }

        fn knocks(&self) -> Vec<Knock> {
            let knock = |status| Knock { url: "http://a:1/v3?x=y".to_owned(), status, took: 0 };
            vec![knock(None), knock(Some(0))]
        }
    }

    #[test]
    fn every_knock_is_written_down_too() {
        let sent = RefCell::default();
        let url = "http://a:1/v3?x=y".to_owned();
        let message = Message { method: Method::Post, url, headers: Vec::new(), body: None, patience: 1 };
        let logged = Logged { carrier: &Closed, by_relay: false, clock: || 0.0, sent: &sent };
        let waker = Context::from_waker(Waker::noop());
        assert!(matches!(pin!(logged.send(&message)).poll(&mut { waker }), Poll::Ready(Err(_))));
        let told = |sent: &Sent| format!("{} {}{} {:?}", sent.method, sent.host, sent.path, sent.status);
        let told: Vec<String> = sent.borrow().iter().map(told).collect();
        assert_eq!(told, ["POST a:1/v3 None", "GET a:1/v3 None", "GET a:1/v3 Some(0)"]);
    }

    #[test]
    fn an_address_is_shown_without_its_query() {
        assert_eq!(parts("https://a:5000/v3/x?y=z"), ("a:5000", "/v3/x"));
        assert_eq!(parts("https://a"), ("a", ""));
    }
}
