//! Groups: which members they have, what they are made of, and what reading a group gives.

use expect_test::{Expect, expect};
use hotplate_plan::{Known, Reference, ResourcePath};
use hotplate_schema::Value;

use crate::show;

fn check(resources: &str, expected: Expect) {
    let planned = show::planned(&template(resources));
    let found: Vec<_> =
        planned.diagnostics.into_iter().filter(|found| found.code.0 != "missing-parameter-value").collect();
    let plan = planned.value;
    expected.assert_eq(&(show::resources(&plan) + &show::outputs(&plan) + &show::diagnostics(&found)));
}

fn template(rest: &str) -> String {
    format!(
        "heat_template_version: 2021-04-16
parameters:
  many: {{type: number, default: 2}}
  none: {{type: number}}
resources:
{rest}"
    )
}

#[test]
fn the_index_goes_into_values_only() {
    check(
        "  g:
    type: OS::Heat::ResourceGroup
    properties:
      count: {get_param: many}
      resource_def:
        type: OS::Heat::Value
        metadata: {at: '%index%'}
        properties:
          value: {'k%index%': ['v%index%', {x: '%index%-%index%', y: {get_resource: r}}]}
          nothing: null
  r: {type: OS::Heat::RandomString}
",
        expect![[r#"
            g ResourceGroup {"count": 2, "resource_def": {"type": "OS::Heat::Value", "metadata": {"at": "%index%"}, "properties": {"value": {"k%index%": ["v%index%", {"x": "%index%-%index%", "y": <r>}]}, "nothing": null}}}
            r RandomString {}
            g[0] Value {"value": {"k%index%": ["v0", {"x": "0-0", "y": <r>}]}}
            g[1] Value {"value": {"k%index%": ["v1", {"x": "1-1", "y": <r>}]}}
        "#]],
    );
}

#[test]
fn members_are_counted_as_heat_counts() {
    check(
        "  removed:
    type: OS::Heat::ResourceGroup
    properties:
      count: '3'
      index_var: <i>
      removal_policies: [{resource_list: ['0', 2]}]
      resource_def: {type: OS::Heat::None, properties: {x: <i>%index%}}
  one: {type: OS::Heat::ResourceGroup, properties: {resource_def: {type: OS::Heat::None}}}
  empty: {type: OS::Heat::ResourceGroup, properties: {count: 0, resource_def: {type: OS::Heat::None}}}
",
        expect![[r#"
            removed ResourceGroup {"count": "3", "index_var": "<i>", "removal_policies": [{"resource_list": ["0", 2]}], "resource_def": {"type": "OS::Heat::None", "properties": {"x": "<i>%index%"}}}
            one ResourceGroup {"resource_def": {"type": "OS::Heat::None"}}
            empty ResourceGroup {"count": 0, "resource_def": {"type": "OS::Heat::None"}}
            removed[1] None {"x": "1%index%"}
            removed[3] None {"x": "3%index%"}
            removed[4] None {"x": "4%index%"}
            one[0] None {}
        "#]],
    );
}

#[test]
fn what_cannot_be_counted_stays_closed() {
    check(
        "  missing: {type: OS::Heat::ResourceGroup, properties: {count: {get_param: none}, resource_def: {type: a}}}
  pending: {type: OS::Heat::ResourceGroup, properties: {count: {get_attr: [r, value]}, resource_def: {type: a}}}
  negative: {type: OS::Heat::ResourceGroup, properties: {count: -1, resource_def: {type: a}}}
  nothing: {type: OS::Heat::ResourceGroup, properties: {count: 1}}
  huge: {type: OS::Heat::ResourceGroup, properties: {count: 1000000, resource_def: {type: a}}}
  servers: {type: OS::Heat::SoftwareDeploymentGroup, properties: {servers: {get_attr: [r, value]}}}
  list: {type: OS::Heat::SoftwareDeploymentGroup, properties: {servers: [a]}}
  chain: {type: OS::Heat::ResourceChain, properties: {resources: [a, b]}}
  scaled: {type: OS::Heat::AutoScalingGroup, properties: {min_size: 1, max_size: 2}}
  nested: {type: nested.yaml}
  r: {type: OS::Heat::RandomString}
outputs:
  closed: {value: {get_attr: [pending, refs]}}
  nested: {value: {get_attr: [nested, out]}}
",
        expect![[r#"
            missing ResourceGroup closed: its `count` is not known: the parameter `none` has no value {"count": ?the parameter `none` has no value?, "resource_def": {"type": "a"}}
            pending ResourceGroup closed: its `count` is only known once `r` exists {"count": <r value>, "resource_def": {"type": "a"}}
            negative ResourceGroup closed: its `count` is not a number of members {"count": -1, "resource_def": {"type": "a"}}
            nothing ResourceGroup closed: its `resource_def` cannot be read {"count": 1}
            huge ResourceGroup closed: 1000000 members are more than are shown {"count": 1000000, "resource_def": {"type": "a"}}
            servers SoftwareDeploymentGroup closed: its `servers` is only known once `r` exists {"servers": <r value>}
            list SoftwareDeploymentGroup closed: its `servers` cannot be read {"servers": ["a"]}
            chain ResourceChain {"resources": ["a", "b"]}
            scaled AutoScalingGroup closed: its `resource` cannot be read {"min_size": 1, "max_size": 2}
            nested nested.yaml closed: the file `nested.yaml` is not there {}
            r RandomString {}
            chain[0] a {}
            chain[1] b {}
            closed: <pending refs>
            nested: <nested out>
            error (create) resources.negative.properties.count: `count`: -1 is out of range (at least 0)
              help: change the value
            error (create) resources.list.properties.servers: `servers` must be a mapping
              help: this is a list
            note (create) resources.chain.properties.resources: `a` is not a type of stock Heat
              help: it must be the testbed's own, or an environment must say what it stands for
            note (create) resources.chain.properties.resources: `b` is not a type of stock Heat
              help: it must be the testbed's own, or an environment must say what it stands for
            note (create) resources.chain.properties.resources[0]: `a` is not a type of stock Heat
              help: it must be the testbed's own, or an environment must say what it stands for
            note (create) resources.chain.properties.resources[1]: `b` is not a type of stock Heat
              help: it must be the testbed's own, or an environment must say what it stands for
            error (validate) resources.nested.type: the file `nested.yaml` is not there, and `nested` is made of it
              help: add the file, or correct its name
            error key resources: 1000013 resources, 1000002 of them members of groups: Heat allows 1000 in a stack
              help: split it into several stacks
        "#]],
    );
}

#[test]
fn a_deployment_for_each_server() {
    check(
        "  literal:
    type: OS::Heat::SoftwareDeploymentGroup
    properties: {config: c, servers: {a: id-a, b: {get_resource: r}}, input_values: {x: 1}, signal_transport: HEAT_SIGNAL}
  merged:
    type: OS::Heat::SoftwareDeployments
    properties:
      config: c
      servers: {map_merge: [{get_attr: [g, refs_map]}, {last: id}]}
  attributes:
    type: OS::Heat::StructuredDeploymentGroup
    properties: {servers: {get_attr: [g, attributes, name]}}
  g: {type: OS::Heat::ResourceGroup, properties: {count: 2, resource_def: {type: My::Server}}}
  r: {type: My::Server}
",
        expect![[r#"
            literal SoftwareDeploymentGroup {"config": "c", "servers": {"a": "id-a", "b": <r>}, "input_values": {"x": 1}, "signal_transport": "HEAT_SIGNAL"}
            merged SoftwareDeployments {"config": "c", "servers": {"0": <g[0]>, "1": <g[1]>, "last": "id"}}
            attributes StructuredDeploymentGroup {"servers": {"0": <g[0] name>, "1": <g[1] name>}}
            g ResourceGroup {"count": 2, "resource_def": {"type": "My::Server"}}
            r Server {}
            g[0] Server {}
            g[1] Server {}
            literal[a] SoftwareDeployment {"config": "c", "input_values": {"x": 1}, "signal_transport": "HEAT_SIGNAL", "server": "id-a"}
            literal[b] SoftwareDeployment {"config": "c", "input_values": {"x": 1}, "signal_transport": "HEAT_SIGNAL", "server": <r>}
            merged[0] SoftwareDeployment {"config": "c", "server": <g[0]>}
            merged[1] SoftwareDeployment {"config": "c", "server": <g[1]>}
            merged[last] SoftwareDeployment {"config": "c", "server": "id"}
            attributes[0] StructuredDeployment {"server": <g[0] name>}
            attributes[1] StructuredDeployment {"server": <g[1] name>}
        "#]],
    );
}

#[test]
fn groups_in_groups() {
    check(
        "  outer:
    type: OS::Heat::ResourceGroup
    properties:
      count: 2
      resource_def:
        type: OS::Heat::ResourceGroup
        properties:
          count: 2
          index_var: '%inner%'
          resource_def: {type: OS::Heat::Value, properties: {value: '%index%.%inner%'}}
outputs:
  inner: {value: {get_attr: [outer, resource.1.refs]}}
  deep: {value: {get_attr: [outer, resource.1, resource.0, value]}}
",
        expect![[r#"
            outer ResourceGroup {"count": 2, "resource_def": {"type": "OS::Heat::ResourceGroup", "properties": {"count": 2, "index_var": "%inner%", "resource_def": {"type": "OS::Heat::Value", "properties": {"value": "%index%.%inner%"}}}}}
            outer[0] ResourceGroup {"count": 2, "index_var": "%inner%", "resource_def": {"type": "OS::Heat::Value", "properties": {"value": "0.%inner%"}}}
            outer[1] ResourceGroup {"count": 2, "index_var": "%inner%", "resource_def": {"type": "OS::Heat::Value", "properties": {"value": "1.%inner%"}}}
            outer[0][0] Value {"value": "0.0"}
            outer[0][1] Value {"value": "0.1"}
            outer[1][0] Value {"value": "1.0"}
            outer[1][1] Value {"value": "1.1"}
            inner: [<outer[1][0]>, <outer[1][1]>]
            deep: "1.0"
        "#]],
    );
}

const READINGS: &str =
    "  g: {type: OS::Heat::ResourceGroup, properties: {count: 2, resource_def: {type: My::Server}}}
  d: {type: OS::Heat::SoftwareDeploymentGroup, properties: {config: c, servers: {get_attr: [g, refs_map]}}}
outputs:
  refs: {value: {get_attr: [g, refs]}}
  second: {value: {get_attr: [g, refs, 1]}}
  refs_map: {value: {get_attr: [g, refs_map]}}
  attributes: {value: {get_attr: [g, attributes, networks, net, 0]}}
  list: {value: {get_attr: [g, first_address]}}
  member: {value: {get_attr: [g, resource.1]}}
  of_member: {value: {get_attr: [g, resource.1.networks, net]}}
  same: {value: {get_attr: [g, resource.1, networks, net]}}
  reported: {value: {get_attr: [d, hosts]}}
  one: {value: {get_attr: [d, hosts, '1']}}
  missing: {value: {get_attr: [d, hosts, '7']}}
  stdouts: {value: {get_attr: [d, deploy_stdouts]}}
  joined: {value: {list_join: [' ', {get_attr: [g, first_address]}]}}
";

#[test]
fn reading_a_group_reads_its_members() {
    let plan = show::planned(&template(READINGS)).value;
    expect![[r#"
        refs: [<g[0]>, <g[1]>]
        second: <g[1]>
        refs_map: {"0": <g[0]>, "1": <g[1]>}
        attributes: {"0": <g[0] networks net 0>, "1": <g[1] networks net 0>}
        list: [<g[0] first_address>, <g[1] first_address>]
        member: <g[1]>
        of_member: <g[1] networks net>
        same: <g[1] networks net>
        reported: {"0": <d[0] hosts>, "1": <d[1] hosts>}
        one: <d[1] hosts>
        missing: null
        stdouts: {"0": <d[0] deploy_stdout>, "1": <d[1] deploy_stdout>}
        joined: <g[0] first_address, g[1] first_address>
    "#]]
    .assert_eq(&show::outputs(&plan));
}

/// Knows the id of each server, its address, and what the first deployment reported.
struct Half;

impl Known for Half {
    fn get(&self, reference: &Reference) -> Option<Value> {
        let path = reference.resource.to_string();
        let attribute: Vec<_> = reference.attribute.iter().map(Value::python_str).collect();
        match (path.as_str(), attribute.join(" ").as_str()) {
            ("g[0]" | "g[1]", "") => Some(format!("id of {path}").as_str().into()),
            ("g[0]" | "g[1]", "first_address") => Some(format!("address of {path}").as_str().into()),
            ("d[0]", "hosts") => Some("10.0.0.1 one\n".into()),
            ("d", "deploy_stdouts") => Some("asked as a whole".into()),
            ("g[1]", "networks") => {
                let addresses = Value::List(vec!["10.0.0.2".into()]);
                Some(Value::Map([("net".into(), addresses)].into_iter().collect()))
            }
            _ => None,
        }
    }
}

#[test]
fn what_has_become_known_is_filled_in() {
    let plan = show::planned(&template(READINGS)).value;
    let shown = |name: &String| {
        format!("{name}: {}\n", show::value(&plan.output(name, &Half).expect("there is such an output")))
    };
    let outputs: String = plan.outputs.keys().map(shown).collect();
    let deployment =
        plan.stack.find(&ResourcePath::root("d").member("1")).expect("there is a second deployment");
    let group = deployment.parent.expect("it is a member");
    let properties = show::value(&plan.properties(deployment.id, &Half));
    assert_eq!(plan.member_properties(group, &Half)[1], plan.properties(deployment.id, &Half));
    assert_eq!(plan.output("nope", &Half), None);
    expect![[r#"
        refs: ["id of g[0]", "id of g[1]"]
        second: "id of g[1]"
        refs_map: {"0": "id of g[0]", "1": "id of g[1]"}
        attributes: {"0": <g[0] networks net 0>, "1": "10.0.0.2"}
        list: ["address of g[0]", "address of g[1]"]
        member: "id of g[1]"
        of_member: ["10.0.0.2"]
        same: ["10.0.0.2"]
        reported: {"0": "10.0.0.1 one\n", "1": <d[1] hosts>}
        one: <d[1] hosts>
        missing: null
        stdouts: "asked as a whole"
        joined: "address of g[0] address of g[1]"
        d[1]: {"config": "c", "server": "id of g[1]"}
    "#]]
    .assert_eq(&format!("{outputs}d[1]: {properties}\n"));
}

#[test]
fn a_group_of_none_needs_no_definition() {
    let text = template(
        "  g: {type: OS::Heat::ResourceGroup, properties: {count: 0, resource_def: null}}
  a: {type: OS::Heat::AutoScalingGroup, properties: {min_size: 0, max_size: 2, resource: {type: null}}}
  c: {type: OS::Heat::ResourceChain, properties: {resources: null}}
",
    );
    let plan = show::planned(&text).value;
    let closed: Vec<_> = plan.stack.top().filter_map(|group| group.group.as_ref()?.closed.as_ref()).collect();
    assert_eq!((plan.stack.iter().count(), closed), (3, vec![]));
}

#[test]
fn what_comes_to_null_is_given_all_the_same() {
    let text = template(
        "  g:
    type: OS::Heat::ResourceGroup
    properties:
      resource_def: {type: OS::Heat::Value, properties: {value: {get_attr: [r, value]}, nothing: null}}
  r: {type: OS::Heat::RandomString}
",
    );
    let plan = show::planned(&text).value;
    let member = plan.stack.find(&ResourcePath::root("g").member("0")).expect("there is a member");
    assert_eq!(show::value(&plan.properties(member.id, &hotplate_plan::AsPreviewed)), r#"{"value": null}"#);
}

#[test]
fn a_member_that_is_not_there() {
    check(
        "  g: {type: OS::Heat::ResourceGroup, properties: {count: 1, resource_def: {type: My::Server}}}
  h:
    type: OS::Heat::ResourceGroup
    properties: {resource_def: {type: OS::Heat::Value, properties: {value: {get_attr: [g, resource.%index%.name]}}}}
outputs:
  o: {value: {get_attr: [g, attributes]}}
",
        expect![[r#"
            g ResourceGroup {"count": 1, "resource_def": {"type": "My::Server"}}
            h ResourceGroup {"resource_def": {"type": "OS::Heat::Value", "properties": {"value": ?`get_attr` finds no member `%index%` in `g`?}}}
            g[0] Server {}
            h[0] Value {"value": ?`get_attr` finds no member `%index%` in `g`?}
            o: ?`get_attr` needs the name of a member's attribute after `attributes`?
            error resources.h.properties.resource_def.properties.value.get_attr: `get_attr` finds no member `%index%` in `g`
              help: Heat only finds out while it creates the stack
            error outputs.o.value.get_attr: `get_attr` needs the name of a member's attribute after `attributes`
              help: Heat only finds out while it creates the stack
        "#]],
    );
}

#[test]
fn thousands_of_members() {
    let plan = show::planned(&template(&READINGS.replace("count: 2", "count: 5000")));
    assert_eq!(plan.value.stack.iter().count(), 10_002);
    let last = plan.value.stack.iter().last().expect("there are members");
    assert_eq!(last.path.to_string(), "d[4999]");
    assert_eq!(show::value(&last.properties), r#"{"config": "c", "server": <g[4999]>}"#);
}
