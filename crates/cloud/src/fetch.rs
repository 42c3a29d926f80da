//! Carries messages by the browser's own `fetch`. The only file that knows gloo-net.

use gloo_net::http::RequestBuilder;
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials, RequestMode, RequestRedirect};

use crate::{Message, Method, Response, Transport, Unreachable};

/// The relay of `hotplate serve`, which stands beside the page.
const RELAY: &str = "./relay/";

/// Somebody is there.
const ANSWERS: &str = "something answers there, but not to this page. The header `Access-Control-Allow-Origin` with this page's address is missing, or `Access-Control-Allow-Headers` with `X-Auth-Token` and `Content-Type`. Its operators can allow the page (the guide has the lines); until then, serve the page on your machine with a relay";

/// Nobody is, as far as a browser knows.
const AWAY: &str = "nothing answers there: the name or the port is wrong or blocked, or the browser does not trust the certificate. Opened in a tab of its own, the address shows which";

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

impl Fetch {
    /// Why no answer could be read, as far as a browser tells: it says the same of a site that is away and of one that
    /// does not name this page, but it lets a page knock at both without hearing the answer.
    async fn examined(self, url: &str, said: Unreachable) -> Unreachable {
        if self.by_relay {
            return said;
        }
        let knock = RequestBuilder::new(url)
            .method(gloo_net::http::Method::GET)
            .mode(RequestMode::NoCors)
            .credentials(RequestCredentials::Omit)
            .cache(RequestCache::NoStore)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .build();
        let Ok(knock) = knock else { return said };
        Unreachable(match knock.send().await {
            Ok(_) => ANSWERS.to_owned(),
            Err(_) => format!("{AWAY} ({})", said.0),
        })
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
        let response = match request.map_err(said)?.send().await {
            Ok(response) => response,
            Err(error) => return Err(self.examined(&url, said(error)).await),
        };
        let headers = response.headers().entries().collect();
        let (status, body) = (response.status(), response.text().await.map_err(said)?);
        Ok(Response { status, headers, body })
    }
}
