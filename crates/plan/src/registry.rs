//! `resource_registry`: which type an environment puts in another's place (Heat: `ResourceRegistry` in
//! `environment.py`).

use std::rc::Rc;

use hotplate_schema::{Catalog, Key, Map, ResourceTypeName, Value};

use crate::Environment;

/// Mappings followed one after the other; Heat's own recursion ends in an error.
const STEPS: usize = 10;

/// The registries of all environments as one: a later environment wins over an earlier one, section by section.
#[derive(Clone, Debug, Default)]
pub(crate) struct Registry(Rc<Mappings>);

#[derive(Clone, Debug, Default)]
struct Mappings {
    /// Types and what stands in their place.
    types: Map,
    /// The names among `types` that end in `*`, in order.
    globs: Vec<String>,
    /// What single resources say, by their names.
    resources: Map,
}

/// Where a chain of mappings ends.
enum End {
    /// At this type or file.
    Found(String),
    /// At a type that nobody knows.
    Nowhere,
    /// It does not end.
    Never,
}

/// Whether a type is the name of a template file.
pub(crate) fn is_file(type_name: &str) -> bool {
    type_name.ends_with(".yaml") || type_name.ends_with(".template")
}

impl Registry {
    /// The registry that these environments make together.
    pub(crate) fn new(environments: &[Environment]) -> Self {
        if !cfg!(feature = "whole") {
            return Self::default();
        }
        let mut types = Map::new();
        for (index, environment) in environments.iter().enumerate() {
            for (key, target) in &environment.resource_registry {
                // A null only takes away what stands there already.
                match target {
                    // Heat merges files before it looks at them, and passes over the nulls of all but the first.
                    Value::Null if index > 0 => {}
                    Value::Null if key.as_str().is_some_and(|key| key.ends_with('*')) => {
                        let start = key.as_str().unwrap_or_default().trim_end_matches('*').to_owned();
                        types.retain(|other, _| {
                            !other.as_str().is_some_and(|other| other.starts_with(&*start))
                        });
                    }
                    Value::Null => drop(types.remove(key)),
                    target => drop(types.insert(key.clone(), target.clone())),
                }
            }
        }
        let resources = match types.remove("resources") {
            Some(Value::Map(resources)) => resources,
            _ => Map::new(),
        };
        Self(Rc::new(Mappings::of(types, resources)))
    }

    /// Whether it says nothing at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.types.is_empty() && self.0.resources.is_empty()
    }

    /// The type that a resource of that name and type really has; the type itself where nothing else is known to
    /// stand in its place. `None` if the mappings lead in a circle.
    pub(crate) fn implementation(
        &self,
        resource: &str,
        type_name: &ResourceTypeName,
        catalog: &Catalog,
    ) -> Option<ResourceTypeName> {
        if !cfg!(feature = "whole") || self.is_empty() {
            return Some(type_name.clone());
        }
        match self.follow(resource, type_name.as_str(), catalog, STEPS) {
            End::Found(name) if name == type_name.as_str() => Some(type_name.clone()),
            End::Found(name) => Some(ResourceTypeName::new(&name)),
            End::Nowhere => Some(type_name.clone()),
            End::Never => None,
        }
    }

    /// Single resources come first, then names and patterns in the order of their text; what leads nowhere is passed
    /// over.
    fn follow(&self, resource: &str, type_name: &str, catalog: &Catalog, steps: usize) -> End {
        if is_file(type_name) {
            return End::Found(type_name.to_owned());
        }
        let mut targets: Vec<String> = Vec::new();
        let of_resource = self.0.resources.get(resource).and_then(Value::as_map);
        targets.extend(
            of_resource.and_then(|own| own.get(type_name)).and_then(Value::as_str).map(str::to_owned),
        );
        let mut exact = self.0.types.get(type_name).and_then(Value::as_str);
        for glob in &self.0.globs {
            if glob.as_str() > type_name {
                targets.extend(exact.take().map(str::to_owned));
            }
            let start = glob.trim_end_matches('*');
            let Some(target) = self.0.types.get(glob.as_str()).and_then(Value::as_str) else {
                continue;
            };
            // A file stands for a type, never for a pattern of types.
            let fits = type_name != target && !is_file(target);
            if let Some(rest) = type_name.strip_prefix(start).filter(|_| fits) {
                targets.push(match target.strip_suffix('*') {
                    Some(stem) => format!("{stem}{rest}"),
                    None => target.to_owned(),
                });
            }
        }
        targets.extend(exact.map(str::to_owned));
        for target in targets {
            if steps == 0 {
                return End::Never;
            }
            match self.follow(resource, &target, catalog, steps - 1) {
                End::Nowhere => {}
                end => return end,
            }
        }
        if catalog.knows(type_name) { End::Found(type_name.to_owned()) } else { End::Nowhere }
    }

    /// The registry inside a resource: of what single resources say only what is said below its name stays, and the
    /// mapping that led to its template is gone, so that the template can use the type it stands for.
    pub(crate) fn inside(&self, resource: &str, replaced: Option<&ResourceTypeName>) -> Self {
        if !cfg!(feature = "whole") || self.is_empty() {
            return self.clone();
        }
        let mut types = self.0.types.clone();
        if let Some(type_name) = replaced {
            types.remove(type_name.as_str());
        }
        let mut resources = Map::new();
        for (pattern, said) in &self.0.resources {
            if let (Some(pattern), Value::Map(said)) = (pattern.as_str(), said)
                && glob(pattern, resource)
            {
                resources.extend(said.iter().map(|(key, value)| (key.clone(), value.clone())));
            }
        }
        Self(Rc::new(Mappings::of(types, resources)))
    }
}

impl Mappings {
    fn of(types: Map, resources: Map) -> Self {
        let mut globs: Vec<String> = types
            .keys()
            .filter_map(Key::as_str)
            .filter(|key| key.ends_with('*'))
            .map(str::to_owned)
            .collect();
        globs.sort_unstable();
        Self { types, globs, resources }
    }
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

    fn entry(key: &str, value: &str) -> (Key, Value) {
        (Key::from(key), Value::from(value))
    }

    fn map(entries: impl IntoIterator<Item = (Key, Value)>) -> Value {
        Value::Map(Map::from_iter(entries))
    }

    fn registry(entries: Vec<(Key, Value)>) -> Registry {
        let resource_registry = Map::from_iter(entries);
        Registry::new(&[Environment { resource_registry, ..Environment::default() }])
    }

    fn found(registry: &Registry, resource: &str, type_name: &str) -> String {
        let found = registry.implementation(resource, &ResourceTypeName::new(type_name), &Catalog::full());
        found.map_or_else(|| "a circle".to_owned(), |found| found.as_str().to_owned())
    }

    #[test]
    fn mappings_are_followed() {
        let of_resource = map([entry("My::R", "OS::Heat::Value")]);
        let registry = registry(vec![
            entry("My::R", "Other::RandomString"),
            entry("Other::*", "OS::Heat::*"),
            entry("My::None*", "OS::Heat::None"),
            entry("A::A", "B::B"),
            entry("B::B", "A::A"),
            entry("C::C", "D::D"),
            entry("File::*", "some.yaml"),
            entry("File::B", "some.yaml"),
            (Key::from("resources"), map([(Key::from("web_1"), of_resource)])),
        ]);
        let cases = [
            ("r", "My::R", "OS::Heat::RandomString"),
            ("web_1", "My::R", "OS::Heat::Value"),
            ("r", "My::NoneSuch", "OS::Heat::None"),
            ("r", "OS::Nova::Server", "OS::Nova::Server"),
            ("r", "A::A", "a circle"),
            ("r", "C::C", "C::C"),
            ("r", "File::A", "File::A"),
            ("r", "File::B", "some.yaml"),
        ];
        for (resource, type_name, expected) in cases {
            assert_eq!(found(&registry, resource, type_name), expected, "{resource} of {type_name}");
        }
    }

    #[test]
    fn inside_a_resource_its_own_mapping_is_gone() {
        let below = map([(Key::from("b"), map([entry("T", "OS::Heat::None")]))]);
        let outer = registry(vec![
            entry("OS::Heat::Value", "value.yaml"),
            (Key::from("resources"), map([(Key::from("a*"), below)])),
        ]);
        let inner = outer.inside("a1", Some(&ResourceTypeName::new("OS::Heat::Value")));
        assert_eq!(found(&outer, "x", "OS::Heat::Value"), "value.yaml");
        assert_eq!(found(&inner, "x", "OS::Heat::Value"), "OS::Heat::Value");
        assert_eq!(found(&inner, "b", "T"), "OS::Heat::None");
        assert_eq!(found(&outer, "b", "T"), "T");
    }
}
