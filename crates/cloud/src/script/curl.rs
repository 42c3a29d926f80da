//! As commands for curl. A hidden value is the variable of its parameter's name.

use super::shell::{document, until_active, variable, word};
use super::{Deed, is_needed};
use crate::http::pointer;
use crate::later::{RESERVATION, STACK, mark};
use crate::{ApiError, Method, Service, Session};

/// The last line of a body. No line of JSON is like it.
const END: &str = "END";

const HEAD: &str = "OS_TOKEN=$(openstack token issue -f value -c id)\n";

/// Writes a text as JSON wants it between its quotes.
const JSON: &str = "json() { printf %s \"$1\" | python3 -c 'import json, sys; print(json.dumps(sys.stdin.read(), ensure_ascii=False)[1:-1])'; }\n";

/// Reads the answer's own JSON on the way.
const READ: &str = "python3 -c 'import json, sys; print(json.load(sys.stdin)";

pub(super) fn write(session: &Session, deeds: &[Deed]) -> Result<String, ApiError> {
    let mut text = String::new();
    for (number, deed) in deeds.iter().enumerate() {
        text.push('\n');
        let after = deeds.get(number + 1..).unwrap_or_default();
        match deed {
            Deed::AwaitLease => await_lease(session, &mut text)?,
            Deed::CreateStack(_) if is_needed(after, STACK) => {
                text.push_str("STACK_ID=$(");
                request(session, deed, &mut text)?;
                text.push_str(") || exit\nSTACK_ID=$(printf %s \"$STACK_ID\" | ");
                text.push_str(READ);
                text.push_str("[\"stack\"][\"id\"])')\n");
            }
            Deed::CreateLease(_) if is_needed(after, RESERVATION) => {
                text.push_str("LEASE=$(");
                request(session, deed, &mut text)?;
                text.push_str(") || exit\nLEASE_ID=$(printf %s \"$LEASE\" | ");
                text.push_str(READ);
                text.push_str("[\"lease\"][\"id\"])')\nRESERVATION_ID=$(printf %s \"$LEASE\" | ");
                text.push_str(READ.strip_suffix("print(json.load(sys.stdin)").unwrap_or(READ));
                text.push_str("print(*[r[\"id\"] for r in json.load(sys.stdin)[\"lease\"][\"reservations\"] if r[\"resource_type\"] == \"physical:host\"][:1])')\n");
            }
            _ => request(session, deed, &mut text)?,
        }
    }
    // Only a secret is written anew.
    let json = if text.contains("$(json ") { JSON } else { "" };
    Ok(format!("{HEAD}{json}{text}"))
}

fn request(session: &Session, deed: &Deed, text: &mut String) -> Result<(), ApiError> {
    let Some(mut request) = deed.request() else { return Ok(()) };
    for name in deed.hidden() {
        let value = request.body.as_mut().and_then(|body| body.pointer_mut(&pointer("/parameters", name)));
        if let Some(value) = value {
            *value = mark(&variable(name)).into();
        }
    }
    let message = session.message(&request)?;
    text.push_str("curl -sSf");
    if message.method != Method::Post {
        text.push_str(&format!(" -X {}", message.method.name()));
    }
    text.push(' ');
    text.push_str(&word(&message.url));
    text.push_str(
        " \\\n  -H \"X-Auth-Token: $OS_TOKEN\" -H 'Content-Type: application/json' \\\n  --data-binary @- <<",
    );
    text.push_str(END);
    text.push('\n');
    if let Some(body) = &request.body {
        text.push_str(&document(&format!("{body:#}")));
    }
    text.push('\n');
    text.push_str(END);
    text.push('\n');
    Ok(())
}

fn await_lease(session: &Session, text: &mut String) -> Result<(), ApiError> {
    let leases = word(&(session.base(Service::Reservation)? + "/leases/"));
    let lease = format!("curl -sSf {leases}\"$LEASE_ID\" -H \"X-Auth-Token: $OS_TOKEN\"");
    text.push_str(&until_active(&format!("{lease} | {READ}[\"lease\"][\"status\"])'")));
    Ok(())
}
