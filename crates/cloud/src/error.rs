//! What went wrong with a call, by what a person can do about it, beside the service's own words.

use std::fmt;

use serde_json::Value;

use crate::{Lacks, Response, Service, Unreachable};

/// A call that did not do what it was to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// Who was asked.
    pub service: Service,
    /// What a person can act on.
    pub fault: Fault,
    /// HTTP's number; nothing if no answer came.
    pub status: Option<u16>,
    /// The service's own words, or the carrier's. Empty if there were none.
    pub said: String,
    /// What an operator finds the request by in the logs.
    pub request_id: Option<String>,
}

/// Why a call failed, as far as it matters for what to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No answer: the network, the name, the certificate or a blocked port.
    Unreachable,
    /// An answer that a browser does not let the page read, for want of a header.
    Closed(Lacks),
    /// A call that a browser does not let the page make: it is less safe than the page.
    Insecure,
    /// The sign-in was refused.
    Credentials,
    /// The token is not valid any more.
    Expired,
    /// The person may not do this.
    Forbidden,
    /// What was sent is wrong.
    Invalid,
    /// What was asked for is not there.
    Missing,
    /// It clashes with what is there already.
    Conflict,
    /// Asked too often; how many seconds to wait, if the service said so.
    Throttled(Option<u32>),
    /// An application credential may not pass its rights on, which this needs.
    Untrusted,
    /// The service failed.
    Failing,
    /// The answer is none of this service.
    Unreadable,
    /// The sign-in's catalog does not name the service.
    Uncatalogued,
}

/// Longer words than these are not words any more.
const LONGEST: usize = 4000;

impl ApiError {
    /// Whether a service failed without saying at what.
    pub(crate) fn is_wordless(&self) -> bool {
        let said = self.said.as_str();
        self.status == Some(500)
            && (matches!(said, "" | "Internal Server Error")
                || said.starts_with("The server has either erred"))
    }

    /// What an answer with a status that is no success means.
    pub fn of(service: Service, response: &Response) -> Self {
        let fault = match response.status {
            400 | 405 | 406 | 411..=415 | 422 => Fault::Invalid,
            401 => Fault::Expired,
            403 => Fault::Forbidden,
            404 | 410 => Fault::Missing,
            409 => Fault::Conflict,
            429 => Fault::Throttled(
                response.header("retry-after").and_then(|seconds| seconds.trim().parse().ok()),
            ),
            500.. => Fault::Failing,
            _ => Fault::Unreadable,
        };
        let id = ["x-openstack-request-id", "x-compute-request-id"];
        let said = words(&response.body);
        Self {
            service,
            // A lease that begins or ends at this very moment: Blazar has no status of HTTP's for that.
            fault: if said.starts_with("Invalid lease status") { Fault::Conflict } else { fault },
            status: Some(response.status),
            said,
            request_id: id.iter().find_map(|name| response.header(name)).map(str::to_owned),
        }
    }

    /// A fault without an answer.
    pub fn new(service: Service, fault: Fault, said: impl Into<String>) -> Self {
        Self { service, fault, status: None, said: said.into(), request_id: None }
    }

    /// No answer that can be read.
    pub fn unreached(service: Service, why: Unreachable) -> Self {
        match why {
            Unreachable::Away(said) => Self::new(service, Fault::Unreachable, said),
            Unreachable::Closed(lacks) => Self::new(service, Fault::Closed(lacks), ""),
        }
    }

    /// An answer that cannot be read.
    pub fn unreadable(service: Service, response: &Response, why: impl fmt::Display) -> Self {
        Self { fault: Fault::Unreadable, said: why.to_string(), ..Self::of(service, response) }
    }

    /// What a person can do.
    pub const fn help(&self) -> &'static str {
        match self.fault {
            Fault::Unreachable => {
                "the name or the port is wrong or blocked, the network is gone, or the browser does not trust the certificate: opened in a tab of its own, the address shows which"
            }
            Fault::Closed(_) => {
                "the testbed's operators can let the page in: `Check the connection` has the lines for them; until then, serve the page on your own machine with its relay"
            }
            Fault::Insecure => {
                "its operators can offer it by `https:`; until then, serve the page on your own machine with its relay"
            }
            Fault::Credentials => {
                "check the name, the domain and the password, or whether the credential still exists"
            }
            Fault::Expired => "sign in again; nothing that was started is lost",
            Fault::Forbidden => "ask who runs the project for the role that this needs",
            Fault::Invalid => "correct what the service names, then send it again",
            Fault::Missing => "it may have been deleted, or belong to another project",
            Fault::Conflict => "choose another name, or wait until what is under way has ended",
            Fault::Throttled(_) => {
                "wait a little, then try again; looks at stack and lease repeat themselves"
            }
            Fault::Untrusted => {
                "sign in with a password or a token: the site does not let an application credential act for you later"
            }
            Fault::Failing => "try again later; the site's operators can find the request by its id",
            Fault::Unreadable => "check that the address is the service's own, and not a page in front of it",
            Fault::Uncatalogued => {
                "the site does not offer this service to the project, or not in this region"
            }
        }
    }

    /// The same without these texts: a service may repeat what it was given.
    #[must_use]
    pub(crate) fn without<'a>(mut self, secrets: impl Iterator<Item = &'a str>) -> Self {
        for secret in secrets.filter(|secret| !secret.is_empty()) {
            self.said = self.said.replace(secret, "***");
        }
        self
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.service.name();
        match self.fault {
            Fault::Unreachable => write!(f, "{name} did not answer")?,
            Fault::Closed(lacks) => {
                let header = match lacks {
                    Lacks::Origin => "`Access-Control-Allow-Origin` with this page's address",
                    Lacks::Preflight => {
                        "`Access-Control-Allow-Headers` with `X-Auth-Token` and `Content-Type`, asked for by `OPTIONS`,"
                    }
                };
                write!(f, "{name} answers, but not to this page: the header {header} is missing")?;
            }
            Fault::Insecure => {
                write!(f, "a browser lets no page that came by `https:` call {name} by `http:`")?;
            }
            Fault::Credentials => write!(f, "{name} refused the sign-in")?,
            Fault::Expired => write!(f, "{name} does not take the token any more")?,
            Fault::Forbidden => write!(f, "{name} does not allow this")?,
            Fault::Invalid => write!(f, "{name} refused what was sent")?,
            Fault::Missing => write!(f, "{name} does not find it")?,
            Fault::Conflict => write!(f, "{name} says that it clashes with what is there")?,
            Fault::Throttled(_) => write!(f, "{name} was asked too often")?,
            Fault::Untrusted => write!(f, "{name} could not act with an application credential")?,
            Fault::Failing => write!(f, "{name} failed")?,
            Fault::Unreadable => write!(f, "the answer is not one of {name}")?,
            Fault::Uncatalogued => write!(f, "the catalog does not name {name}")?,
        }
        if self.said.is_empty() { Ok(()) } else { write!(f, ": {}", self.said) }
    }
}

/// The words in an error's body, whichever service wrote it: Keystone's, Heat's, Blazar's, Nova's, Glance's or
/// Neutron's form, or a page of whatever stands in front.
fn words(body: &str) -> String {
    let said = match serde_json::from_str::<Value>(body) {
        Ok(body) => words_of(&body).unwrap_or_default().to_owned(),
        Err(_) => without_markup(body),
    };
    let said = said.trim();
    match said.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", &said[..end]),
        None => said.to_owned(),
    }
}

fn words_of(body: &Value) -> Option<&str> {
    let text =
        |value: &Value, key: &str| value.get(key)?.as_str().filter(|text| !text.is_empty()).map(|_| ());
    for place in [body.get("error"), Some(body)].into_iter().flatten() {
        for key in ["message", "error_message", "explanation"] {
            if text(place, key).is_some() {
                return place.get(key)?.as_str();
            }
        }
    }
    body.as_object()?.values().find_map(|inner| inner.get("message")?.as_str())
}

/// The text of a page: what stands between tags, its white space folded.
fn without_markup(page: &str) -> String {
    let mut text = String::new();
    for (number, piece) in page.split('<').enumerate() {
        let shown = if number == 0 { piece } else { piece.split_once('>').map_or("", |(_, shown)| shown) };
        for word in shown.split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn answered(status: u16, body: &str) -> ApiError {
        ApiError::of(Service::Orchestration, &Response { status, headers: Vec::new(), body: body.to_owned() })
    }

    #[test]
    fn every_services_words_are_found() {
        let rows = [
            (r#"{"error":{"code":401,"message":"authentication","title":"Unauthorized"}}"#, "authentication"),
            (r#"{"code":400,"explanation":"bad","error":{"type":"X","message":"where"}}"#, "where"),
            (
                r#"{"code":500,"explanation":"no idea","error":{"type":"RemoteError","message":null}}"#,
                "no idea",
            ),
            (r#"{"error_code":400,"error_message":"past","error_name":null}"#, "past"),
            (r#"{"error":404,"error_message":"route"}"#, "route"),
            (r#"{"itemNotFound":{"code":404,"message":"no flavor"}}"#, "no flavor"),
            (r#"{"NeutronError":{"type":"X","message":"no network","detail":""}}"#, "no network"),
            ("<html><title>503</title>\n<h1>Service   Unavailable</h1></html>", "503 Service Unavailable"),
            ("plain", "plain"),
            ("[]", ""),
            ("<", ""),
            ("", ""),
        ];
        for (body, said) in rows {
            assert_eq!(answered(400, body).said, said, "{body}");
        }
    }

    #[test]
    fn a_status_says_what_can_be_done() {
        let rows = [
            (400, Fault::Invalid),
            (401, Fault::Expired),
            (403, Fault::Forbidden),
            (404, Fault::Missing),
            (409, Fault::Conflict),
            (429, Fault::Throttled(None)),
            (500, Fault::Failing),
            (503, Fault::Failing),
            (302, Fault::Unreadable),
        ];
        for (status, fault) in rows {
            assert_eq!(answered(status, "").fault, fault, "{status}");
        }
    }

    #[test]
    fn a_lease_that_is_just_changing_is_no_failure_of_blazars() {
        let busy = answered(
            500,
            r#"{"error_code": 500, "error_message": "Invalid lease status.", "error_name": 500}"#,
        );
        assert_eq!((busy.fault, busy.said.as_str()), (Fault::Conflict, "Invalid lease status."));
        assert!(busy.help().contains("wait until what is under way has ended"));
    }

    #[test]
    fn what_was_secret_is_not_repeated() {
        let error = answered(400, r#"{"error":{"message":"`hunter2` is too short"}}"#);
        let error = error.without(["hunter2", ""].into_iter());
        assert_eq!(error.to_string(), "Heat refused what was sent: `***` is too short");
    }

    #[test]
    fn a_page_in_front_is_cut() {
        assert!(answered(502, &"é".repeat(100_000)).said.len() < 2 * LONGEST + 8);
    }

    proptest! {
        #[test]
        fn no_answer_is_a_panic(status in 0_u16..1000, body in "([<>{}\\[\\]\",:é ]|error|message|\\PC){0,60}") {
            let error = answered(status, &body);
            prop_assert!(error.said.len() <= body.len() + 8, "{}", error.said);
        }
    }
}
