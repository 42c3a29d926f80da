//! `resource_facade: metadata | deletion_policy | update_policy`: what a nested template says of the resource it
//! stands for.

use hotplate_hot::Expression;

use super::{Answer, Call, Scope};

pub(super) fn resource_facade(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let named = match call.argument {
        Expression::Scalar(value) => value.as_str(),
        Expression::List(_) | Expression::Map(_) | Expression::Call { .. } => None,
    };
    // CloudFormation's format has names of its own.
    let named = match (named, call.name == "resource_facade") {
        (Some("Metadata"), false) => Some("metadata"),
        (Some("DeletionPolicy"), false) => Some("deletion_policy"),
        (Some("UpdatePolicy"), false) => Some("update_policy"),
        (named, true) => named,
        (_, false) => None,
    };
    match (named, &scope.context.facade) {
        (Some("metadata"), Some(facade)) => Ok(facade.metadata.clone()),
        (Some("deletion_policy"), Some(facade)) => Ok(facade.deletion_policy.clone()),
        (Some("update_policy"), Some(facade)) => Ok(facade.update_policy.clone()),
        (Some("metadata" | "deletion_policy" | "update_policy"), None) => {
            call.failed("only works in a nested template")
        }
        _ => call.form("`metadata`, `deletion_policy` or `update_policy`"),
    }
}
