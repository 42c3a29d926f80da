//! Conversations of stacks inside a stack.

use std::fmt::Write;

use expect_test::{Expect, expect};
use hotplate_agent::Budget;
use hotplate_hot::Source;
use hotplate_plan::Files;

use super::planned_with;
use crate::{DeploymentState, Runs, Scenario, Step, simulate_here};

/// A node as a template: a server, and two deployments on it, one after the other.
struct Node;

impl Files for Node {
    fn get(&self, name: &str) -> Option<Source> {
        let text = r#"
heat_template_version: 2021-04-16
parameters:
  heard: { type: string, default: nothing }
resources:
  server: { type: OS::Nova::Server }
  config:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      inputs: [ { name: heard } ]
      outputs: [ { name: word } ]
      config: |
        #!/bin/sh
        printf '%s' "$heard, $(facter hostname)" > "${heat_outputs_path}.word"
  second:
    type: OS::Heat::SoftwareDeployment
    depends_on: first
    properties: { config: { get_resource: config }, server: { get_resource: server } }
  first:
    type: OS::Heat::SoftwareDeployment
    properties:
      config: { get_resource: config }
      server: { get_resource: server }
      input_values: { heard: { get_param: heard } }
outputs:
  word: { value: { get_attr: [ first, word ] } }
"#;
        (name == "node.yaml").then(|| Source::new(name, text))
    }
}

#[test]
fn nested_stacks_tell_each_other_through_outputs_and_parameters() {
    let text = r#"
heat_template_version: 2021-04-16
resources:
  one: { type: node.yaml }
  two: { type: node.yaml, properties: { heard: { get_attr: [ one, word ] } } }
outputs:
  told: { value: { get_attr: [ two, word ] } }
"#;
    let exchange = simulate_here(
        &planned_with(text, &Node),
        &Scenario::default(),
        &mut Runs::default(),
        &Budget::default(),
    );
    let told = exchange.outputs["told"].known().cloned();
    assert_eq!(told, Some("nothing, one-server, two-server".into()));
    let done: Vec<_> = exchange
        .events
        .iter()
        .filter_map(|event| match event.step {
            Step::Signalled(id) => {
                exchange.deployments.iter().find(|it| it.id == id).map(|it| it.name.as_str())
            }
            _ => None,
        })
        .collect();
    assert_eq!(done, ["one[first]", "one[second]", "two[first]", "two[second]"]);
}

/// A node whose second server waits for what the first one says.
struct Late;

impl Files for Late {
    fn get(&self, name: &str) -> Option<Source> {
        let text = r#"
heat_template_version: 2021-04-16
parameters:
  exit: { type: string, default: "0" }
resources:
  follower: { type: OS::Nova::Server, properties: { name: { get_attr: [ word, value ] } } }
  word: { type: OS::Heat::Value, properties: { value: { get_attr: [ told, word ] } } }
  told:
    type: OS::Heat::SoftwareDeployment
    properties:
      config: { get_resource: config }
      server: { get_resource: leader }
      input_values: { exit: { get_param: exit } }
  leader: { type: OS::Nova::Server }
  config:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      inputs: [ { name: exit } ]
      outputs: [ { name: word } ]
      config: |
        #!/bin/sh
        printf hello > "${heat_outputs_path}.word"
        exit $exit
  heard:
    type: OS::Heat::SoftwareDeployment
    properties:
      config: { get_resource: config }
      server: { get_resource: follower }
      input_values: { exit: 0 }
"#;
        (name == "late.yaml").then(|| Source::new(name, text))
    }
}

fn check_steps(resource: &str, expected: Expect) {
    let text = format!("heat_template_version: 2021-04-16\nresources:\n  node: {{ {resource} }}\n");
    let plan = planned_with(&text, &Late);
    let exchange = simulate_here(&plan, &Scenario::default(), &mut Runs::default(), &Budget::default());
    let name = |id| exchange.deployments.iter().find(|it| it.id == id).map_or("?", |it| it.name.as_str());
    let mut steps = String::new();
    for event in &exchange.events {
        match event.step {
            Step::Booted { instance } => writeln!(steps, "booted {}", exchange.instances[instance].name),
            Step::Offered(id) => writeln!(steps, "offered {}", name(id)),
            Step::Signalled(id) => writeln!(steps, "signalled {}", name(id)),
            _ => Ok(()),
        }
        .expect("a text takes all");
    }
    for deployment in &exchange.deployments {
        if let DeploymentState::Blocked(why) = &deployment.state {
            writeln!(steps, "{} is blocked: {why}", deployment.name).expect("a text takes all");
        }
    }
    expected.assert_eq(&steps);
}

#[test]
fn waves_of_nested_stacks_count() {
    check_steps(
        "type: late.yaml",
        expect![[r#"
        booted node[leader]
        offered node[told]
        signalled node[told]
        booted node[follower]
        offered node[heard]
        signalled node[heard]
    "#]],
    );
    check_steps(
        "type: late.yaml, properties: { exit: 1 }",
        expect![[r#"
        booted node[leader]
        offered node[told]
        signalled node[told]
        node[heard] is blocked: it waits for `node[told]`, which failed
    "#]],
    );
    check_steps(
        "type: OS::Heat::ResourceChain, properties: { resources: [ late.yaml, late.yaml ] }",
        expect![[r#"
            booted node[0][leader]
            offered node[0][told]
            signalled node[0][told]
            booted node[0][follower]
            offered node[0][heard]
            signalled node[0][heard]
            booted node[1][leader]
            offered node[1][told]
            signalled node[1][told]
            booted node[1][follower]
            offered node[1][heard]
            signalled node[1][heard]
        "#]],
    );
}
