//! Carries messages by the browser's own `fetch`. The only file that knows gloo-net.

use gloo_net::http::RequestBuilder;
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

use crate::{Message, Method, Response, Transport, Unreachable};

/// The relay of `hotplate serve`, which stands beside the page.
const RELAY: &str = "./relay/";

/// The browser's own way: no cookies, no cache, no address of this page told, no redirection followed.
#[derive(Clone, Copy, Debug)]
pub struct Fetch {
    by_relay: bool,
}

impl Fetch {
    /// Straight to the testbed, or by the relay that serves the page.
    pub fn new(by_relay: bool) -> Self {
        Self { by_relay }
    }
}

impl Transport for Fetch {
    async fn send(&self, message: &Message) -> Result<Response, Unreachable> {
        let said = |error: gloo_net::Error| Unreachable(error.to_string());
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
        let mut request = RequestBuilder::new(&url)
            .method(method)
            .credentials(RequestCredentials::Omit)
            .cache(RequestCache::NoStore)
            .redirect(RequestRedirect::Error)
            .referrer_policy(ReferrerPolicy::NoReferrer);
        for (name, value) in &message.headers {
            request = request.header(name, value);
        }
        let request = match &message.body {
            Some(body) => request.body(body.as_str()),
            None => request.build(),
        };
        let response = request.map_err(said)?.send().await.map_err(said)?;
        let headers = response.headers().entries().collect();
        let (status, body) = (response.status(), response.text().await.map_err(said)?);
        Ok(Response { status, headers, body })
    }
}
