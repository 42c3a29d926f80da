//! Carries messages by the browser's own `fetch`. The only file that knows gloo-net.

use std::cell::RefCell;

use gloo_net::http::RequestBuilder;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode, RequestRedirect};

use crate::{Knock, Lacks, Message, Method, Response, Transport, Unreachable};

/// The relay of `hotplate serve`, which stands beside the page.
const RELAY: &str = "./relay/";

/// How many milliseconds a knock may take.
const KNOCK: u32 = 10_000;

/// The browser's own way: no cookies, no cache, no address of this page told, no redirection followed.
#[derive(Debug)]
pub struct Fetch {
    by_relay: bool,
    /// The time in milliseconds.
    clock: fn() -> f64,
    knocks: RefCell<Vec<Knock>>,
}

impl Fetch {
    /// Straight to the testbed, or by the relay that serves the page.
    pub fn new(by_relay: bool, clock: fn() -> f64) -> Self {
        Self { by_relay, clock, knocks: RefCell::default() }
    }
}

impl Fetch {
    /// Why no answer could be read, as far as a browser tells: it says the same of a site that is away and of one that
    /// does not name this page. But it reads the answer to a question without headers of one's own unless the page is not
    /// named, and it lets a page knock at every site without hearing the answer.
    async fn examined(&self, url: &str, said: gloo_net::Error) -> Unreachable {
        let away = Unreachable::Away(said.to_string());
        if self.by_relay {
            return away;
        }
        if self.knock(url, RequestMode::Cors).await {
            Unreachable::Closed(Lacks::Preflight)
        } else if self.knock(url, RequestMode::NoCors).await {
            Unreachable::Closed(Lacks::Origin)
        } else {
            away
        }
    }

    /// Whether somebody answers.
    async fn knock(&self, url: &str, mode: RequestMode) -> bool {
        let knock = plain(url, KNOCK).method(gloo_net::http::Method::GET).mode(mode).build();
        let Ok(knock) = knock else { return false };
        let begun = (self.clock)();
        let status = knock.send().await.ok().map(|response| response.status());
        let took = ((self.clock)() - begun) as u32;
        self.knocks.borrow_mut().push(Knock { url: url.to_owned(), status, took });
        status.is_some()
    }
}

/// What every request is like, with so many milliseconds to its answer.
fn plain(url: &str, patience: u32) -> RequestBuilder {
    RequestBuilder::new(url)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(patience)))
}

impl Transport for Fetch {
    async fn send(&self, message: &Message) -> Result<Response, Unreachable> {
        let method = match message.method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
            Method::Put => gloo_net::http::Method::PUT,
            Method::Patch => gloo_net::http::Method::PATCH,
            Method::Delete => gloo_net::http::Method::DELETE,
        };
        let url = match self.by_relay {
            true => RELAY.to_owned() + &message.url.replacen("://", "/", 1),
            false => message.url.clone(),
        };
        let patience = message.patience.saturating_mul(1000);
        let mut request = plain(&url, patience).method(method).redirect(RequestRedirect::Error);
        for (name, value) in &message.headers {
            request = request.header(name, value);
        }
        let request = match &message.body {
            Some(body) => request.body(body.as_str()),
            None => request.build(),
        };
        let late = |error: &gloo_net::Error| matches!(error, gloo_net::Error::JsError(error) if error.name == "TimeoutError");
        let away = |error: gloo_net::Error| match late(&error) {
            true => Unreachable::Away(format!("nothing came within {} seconds", message.patience)),
            false => Unreachable::Away(error.to_string()),
        };
        let response = match request.map_err(away)?.send().await {
            Ok(response) => response,
            Err(error) if late(&error) => return Err(away(error)),
            Err(error) => return Err(self.examined(&url, error).await),
        };
        let headers = response.headers().entries().collect();
        let (status, body) = (response.status(), response.text().await.map_err(away)?);
        Ok(Response { status, headers, body })
    }

    fn knocks(&self) -> Vec<Knock> {
        self.knocks.take()
    }
}
