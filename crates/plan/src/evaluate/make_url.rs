//! `make_url: {scheme, username, password, host, port, path, query, fragment}` (Python: `urllib.parse`).

use hotplate_hot::Expression;
use hotplate_schema::{Key, Map, Value};

use super::{Answer, Call, Scope, Stop};
use crate::Resolved;
use crate::parameters::{kind_of, whole};
use crate::trail::key_text;

const PARTS: [&str; 8] = ["scheme", "username", "password", "host", "port", "path", "query", "fragment"];

/// Schemes that Python writes `//` after even without a host.
const WITH_HOST: [&str; 24] = [
    "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews",
    "prospero", "rtsp", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss",
];

pub(super) fn make_url(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let Some(entries) = call.entries() else { return call.invalid("takes a map of the parts of a URL") };
    if let Some(unknown) = entries.keys().find(|key| !key.as_str().is_some_and(|key| PARTS.contains(&key))) {
        // Where Heat goes on all the same, it leaves the part out.
        let fault = format!("`make_url` has no part `{}`: it has {}", key_text(unknown), PARTS.join(", "));
        scope.report_invalid(call, fault);
    }
    // What is written is looked at before anything is worked out.
    let written = entries.get("port");
    if let Some(Expression::Scalar(written)) = written {
        port(call, &Map::from_iter([(Key::from("port"), written.clone())]))?;
    }
    let Value::Map(parts) = call.value(scope)? else { return call.failed("takes a map") };
    let text = |name: &str| match parts.get(name) {
        None => Ok(""),
        Some(Value::String(text)) => Ok(text.as_str()),
        Some(other) => wrong(call, name, format_args!("needs text as its `{name}`, not {}", kind_of(other))),
    };
    let scheme = text("scheme")?;
    if scheme.contains(':') {
        return call.failed("has a `:` in its `scheme`");
    }
    let host = host(text("host")?, text("username")?, text("password")?, &port(call, &parts)?);
    let mut url = quote(text("path")?, "/");
    if !host.is_empty() || (WITH_HOST.contains(&scheme) && !url.starts_with("//")) {
        let slash = if url.is_empty() || url.starts_with('/') { "" } else { "/" };
        url = format!("//{host}{slash}{url}");
    }
    if !scheme.is_empty() {
        url = format!("{scheme}:{url}");
    }
    let query = query(call, &parts)?;
    if !query.is_empty() {
        url = format!("{url}?{query}");
    }
    let fragment = text("fragment")?;
    if !fragment.is_empty() {
        url = format!("{url}#{}", quote(fragment, "/"));
    }
    scope.pay(url.len())?;
    Ok(Resolved::Known(url.into()))
}

/// Heat looks at once at what is written, and at what is worked out when it is.
fn wrong<T>(call: &Call<'_>, part: &str, fault: impl std::fmt::Display) -> Result<T, Stop> {
    match call.entries().and_then(|entries| entries.get(part)) {
        Some(Expression::Call { .. }) => call.failed(fault),
        _ => call.invalid(fault),
    }
}

fn host(host: &str, username: &str, password: &str, port: &str) -> String {
    let (username, password) = (quote(username, ""), quote(password, ""));
    let user = match (username.is_empty(), password.is_empty()) {
        (true, true) => String::new(),
        (_, true) => format!("{username}@"),
        (_, false) => format!("{username}:{password}@"),
    };
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let bare = quote(bare, ":");
    let host = if bare.contains(':') { format!("[{bare}]") } else { bare };
    let port = if port.is_empty() { String::new() } else { format!(":{port}") };
    format!("{user}{host}{port}")
}

fn port(call: &Call<'_>, parts: &Map) -> Result<String, Stop> {
    let Some(port) = parts.get("port") else { return Ok(String::new()) };
    let number = match port {
        Value::Int(number) => Some(*number),
        Value::Bool(b) => Some(i128::from(*b)),
        Value::Float(f) => Some(f.trunc() as i128),
        Value::String(text) => match whole(text) {
            Some(Value::Int(number)) => Some(number),
            _ => None,
        },
        Value::Null | Value::List(_) | Value::Map(_) => None,
    };
    match number {
        Some(1..=65535) => Ok(port.python_str()),
        _ => wrong(call, "port", format_args!("needs a port from 1 to 65535, not `{}`", port.python_str())),
    }
}

fn query(call: &Call<'_>, parts: &Map) -> Result<String, Stop> {
    let query = match parts.get("query") {
        None => return Ok(String::new()),
        Some(Value::Map(query)) => query,
        Some(_) => return wrong(call, "query", "needs a map as its `query`"),
    };
    let pair = |(key, value): (&Key, &Value)| {
        let word = |text: &str| quote(text, " /").replace(' ', "+");
        format!("{}={}", word(&key_text(key)), word(&value.python_str()))
    };
    Ok(query.iter().map(pair).collect::<Vec<_>>().join("&"))
}

/// Python's `quote`: everything but letters, digits, `_.-~` and what is safe, as `%XX` of its UTF-8.
fn quote(text: &str, safe: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || "_.-~".contains(c) || safe.contains(c) {
            quoted.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                quoted.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    quoted
}
