//! `map_merge: [map, ...]`: later ones win, null is skipped.

use hotplate_schema::Value;
use indexmap::IndexMap;

use super::call::{mapping, sequence};
use super::{Answer, Call, Scope};
use crate::Resolved;

pub(super) fn map_merge(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let argument = call.resolve(scope);
    if let Resolved::Known(Value::Null) = argument {
        return call.failed("takes a list of maps");
    }
    let mut merged = IndexMap::new();
    for map in sequence(call, argument, "takes a list of maps")? {
        merged.extend(mapping(call, map, "merges maps: an item is something else")?);
    }
    scope.pay(merged.len())?;
    Ok(Resolved::map(merged))
}
