//! `OS::Heat::ResourceGroup`: `count` equal members, told apart by `index_var` (Heat: `resource_group.py`).

use hotplate_schema::{Key, ResourceTypeName, SmolStr, Value, has_piece};

use super::{Draft, Room, because};
use crate::parameters::whole;
use crate::{Resolved, Resource};

/// The members of the group.
pub(super) fn draft(group: &Resource, room: &mut Room) -> Result<Vec<Draft>, String> {
    let properties = &group.properties;
    let count = whole_number(properties, "count")?.unwrap_or(1);
    let removed = removed(properties)?;
    room.check(count)?;
    if count == 0 {
        return Ok(Vec::new());
    }
    let Some(Resolved::Known(Value::String(type_name))) = properties.at(&["resource_def", "type"]) else {
        return Err(because("resource_def", &properties.get("resource_def").unwrap_or(Resolved::NULL)));
    };
    let type_name = ResourceTypeName::new(&type_name);
    let metadata = properties.at(&["resource_def", "metadata"]).unwrap_or(Resolved::NULL);
    let (pattern, place) = (
        Pattern::of(properties).without_nulls(|_| false),
        group.definition.key("properties").key("resource_def"),
    );
    let member = |index: usize| {
        let name = index.to_string();
        let draft = Draft {
            properties: pattern.member(&name),
            type_name: type_name.clone(),
            metadata: metadata.clone(),
            definition: place.clone(),
            name,
        };
        room.pay(&draft.properties)?;
        room.pay(&draft.metadata)?;
        Ok(draft)
    };
    indices(count, &removed).map(member).collect()
}

/// The properties of a member. Nulls are left out, but for what only comes to null while nothing exists.
pub(super) fn properties(group: &Resolved, member: &Resource) -> Resolved {
    let planned = |key: &Key| key.as_str().is_some_and(|key| member.properties.get(key).is_some());
    Pattern::of(group).without_nulls(planned).member(member.path.name())
}

/// What the properties of all members are made of.
struct Pattern {
    index_var: SmolStr,
    properties: Resolved,
}

impl Pattern {
    fn of(group: &Resolved) -> Self {
        let index_var = match group.get("index_var") {
            Some(Resolved::Known(Value::String(index_var))) if !index_var.is_empty() => index_var,
            _ => "%index%".into(),
        };
        let properties = match group.at(&["resource_def", "properties"]) {
            Some(Resolved::Known(Value::Null)) | None => Resolved::Known(Value::Map(Default::default())),
            Some(other) => other,
        };
        Self { index_var, properties }
    }

    /// Without the nulls that are not to be kept.
    fn without_nulls(mut self, is_kept: impl Fn(&Key) -> bool) -> Self {
        match &mut self.properties {
            Resolved::Known(Value::Map(given)) => {
                given.retain(|key, value| *value != Value::Null || is_kept(key));
            }
            Resolved::Map(given) => given.retain(|key, value| *value != Resolved::NULL || is_kept(key)),
            _ => {}
        }
        self
    }

    /// Heat puts the name into text values only, after all functions of the group's own properties have run; not into
    /// keys, not into metadata.
    fn member(&self, name: &str) -> Resolved {
        let named = match &self.properties {
            Resolved::Known(Value::Map(_)) | Resolved::Map(_) => {
                self.properties.rewrite(false, &mut |text| {
                    let is_there = has_piece(text, &self.index_var);
                    Some(if is_there { text.replace(&*self.index_var, name).into() } else { text.clone() })
                })
            }
            _ => None,
        };
        named.unwrap_or_else(|| self.properties.clone())
    }
}

/// A property that says how many; nothing if it is not given.
pub(super) fn whole_number(properties: &Resolved, name: &str) -> Result<Option<usize>, String> {
    let number = match properties.get(name) {
        None | Some(Resolved::Known(Value::Null)) => return Ok(None),
        Some(Resolved::Known(Value::Int(number))) => Some(number),
        Some(Resolved::Known(Value::Bool(number))) => Some(i128::from(number)),
        Some(Resolved::Known(Value::Float(number))) => Some(number.trunc() as i128),
        Some(Resolved::Known(Value::String(text))) => match whole(&text) {
            Some(Value::Int(number)) => Some(number),
            _ => None,
        },
        Some(unknown) => return Err(because(name, &unknown)),
    };
    let number = number.filter(|number| *number >= 0);
    let number = number.ok_or_else(|| format!("its `{name}` is not a number of members"))?;
    Ok(Some(usize::try_from(number).unwrap_or(usize::MAX)))
}

/// Names that `removal_policies` leave out.
fn removed(properties: &Resolved) -> Result<Vec<String>, String> {
    let policies = match properties.get("removal_policies") {
        None | Some(Resolved::Known(Value::Null)) => return Ok(Vec::new()),
        Some(Resolved::Known(policies)) => policies,
        Some(unknown) => return Err(because("removal_policies", &unknown)),
    };
    let lists = policies.as_list().unwrap_or_default().iter().filter_map(|policy| {
        policy.as_map().and_then(|policy| policy.get("resource_list")).and_then(Value::as_list)
    });
    Ok(lists.flatten().map(Value::python_str).collect())
}

/// The first `count` numbers whose names are not among those.
fn indices(count: usize, removed: &[String]) -> impl Iterator<Item = usize> {
    let mut is_left = vec![true; count.saturating_add(removed.len())];
    for name in removed {
        let index = name.parse().ok().filter(|index: &usize| index.to_string() == *name);
        if let Some(left) = index.and_then(|index| is_left.get_mut(index)) {
            *left = false;
        }
    }
    (0..is_left.len()).filter(move |&index| is_left[index]).take(count)
}
