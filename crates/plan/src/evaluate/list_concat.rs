//! `list_concat: [list, ...]` and `list_concat_unique`: null is skipped.

use hotplate_schema::Value;

use super::call::{all_known, sequence};
use super::{Answer, Call, Scope, Stop};
use crate::Resolved;
use crate::equality::contains;

/// All items of all lists.
pub(super) fn all(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    concat(call, scope).map(Resolved::list)
}

/// The same, each item once.
pub(super) fn unique(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let items = concat(call, scope)?;
    all_known(&items)?;
    let mut unique: Vec<Value> = Vec::new();
    for item in items.into_iter().filter_map(Resolved::into_known) {
        scope.pay(unique.len())?;
        if !contains(&unique, &item) {
            unique.push(item);
        }
    }
    Ok(Resolved::Known(Value::List(unique)))
}

fn concat(call: &Call<'_>, scope: &mut Scope<'_>) -> Result<Vec<Resolved>, Stop> {
    let argument = call.resolve(scope);
    if let Resolved::Known(Value::Null) = argument {
        return call.failed("takes a list of lists");
    }
    let mut items = Vec::new();
    for list in sequence(call, argument, "takes a list of lists")? {
        items.extend(sequence(call, list, "joins lists: an item is something else")?);
    }
    scope.pay(items.len())?;
    Ok(items)
}
