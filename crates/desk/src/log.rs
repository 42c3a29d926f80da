//! Writes down every request that is made: that it was made, and nothing that was in it.

use std::cell::RefCell;

use hotplate_cloud::{Message, Response, Transport, Unreachable};

use crate::Sent;

/// A carrier that is watched.
pub(crate) struct Logged<'a, T> {
    pub(crate) carrier: &'a T,
    /// The time in milliseconds.
    pub(crate) clock: fn() -> f64,
    pub(crate) sent: &'a RefCell<Vec<Sent>>,
}

impl<T: Transport> Transport for Logged<'_, T> {
    async fn send(&self, message: &Message) -> Result<Response, Unreachable> {
        let begun = (self.clock)();
        let answer = self.carrier.send(message).await;
        let took = (self.clock)() - begun;
        let (host, path) = parts(&message.url);
        self.sent.borrow_mut().push(Sent {
            method: message.method.name().to_owned(),
            host: host.to_owned(),
            path: path.to_owned(),
            status: answer.as_ref().ok().map(|response| response.status),
            size: answer.as_ref().map_or(0, |response| response.body.len()),
            took: took as u32,
        });
        answer
    }
}

/// The host and the path of an address.
fn parts(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('?').next().unwrap_or_default();
    rest.split_at(rest.find('/').unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn an_address_is_shown_without_its_query() {
        assert_eq!(parts("https://a:5000/v3/x?y=z"), ("a:5000", "/v3/x"));
        assert_eq!(parts("https://a"), ("a", ""));
    }
}
