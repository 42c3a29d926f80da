//! As the requests go over the network.

use std::fmt::Write as _;

use super::{Deed, is_secret};
use crate::later::{Piece, pieces};
use crate::{ApiError, Session};

pub(super) fn write(session: &Session, deeds: &[Deed]) -> Result<String, ApiError> {
    let mut text = String::new();
    for deed in deeds {
        if !text.is_empty() {
            text.push('\n');
        }
        let Some(request) = deed.request() else {
            text.push_str("# When the lease has begun:\n");
            continue;
        };
        let message = session.message(&request)?;
        // Writing into a text cannot fail.
        let _ = writeln!(text, "{} {}", message.method.name(), message.url);
        for (name, value) in &message.headers {
            let value = if name.ends_with("Token") { "***" } else { value };
            let _ = writeln!(text, "{name}: {value}");
        }
        if let Some(body) = request.shown_body() {
            let _ = writeln!(text, "\n{body:#}");
        }
    }
    let mut shown = String::new();
    for piece in pieces(&text) {
        match piece {
            Piece::Text(text) => shown.push_str(text),
            Piece::Later(name) if is_secret(name) => shown.push_str("***"),
            Piece::Later(name) => shown.push_str(&format!("<{name}>")),
        }
    }
    Ok(shown)
}
