//! Who waits for whom and why, in which order, and what is said of names that lead nowhere.

use expect_test::{Expect, expect};

use crate::show;

fn check(resources: &str, expected: Expect) {
    let text = format!(
        "heat_template_version: 2021-04-16
parameters:
  name: {{type: string, default: b}}
  none: {{type: string}}
conditions:
  yes: true
  no: false
  maybe: {{equals: [{{get_param: none}}, x]}}
resources:
{resources}"
    );
    let planned = show::planned(&text);
    let found: Vec<_> =
        planned.diagnostics.into_iter().filter(|found| found.code.0 != "missing-parameter-value").collect();
    expected.assert_eq(&(show::order(&planned.value) + &show::diagnostics(&found)));
}

#[test]
fn a_hosts_exchange_takes_three_waves() {
    check(
        "  export: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: c, outputs: [{name: hosts}]}}
  exported:
    type: OS::Heat::SoftwareDeploymentGroup
    properties: {config: {get_resource: export}, servers: {get_attr: [servers, refs_map]}}
  populate: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: c, inputs: [{name: hosts}]}}
  populated:
    type: OS::Heat::SoftwareDeploymentGroup
    depends_on: exported
    properties:
      config: {get_resource: populate}
      servers: {get_attr: [servers, refs_map]}
      input_values: {hosts: {get_attr: [exported, hosts]}}
  servers:
    type: OS::Heat::ResourceGroup
    properties: {count: 2, resource_def: {type: OS::Nova::Server, properties: {flavor: f, image: i}}}
",
        expect![[r#"
            exported -> export: resources.exported.properties.config.get_resource
            exported -> servers: resources.exported.properties.servers.get_attr refs_map
            populated -> exported: resources.populated.properties.input_values.hosts.get_attr hosts, resources.populated.depends_on[0]
            populated -> populate: resources.populated.properties.config.get_resource
            populated -> servers: resources.populated.properties.servers.get_attr refs_map
            waves: export populate servers | exported | populated
        "#]],
    );
}

#[test]
fn reasons_are_kept_and_edges_collapse() {
    check(
        "  a:
    type: OS::Heat::Value
    depends_on: [b, c, b]
    properties: {value: [{get_resource: b}, {get_attr: [b, value, 0]}, {get_resource: {get_param: name}}]}
    metadata: {x: {str_replace: {template: t, params: {t: {get_attr: [c]}}}}}
  b: {type: OS::Heat::RandomString, depends_on: c}
  c: {type: OS::Heat::RandomString}
  d: {type: OS::Heat::RandomString, update_policy: {x: {get_resource: c}}}
",
        expect![[r#"
            a -> b: resources.a.properties.value[0].get_resource, resources.a.properties.value[1].get_attr value, resources.a.properties.value[2].get_resource, resources.a.depends_on[0], resources.a.depends_on[2]
            a -> c: resources.a.metadata.x.str_replace.params.t.get_attr , resources.a.depends_on[1]
            b -> c: resources.b.depends_on[0]
            waves: c d | b | a
        "#]],
    );
}

#[test]
fn only_the_branch_that_is_taken_counts() {
    check(
        "  a: {type: OS::Heat::Value, properties: {value: {if: [yes, {get_resource: b}, {get_resource: c}]}}}
  b: {type: OS::Heat::Value, properties: {value: {if: [maybe, {get_resource: c}, 1]}}}
  c: {type: OS::Heat::Value, properties: {value: {if: [no, {get_resource: nowhere}, {get_param: name}]}}}
",
        expect![[r#"
            a -> b: resources.a.properties.value.if[1].get_resource
            b -> c: resources.b.properties.value.if[1].get_resource
            waves: c | b | a
            warning resources.c.properties.value.if[1].get_resource: there is no resource `nowhere`
              help: declare it under `resources`, or take the reference away
        "#]],
    );
}

#[test]
fn disabled_resources_have_no_part() {
    check(
        "  a: {type: OS::Heat::None, depends_on: [b, c]}
  b: {type: OS::Heat::None, condition: no, properties: {x: {get_resource: nowhere}, y: {get_resource: b}}}
  c: {type: OS::Heat::Value, properties: {value: {get_attr: [b, value]}}}
  d: {type: OS::Heat::Value, properties: {value: {if: [no, {get_attr: [b, value]}, none]}}}
  e: {type: OS::Heat::None, condition: maybe, depends_on: c}
",
        expect![[r#"
            a -> c: resources.a.depends_on[1]
            e -> c: resources.e.depends_on[0]
            waves: c d | a e
            warning resources.b.properties.x.get_resource: there is no resource `nowhere`
              help: declare it under `resources`, or take the reference away
            error (validate) resources.c.properties.value.get_attr[0]: `b` is not created, because its condition does not hold
              resources.b.condition: this does not hold
              help: put the reference into an `if` on the same condition
        "#]],
    );
}

#[test]
fn names_that_lead_nowhere() {
    check(
        "  server: {type: OS::Heat::Value, properties: {value: {get_resource: sever}}}
  a: {type: OS::Heat::Value, depends_on: srever, properties: {value: {get_attr: [x, y]}}}
  b: {type: OS::Heat::Value, condition: yess, properties: {value: {get_param: nmae}}}
  c: {type: OS::Heat::Value, properties: {value: {if: [no, [{get_param: nmae}, {get_resource: sever}], 1]}}}
  d: {type: OS::Heat::None, external_id: abc, depends_on: a, properties: {x: {get_resource: a}}}
",
        expect![[r#"
            waves: server a b c d
            error (validate) resources.b.condition: there is no condition `yess`
              help: declare it under `conditions`, or take the reference away
            error (validate) resources.server.properties.value.get_resource: there is no resource `sever`
              help: did you mean `server`?
              fix: rename to server
            error (validate) resources.a.properties.value.get_attr[0]: there is no resource `x`
              help: declare it under `resources`, or take the reference away
            error (validate) resources.a.depends_on[0]: there is no resource `srever`
              help: did you mean `server`?
            warning resources.b.properties.value.get_param: there is no parameter `nmae`
              help: did you mean `name`?
              fix: rename to name
            warning resources.c.properties.value.if[1][0].get_param: there is no parameter `nmae`
              help: did you mean `name`?
              fix: rename to name
            warning resources.c.properties.value.if[1][1].get_resource: there is no resource `sever`
              help: did you mean `server`?
              fix: rename to server
            error (validate) resources.d.depends_on: `d` already exists elsewhere, so it cannot wait for another resource
              help: take `depends_on` away, or `external_id`
        "#]],
    );
}

#[test]
fn cycles_are_named_from_their_first_resource() {
    check(
        "  a: {type: OS::Heat::Value, properties: {value: {get_attr: [c, value]}}}
  b: {type: OS::Heat::Value, properties: {value: {get_attr: [a, value]}}}
  c: {type: OS::Heat::Value, properties: {value: {get_resource: b}}}
  d: {type: OS::Heat::Value, properties: {value: {get_resource: c}}}
  e: {type: OS::Heat::RandomString}
  f: {type: OS::Heat::RandomString, depends_on: f}
",
        expect![[r#"
            a -> c: resources.a.properties.value.get_attr value
            b -> a: resources.b.properties.value.get_attr value
            c -> b: resources.c.properties.value.get_resource
            d -> c: resources.d.properties.value.get_resource
            f -> f: resources.f.depends_on[0]
            waves: e
            cycle: a c b
            cycle: f
            error (validate) resources.a.properties.value.get_attr: these wait for each other in a circle: `a` → `c` → `b` → `a`
              resources.c.properties.value.get_resource: `c` waits for `b` here
              resources.b.properties.value.get_attr: `b` waits for `a` here
              help: take one of these references away, so that one of them can be created first
            error (validate) resources.f.depends_on[0]: `f` waits for itself
              help: take one of these references away, so that one of them can be created first
        "#]],
    );
}

#[test]
fn networks_bring_dependencies_of_their_own() {
    check(
        "  net: {type: OS::Neutron::Net}
  subnet: {type: OS::Neutron::Subnet, properties: {network: {get_resource: net}, cidr: 10.0.0.0/24}}
  other: {type: OS::Neutron::Subnet, properties: {network: outside, cidr: 10.0.1.0/24}}
  port: {type: OS::Neutron::Port, properties: {network: {get_resource: net}}}
  server: {type: OS::Nova::Server, properties: {flavor: f, image: i, networks: [{port: {get_resource: port}}]}}
  elsewhere: {type: OS::Nova::Server, properties: {flavor: f, image: i, networks: [{network: sharednet1}]}}
  router: {type: OS::Neutron::Router, properties: {external_gateway_info: {network: public}}}
  interface:
    type: OS::Neutron::RouterInterface
    properties: {router: {get_resource: router}, subnet: {get_resource: subnet}}
  floating: {type: OS::Neutron::FloatingIP, properties: {floating_network: public, port_id: {get_resource: port}}}
",
        expect![[r#"
            subnet -> net: resources.subnet.properties.network.get_resource
            port -> net: resources.port.properties.network.get_resource
            port -> subnet: a port waits for the subnets of its network
            server -> subnet: a server waits for the subnets that its networks may have
            server -> other: a server waits for the subnets that its networks may have
            server -> port: resources.server.properties.networks[0].port.get_resource
            elsewhere -> subnet: a server waits for the subnets that its networks may have
            interface -> subnet: resources.interface.properties.subnet.get_resource
            interface -> router: resources.interface.properties.router.get_resource
            floating -> port: resources.floating.properties.port_id.get_resource
            floating -> router: a floating ip waits for the gateway of its network
            floating -> interface: a floating ip waits for the router interfaces of its port's subnets
            waves: net other router | subnet | port elsewhere interface | server floating
        "#]],
    );
}

#[test]
fn ten_thousand_resources_in_a_chain() {
    let chain: String = (1..10_000)
        .map(|i| {
            format!(
                "  r{i}: {{type: OS::Heat::Value, properties: {{value: {{get_attr: [r{}, value]}}}}}}\n",
                i - 1
            )
        })
        .collect();
    let text = format!(
        "heat_template_version: 2021-04-16\nresources:\n  r0: {{type: OS::Heat::RandomString}}\n{chain}"
    );
    let planned = show::planned(&text);
    assert_eq!(planned.value.waves.len(), 10_000);
    let last = planned.value.stack.iter().last().expect("there are resources");
    assert_eq!(show::value(&last.properties), r#"{"value": <r0 value>}"#);
    let found: Vec<_> = planned.diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(found, ["10000 resources: Heat allows 1000 in a stack"]);
    let closed =
        text.replace("r0: {type: OS::Heat::RandomString}", "r0: {type: OS::Heat::None, depends_on: r9999}");
    let closed = show::planned(&closed);
    assert_eq!(closed.value.cycles[0].resources.len(), 10_000);
    let told =
        closed.diagnostics.iter().find(|found| found.code.0 == "dependency-cycle").expect("it is told");
    assert!(told.message.starts_with("10000 resources wait for each other in a circle: `r0` → `r9999` → "));
    assert!(told.message.ends_with("`r9991` → … → `r0`"), "{}", told.message);
    assert_eq!(told.labels.len(), 10);
}
