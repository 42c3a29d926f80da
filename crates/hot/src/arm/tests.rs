use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

fn check(text: &str, expected: Expect) {
    let armed = arm(text).unwrap_or_else(|why| format!("no: {why}\n"));
    expected.assert_eq(&armed);
}

#[test]
fn everything_depends_on_the_condition_and_all_else_stays() {
    check(
        "heat_template_version: 2015-10-15   # the guide's
parameters:
  reservation_id:
    type: string
    constraints:
      - custom_constraint: blazar.reservation
  # how many
  count: {type: number, default: 2}

resources:
  # a server
  a:
    type: OS::Nova::Server
    properties: {flavor: x}
  b: {type: OS::Heat::Value}
outputs:
  o:
    value: {get_attr: [a, name]}
",
        expect![[r#"
                heat_template_version: 2016-10-14   # the guide's
                parameters:
                  reservation_id:
                    type: string
                    constraints: []
                  # how many
                  count: {type: number, default: 2}

                conditions:
                  reserved: {not: {equals: [{get_param: reservation_id}, dummy]}}

                resources:
                  # a server
                  a:
                    condition: reserved
                    type: OS::Nova::Server
                    properties: {flavor: x}
                  b: {condition: reserved, type: OS::Heat::Value}
                outputs:
                  o:
                    condition: reserved
                    value: {get_attr: [a, name]}
            "#]],
    );
}

#[test]
fn conditions_that_are_there_still_hold() {
    check(
        "heat_template_version: pike
parameters:
  reservation_id:
    type: string
    constraints:
    - custom_constraint: blazar.reservation
    - length: {min: 3}
conditions:
  reserved: {equals: [1, 1]}
resources:
  a:
    type: OS::Heat::Value
    condition: reserved
  b:
    condition:
      not: reserved
    type: OS::Heat::Value
  c: &c
    type: OS::Heat::Value
  d: *c
",
        expect![[r#"
                heat_template_version: pike
                parameters:
                  reservation_id:
                    type: string
                    constraints: [{"length": {"min": 3}}]
                conditions:
                  reserved_2: {not: {equals: [{get_param: reservation_id}, dummy]}}
                  reserved: {equals: [1, 1]}
                resources:
                  a:
                    type: OS::Heat::Value
                    condition: {and: [reserved_2, "reserved"]}
                  b:
                    condition:
                      {and: [reserved_2, {"not": "reserved"}]}
                    type: OS::Heat::Value
                  c: &c
                    condition: reserved_2
                    type: OS::Heat::Value
                  d: *c
            "#]],
    );
}

#[test]
fn anchors_and_aliases_still_mean_the_same() {
    check(
        "heat_template_version: pike
parameters:
  other: {type: string, constraints: &k [{custom_constraint: blazar.reservation}, {length: {min: 3}}]}
  reservation_id: {type: string, constraints: *k}
conditions: &none {}
resources:
  a: &x { type: OS::Heat::None, condition: &c big }
  b:
    type: OS::Heat::None
    condition: *c
  d: !!map {type: OS::Heat::None, condition: {not: &e big}}
  e: *x
  f:
    type: OS::Heat::None
    condition: &f
      not: *e
  g: &g
    type: OS::Heat::None
",
        expect![[r#"
                heat_template_version: pike
                parameters:
                  other: {type: string, constraints: &k [{custom_constraint: blazar.reservation}, {length: {min: 3}}]}
                  reservation_id: {type: string, constraints: [{"length": {"min": 3}}]}
                conditions: &none {reserved: {not: {equals: [{get_param: reservation_id}, dummy]}}}
                resources:
                  a: &x { type: OS::Heat::None, condition: {and: [reserved, &c "big"]} }
                  b:
                    type: OS::Heat::None
                    condition: {and: [reserved, *c]}
                  d: !!map {type: OS::Heat::None, condition: {and: [reserved, {not: &e big}]}}
                  e: *x
                  f:
                    type: OS::Heat::None
                    condition: {and: [reserved, &f
                      {"not": "big"}]}
                  g: &g
                    condition: reserved
                    type: OS::Heat::None
            "#]],
    );
    check(
        "heat_template_version: pike
parameters:
  reservation_id:
    constraints: &k
      - custom_constraint: blazar.reservation
    type: string
conditions: {}
resources: {a: {type: OS::Heat::None}}
",
        expect![[r#"
                heat_template_version: pike
                parameters:
                  reservation_id:
                    constraints: &k
                      []
                    type: string
                conditions: {reserved: {not: {equals: [{get_param: reservation_id}, dummy]}}}
                resources: {a: {condition: reserved, type: OS::Heat::None}}
            "#]],
    );
}

#[test]
fn the_parameter_is_declared_and_every_server_reads_it() {
    let declared = |text: &str| declare(text).unwrap_or_else(|why| format!("no: {why}"));
    let text = "heat_template_version: 2018-08-31   # the guide's

resources:
  a:
    type: OS::Nova::Server
    properties:
      # small
      flavor: x
  b: {type: OS::Nova::Server, properties: {scheduler_hints: {group: g}}}
  c:
    type: OS::Heat::ResourceGroup
    properties:
      resource_def:
        type: OS::Nova::Server
        properties:
          scheduler_hints:
            reservation: mine
  d: {type: OS::Heat::Value, properties: {value: 1}}
";
    let expected = expect![[r#"
            heat_template_version: 2018-08-31   # the guide's

            parameters:
              reservation_id: {type: string}

            resources:
              a:
                type: OS::Nova::Server
                properties:
                  # small
                  scheduler_hints: {reservation: {get_param: reservation_id}}
                  flavor: x
              b: {type: OS::Nova::Server, properties: {scheduler_hints: {reservation: {get_param: reservation_id}, group: g}}}
              c:
                type: OS::Heat::ResourceGroup
                properties:
                  resource_def:
                    type: OS::Nova::Server
                    properties:
                      scheduler_hints:
                        reservation: mine
              d: {type: OS::Heat::Value, properties: {value: 1}}
        "#]];
    expected.assert_eq(&declared(text));
    assert_eq!(declared(&declared(text)), declared(text));
    let rows = [
        ("parameters: {}\nresources: {}", "parameters: {reservation_id: {type: string}}\nresources: {}"),
        ("{resources: {}}", "{parameters: {reservation_id: {type: string}}, resources: {}}"),
        (
            "parameters:\n  a: {type: json}\nresources: {}",
            "parameters:\n  reservation_id: {type: string}\n  a: {type: json}\nresources: {}",
        ),
        ("parameters:\nresources: {}", "no: its section `parameters` is empty: leave it out"),
        ("a: 1", "no: the template has no resources"),
        ("", "no: the template is empty, or no YAML"),
    ];
    for (text, expected) in rows {
        assert_eq!(declared(text), expected, "{text}");
    }
}

#[test]
fn what_stands_in_the_way_is_said() {
    let rows = [
        ("", "empty"),
        ("a: 1", "none of Heat's own format"),
        (
            "heat_template_version: 2013-05-23\nparameters: {reservation_id: {type: string}}\nresources: {}",
            "would mean something else",
        ),
        ("heat_template_version: 2018-08-31\nresources: {a: {type: X}}", "no parameter `reservation_id`"),
        ("heat_template_version: 2018-08-31\nparameters: {reservation_id: {type: string}}", "no resources"),
        (
            "heat_template_version: 2015-04-30\nparameters: {reservation_id: {type: string}}\nresources: {a: {type: X, properties: {x: {Fn::Select: [0, [a]]}}}}",
            "it calls `Fn::Select`, which 2016-10-14, the first version with conditions, no longer has: write a path",
        ),
        (
            "heat_template_version: 2018-08-31\nparameters: {reservation_id: {type: string}}\nresources:\n  a:\n    type: X\n    condition:\n      not: &c x\n",
            "an anchor stands in the condition `not: &c x`",
        ),
        (
            "heat_template_version: 2018-08-31\nparameters: {reservation_id: {type: string, constraints: [custom_constraint: &c blazar.reservation]}}\nresources: {}",
            "an anchor stands in the constraints",
        ),
    ];
    for (text, said) in rows {
        let why = arm(text).unwrap_err();
        assert!(why.contains(said), "{text}: {why}");
    }
}

proptest! {
    #[test]
    fn no_text_is_a_panic(text in "(heat_template_version: 2018-08-31\n|parameters:\n|  reservation_id: |\\{|\\}|conditions:\n|resources:\n|outputs:\n|  a:\n|    type: X\n|    condition: |&a |\\*a|- |é|\\PC|\n){0,30}") {
        let _ = (arm(&text), declare(&text));
    }
}
