//! Examines the way from a page to a testbed's services: one small question to each, with the headers that every call
//! has, and what came of it in words that a person, or the testbed's operators, can act on.

use std::net::Ipv4Addr;

use serde_json::json;

use crate::{
    ApiError, Fault, Method, Request, Response, Service, Session, Transport, Unreachable, operators,
};

/// How many seconds a service may take: somebody is waiting for all of them.
const PATIENCE: u32 = 20;

/// How a service is, from where the page stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which.
    pub service: Service,
    /// Whether the page can work with it.
    pub good: bool,
    /// What was found.
    pub found: String,
    /// What to do about it; empty for nothing.
    pub help: String,
    /// What is wrong, if the service, or whatever stands before it, does not answer as it should.
    pub fault: Option<Fault>,
}

/// From where services are called.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The page's origin, as `https://the.page`.
    pub page: &'a str,
    /// Whether its calls go by a relay, so that a browser has no say in them.
    pub by_relay: bool,
}

impl Place<'_> {
    /// Whether a browser stops a call before it is sent: a page that came by `https:` may call `http:` on its own machine
    /// only.
    pub fn forbids(self, address: &str) -> bool {
        let Some(rest) = address.strip_prefix("http://") else { return false };
        let host = rest.split(['/', ':']).next().unwrap_or_default();
        let loops = host.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback());
        let own = loops || host == "localhost" || rest.starts_with("[::1]");
        self.page.starts_with("https://") && !self.by_relay && !own
    }
}

/// Asks every service that can be known: all of them once somebody is signed in, Keystone alone before.
pub async fn examine(transport: &impl Transport, session: &Session, place: Place<'_>) -> Vec<Finding> {
    let known = if session.token().is_some() { Service::ALL.len() } else { 1 };
    let mut findings = Vec::new();
    for service in Service::ALL.into_iter().take(known) {
        findings.push(ask(transport, session, place, service).await);
    }
    findings
}

async fn ask(transport: &impl Transport, session: &Session, place: Place<'_>, service: Service) -> Finding {
    let message = match session.message(&question(service, session.token().is_some())) {
        Ok(message) => message.within(PATIENCE),
        Err(error) => return failed(error),
    };
    if place.forbids(&message.url) {
        return failed(ApiError::new(service, Fault::Insecure, ""));
    }
    judge(session, service, transport.send(&message).await)
}

/// Something small that every member of a project may ask, or, of Keystone, anybody.
fn question(service: Service, signed_in: bool) -> Request {
    let path = match service {
        Service::Identity if !signed_in => {
            let nobody = json!({"auth": {}});
            return Request::new(service, Method::Post, "/auth/tokens").with(nobody);
        }
        Service::Identity => "/auth/projects",
        Service::Orchestration => "/stacks?limit=1",
        Service::Reservation => "/leases",
        Service::Compute => "/flavors?limit=1",
        Service::Image => "/images?limit=1",
        Service::Network => "/networks?limit=1&fields=id",
    };
    Request::new(service, Method::Get, path)
}

/// What an answer, or none, says of a service.
fn judge(session: &Session, service: Service, answer: Result<Response, Unreachable>) -> Finding {
    let answer = match answer {
        Ok(answer) => answer,
        Err(unreachable) => return failed(ApiError::unreached(service, unreachable)),
    };
    let refuses_nobody = session.token().is_none() && matches!(answer.status, 400 | 401);
    if !refuses_nobody && !(200..300).contains(&answer.status) {
        let error = ApiError::of(service, &answer);
        // The question itself is right.
        let fault = match error.fault {
            Fault::Invalid | Fault::Missing | Fault::Conflict => Fault::Unreadable,
            fault => fault,
        };
        return failed(ApiError { fault, ..error });
    }
    let creates = matches!(service, Service::Orchestration | Service::Reservation);
    let credential = session.grant().and_then(|grant| grant.credential.as_ref()).filter(|_| creates);
    let (good, found, help) = match credential.map(|credential| credential.restricted) {
        None => (true, "answers this page", ""),
        Some(false) => (
            true,
            "answers this page",
            "some testbeds let no application credential create anything: if it fails, come with a password or a token",
        ),
        Some(true) => (
            false,
            "answers this page, but your application credential is restricted: it can read, and create nothing",
            "make a credential that is unrestricted, or come with a password or a token",
        ),
    };
    Finding { service, good, found: found.to_owned(), help: help.to_owned(), fault: None }
}

fn failed(error: ApiError) -> Finding {
    let help = match (error.fault, error.service) {
        (Fault::Uncatalogued, Service::Orchestration) => "without it nothing can be created here",
        (Fault::Uncatalogued, Service::Reservation) => "without it there are no leases: launch without one",
        (Fault::Uncatalogued, _) => "its lists are not offered: type what you know",
        _ => error.help(),
    };
    let (found, help) = (error.to_string(), help.to_owned());
    Finding { service: error.service, good: false, found, help, fault: Some(error.fault) }
}

/// What would let the page in, each with where it goes: lines for the operators of what is closed, and the relay.
pub fn remedies(findings: &[Finding], place: Place<'_>) -> Vec<(String, String)> {
    let closed = findings.iter().filter(|finding| matches!(finding.fault, Some(Fault::Closed(_))));
    let closed: Vec<Service> = closed.map(|finding| finding.service).collect();
    let mut remedies = operators::lines(&closed, place.page);
    if !closed.is_empty() || findings.iter().any(|finding| finding.fault == Some(Fault::Insecure)) {
        remedies.push(("Your own machine".to_owned(), operators::RELAY.to_owned()));
    }
    remedies
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::keystone::{Identity, Scope, SignIn};
    use crate::replay::{Replay, recorded};
    use crate::{Call, Lacks, Token};

    const PAGE: Place<'_> = Place { page: "https://the.page", by_relay: false };

    fn signed_in(answer: &Response) -> Session {
        let call = SignIn { identity: Identity::Token(Token::new("old")), scope: Scope::Own };
        let (token, grant) = call.reply(answer).unwrap();
        let mut session = Session::at("http://127.0.0.1:15000/");
        session.sign_in(token, grant);
        session
    }

    fn status(status: u16) -> Result<Response, Unreachable> {
        Ok(Response { status, headers: Vec::new(), body: "why".to_owned() })
    }

    fn found(session: &Session, answer: Result<Response, Unreachable>) -> Vec<Finding> {
        match pin!(examine(&Replay(answer), session, PAGE)).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(findings) => findings,
            Poll::Pending => unreachable!(),
        }
    }

    #[test]
    fn what_is_told_apart_is_told_with_what_to_do() {
        let rows = [
            (status(200), true, "answers this page", ""),
            (status(401), false, "Heat does not take the token any more: why", "sign in again"),
            (status(403), false, "Heat does not allow this: why", "the role"),
            (status(404), false, "the answer is not one of Heat: why", "the service's own"),
            (status(429), false, "Heat was asked too often: why", "wait"),
            (status(503), false, "Heat failed: why", "try again later"),
            (
                Err(Unreachable::Closed(Lacks::Origin)),
                false,
                "Heat answers, but not to this page: the header `Access-Control-Allow-Origin` with",
                "operators",
            ),
            (
                Err(Unreachable::Closed(Lacks::Preflight)),
                false,
                "Heat answers, but not to this page: the header `Access-Control-Allow-Headers` with",
                "operators",
            ),
            (
                Err(Unreachable::Away("Failed to fetch".to_owned())),
                false,
                "Heat did not answer: Failed to fetch",
                "certificate",
            ),
        ];
        let session = signed_in(&recorded!("keystone/password"));
        for (answer, good, words, help) in rows {
            let said = format!("{answer:?}");
            let findings = found(&session, answer);
            let heat = findings.iter().find(|finding| finding.service == Service::Orchestration).unwrap();
            assert_eq!(heat.good, good, "{said}");
            assert!(heat.found.starts_with(words), "{}", heat.found);
            assert!(heat.help.contains(help), "{}", heat.help);
        }
    }

    #[test]
    fn before_a_sign_in_only_keystone_is_asked_and_may_refuse() {
        let session = Session::at("http://127.0.0.1:15000");
        for good in [status(400), status(401)] {
            let findings = found(&session, good);
            assert_eq!((findings.len(), findings[0].good), (1, true));
        }
        assert!(!found(&session, status(404))[0].good);
    }

    #[test]
    fn a_restricted_credential_is_told_where_it_counts() {
        let mut answer = recorded!("keystone/credential");
        for (restricted, good) in [("false", true), ("true", false)] {
            answer.body =
                answer.body.replace("\"restricted\": false", &format!("\"restricted\": {restricted}"));
            let findings = found(&signed_in(&answer), status(200));
            let bad: Vec<_> =
                findings.iter().filter(|finding| finding.found.contains("restricted")).collect();
            assert_eq!(bad.is_empty(), good);
            assert!(bad.iter().all(|finding| finding.service == Service::Orchestration), "{bad:?}");
        }
    }

    #[test]
    fn a_browser_stops_what_is_less_safe_than_the_page() {
        let http = Place { page: "http://127.0.0.1:8080", by_relay: false };
        let relay = Place { by_relay: true, ..PAGE };
        let rows = [
            (PAGE, "http://heat:8004/v1", true),
            (PAGE, "https://heat:8004/v1", false),
            (PAGE, "http://localhost:8004", false),
            (PAGE, "http://127.0.0.1/v3", false),
            (PAGE, "http://[::1]:5000", false),
            (PAGE, "http://127.example", true),
            (http, "http://heat:8004/v1", false),
            (relay, "http://heat:8004/v1", false),
        ];
        for (place, address, forbidden) in rows {
            assert_eq!(place.forbids(address), forbidden, "{address}");
        }
    }

    #[test]
    fn remedies_are_for_what_is_closed() {
        let session = signed_in(&recorded!("keystone/password"));
        // Those that the catalog does not name need none.
        assert_eq!(remedies(&found(&session, status(200)), PAGE), []);
        let closed = found(&session, Err(Unreachable::Closed(Lacks::Origin)));
        let titles: Vec<_> = remedies(&closed, PAGE).into_iter().map(|(title, _)| title).collect();
        assert_eq!(titles, ["keystone.conf, heat.conf", "Your own machine"]);
        assert!(remedies(&found(&session, Err(Unreachable::Away(String::new()))), PAGE).is_empty());
    }
}
