//! `resource_registry`: which type an environment puts in another's place (Heat: `environment.py`).

use hotplate_schema::{Key, Map, ResourceTypeName, Value};

use crate::Environment;

/// Mappings followed one after the other; Heat's own recursion ends in an error.
const STEPS: usize = 10;

/// The type that a resource of that name and type really has, once the environments' registries are followed.
pub fn implementation(
    environments: &[Environment],
    resource: &str,
    type_name: &ResourceTypeName,
) -> ResourceTypeName {
    let mut name = type_name.as_str().to_owned();
    for _ in 0..STEPS {
        match environments
            .iter()
            .rev()
            .find_map(|environment| mapped(&environment.resource_registry, resource, &name))
        {
            Some(next) if next != name => name = next,
            _ => break,
        }
    }
    ResourceTypeName::new(&name)
}

/// What one registry makes of a type: what it says of this resource, else of this type, else of types like it.
fn mapped(registry: &Map, resource: &str, type_name: &str) -> Option<String> {
    let of_resource = registry.get(&Key::from("resources")).and_then(Value::as_map).and_then(|resources| {
        let mut matching =
            resources.iter().filter(|(name, _)| name.as_str().is_some_and(|name| glob(name, resource)));
        matching.find_map(|(_, mappings)| in_mappings(mappings.as_map()?, type_name))
    });
    of_resource.or_else(|| in_mappings(registry, type_name))
}

fn in_mappings(mappings: &Map, type_name: &str) -> Option<String> {
    if let Some(target) = mappings.get(&Key::from(type_name)).and_then(Value::as_str) {
        return Some(target.to_owned());
    }
    mappings.iter().find_map(|(pattern, target)| {
        let rest = type_name.strip_prefix(pattern.as_str()?.strip_suffix('*')?)?;
        let target = target.as_str()?;
        Some(target.strip_suffix('*').map_or_else(|| target.to_owned(), |stem| format!("{stem}{rest}")))
    })
}

/// Whether a name fits a pattern in which `*` stands for anything.
fn glob(pattern: &str, name: &str) -> bool {
    let Some((head, tail)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut rest) = name.strip_prefix(head) else { return false };
    let mut parts: Vec<&str> = tail.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings_are_followed() {
        let entry = |key: &str, value: &str| (Key::from(key), Value::from(value));
        let of_resource = Value::Map(Map::from_iter([entry("My::R", "OS::Heat::Value")]));
        let resources = Value::Map(Map::from_iter([(Key::from("web*1"), of_resource)]));
        let resource_registry = Map::from_iter([
            entry("My::R", "Other::R"),
            entry("Other::*", "OS::Heat::*"),
            entry("My::None*", "OS::Heat::None"),
            entry("A::A", "B::B"),
            entry("B::B", "A::A"),
            (Key::from("resources"), resources),
        ]);
        let environments = [Environment { resource_registry, ..Environment::default() }];
        let cases = [
            ("r", "My::R", "OS::Heat::R"),
            ("web_1", "My::R", "OS::Heat::Value"),
            ("r", "My::NoneSuch", "OS::Heat::None"),
            ("r", "OS::Nova::Server", "OS::Nova::Server"),
            ("r", "A::A", "A::A"),
        ];
        for (resource, type_name, expected) in cases {
            let found = implementation(&environments, resource, &ResourceTypeName::new(type_name));
            assert_eq!(found.as_str(), expected, "{resource} of {type_name}");
        }
    }
}
