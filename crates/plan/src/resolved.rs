//! What is known of a value before anything exists.

use hotplate_schema::{Key, Map, SmolStr, Value};

use crate::{Resource, ResourcePath, Stack};

/// A value as far as it can be known.
///
/// Normal form: `List` and `Map` stand only where something inside is not known; a wholly known list is
/// `Known(Value::List(..))`.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Resolved {
    /// Known.
    Known(Value),
    /// A list of which something is not known.
    List(Vec<Resolved>),
    /// A mapping of which something is not known.
    Map(Map<Resolved>),
    /// Not known until these are.
    Pending(Vec<Reference>),
    /// Not evaluated here, or broken: why, in a few words.
    Unknown(String),
}

/// Why a value is unknown that depends on a condition that cannot be decided.
pub const UNDECIDED: &str = "its condition is not known";

/// Something that only exists once a resource does.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Reference {
    /// The resource.
    pub resource: ResourcePath,
    /// The attribute and the way into it; empty for the resource's id (`get_resource`), a single null for all its
    /// attributes together (`get_attr: [resource]`).
    pub attribute: Vec<Value>,
}

/// What has become known of resources.
pub trait Known {
    /// The value of a reference, if it is known by now. `Some(Value::Null)` is known to be null.
    ///
    /// Asked first with the whole way into an attribute; when that is `None`, with the attribute alone, and the plan
    /// goes the rest of the way. Groups are asked as a whole first (`[server_group, refs_map]`); when that is `None`,
    /// the plan builds the value from their members' (`server_group[0]`), asking for each.
    fn get(&self, reference: &Reference) -> Option<Value>;

    /// The id of a resource, if it is known by now.
    fn id(&self, resource: &Resource) -> Option<Value> {
        self.get(&Reference { resource: resource.path.clone(), attribute: Vec::new() })
    }

    /// Whether nothing exists, so that no stack inside the stack says anything of itself.
    fn is_preview(&self) -> bool {
        false
    }

    /// The value of a parameter that the stack has of itself once it exists: `OS::stack_id`, `OS::project_id`.
    fn pseudo_parameter(&self, name: &str) -> Option<Value> {
        let _ = name;
        None
    }
}

/// Nothing is known: the state while planning.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nothing;

impl Known for Nothing {
    fn get(&self, _: &Reference) -> Option<Value> {
        None
    }
}

/// What Heat itself answers before anything is created (validation, preview): every attribute is null, and the id of
/// a resource is its name, or null for some types.
#[derive(Clone, Copy, Debug, Default)]
pub struct AsPreviewed;

impl Known for AsPreviewed {
    fn get(&self, reference: &Reference) -> Option<Value> {
        Some(if reference.attribute.is_empty() { reference.resource.name().into() } else { Value::Null })
    }

    fn id(&self, resource: &Resource) -> Option<Value> {
        Some(previewed_id(resource))
    }

    fn is_preview(&self) -> bool {
        true
    }

    fn pseudo_parameter(&self, name: &str) -> Option<Value> {
        (name == "OS::stack_id").then(|| "None".into())
    }
}

/// What stands for the one resource whose id a value waits for, until it exists.
pub(crate) fn stand_in(value: &Resolved, stack: &Stack) -> Option<Value> {
    match value {
        Resolved::Pending(references) => match references.as_slice() {
            [reference] if reference.attribute.is_empty() => {
                stack.find(&reference.resource).map(previewed_id)
            }
            _ => None,
        },
        _ => None,
    }
}

/// The id of a resource before it is created (`get_reference_id` of the types).
pub(crate) fn previewed_id(resource: &Resource) -> Value {
    match resource.type_name.as_str() {
        "OS::Heat::Stack" | "OS::Heat::SwiftSignalHandle" | "OS::Mistral::Workflow" | "OS::Nova::KeyPair" => {
            Value::Null
        }
        "OS::Swift::Container" | "AWS::S3::Bucket" => "None".into(),
        "OS::Neutron::RBACPolicy" => resource.path.name().into(),
        // Load balancers are retired, and stand for nothing.
        name if name.starts_with("OS::Neutron::")
            && (name.ends_with("SubnetPool") || RETIRED.iter().all(|part| !name.contains(part))) =>
        {
            Value::Null
        }
        _ => resource.path.name().into(),
    }
}

const RETIRED: [&str; 4] = ["LBaaS", "LoadBalancer", "Pool", "HealthMonitor"];

impl Resolved {
    /// The value if it is wholly known.
    pub fn known(&self) -> Option<&Value> {
        match self {
            Self::Known(value) => Some(value),
            Self::List(_) | Self::Map(_) | Self::Pending(_) | Self::Unknown(_) => None,
        }
    }

    /// The value of a key, if this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<Resolved> {
        match self {
            Self::Known(Value::Map(map)) => map.get(key).cloned().map(Self::Known),
            Self::Map(map) => map.get(key).cloned(),
            Self::Known(_) | Self::List(_) | Self::Pending(_) | Self::Unknown(_) => None,
        }
    }

    /// The entries in order, if this is a mapping.
    pub fn entries(&self) -> Option<Vec<(Key, Resolved)>> {
        match self {
            Self::Known(Value::Map(map)) => {
                Some(map.iter().map(|(k, v)| (k.clone(), Self::Known(v.clone()))).collect())
            }
            Self::Map(map) => Some(map.iter().map(|(k, v)| (k.clone(), v.clone())).collect()),
            Self::Known(_) | Self::List(_) | Self::Pending(_) | Self::Unknown(_) => None,
        }
    }

    /// The items in order, if this is a list.
    pub fn items(&self) -> Option<Vec<Resolved>> {
        match self {
            Self::Known(Value::List(items)) => Some(items.iter().cloned().map(Self::Known).collect()),
            Self::List(items) => Some(items.clone()),
            Self::Known(_) | Self::Map(_) | Self::Pending(_) | Self::Unknown(_) => None,
        }
    }

    /// What stands at the end of a way through mappings. Copies no more than that.
    pub(crate) fn at(&self, way: &[&str]) -> Option<Resolved> {
        let Some((first, rest)) = way.split_first() else { return Some(self.clone()) };
        match self {
            Self::Map(entries) => entries.get(*first)?.at(rest),
            Self::Known(value) => {
                let mut value = value;
                for key in way {
                    value = value.as_map()?.get(*key)?;
                }
                Some(Self::Known(value.clone()))
            }
            Self::List(_) | Self::Pending(_) | Self::Unknown(_) => None,
        }
    }

    /// The entries of a mapping but for one key.
    pub(crate) fn without(&self, key: &str) -> Map<Resolved> {
        let other = |entry: &Key| entry.as_str() != Some(key);
        match self {
            Self::Known(Value::Map(map)) => {
                map.filter_map(|key, value| other(key).then(|| Self::Known(value.clone())))
            }
            Self::Map(entries) => entries.filter_map(|key, value| other(key).then(|| value.clone())),
            Self::Known(_) | Self::List(_) | Self::Pending(_) | Self::Unknown(_) => Map::new(),
        }
    }

    /// The same with every text in it rewritten, also the keys of mappings if `keys`. `None` once one is refused.
    pub(crate) fn rewrite(
        &self,
        keys: bool,
        text: &mut dyn FnMut(&SmolStr) -> Option<SmolStr>,
    ) -> Option<Self> {
        match self {
            Self::Known(value) => rewrite_value(value, keys, text).map(Self::Known),
            Self::List(items) => {
                items.iter().map(|item| item.rewrite(keys, text)).collect::<Option<_>>().map(Self::List)
            }
            Self::Map(entries) => {
                let mut rewritten = Vec::with_capacity(entries.len());
                for (key, entry) in entries {
                    rewritten.push((rewrite_key(key, keys, text)?, entry.rewrite(keys, text)?));
                }
                // Keys that have become equal may have left only what is known.
                Some(Self::map(gathered(rewritten, keys)))
            }
            Self::Pending(_) | Self::Unknown(_) => Some(self.clone()),
        }
    }

    /// Whether nothing at all is known of it.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self, Self::Pending(_) | Self::Unknown(_))
    }

    /// How much it holds: characters, items and references.
    pub(crate) fn size(&self) -> u64 {
        match self {
            Self::Known(value) => value_size(value) as u64,
            Self::List(items) => items.iter().map(Self::size).sum::<u64>() + 1,
            Self::Map(entries) => entries.values().map(Self::size).sum::<u64>() + entries.len() as u64 + 1,
            Self::Pending(references) => references.len() as u64 * 64,
            Self::Unknown(reason) => reason.len() as u64,
        }
    }

    /// Null, known to be so.
    pub(crate) const NULL: Self = Self::Known(Value::Null);

    /// A list in normal form.
    pub(crate) fn list(items: Vec<Resolved>) -> Self {
        if items.iter().all(|item| item.known().is_some()) {
            Self::Known(Value::List(items.into_iter().filter_map(Self::into_known).collect()))
        } else {
            Self::List(items)
        }
    }

    /// A mapping in normal form.
    pub(crate) fn map(entries: Map<Resolved>) -> Self {
        if entries.values().all(|value| value.known().is_some()) {
            Self::Known(Value::Map(entries.into_filter_map(Self::into_known)))
        } else {
            Self::Map(entries)
        }
    }

    /// The value if it is wholly known.
    pub(crate) fn into_known(self) -> Option<Value> {
        match self {
            Self::Known(value) => Some(value),
            Self::List(_) | Self::Map(_) | Self::Pending(_) | Self::Unknown(_) => None,
        }
    }

    /// Why this is not wholly known, as what a function over it comes to: what is broken stays broken, what waits
    /// waits for all that is missing. `None` if it is wholly known.
    pub(crate) fn obstacle(&self) -> Option<Resolved> {
        obstacle([self])
    }
}

/// The [`obstacle`](Resolved::obstacle) of several values together.
pub(crate) fn obstacle<'a>(values: impl IntoIterator<Item = &'a Resolved>) -> Option<Resolved> {
    let mut missing = Missing::default();
    match values.into_iter().try_for_each(|value| missing.add(value)) {
        Err(reason) => Some(Resolved::Unknown(reason)),
        Ok(()) if missing.references.is_empty() => None,
        Ok(()) => Some(Resolved::Pending(missing.references)),
    }
}

fn rewrite_value(
    value: &Value,
    keys: bool,
    text: &mut dyn FnMut(&SmolStr) -> Option<SmolStr>,
) -> Option<Value> {
    match value {
        Value::String(old) => text(old).map(Value::String),
        Value::List(items) => {
            items.iter().map(|item| rewrite_value(item, keys, text)).collect::<Option<_>>().map(Value::List)
        }
        Value::Map(map) => {
            let mut rewritten = Vec::with_capacity(map.len());
            for (key, entry) in map {
                rewritten.push((rewrite_key(key, keys, text)?, rewrite_value(entry, keys, text)?));
            }
            Some(Value::Map(gathered(rewritten, keys)))
        }
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => Some(value.clone()),
    }
}

/// The mapping of these entries, whose keys may only be equal if they were rewritten too.
fn gathered<V>(entries: Vec<(Key, V)>, keys: bool) -> Map<V> {
    if keys { entries.into_iter().collect() } else { Map::of_distinct(entries) }
}

fn rewrite_key(key: &Key, keys: bool, text: &mut dyn FnMut(&SmolStr) -> Option<SmolStr>) -> Option<Key> {
    match key {
        Key::String(old) if keys => text(old).map(Key::String),
        _ => Some(key.clone()),
    }
}

/// How much a value holds: characters and items.
pub(crate) fn value_size(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => 1,
        Value::String(text) => text.len() + 1,
        Value::List(items) => items.iter().map(value_size).sum::<usize>() + 1,
        Value::Map(map) => map.values().map(value_size).sum::<usize>() + map.len() + 1,
    }
}

/// References in the order in which they were met.
#[derive(Default)]
struct Missing {
    references: Vec<Reference>,
}

impl Missing {
    fn add(&mut self, value: &Resolved) -> Result<(), String> {
        match value {
            Resolved::Known(_) => Ok(()),
            Resolved::List(items) => items.iter().try_for_each(|item| self.add(item)),
            Resolved::Map(entries) => entries.values().try_for_each(|entry| self.add(entry)),
            Resolved::Unknown(reason) => Err(reason.clone()),
            Resolved::Pending(references) => {
                for reference in references {
                    // Each once, as far as a person will look: beyond that a repeated one does no harm.
                    if self.references.len() > 100 || !self.references.contains(reference) {
                        self.references.push(reference.clone());
                    }
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_small() {
        assert_eq!(size_of::<Resolved>(), 32);
    }
}
