//! Carrying one request to a testbed and its answer back.

use std::time::Duration;

use hotplate_host::{Reply, Request};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, http};

/// A testbed that is busy may take this long for a lease.
const PATIENCE: Duration = Duration::from_secs(150);

/// The longest answer that is carried, in bytes.
const LARGEST: u64 = 10 * 1024 * 1024;

/// The headers that go there.
const THERE: [&str; 5] =
    ["accept", "content-type", "openstack-api-version", "x-auth-token", "x-subject-token"];

/// The headers that come back, beside the address of a redirection.
const BACK: [&str; 7] = [
    "content-type",
    "date",
    "openstack-api-version",
    "retry-after",
    "vary",
    "x-openstack-request-id",
    "x-subject-token",
];

/// What a testbed answered.
pub(super) struct Carried {
    status: u16,
    headers: Vec<(String, String)>,
    location: Option<String>,
    pub(super) body: Vec<u8>,
}

/// What carries: certificates are checked by the system's rules, and no redirection is followed.
pub(super) fn agent() -> Agent {
    Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(0)
        .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
        .build()
        .into()
}

/// Carries a request to that address; the reply that says why, if nothing came back.
pub(super) fn carry(agent: &Agent, request: &Request, url: &str) -> Result<Carried, Reply> {
    let mut there = http::Request::builder().method(request.method.as_str()).uri(url);
    for (name, value) in request.headers.iter().filter(|(name, _)| is_one(name, &THERE)) {
        there = there.header(name, value);
    }
    let there = there.body(request.body.as_slice()).map_err(|_| Reply::text(400, "this is no request\n"))?;
    let lost = |error: ureq::Error| Reply::text(502, &format!("the testbed did not answer: {error}\n"));
    let mut back = agent.run(there).map_err(lost)?;
    let text = |value: &http::HeaderValue| value.to_str().ok().map(str::to_owned);
    let kept = back.headers().iter().filter(|(name, _)| is_one(name.as_str(), &BACK));
    Ok(Carried {
        status: back.status().as_u16(),
        headers: kept.filter_map(|(name, value)| Some((name.to_string(), text(value)?))).collect(),
        location: back.headers().get("location").and_then(text),
        body: back.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(lost)?,
    })
}

impl Carried {
    /// The reply to the page. Whatever it is, it is no page by itself.
    pub(super) fn reply(self, relayed: impl Fn(&str) -> Option<String>) -> Reply {
        let mut headers = self.headers;
        headers.push(("Content-Security-Policy".to_owned(), "default-src 'none'; sandbox".to_owned()));
        headers.extend(self.location.and_then(|to| relayed(&to)).map(|to| ("Location".to_owned(), to)));
        Reply { status: self.status, headers, body: self.body }
    }
}

fn is_one(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| name.eq_ignore_ascii_case(other))
}
