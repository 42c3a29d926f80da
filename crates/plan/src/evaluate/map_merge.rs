//! `map_merge: [map, ...]`: later ones win, null is skipped.

use hotplate_schema::{Map, Value};

use super::call::{mapping, sequence};
use super::{Answer, Call, Scope, Stop};
use crate::Resolved;

pub(super) fn map_merge(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let argument = call.resolve(scope);
    match &argument {
        Resolved::Known(Value::Null) => return call.failed("takes a list of maps"),
        // Python goes over text, too.
        Resolved::Known(Value::String(text)) if text.is_empty() => return Ok(Resolved::map(Map::new())),
        _ => {}
    }
    // Also what a later map would cover must be sound.
    if let Some(broken @ Resolved::Unknown(_)) = argument.obstacle() {
        return Err(Stop::Obstacle(broken));
    }
    let mut merged = Map::new();
    for map in sequence(call, argument, "takes a list of maps")? {
        merged.extend(mapping(call, map, "merges maps: an item is something else")?);
    }
    scope.pay(merged.len())?;
    Ok(Resolved::map(merged))
}
