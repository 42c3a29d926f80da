//! `resource_facade: metadata | deletion_policy | update_policy`: what a nested template says of the resource it
//! stands for.

use hotplate_hot::Expression;

use super::{Answer, Call, Scope};

pub(super) fn resource_facade(call: &Call<'_>, _: &mut Scope<'_>) -> Answer {
    let named = match call.argument {
        Expression::Scalar(value) => value.as_str(),
        Expression::List(_) | Expression::Map(_) | Expression::Call { .. } => None,
    };
    match named {
        Some("metadata" | "deletion_policy" | "update_policy") => {
            call.failed("only works in a nested template")
        }
        _ => call.form("`metadata`, `deletion_policy` or `update_policy`"),
    }
}
