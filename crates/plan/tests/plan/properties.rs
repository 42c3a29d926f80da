//! Properties against their types.

use expect_test::{Expect, expect};

use crate::show;

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&show::diagnostics(&show::planned(text).diagnostics));
}

#[test]
fn values_are_judged_wherever_they_come_from() {
    check(
        "heat_template_version: 2021-04-16
parameters:
  long: {type: number, default: 9999}
  nets: {type: json, default: [{nett: x}, {network: 1.5}]}
conditions:
  always: true
  never: false
resources:
  literal: {type: OS::Heat::RandomString, properties: {length: many, salt: {}}}
  given: {type: OS::Heat::RandomString, properties: {length: {get_param: long}}}
  chosen: {type: OS::Heat::Value, properties: {type: {if: [always, number, string]}, value: abc}}
  left_out: {type: OS::Neutron::Port, properties: {network: {if: [never, net]}}}
  server: {type: OS::Nova::Server, properties: {flavor: f, image: i, networks: {get_param: nets}}}
  waiting:
    type: OS::Neutron::Port
    properties: {network: n, fixed_ips: [{ip_address: bad, subnet: {get_resource: literal}}]}
  config: {type: OS::Heat::SoftwareConfig, properties: {inputs: [{name: a, type: json}]}}
  old: {type: OS::Neutron::Port, properties: {network: n, network_id: n}}
",
        expect![[r#"
            error (create) resources.literal.properties.length: `length` must be a whole number
              help: this is text
            error (create) resources.literal.properties.salt: `salt` must be text
              help: this is a map
            error (create) resources.given.properties.length: `length`: 9999 is out of range (from 1 to 512)
              help: change the value
            error (create) resources.chosen.properties.value: a value of type number must be a number
              resources.chosen.properties.type: the type
              help: change the value or the type
            error (create) resources.left_out.properties.network: `network` is needed here
              help: give it whatever the values are
            error (create) resources.server.properties.networks[0].nett: there is no key `nett`
              help: remove it
            error (create) resources.server.properties.networks[1].network: `network` must be text
              help: this comes to `1.5`
            error (create) resources.server.properties.networks[0]: one of `network`, `port`, `subnet`, `allocate_network` is needed here
              help: add it
            error (create) resources.config.properties.inputs[0].type: `type` cannot be `json`
              help: did you mean `Json`?
              fix: rename to Json
            error (create) resources.old.properties.network: `network` is given twice: `network_id` is its old name
              help: take the old one away
            error resources.waiting.properties.fixed_ips[0].ip_address: `ip_address`: `bad` is not valid here: it is not an IP address
              help: change the value
        "#]],
    );
}

#[test]
fn what_stands_there_misspelt_is_not_missing_too() {
    check(
        "heat_template_version: 2021-04-16
parameters:
  ports: {type: json, default: [{prot: a}, {prto: b}, {other: c}]}
resources:
  told: {type: OS::Nova::Server, properties: {flavor: f, imgae: i}}
  other: {type: OS::Nova::Server, properties: {flavor: f, picture: i}}
  worked_out: {type: OS::Nova::Server, properties: {flavor: f, image: i, networks: {get_param: ports}}}
  all: {type: OS::Neutron::Port, properties: {map_merge: [{netwrok: n}]}}
  repeated: {type: OS::Heat::ResourceGroup, properties: {resource_def: {type: OS::Nova::Server, properties: {flavor: f, imgae: i}}}}
",
        expect![[r#"
            error (create) key resources.other: this server has nothing to start from: neither `image` nor a volume to boot
              help: add `image`
            error (create) resources.worked_out.properties.networks[0].prot: there is no key `prot`
              help: did you mean `port`?
            error (create) resources.worked_out.properties.networks[1].prto: there is no key `prto`
              help: remove it
            error (create) resources.worked_out.properties.networks[2].other: there is no key `other`
              help: remove it
            error (create) resources.worked_out.properties.networks[1]: one of `network`, `port`, `subnet`, `allocate_network` is needed here
              help: add it
            error (create) resources.worked_out.properties.networks[2]: one of `network`, `port`, `subnet`, `allocate_network` is needed here
              help: add it
            error (create) resources.all.properties.netwrok: there is no property `netwrok`
              help: did you mean `network`?
        "#]],
    );
}

#[test]
fn what_groups_repeat_is_judged_as_it_stands() {
    check(
        "heat_template_version: 2021-04-16
resources:
  counted:
    type: OS::Heat::ResourceGroup
    properties:
      count: 2
      resource_def:
        type: OS::Heat::ResourceGroup
        properties: {resource_def: {type: OS::Neutron::Port, properties: {network: n, mac_address: \"%index%\", port_security_enabled: 7}}}
  scaled:
    type: OS::Heat::AutoScalingGroup
    properties: {min_size: 3, max_size: 2, resource: {type: OS::Neutron::RouterInterface, properties: {router: r}}}
  chained:
    type: OS::Heat::ResourceChain
    properties: {resources: [OS::Heat::RandomString, My::Own], resource_properties: {lenth: 5, length: 600}}
",
        expect![[r#"
            error resources.counted.properties.resource_def.properties.resource_def.properties.port_security_enabled: `port_security_enabled` must be true or false
              help: this is a number
            error (create) key resources.scaled.properties.resource: one of `subnet`, `port` is needed here
              help: add it
            error (create) resources.scaled.properties.min_size: `min_size` is 3, and `max_size` only 2
              help: change one of them
            error (create) resources.chained.properties.resource_properties.lenth: there is no property `lenth`
              help: did you mean `length`?
            error resources.chained.properties.resource_properties.length: `length`: 600 is out of range (from 1 to 512)
              help: change the value
            note (create) resources.chained.properties.resources: `My::Own` is not a type of stock Heat
              help: it must be the testbed's own, or an environment must say what it stands for
            error (create) key resources.chained.properties.resource_properties.lenth: `OS::Heat::RandomString` has no property `lenth`, and every member gets it
              help: did you mean `length`?
            note (create) resources.chained.properties.resources[1]: `My::Own` is not a type of stock Heat
              help: it must be the testbed's own, or an environment must say what it stands for
        "#]],
    );
}

#[test]
fn types_ask_things_of_their_properties() {
    check(
        "heat_template_version: 2021-04-16
resources:
  nothing: {type: OS::Nova::Server, properties: {flavor: f}}
  twice: {type: OS::Nova::Server, properties: {flavor: f, image: i, block_device_mapping_v2: [{volume_id: v}]}}
  secured: {type: OS::Nova::Server, properties: {flavor: f, image: i, networks: [{port: p}, {fixed_ip: 10.0.0.1}], security_groups: [s]}}
  agent:
    type: OS::Nova::Server
    metadata: {deployments: []}
    properties: {flavor: f, image: i, user_data_format: SOFTWARE_CONFIG}
  subnet: {type: OS::Neutron::Subnet, properties: {network: n, cidr: 10.0.0.0/24, ipv6_ra_mode: slaac, gateway_ip: x}}
  address: {type: OS::Neutron::FloatingIP, properties: {floating_network: n, fixed_ip_address: 10.0.0.1}}
  volume: {type: OS::Cinder::Volume, properties: {image: i}}
  rule: {type: OS::Neutron::SecurityGroupRule, properties: {security_group: s, port_range_min: 9, port_range_max: 1}}
  policy: {type: OS::Heat::ScalingPolicy, properties: {auto_scaling_group_id: g, adjustment_type: exact_capacity, scaling_adjustment: 1, min_adjustment_step: 1}}
  flat: {type: OS::Neutron::ProviderNet, properties: {network_type: flat, physical_network: p, segmentation_id: 5}}
  https: {type: OS::Octavia::Listener, properties: {protocol: TERMINATED_HTTPS, protocol_port: 443, loadbalancer: l}}
",
        expect![[r#"
            error (create) key resources.nothing: this server has nothing to start from: neither `image` nor a volume to boot
              help: add `image`
            error (create) key resources.twice.properties.block_device_mapping_v2: this server has several things to start from
              help: keep `image` or one device with `boot_index: 0`
            error (create) resources.secured.properties.networks[1]: one of `network`, `port`, `subnet`, `allocate_network` is needed here
              help: add it
            error (create) key resources.secured.properties.security_groups: `security_groups` has no effect on ports of your own, and cannot stand beside them
              help: give the groups to the ports
            error (create) key resources.agent.metadata.deployments: the agent of this server keeps its deployments in this key of its metadata
              help: give it another name
            error (create) key resources.subnet.properties.ipv6_ra_mode: `ipv6_ra_mode` is only for `ip_version: 6`
              help: take it away, or change the other
            error (create) key resources.subnet.properties.gateway_ip: `x` is not an address for a gateway
              help: write an address, or `auto`
            error (create) key resources.address.properties.fixed_ip_address: `fixed_ip_address` needs `port_id`
              help: add it, or take this away
            error (create) key resources.volume: a volume needs its `size`
              help: add `size`, in gigabytes
            error (create) key resources.rule.properties.port_range_min: `port_range_min` (9) is greater than `port_range_max` (1)
              help: change one of them
            error (create) key resources.policy.properties.min_adjustment_step: `min_adjustment_step` is only for `adjustment_type: percent_change_in_capacity`
              help: take it away, or change the other
            error (create) key resources.flat.properties.segmentation_id: `segmentation_id` is not for `network_type: flat`
              help: take it away, or change the other
            error (create) key resources.https.properties.protocol: `protocol: TERMINATED_HTTPS` needs `default_tls_container_ref`
              help: add it
        "#]],
    );
}

#[test]
fn what_is_read_of_a_resource_is_nothing_before_that_exists() {
    check(
        "heat_template_version: 2021-04-16
resources:
  value: {type: OS::Heat::Value, properties: {value: 10.0.0.0/24}}
  read: {type: OS::Neutron::Subnet, properties: {network: n, cidr: {get_attr: [value, value]}}}
  empty: {type: OS::Nova::KeyPair, properties: {name: k, public_key: ''}}
  missing: {type: OS::Neutron::Subnet, properties: {network: n}}
  policy: {type: OS::Heat::AccessPolicy, properties: {AllowedResources: [value, other]}}
  group:
    type: OS::Heat::ResourceGroup
    properties:
      resource_def: {type: OS::Cinder::Quota, properties: {project: p, volumes: {}}}
",
        expect![[r#"
            error (create) key resources.empty.properties.public_key: `public_key` is needed here
              help: give it a value
            error (create) key resources.missing: one of `subnetpool`, `cidr` is needed here
              help: add it
            error (create) key resources.policy.properties.AllowedResources: there is no resource `other` beside it
              help: name resources of the same template
            error (create) resources.group.properties.resource_def.properties.volumes: `volumes` must be a whole number
              help: this is a map
            error (create) key resources.read.properties.cidr: one of `subnetpool`, `cidr` is needed here
              help: to Heat this is empty until other resources exist: give it what is known before
        "#]],
    );
}
