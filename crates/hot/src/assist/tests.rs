//! Offers, facts and definitions at `$0`.

use expect_test::{Expect, expect};
use hotplate_schema::Catalog;

use crate::{Source, complete, definition, hover, read};

const TEMPLATE: &str = "\
heat_template_version: 2018-08-31
parameters:
  count:
    type: number
    default: 2
    description: How many.
    constraints:
      - range: { min: 1 }
  password: { type: string, hidden: true, default: secret }
conditions:
  big: { equals: [{ get_param: count }, 9] }
resources:
  config:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      inputs:
        - name: hosts
      outputs:
        - name: address
      config: text
  group:
    type: OS::Heat::ResourceGroup
    properties:
      count: { get_param: count }
      resource_def:
        type: OS::Nova::Server
        properties: { flavor: f }
  deployment:
    type: OS::Heat::SoftwareDeploymentGroup
    properties:
      config: { get_resource: config }
      servers: { get_attr: [group, refs_map] }
";

/// Puts a piece behind the template; gives the text and the byte of `$0`.
fn with(piece: &str) -> (Source, u32) {
    let text = format!("{TEMPLATE}{piece}");
    let byte = text.find("$0").unwrap() as u32;
    (Source::new("test.yaml", &text.replacen("$0", "", 1)), byte)
}

/// What is offered: the word that is replaced, then up to eight inserted texts and how many more.
fn offered(piece: &str, expected: Expect) {
    let (source, byte) = with(piece);
    let catalog = Catalog::full();
    let (span, offers) = complete(&source, &read(&source, &catalog), &catalog, byte);
    let shown: Vec<&str> = offers.iter().take(8).map(|offer| offer.insert.as_str()).collect();
    let more = if offers.len() > 8 { format!(" and {} more", offers.len() - 8) } else { String::new() };
    expected.assert_eq(&format!("{:?}: {}{more}", &source.text[span.range()], shown.join(" | ")));
}

fn hovered(piece: &str, expected: Expect) {
    let (source, byte) = with(piece);
    let catalog = Catalog::full();
    let shown = hover(&read(&source, &catalog), &catalog, byte).map_or("nothing".to_owned(), |hover| {
        format!("{:?}: {}\n{}", &source.text[hover.span.range()], hover.title, hover.lines.join("\n"))
    });
    expected.assert_eq(&shown);
}

/// The line that a name is defined on.
fn defined(piece: &str, expected: &str) {
    let (source, byte) = with(piece);
    let span = definition(&read(&source, &Catalog::full()), byte);
    let line = span.map(|span| source.text[span.start as usize..].lines().next().unwrap_or_default());
    assert_eq!(line.unwrap_or("nothing"), expected, "{piece}");
}

#[test]
fn keys() {
    offered("out$0", expect![[r#""out": description:  | parameter_groups:  | outputs: "#]]);
    offered("parameter_groups:\n  - $0", expect![[r#""": label:  | description:  | parameters: "#]]);
    offered(
        "  new:\n    $0",
        expect![[
            r#""": type:  | properties:  | metadata:  | depends_on:  | deletion_policy:  | update_policy:  | description:  | external_id:  and 1 more"#
        ]],
    );
    offered(
        "  new:\n    type: OS::Nova::Server\n    pro$0\n    metadata: {}\n",
        expect![[
            r#""pro": properties:  | depends_on:  | deletion_policy:  | update_policy:  | description:  | external_id:  | condition: "#
        ]],
    );
    offered("outputs:\n  o:\n    value: 1\n    $0", expect![[r#""": description:  | condition: "#]]);
    offered("outputs:\n  o:\n    val$0: 1\n", expect![[r#""val": value | description | condition"#]]);
}

#[test]
fn types_and_properties() {
    offered(
        "  new:\n    type: OS::Nova:$0",
        expect![[
            r#""OS::Nova:": OS::Cinder::Volume | OS::Cinder::VolumeAttachment | OS::Heat::RandomString | OS::Heat::ResourceGroup | OS::Heat::SoftwareConfig | OS::Heat::SoftwareDeployment | OS::Heat::SoftwareDeploymentGroup | OS::Heat::Value and 156 more"#
        ]],
    );
    offered(
        "  new:\n    type: OS::Nova::KeyPair\n    properties:\n      $0",
        expect![[r#""": name:  | public_key:  | save_private_key:  | type:  | user: "#]],
    );
    offered(
        "  new:\n    type: OS::Nova::KeyPair\n    properties: { $0 }",
        expect![[r#""": name:  | public_key:  | save_private_key:  | type:  | user: "#]],
    );
    offered(
        "  new:\n    type: OS::Nova::Server\n    properties:\n      networks:\n        - $0",
        expect![[
            r#""": allocate_network:  | fixed_ip:  | floating_ip:  | network:  | port:  | port_extra_properties:  | subnet:  | tag:  and 21 more"#
        ]],
    );
    offered(
        "  new:\n    type: OS::Nova::Server\n    properties:\n      user_data_format: $0",
        expect![[
            r#""": HEAT_CFNTOOLS | RAW | SOFTWARE_CONFIG | { get_param: } | { get_resource: } | { get_attr: } | { get_file: } | { resource_facade: } and 16 more"#
        ]],
    );
    offered(
        "  new:\n    type: OS::Heat::ResourceGroup\n    properties:\n      resource_def:\n        type: OS::Nova::KeyPair\n        properties:\n          na$0",
        expect![[r#""na": name:  | public_key:  | save_private_key:  | type:  | user: "#]],
    );
    offered(
        "  new:\n    type: OS::Heat::SoftwareDeployment\n    properties:\n      config: { get_resource: config }\n      input_values:\n        $0",
        expect![[r#""": hosts: "#]],
    );
    let chain = "  new:\n    type: OS::Heat::ResourceChain\n    properties:\n      resources: [OS::Nova::KeyPair]\n      resource_properties:\n        ";
    offered(
        &format!("{chain}na$0"),
        expect![[r#""na": name:  | public_key:  | save_private_key:  | type:  | user: "#]],
    );
    offered(
        &format!("{chain}type: $0"),
        expect![[
            r#""": ssh | x509 | { get_param: } | { get_resource: } | { get_attr: } | { get_file: } | { resource_facade: } | { list_join: } and 15 more"#
        ]],
    );
    hovered(
        &format!("{chain}na$0me: k"),
        expect![[r#"
        "name": name · property of OS::Nova::KeyPair
        kind: string
        required
        length: 1 to 255
        an update replaces the resource"#]],
    );
    offered("  new:\n    type: OS::Unknown\n    properties:\n      $0", expect![[r#""": "#]]);
}

#[test]
fn names() {
    offered(
        "outputs:\n  o:\n    value: { get_param: $0 }",
        expect![[r#""": count | password | OS::stack_name | OS::stack_id | OS::project_id"#]],
    );
    offered("outputs:\n  o:\n    value: { get_attr: [$0", expect![[r#""": config | group | deployment"#]]);
    offered(
        "outputs:\n  o:\n    value: { get_attr: [deployment, $0",
        expect![[r#""": deploy_status_codes | deploy_stderrs | deploy_stdouts | address | show"#]],
    );
    offered(
        "outputs:\n  o:\n    value: { get_attr: [group, attributes, $0]}",
        expect![[
            r#""": accessIPv4 | accessIPv6 | addresses | console_urls | first_address | instance_name | name | networks and 2 more"#
        ]],
    );
    offered(
        "outputs:\n  o:\n    value:\n      get_attr:\n        - group\n        - re$0",
        expect![[
            r#""re": attributes | refs | refs_map | removed_rsrc_list | accessIPv4 | accessIPv6 | addresses | console_urls and 7 more"#
        ]],
    );
    offered(
        "  new:\n    type: OS::Heat::Value\n    depends_on: [config, $0]",
        expect![[r#""": config | group | deployment"#]],
    );
    offered(
        "  new:\n    type: OS::Heat::Value\n    condition: $0",
        expect![[
            r#""": big | { get_param: } | { equals: } | { not: } | { and: } | { or: } | { contains: } | { yaql: }"#
        ]],
    );
}

#[test]
fn functions() {
    offered(
        "outputs:\n  o:\n    value: $0",
        expect![[
            r#""": { get_param: } | { get_resource: } | { get_attr: } | { get_file: } | { resource_facade: } | { list_join: } | { str_replace: } | { digest: } and 13 more"#
        ]],
    );
    offered(
        "outputs:\n  o:\n    value:\n      $0",
        expect![[
            r#""": get_param:  | get_resource:  | get_attr:  | get_file:  | resource_facade:  | list_join:  | str_replace:  | digest:  and 13 more"#
        ]],
    );
    offered(
        "outputs:\n  o:\n    value:\n      str_replace:\n        $0",
        expect![[r#""": template:  | params: "#]],
    );
    offered(
        "outputs:\n  o:\n    value: { list_join: [\",\", [{ $0",
        expect![[
            r#""": get_param:  | get_resource:  | get_attr:  | get_file:  | resource_facade:  | list_join:  | str_replace:  | digest:  and 13 more"#
        ]],
    );
}

#[test]
fn where_nothing_is_offered() {
    offered(
        "  new:\n    type: OS::Heat::SoftwareConfig\n    properties:\n      config: |\n        get$0",
        expect![[r#""": "#]],
    );
    offered("# get$0", expect![[r#""": "#]]);
}

#[test]
fn facts() {
    hovered(
        "outputs:\n  o:\n    value: { get_param: cou$0nt }\n",
        expect![[r#"
        "count": count · parameter
        type: number
        How many.
        default: 2
        range: 1 or more"#]],
    );
    hovered(
        "outputs:\n  o:\n    value: { get_param: pass$0word }\n",
        expect![[r#"
        "password": password · parameter
        type: string
        default: hidden"#]],
    );
    hovered(
        "outputs:\n  o:\n    value: { get_$0param: count }\n",
        expect![[r#"
        "get_param": get_param · function
        { get_param: NAME } or { get_param: [NAME, KEY, …] }
        since version 2013-05-23"#]],
    );
    hovered(
        "outputs:\n  o:\n    value: { get_attr: [group, refs_$0map] }\n",
        expect![[r#"
            "refs_map": refs_map · attribute
            kind: map
            of group (OS::Heat::ResourceGroup)"#]],
    );
    hovered(
        "outputs:\n  o:\n    value: { get_attr: [gro$0up, refs_map] }\n",
        expect![[r#"
        "group": group · OS::Heat::ResourceGroup
    "#]],
    );
    hovered(
        "  new:\n    type: OS::Nova::Key$0Pair\n",
        expect![[r#"
        "OS::Nova::KeyPair": OS::Nova::KeyPair · resource type
        needs name
        5 properties
        attributes: private_key, public_key"#]],
    );
    hovered(
        "  new:\n    type: OS::Nova::Server\n    properties:\n      user_data_for$0mat: RAW\n",
        expect![[r#"
            "user_data_format": user_data_format · property of OS::Nova::Server
            kind: string
            default: HEAT_CFNTOOLS
            one of HEAT_CFNTOOLS, RAW, SOFTWARE_CONFIG
            an update replaces the resource"#]],
    );
    hovered(
        "  new:\n    depends$0_on: config\n",
        expect![[r#"
        "depends_on": depends_on · key of a resource
        resources that must be created before"#]],
    );
    hovered("  new:\n    type: OS::Nova::Server\n  $0\n", expect!["nothing"]);
}

#[test]
fn definitions() {
    defined("outputs:\n  o:\n    value: { get_param: $0count }\n", "count:");
    defined("outputs:\n  o:\n    value: { get_attr: [group$0, refs] }\n", "group:");
    defined("outputs:\n  o:\n    value: { get_attr: [group, re$0fs] }\n", "group:");
    defined(
        "outputs:\n  o:\n    value: { if: [bi$0g, 1, 2] }\n",
        "big: { equals: [{ get_param: count }, 9] }",
    );
    defined("  new:\n    depends_on:\n      - con$0fig\n", "config:");
    defined("outputs:\n  o:\n    value: { get_param: non$0e }\n", "nothing");
    defined("outputs:\n  o:\n    va$0lue: 1\n", "nothing");
}
