//! The resource types that are known.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use indexmap::IndexMap;

use crate::read::read_type;
use crate::{ResourceType, ResourceTypeName};

/// The types that a testbed's templates use most, as the engine has them, and the names of all others.
const CORE: &str = include_str!("../catalog/core.txt");

/// Resource types by name. A type that is not here is unknown, which is never by itself an error: a testbed may have
/// types of its own.
///
/// Made in one glance over its text; a type is read when somebody asks for it.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    text: Cow<'static, str>,
    types: IndexMap<ResourceTypeName, Entry>,
    /// Names of types of which nothing else is said; one may end in `*`.
    names: Vec<String>,
    /// Names of custom constraints.
    constraints: Vec<String>,
    /// What was mapped after reading, for comparison.
    mapped: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
struct Entry {
    lines: Range<usize>,
    read: OnceLock<ResourceType>,
}

/// Catalogs of the same text are equal, whatever has been read of them.
impl PartialEq for Catalog {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.mapped == other.mapped
    }
}

impl Catalog {
    /// The types that a testbed's templates use most, built in, and the names of all others that the engine has.
    pub fn core() -> Self {
        Self::read(CORE)
    }

    /// The types of a text in the form that `read.rs` describes. What cannot be read is left out.
    pub fn read(text: impl Into<Cow<'static, str>>) -> Self {
        let text = text.into();
        let mut types: IndexMap<ResourceTypeName, Entry> = IndexMap::new();
        let (mut names, mut constraints) = (Vec::new(), Vec::new());
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let (start, end) = (at, at + line.len());
            at = end;
            if line.starts_with(' ') {
                if let Some((_, entry)) = types.last_mut() {
                    entry.lines.end = end;
                }
            } else if let Some(name) = line.strip_prefix('+') {
                names.push(name.trim_end().to_owned());
            } else if let Some(name) = line.strip_prefix('!') {
                constraints.push(name.trim_end().to_owned());
            } else if let Some(name) = line.split_whitespace().next() {
                let entry = Entry { lines: start..end, read: OnceLock::new() };
                types.insert(ResourceTypeName::new(name), entry);
            }
        }
        Self { text, types, names, constraints, mapped: Vec::new() }
    }

    /// Lets a name stand for another type, as a `resource_registry` does. A name may end in `*`; a target that is not
    /// described here (a file, a type of the testbed's own) only makes the name known.
    pub fn map(&mut self, name: &str, target: &str) {
        self.mapped.push((name.to_owned(), target.to_owned()));
        match self.types.get(&ResourceTypeName::new(target)).cloned() {
            Some(entry) => {
                self.types.insert(ResourceTypeName::new(name), entry);
            }
            None => {
                self.types.shift_remove(&ResourceTypeName::new(name));
                self.names.push(name.to_owned());
            }
        }
    }

    /// Adds a type that is described elsewhere, such as a template; it takes the place of one of its name.
    pub fn add(&mut self, added: ResourceType) {
        let mut said = String::from("a template:");
        for (name, schema) in &added.properties {
            said.push_str(if schema.required { " !" } else { " " });
            said.push_str(name);
        }
        for name in added.attributes.keys() {
            said.push_str(" @");
            said.push_str(name);
        }
        self.mapped.push((added.name.as_str().to_owned(), said));
        let name = added.name.clone();
        self.types.insert(name, Entry { lines: 0..0, read: OnceLock::from(added) });
    }

    /// The type of that name.
    pub fn get(&self, name: &ResourceTypeName) -> Option<&ResourceType> {
        self.types.get(name).map(|entry| self.force(entry))
    }

    /// Whether the engine has a type of that name, described here or not.
    pub fn knows(&self, name: &ResourceTypeName) -> bool {
        self.types.contains_key(name)
            || self.other_names().any(|known| match known.strip_suffix('*') {
                Some(start) => name.as_str().starts_with(start),
                None => known == name.as_str(),
            })
    }

    /// All types, in the order of the catalog.
    pub fn iter(&self) -> impl Iterator<Item = &ResourceType> {
        self.types.values().map(|entry| self.force(entry))
    }

    /// The names of all types, those that are described first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.types.keys().map(ResourceTypeName::as_str).chain(self.other_names())
    }

    /// Whether the engine has a custom constraint of that name.
    pub fn knows_constraint(&self, name: &str) -> bool {
        self.constraints().any(|known| known == name)
    }

    /// The names of all custom constraints.
    pub fn constraints(&self) -> impl Iterator<Item = &str> {
        self.constraints.iter().map(String::as_str)
    }

    fn other_names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    fn force<'a>(&self, entry: &'a Entry) -> &'a ResourceType {
        entry.read.get_or_init(|| read_type(self.text.get(entry.lines.clone()).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;
    use crate::{PropertySchema, Rule, SupportStatus, Value, ValueKind};

    /// The lines that a schema was read from.
    fn count(schema: &PropertySchema) -> usize {
        1 + schema.schema.values().map(count).sum::<usize>()
    }

    #[test]
    fn every_line_of_the_core_is_read() {
        let catalog = Catalog::core();
        let read: usize = catalog
            .iter()
            .map(|known| {
                let schemas = known.properties.values().chain(known.update_policy.values());
                1 + schemas.map(count).sum::<usize>() + known.attributes.len()
            })
            .sum();
        assert_eq!(
            read + catalog.other_names().count() + catalog.constraints().count(),
            CORE.lines().count()
        );
        let words =
            CORE.lines().filter(|line| line.starts_with(' ')).flat_map(|line| line.trim().split(' ').skip(2));
        let schemas =
            catalog.iter().flat_map(|known| known.properties.values().chain(known.update_policy.values()));
        assert_eq!(
            schemas.map(constraints).sum::<usize>(),
            words.filter(|word| !word.starts_with('=')).count()
        );
    }

    fn constraints(schema: &PropertySchema) -> usize {
        schema.constraints.len() + schema.schema.values().map(constraints).sum::<usize>()
    }

    #[test]
    fn a_type_as_it_is_read() {
        let catalog = Catalog::read(
            "A::B ?~\n count i^ =1 range:0..\n list l! =[a,b%20c]\n  * m\n   key s- in:x,1..3 length:..5\n %policy m\n  size n =1.5\n @refs l\n+C::D*\n",
        );
        expect![[r#"
            Some(
                ResourceType {
                    name: ResourceTypeName(
                        "A::B",
                    ),
                    status: Deprecated,
                    properties: {
                        "count": PropertySchema {
                            kind: Integer,
                            required: false,
                            update_allowed: true,
                            status: Supported,
                            default: Some(
                                Int(
                                    1,
                                ),
                            ),
                            constraints: [
                                Constraint {
                                    rule: Range {
                                        min: Some(
                                            0.0,
                                        ),
                                        max: None,
                                    },
                                    description: None,
                                },
                            ],
                            schema: {},
                        },
                        "list": PropertySchema {
                            kind: List,
                            required: true,
                            update_allowed: false,
                            status: Supported,
                            default: Some(
                                List(
                                    [
                                        String(
                                            "a",
                                        ),
                                        String(
                                            "b c",
                                        ),
                                    ],
                                ),
                            ),
                            constraints: [],
                            schema: {
                                "*": PropertySchema {
                                    kind: Map,
                                    required: false,
                                    update_allowed: false,
                                    status: Supported,
                                    default: None,
                                    constraints: [],
                                    schema: {
                                        "key": PropertySchema {
                                            kind: String,
                                            required: false,
                                            update_allowed: false,
                                            status: Hidden,
                                            default: None,
                                            constraints: [
                                                Constraint {
                                                    rule: AllowedValues(
                                                        [
                                                            String(
                                                                "x",
                                                            ),
                                                            String(
                                                                "1",
                                                            ),
                                                            String(
                                                                "2",
                                                            ),
                                                            String(
                                                                "3",
                                                            ),
                                                        ],
                                                    ),
                                                    description: None,
                                                },
                                                Constraint {
                                                    rule: Length {
                                                        min: None,
                                                        max: Some(
                                                            5,
                                                        ),
                                                    },
                                                    description: None,
                                                },
                                            ],
                                            schema: {},
                                        },
                                    },
                                },
                            },
                        },
                    },
                    update_policy: {
                        "policy": PropertySchema {
                            kind: Map,
                            required: false,
                            update_allowed: false,
                            status: Supported,
                            default: None,
                            constraints: [],
                            schema: {
                                "size": PropertySchema {
                                    kind: Number,
                                    required: false,
                                    update_allowed: false,
                                    status: Supported,
                                    default: Some(
                                        Float(
                                            1.5,
                                        ),
                                    ),
                                    constraints: [],
                                    schema: {},
                                },
                            },
                        },
                    },
                    attributes: {
                        "refs": AttributeSchema {
                            kind: List,
                            status: Supported,
                        },
                    },
                    any_attribute: true,
                    any_property: false,
                    snapshot: false,
                },
            )
        "#]]
        .assert_debug_eq(&catalog.get(&ResourceTypeName::new("A::B")));
        assert!(catalog.knows(&ResourceTypeName::new("C::Da")));
        assert!(!catalog.knows(&ResourceTypeName::new("C::C")));
    }

    #[test]
    fn a_server_as_the_core_has_it() {
        let catalog = Catalog::core();
        let server = catalog.get(&ResourceTypeName::new("OS::Nova::Server")).unwrap();
        assert_eq!(server.status, SupportStatus::Supported);
        assert!(server.snapshot && !server.any_attribute);
        let format = &server.properties["user_data_format"];
        assert_eq!(format.default, Some(Value::from("HEAT_CFNTOOLS")));
        let allowed = ["HEAT_CFNTOOLS", "RAW", "SOFTWARE_CONFIG"].map(Value::from).to_vec();
        assert_eq!(format.constraints[0].rule, Rule::AllowedValues(allowed));
        assert!(server.properties["flavor"].required);
        assert_eq!(server.properties["networks"].schema["*"].schema["port"].kind, ValueKind::String);
    }

    #[test]
    fn a_mapped_name_stands_for_its_target() {
        let mut catalog = Catalog::core();
        catalog.map("My::Server", "OS::Nova::Server");
        catalog.map("My::*", "own.yaml");
        catalog.map("OS::Nova::KeyPair", "own.yaml");
        let get = |name| catalog.get(&ResourceTypeName::new(name));
        assert!(get("My::Server").is_some_and(|known| known.properties.contains_key("flavor")));
        assert!(get("My::Other").is_none() && catalog.knows(&ResourceTypeName::new("My::Other")));
        assert!(get("OS::Nova::KeyPair").is_none());
        assert_ne!(catalog, Catalog::core());
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "([A-Z+ :a-z.=!%@\\[\\],0-9{}*^~?&-]{0,12}\n){0,20}") {
            let catalog = Catalog::read(text);
            let _ = catalog.iter().count() + catalog.names().count();
        }
    }
}
