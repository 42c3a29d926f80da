//! Requests before they are sent, answers as they came, and the one thing that carries them.

use std::fmt;
use std::fmt::Write as _;

use serde_json::Value;

use crate::{Moment, Secret, Service, Token};

/// What a request does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, or asks about something given.
    Post,
    /// Replaces.
    Put,
    /// Changes a part.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// As HTTP writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// What a call asks of a service, before it is known where that is and who asks.
#[derive(Clone, PartialEq)]
pub struct Request {
    /// Who is asked.
    pub service: Service,
    /// What is done.
    pub method: Method,
    /// To what: below the service's endpoint, encoded, with its query.
    pub path: String,
    /// What is given with it, as JSON.
    pub body: Option<Value>,
    /// The places in the body that nobody may read, as JSON pointers.
    pub hidden: Vec<String>,
    /// Other texts in the body that nobody may read.
    pub kept: Vec<Secret>,
    /// The token that the request is about, as opposed to the one of who asks.
    pub subject: Option<Token>,
}

impl Request {
    /// A request with nothing but a path.
    pub fn new(service: Service, method: Method, path: impl Into<String>) -> Self {
        let (path, hidden, kept) = (path.into(), Vec::new(), Vec::new());
        Self { service, method, path, body: None, hidden, kept, subject: None }
    }

    /// Gives something with it.
    #[must_use]
    pub fn with(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// Hides what stands in the body at these places.
    #[must_use]
    pub fn hiding(mut self, pointers: impl IntoIterator<Item = String>) -> Self {
        self.hidden.extend(pointers);
        self
    }

    /// Keeps texts that stand somewhere in the body out of every error.
    #[must_use]
    pub(crate) fn keeping(mut self, secrets: &[Secret]) -> Self {
        self.kept.extend_from_slice(secrets);
        self
    }

    /// The body as it may be shown: what is hidden is three stars.
    pub fn shown_body(&self) -> Option<Value> {
        let mut body = self.body.clone()?;
        for pointer in &self.hidden {
            if let Some(hidden) = body.pointer_mut(pointer) {
                *hidden = Value::from("***");
            }
        }
        Some(body)
    }

    /// The texts that are hidden.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        let hidden = self.hidden.iter().filter_map(|pointer| self.body.as_ref()?.pointer(pointer)?.as_str());
        hidden.chain(self.kept.iter().map(Secret::reveal)).chain(self.subject.as_ref().map(Token::reveal))
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.service.name(), self.method.name(), self.path)?;
        self.shown_body().map_or(Ok(()), |body| write!(f, " {body}"))
    }
}

/// A request as it goes over the network. It holds the token, so it is shown to nobody.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// What is done.
    pub method: Method,
    /// The whole address.
    pub url: String,
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
    /// JSON.
    pub body: Option<String>,
    /// How many seconds the answer may take.
    pub patience: u32,
}

impl Message {
    /// The same for somebody who waits.
    #[must_use]
    pub(crate) fn within(self, patience: u32) -> Self {
        Self { patience, ..self }
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.name(), self.url)
    }
}

/// An answer as it came. It may hold a token.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// HTTP's number for how it went.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// Mostly JSON.
    pub body: String,
}

impl Response {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// When it was given, by the clock of who gave it. A browser tells a page only of its own site's answers.
    pub(crate) fn moment(&self) -> Option<Moment> {
        Moment::of_header(self.header("date")?)
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} bytes", self.status, self.body.len())
    }
}

/// Why no answer can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// None came. The text says what the carrier knows of the reason, and no secret.
    Away(String),
    /// One came, and the browser keeps it from the page.
    Closed(Lacks),
}

/// The header without which a browser keeps an answer from a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacks {
    /// The one that names the page.
    Origin,
    /// The one that names the headers of a call; the page is named.
    Preflight,
}

/// Carries a message there and its answer back, whatever that is; follows no redirection.
pub trait Transport {
    /// Sends one message.
    fn send(&self, message: &Message) -> impl Future<Output = Result<Response, Unreachable>>;

    /// What was asked beside the last message, to learn why no answer to it can be read. Told once.
    fn knocks(&self) -> Vec<Knock> {
        Vec::new()
    }
}

/// A `GET` without a token, at the address of a message whose answer could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knock {
    /// The whole address.
    pub url: String,
    /// HTTP's number for how it went, or 0 for an answer that the browser keeps from the page; nothing if none came.
    pub status: Option<u16>,
    /// How many milliseconds it took.
    pub took: u32,
}

/// Writes a text as one step of a path, or as a value of a query.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a text cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// A JSON pointer to a member of the object that another points to.
pub(crate) fn pointer(parent: &str, member: &str) -> String {
    format!("{parent}/{}", member.replace('~', "~0").replace('/', "~1"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_hidden_is_not_shown() {
        let request = Request::new(Service::Orchestration, Method::Post, "/stacks")
            .with(json!({"parameters": {"a/b": "hunter2", "c": "open"}}))
            .hiding([pointer("/parameters", "a/b"), pointer("/parameters", "absent")]);
        assert_eq!(format!("{request:?}"), r#"Heat POST /stacks {"parameters":{"a/b":"***","c":"open"}}"#);
        assert_eq!(request.secrets().collect::<Vec<_>>(), ["hunter2"]);
    }

    #[test]
    fn steps_of_a_path_stay_one_step() {
        assert_eq!(encode("a b/ü?~"), "a%20b%2F%C3%BC%3F~");
    }

    #[test]
    fn headers_are_found_in_any_case() {
        let response =
            Response { headers: vec![("X-Subject-Token".to_owned(), "t".to_owned())], ..Response::default() };
        assert_eq!(response.header("x-subject-token"), Some("t"));
        assert_eq!(response.header("x-other"), None);
    }
}
