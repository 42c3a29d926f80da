//! Carries messages without a browser, and keeps answers for the unit tests when it is asked to. The only file of the
//! tests that knows ureq.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use hotplate_cloud::{Message, Response, Transport, Unreachable};
use ureq::Agent;
use ureq::http::Request;

/// No call takes longer on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(180);

/// Where answers are kept.
const RECORDED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/cloud/tests/recorded");

/// The headers that are kept with an answer.
const KEPT: [&str; 5] =
    ["content-type", "retry-after", "x-compute-request-id", "x-openstack-request-id", "x-subject-token"];

/// Carries messages, and remembers the last answer.
pub(crate) struct Native {
    agent: Agent,
    /// The address of a relay to go by.
    relay: Option<String>,
    last: RefCell<Response>,
}

impl Default for Native {
    fn default() -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .build();
        Self { agent: agent.into(), relay: None, last: RefCell::default() }
    }
}

impl Native {
    /// Goes by the relay of the page on that port.
    pub(crate) fn by_relay(port: u16) -> Self {
        Self { relay: Some(format!("http://127.0.0.1:{port}/relay/")), ..Self::default() }
    }
}

impl Transport for Native {
    async fn send(&self, message: &Message) -> Result<Response, Unreachable> {
        let said = |error: ureq::Error| Unreachable::Away(error.to_string());
        let url = match &self.relay {
            Some(relay) => relay.clone() + &message.url.replacen("://", "/", 1),
            None => message.url.clone(),
        };
        let mut request = Request::builder().method(message.method.name()).uri(url);
        for (name, value) in &message.headers {
            request = request.header(*name, value);
        }
        let request = request.body(message.body.clone().unwrap_or_default()).unwrap();
        let mut answer = self.agent.run(request).map_err(said)?;
        let headers = answer.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
        let response = Response {
            status: answer.status().as_u16(),
            headers: headers.collect(),
            body: answer.body_mut().read_to_string().map_err(said)?,
        };
        self.last.replace(response.clone());
        Ok(response)
    }
}

impl Native {
    /// Keeps the last answer under that name, if `HOTPLATE_RECORD` is set. Tokens are replaced: they opened a testbed
    /// that is gone, but look like some that open others.
    pub(crate) fn keep(&self, name: &str) {
        if std::env::var_os("HOTPLATE_RECORD").is_none() {
            return;
        }
        let last = self.last.borrow();
        let mut text = format!("HTTP/1.1 {}\n", last.status);
        for (header, value) in &last.headers {
            let value = if header == "x-subject-token" { "a-token" } else { value };
            if KEPT.contains(&header.as_str()) {
                writeln!(text, "{header}: {value}").unwrap();
            }
        }
        write!(text, "\n{}", last.body.trim_end()).unwrap();
        let file = Path::new(RECORDED).join(format!("{name}.http"));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text + "\n").unwrap();
    }
}
