//! The way to each service: straight there where it lets the page in, else by the relay that serves the page, if that goes
//! to this testbed.
//!
//! A service that keeps its answers from the page was not asked at all: every call has a header for which a browser asks
//! first. All the same only what makes nothing is sent a second time, as what stands before a service may hide an answer of
//! its own.

use std::cell::RefCell;

use hotplate_cloud::{Message, Method, Response, Service, Transport, Unreachable};

use crate::desk::Log;
use crate::log::Logged;

/// The header that shows who asks.
const TOKEN: &str = "X-Auth-Token";

/// The header that says of which token.
const SUBJECT: &str = "X-Subject-Token";

/// The two ways, and what is known of them.
pub(crate) struct Ways<T> {
    direct: T,
    relay: Option<T>,
    keystone: String,
    /// The beginnings of addresses that have answered, and whether by the relay.
    known: RefCell<Vec<(String, bool)>>,
    /// The token with which the relay was told what services there are.
    taught: RefCell<String>,
}

/// The ways, every request on them written down.
pub(crate) struct Carrier<'a, T> {
    ways: &'a Ways<T>,
    clock: fn() -> f64,
    sent: &'a Log,
}

impl<T: Transport> Ways<T> {
    /// The ways to a testbed whose Keystone is there.
    pub(crate) fn new(direct: T, relay: Option<T>, auth_url: &str) -> Self {
        let keystone = Service::Identity.base(auth_url);
        Self { direct, relay, keystone, known: RefCell::default(), taught: RefCell::default() }
    }

    pub(crate) fn carrier<'a>(&'a self, clock: fn() -> f64, sent: &'a Log) -> Carrier<'a, T> {
        Carrier { ways: self, clock, sent }
    }

    /// Whether there is a relay to this testbed.
    pub(crate) fn has_relay(&self) -> bool {
        self.relay.is_some()
    }

    /// Whether what is asked at an address goes by the relay; nothing as long as nothing is known of it.
    pub(crate) fn by_relay(&self, url: &str) -> Option<bool> {
        let known = self.known.borrow();
        known.iter().find(|(begin, _)| *begin == beginning(url)).map(|(_, by_relay)| *by_relay)
    }

    fn learn(&self, url: &str, by_relay: bool) {
        if self.by_relay(url).is_none() {
            self.known.borrow_mut().push((beginning(url).to_owned(), by_relay));
        }
    }
}

impl<T: Transport> Carrier<'_, T> {
    fn logged<'a>(&'a self, carrier: &'a T, by_relay: bool) -> Logged<'a, T> {
        Logged { carrier, by_relay, clock: self.clock, sent: self.sent }
    }

    /// The relay goes to services that Keystone has named in an answer that it carried.
    async fn teach(&self, relay: &T, message: &Message) {
        let Ways { keystone, taught, .. } = self.ways;
        let token = message.headers.iter().find(|(name, _)| *name == TOKEN);
        let Some((_, token)) = token.filter(|(_, token)| *token != *taught.borrow()) else { return };
        let question = Message {
            method: Method::Get,
            url: format!("{keystone}/auth/tokens"),
            headers: vec![(TOKEN, token.clone()), (SUBJECT, token.clone())],
            body: None,
            patience: message.patience,
        };
        if self.logged(relay, true).send(&question).await.is_ok() {
            taught.replace(token.clone());
        }
    }
}

impl<T: Transport> Transport for Carrier<'_, T> {
    async fn send(&self, message: &Message) -> Result<Response, Unreachable> {
        let Ways { direct, relay, keystone, .. } = self.ways;
        let by_relay = self.ways.by_relay(&message.url);
        if by_relay != Some(true) {
            let answer = self.logged(direct, false).send(message).await;
            if answer.is_ok() {
                self.ways.learn(&message.url, false);
            }
            let is_closed = matches!(answer, Err(Unreachable::Closed(_)));
            let makes_nothing = message.method == Method::Get || message.url.starts_with(keystone);
            if relay.is_none() || by_relay.is_some() || !is_closed || !makes_nothing {
                return answer;
            }
            self.ways.learn(&message.url, true);
        }
        let Some(relay) = relay else { return Err(Unreachable::Away("there is no relay".to_owned())) };
        if !message.url.starts_with(keystone) {
            self.teach(relay, message).await;
        }
        self.logged(relay, true).send(message).await
    }
}

/// Of an address, what tells one service from another: the host, and the first step of the path.
fn beginning(url: &str) -> &str {
    let begin = url.find("://").map_or(0, |at| at + 3);
    let mut slashes = url[begin..].match_indices(['/', '?']);
    slashes.nth(1).map_or(url, |(at, _)| &url[..begin + at])
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use hotplate_cloud::Lacks;

    use super::*;

    /// A carrier to which Keystone is open and Blazar closed, or the relay.
    struct Site {
        is_relay: bool,
    }

    impl Transport for Site {
        async fn send(&self, message: &Message) -> Result<Response, Unreachable> {
            match message.url.contains("blazar") && !self.is_relay {
                true => Err(Unreachable::Closed(Lacks::Origin)),
                false => Ok(Response { status: 200, ..Response::default() }),
            }
        }
    }

    fn send(ways: &Ways<Site>, method: Method, url: &str, token: &str) -> (bool, String) {
        let headers = vec![(TOKEN, token.to_owned())];
        let message = Message { method, url: url.to_owned(), headers, body: None, patience: 1 };
        let sent = Log::default();
        let carrier = ways.carrier(|| 0.0, &sent);
        let answer = pin!(carrier.send(&message)).poll(&mut Context::from_waker(Waker::noop()));
        let Poll::Ready(answer) = answer else { unreachable!() };
        let line = |sent: &crate::Sent| {
            let by = if sent.by_relay { " by the relay" } else { "" };
            format!("{} {}{}{by}", sent.method, sent.host, sent.path)
        };
        let lines: Vec<String> = sent.borrow().iter().map(line).collect();
        (answer.is_ok(), lines.join(", "))
    }

    #[test]
    fn only_what_is_closed_goes_by_the_relay_and_at_once_from_then_on() {
        let site = |is_relay| Site { is_relay };
        let ways = Ways::new(site(false), Some(site(true)), "http://keystone:5000");
        let rows = [
            (
                Method::Post,
                "http://keystone:5000/v3/auth/tokens",
                "",
                true,
                "POST keystone:5000/v3/auth/tokens",
            ),
            // Of what makes something nobody knows whether it was made.
            (Method::Post, "http://blazar/v1/leases", "a", false, "POST blazar/v1/leases"),
            (
                Method::Get,
                "http://blazar/v1/leases",
                "a",
                true,
                "GET blazar/v1/leases, GET keystone:5000/v3/auth/tokens by the relay, GET blazar/v1/leases by the relay",
            ),
            (Method::Post, "http://blazar/v1/leases", "a", true, "POST blazar/v1/leases by the relay"),
            (
                Method::Get,
                "http://blazar/v1/os-hosts",
                "b",
                true,
                "GET keystone:5000/v3/auth/tokens by the relay, GET blazar/v1/os-hosts by the relay",
            ),
            (Method::Get, "http://heat/v1/p/stacks", "b", true, "GET heat/v1/p/stacks"),
        ];
        for (method, url, token, is_answered, lines) in rows {
            assert_eq!(send(&ways, method, url, token), (is_answered, lines.to_owned()));
        }
        assert_eq!(ways.by_relay("http://blazar/v1/x"), Some(true));
        let alone = Ways::new(site(false), None, "http://keystone:5000");
        let closed = send(&alone, Method::Get, "http://blazar/v1/leases", "a");
        assert_eq!(closed, (false, "GET blazar/v1/leases".to_owned()));
    }

    #[test]
    fn services_behind_one_host_are_told_apart() {
        let rows = [
            ("https://a:5000/v3/auth/tokens", "https://a:5000/v3"),
            ("https://a/identity/v3/auth/tokens", "https://a/identity"),
            ("https://a/reservation?x=/y", "https://a/reservation"),
            ("https://a", "https://a"),
        ];
        for (url, begin) in rows {
            assert_eq!(beginning(url), begin);
        }
    }
}
