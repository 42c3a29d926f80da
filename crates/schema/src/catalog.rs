//! The resource types that are known.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use indexmap::IndexMap;

use crate::read::read_type;
use crate::{ResourceType, ResourceTypeName};

/// What most first templates are made of, as the newest engine has it.
const CORE: &str = include_str!("../catalog/core.txt");

/// Everything the engine has, release by release. Only programs that call [`Catalog::full`] carry it.
const FULL: &str = include_str!("../catalog/catalog.txt");

/// A release of the engine whose types are known.
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Release {
    /// Heat 27.
    #[default]
    Heat27,
    /// Heat 20, of OpenStack 2023.1.
    Heat2023_1,
}

impl Release {
    /// Every release, the newest first.
    pub const ALL: [Self; 2] = [Self::Heat27, Self::Heat2023_1];

    /// Its name, as people and the catalog's text write it: `27`, `2023.1`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heat27 => "27",
            Self::Heat2023_1 => "2023.1",
        }
    }

    /// The release of that name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|release| release.name() == name)
    }
}

/// Resource types by name. A type that is not here is unknown, which is never by itself an error: a testbed may have
/// types of its own.
///
/// Made in one glance over its text; a type is read when somebody asks for it.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    text: Cow<'static, str>,
    types: IndexMap<ResourceTypeName, Entry>,
    /// Names that stand for another type, or of which nothing else is said; either may end in `*`.
    names: Vec<(String, Option<String>)>,
    /// Names of custom constraints; `*` stands for all.
    constraints: Vec<String>,
    /// What was mapped after reading, for comparison.
    mapped: Vec<(String, String)>,
    release: Release,
}

#[derive(Clone, Debug)]
struct Entry {
    lines: Range<usize>,
    read: OnceLock<ResourceType>,
}

/// Catalogs of the same text and release are equal, whatever has been read of them.
impl PartialEq for Catalog {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.release == other.release && self.mapped == other.mapped
    }
}

impl Catalog {
    /// What most first templates are made of, and no word against anything else: what a page has built in until the
    /// whole text is there.
    pub fn core() -> Self {
        Self::read(CORE)
    }

    /// Everything that the newest engine has.
    pub fn full() -> Self {
        Self::read(FULL)
    }

    /// Everything that the engine of a release has.
    pub fn full_of(release: Release) -> Self {
        Self::read_of(FULL, release)
    }

    /// The types of a text in the form that `read.rs` describes, as the newest release has them. What cannot be read is
    /// left out.
    pub fn read(text: impl Into<Cow<'static, str>>) -> Self {
        Self::read_of(text, Release::default())
    }

    /// The types of a text in the form that `read.rs` describes, as a release has them.
    pub fn read_of(text: impl Into<Cow<'static, str>>, release: Release) -> Self {
        let text = text.into();
        let mut read = Self { release, ..Self::default() };
        let mut of = Release::default().name();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let (start, end) = (at, at + line.len());
            at = end;
            if let Some(name) = line.strip_prefix('=') {
                of = name.trim_end();
            }
            if of == Release::default().name() || of == release.name() {
                read.line(line, start..end);
            }
        }
        Self { text, ..read }
    }

    fn line(&mut self, line: &str, place: Range<usize>) {
        let (sign, rest) = line.trim_end().split_at_checked(1).unwrap_or_default();
        match sign {
            " " => {
                // The lines of a type that is told again in a later release come after its name there.
                if let Some((_, entry)) = self.types.last_mut() {
                    entry.lines.end = place.end;
                }
            }
            "+" => {
                let (name, target) = rest
                    .split_once(' ')
                    .map_or((rest, None), |(name, target)| (name, Some(target.to_owned())));
                self.names.push((name.to_owned(), target));
            }
            "!" => self.constraints.push(rest.to_owned()),
            "-" => match rest.strip_prefix('!') {
                Some(name) => self.constraints.retain(|known| known != name),
                None => drop(self.types.shift_remove(&ResourceTypeName::new(rest))),
            },
            "" | "=" => {}
            _ => {
                let name = ResourceTypeName::new(line.split_whitespace().next().unwrap_or_default());
                self.types.shift_remove(&name);
                self.types.insert(name, Entry { lines: place, read: OnceLock::new() });
            }
        }
    }

    /// Which release of the engine it describes.
    pub fn release(&self) -> Release {
        self.release
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
                self.names.push((name.to_owned(), None));
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
        let entry = self.types.get(name).or_else(|| {
            let target = self.names.iter().find_map(|(known, target)| {
                let rest = covers(known, name.as_str())?;
                Some(target.as_ref()?.replace('*', rest))
            });
            self.types.get(&ResourceTypeName::new(&target?))
        });
        entry.map(|entry| self.force(entry))
    }

    /// Whether the engine has a type of that name, described here or not.
    pub fn knows(&self, name: &ResourceTypeName) -> bool {
        self.types.contains_key(name)
            || self.names.iter().any(|(known, _)| covers(known, name.as_str()).is_some())
    }

    /// All types, in the order of the catalog.
    pub fn iter(&self) -> impl Iterator<Item = &ResourceType> {
        self.types.values().map(|entry| self.force(entry))
    }

    /// The names of all types, those that are described first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.names.iter().map(|(name, _)| name.as_str()).filter(|name| !name.ends_with('*'));
        self.types.keys().map(ResourceTypeName::as_str).chain(others)
    }

    /// Whether the engine has a custom constraint of that name.
    pub fn knows_constraint(&self, name: &str) -> bool {
        self.constraints.iter().any(|known| covers(known, name).is_some())
    }

    /// The names of all custom constraints.
    pub fn constraints(&self) -> impl Iterator<Item = &str> {
        self.constraints.iter().map(String::as_str).filter(|name| !name.ends_with('*'))
    }

    fn force<'a>(&self, entry: &'a Entry) -> &'a ResourceType {
        entry.read.get_or_init(|| read_type(self.text.get(entry.lines.clone()).unwrap_or_default()))
    }
}

/// What a name has in the place of the `*` at the end of a known one; nothing if they are the same; `None` if the known
/// one is not about it.
fn covers<'a>(known: &str, name: &'a str) -> Option<&'a str> {
    match known.strip_suffix('*') {
        Some(start) => name.strip_prefix(start),
        None => (known == name).then_some(""),
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
    fn every_line_is_read() {
        let newest = FULL.split("\n=").next().unwrap();
        let catalog = Catalog::full();
        let read: usize = catalog
            .iter()
            .map(|known| {
                let schemas = known.properties.values().chain(known.update_policy.values());
                1 + schemas.map(count).sum::<usize>() + known.attributes.len() + known.rules.len()
            })
            .sum();
        assert_eq!(read + catalog.names.len() + catalog.constraints.len(), newest.lines().count());
        let words = newest
            .lines()
            .filter(|line| line.starts_with(' ') && !line.starts_with(" /") && !line.starts_with(" /"))
            .flat_map(|line| line.trim().split(' ').skip(2));
        let schemas =
            catalog.iter().flat_map(|known| known.properties.values().chain(known.update_policy.values()));
        assert_eq!(
            schemas.map(constraints).sum::<usize>(),
            words.filter(|word| !word.starts_with('=')).count()
        );
    }

    /// Types, top-level properties, all property schemas, attributes and custom constraints, as the engines count them.
    #[test]
    fn each_release_is_whole() {
        let counts = Release::ALL.map(|release| {
            let catalog = Catalog::full_of(release);
            let sum = |of: fn(&ResourceType) -> usize| catalog.iter().map(of).sum::<usize>();
            [
                catalog.iter().count(),
                sum(|known| known.properties.len()),
                sum(|known| known.properties.values().map(count).sum()),
                sum(|known| known.attributes.len()),
                catalog.constraints().count(),
            ]
        });
        assert_eq!(counts, [[203, 1135, 1621, 371, 70], [200, 1311, 1842, 422, 81]]);
    }

    #[test]
    fn the_core_is_a_part_of_the_whole_and_takes_any_other_name() {
        let (core, full) = (Catalog::core(), Catalog::full());
        assert!(core.iter().count() > 10);
        for known in core.iter() {
            assert_eq!(Some(known), full.get(&known.name), "{}", known.name);
        }
        let other = ResourceTypeName::new("My::Own");
        assert!(core.knows(&other) && core.get(&other).is_none() && !full.knows(&other));
        assert!(core.knows_constraint("my.own") && !full.knows_constraint("my.own"));
        assert!(core.names().chain(core.constraints()).all(|name| !name.contains('*')));
    }

    #[test]
    fn releases_differ() {
        let [newest, older] = Release::ALL.map(Catalog::full_of);
        let cluster = ResourceTypeName::new("OS::Sahara::Cluster");
        assert!(newest.get(&cluster).unwrap().any_property);
        assert!(older.get(&cluster).unwrap().properties["plugin_name"].required);
        assert!(!older.knows(&ResourceTypeName::new("OS::Aodh::PrometheusAlarm")));
        assert!(older.knows_constraint("sahara.plugin") && !older.knows_constraint("json_string"));
        assert_ne!(newest, older);
        assert_eq!(Release::find("2023.1"), Some(older.release()));
    }

    #[test]
    fn an_old_name_stands_for_its_type() {
        let catalog = Catalog::full();
        let get = |name| catalog.get(&ResourceTypeName::new(name)).map(|known| known.name.as_str());
        assert_eq!(get("OS::Quantum::Port"), Some("OS::Neutron::Port"));
        assert_eq!(get("OS::Metering::Alarm"), Some("OS::Aodh::Alarm"));
        assert_eq!(get("OS::Quantum::Nothing"), None);
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
                            convertible: false,
                            implemented: true,
                            looked_at: false,
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
                            convertible: false,
                            implemented: true,
                            looked_at: false,
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
                                    convertible: false,
                                    implemented: true,
                                    looked_at: false,
                                    status: Supported,
                                    default: None,
                                    constraints: [],
                                    schema: {
                                        "key": PropertySchema {
                                            kind: String,
                                            required: false,
                                            update_allowed: false,
                                            convertible: false,
                                            implemented: true,
                                            looked_at: false,
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
                            convertible: false,
                            implemented: true,
                            looked_at: false,
                            status: Supported,
                            default: None,
                            constraints: [],
                            schema: {
                                "size": PropertySchema {
                                    kind: Number,
                                    required: false,
                                    update_allowed: false,
                                    convertible: false,
                                    implemented: true,
                                    looked_at: false,
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
                    rules: [],
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
    fn a_server_as_it_is_known() {
        let catalog = Catalog::full();
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
        let mut catalog = Catalog::full();
        catalog.map("My::Server", "OS::Nova::Server");
        catalog.map("My::*", "own.yaml");
        catalog.map("OS::Nova::KeyPair", "own.yaml");
        let get = |name| catalog.get(&ResourceTypeName::new(name));
        assert!(get("My::Server").is_some_and(|known| known.properties.contains_key("flavor")));
        assert!(get("My::Other").is_none() && catalog.knows(&ResourceTypeName::new("My::Other")));
        assert!(get("OS::Nova::KeyPair").is_none());
        assert_ne!(catalog, Catalog::full());
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "([A-Z+ :a-z.=!%@\\[\\],0-9{}*^~?&-]{0,12}\n){0,20}") {
            let catalog = Catalog::read(text);
            let _ = catalog.iter().count() + catalog.names().count();
        }
    }
}
