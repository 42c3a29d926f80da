//! `yaql: {expression: ..., data: ...}`: a language of its own, not evaluated here.

use hotplate_schema::Key;

use super::{Answer, Call, Scope, Stop};
use crate::Resolved;

pub(super) fn yaql(call: &Call<'_>, _: &mut Scope<'_>) -> Answer {
    let is_argument = |key: &Key| matches!(key.as_str(), Some("expression" | "data"));
    match call.entries() {
        Some(entries)
            if entries.contains_key(&Key::from("expression")) && entries.keys().all(is_argument) =>
        {
            Err(Stop::Obstacle(Resolved::Unknown("yaql is not evaluated here".to_owned())))
        }
        _ => call.form("`{expression: YAQL, data: VALUE}`"),
    }
}
