//! What the catalog knows, and what it makes of any text.

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
    assert_eq!(schemas.map(constraints).sum::<usize>(), words.filter(|word| !word.starts_with('=')).count());
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
    assert!(core.knows(other.as_str()) && core.get(&other).is_none() && !full.knows(other.as_str()));
    assert!(core.knows_constraint("my.own") && !full.knows_constraint("my.own"));
    assert!(core.names().chain(core.constraints()).all(|name| !name.contains('*')));
}

#[test]
fn releases_differ() {
    let [newest, older] = Release::ALL.map(Catalog::full_of);
    let cluster = ResourceTypeName::new("OS::Sahara::Cluster");
    assert!(newest.get(&cluster).unwrap().any_property);
    assert!(older.get(&cluster).unwrap().properties["plugin_name"].required);
    assert!(!older.knows("OS::Aodh::PrometheusAlarm"));
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
                        decisive: false,
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
                        decisive: false,
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
                                decisive: false,
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
                                        decisive: false,
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
                        decisive: false,
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
                                decisive: false,
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
    assert!(catalog.knows("C::Da"));
    assert!(!catalog.knows("C::C"));
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
    assert!(get("My::Other").is_none() && catalog.knows("My::Other"));
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
