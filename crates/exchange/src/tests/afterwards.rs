//! What runs once a stack is there.

use hotplate_agent::Budget;

use super::planned;
use crate::{Action, Runs, Scenario, simulate, simulate_here};

const COMPONENT: &str = r##"
heat_template_version: 2018-08-31
resources:
  group:
    type: OS::Heat::ResourceGroup
    properties: { count: 2, resource_def: { type: OS::Nova::Server, properties: { image: i, flavor: f } } }
  component:
    type: OS::Heat::SoftwareComponent
    properties:
      configs:
        - { actions: [ CREATE ], tool: script, config: "#!/bin/sh\necho made > /etc/state\n" }
        - { actions: [ SUSPEND, DELETE ], tool: script, config: "#!/bin/sh\necho $deploy_action of $(cat /etc/state)\nrm /etc/state\n" }
        - { actions: [ RESUME ], tool: script, config: "#!/bin/sh\ntest ! -e /etc/state\n" }
  config: { type: OS::Heat::SoftwareConfig, properties: { group: script, config: "#!/bin/sh\nexit 3\n" } }
  first:
    type: OS::Heat::SoftwareDeploymentGroup
    properties: { config: { get_resource: component }, servers: { get_attr: [ group, refs_map ] }, actions: [ UPDATE ] }
  last:
    type: OS::Heat::SoftwareDeploymentGroup
    depends_on: first
    properties: { config: { get_resource: config }, servers: { get_attr: [ group, refs_map ] }, actions: [ DELETE ] }
"##;

/// Who runs at an action, how it ends, and what it says.
fn told(action: Action) -> Vec<String> {
    let (plan, scenario) = (planned(COMPONENT), Scenario { action, ..Scenario::default() });
    let mut runs = Runs::default();
    let exchange = simulate_here(&plan, &scenario, &mut runs, &Budget::default());
    assert!(exchange.instances.iter().all(|it| it.after.contains_key("/etc/state")), "it was created");
    assert_eq!(simulate(&plan, &scenario, &Runs::of(&exchange)), exchange);
    let told = exchange.afterwards.iter().map(|it| {
        let said = it.run.as_ref().map_or("-", |run| run.stdout.as_str().trim_end());
        let status = it.run.as_ref().and_then(|run| run.status());
        format!("{} {} {status:?} {said}", it.action.word(), exchange.deployments[it.deployment].name)
    });
    told.collect()
}

#[test]
fn each_action_has_its_scripts() {
    assert!(told(Action::Create).is_empty());
    assert!(told(Action::Update).is_empty(), "the component has none, whatever its deployment says");
    assert_eq!(
        told(Action::Resume),
        [
            "SUSPEND first[1] Some(0) SUSPEND of made",
            "SUSPEND first[0] Some(0) SUSPEND of made",
            "RESUME first[0] Some(0) ",
            "RESUME first[1] Some(0) ",
        ]
    );
}

#[test]
fn what_comes_last_goes_first_and_a_failure_stops_the_rest() {
    let told = told(Action::Delete);
    assert_eq!(
        told,
        [
            "DELETE last[1] Some(3) ",
            "DELETE last[0] Some(3) ",
            "DELETE first[1] None -",
            "DELETE first[0] None -",
        ]
    );
}

#[test]
fn a_script_that_has_yet_to_run_is_wanted() {
    let (plan, mut scenario) = (planned(COMPONENT), Scenario::default());
    let mut runs = Runs::default();
    simulate_here(&plan, &scenario, &mut runs, &Budget::default());
    scenario.action = Action::Suspend;
    let exchange = simulate(&plan, &scenario, &runs);
    let wanted: Vec<&str> = exchange.wanted_jobs().map(|job| job.instance.name.as_str()).collect();
    assert_eq!(wanted, ["group[1]"]);
}
