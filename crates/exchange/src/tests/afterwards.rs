//! What runs once a stack is there.

use expect_test::expect;
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

const APART: &str = r##"
heat_template_version: 2018-08-31
resources:
  one: { type: OS::Nova::Server, properties: { image: i, flavor: f } }
  two: { type: OS::Nova::Server, properties: { image: i, flavor: f } }
  fails: { type: OS::Heat::SoftwareConfig, properties: { group: script, config: "#!/bin/sh\nexit 3\n" } }
  works: { type: OS::Heat::SoftwareConfig, properties: { group: script, config: "#!/bin/sh\necho fine\n" } }
  ungrouped: { type: OS::Heat::SoftwareConfig, properties: { config: "#!/bin/sh\n" } }
  perl: { type: OS::Heat::SoftwareConfig, properties: { group: script, config: "#!/usr/bin/perl\n" } }
  a: { type: OS::Heat::SoftwareDeployment, properties: { config: { get_resource: CONFIG }, server: { get_resource: one }, actions: [ SUSPEND, UPDATE ], signal_transport: SIGNAL } }
  behind:
    type: OS::Heat::ResourceGroup
    depends_on: a
    properties:
      count: 1
      resource_def: { type: OS::Heat::SoftwareDeployment, properties: { config: { get_resource: works }, server: { get_resource: one }, actions: [ UPDATE, RESUME ] } }
  apart: { type: OS::Heat::SoftwareDeployment, properties: { config: { get_resource: works }, server: { get_resource: two }, actions: [ SUSPEND, UPDATE ] } }
"##;

/// What is said of each deployment of [`APART`] at an action.
fn said(config: &str, signal: &str, mut scenario: Scenario, action: Action) -> String {
    scenario.action = action;
    let plan = planned(&APART.replace("CONFIG", config).replace("SIGNAL", signal));
    let exchange = simulate_here(&plan, &scenario, &mut Runs::default(), &Budget::default());
    let said = exchange.afterwards.iter().map(|it| {
        format!("{} {} {:?}\n", it.action.word(), exchange.deployments[it.deployment].name, it.state)
    });
    said.collect()
}

#[test]
fn only_what_waits_for_a_failure_is_blocked() {
    expect![[r#"
        UPDATE a Failed("Error: resources.a: Deployment to server failed: deploy_status_code : Deployment exited with non-zero status code: 3")
        UPDATE apart Complete
        UPDATE behind[0] Blocked("it waits for `a`, which failed")
    "#]].assert_eq(&said("fails", "HEAT_SIGNAL", Scenario::default(), Action::Update));
    expect![[r#"
        SUSPEND apart Complete
        SUSPEND a Failed("Error: resources.a: Deployment to server failed: deploy_status_code : Deployment exited with non-zero status code: 3")
    "#]].assert_eq(&said("fails", "HEAT_SIGNAL", Scenario::default(), Action::Resume));
}

#[test]
fn what_heat_does_not_wait_for_blocks_nothing() {
    expect![[r#"
        UPDATE a Complete
        UPDATE apart Complete
        UPDATE behind[0] Complete
    "#]]
    .assert_eq(&said("fails", "NO_SIGNAL", Scenario::default(), Action::Update));
    expect![[r#"
        UPDATE a NotPlayed("line 1 asks for `perl`; only `sh`, `bash` and `python` are played here")
        UPDATE apart Complete
        UPDATE behind[0] Complete
    "#]]
    .assert_eq(&said("perl", "NO_SIGNAL", Scenario::default(), Action::Update));
}

#[test]
fn what_cannot_be_played_is_not_said_to_fail() {
    expect![[r#"
        UPDATE a NotPlayed("line 1 asks for `perl`; only `sh`, `bash` and `python` are played here")
        UPDATE apart Complete
        UPDATE behind[0] NotPlayed("it waits for `a`, which cannot be played here: what comes of it is not known")
    "#]].assert_eq(&said("perl", "HEAT_SIGNAL", Scenario::default(), Action::Update));
    expect![[r#"
        SUSPEND apart Complete
        SUSPEND a NotPlayed("line 1 asks for `perl`; only `sh`, `bash` and `python` are played here")
        RESUME behind[0] NotPlayed("it waits for `a`, which cannot be played here: what comes of it is not known")
    "#]].assert_eq(&said("perl", "HEAT_SIGNAL", Scenario::default(), Action::Resume));
}

#[test]
fn what_never_signals_is_waited_for() {
    expect![[r#"
        UPDATE a Silent("the agent has no hook for the group `Heat::Ungrouped`: it skips the config and never signals")
        UPDATE apart Complete
        UPDATE behind[0] Blocked("it waits for `a`, which never signals")
    "#]].assert_eq(&said("ungrouped", "HEAT_SIGNAL", Scenario::default(), Action::Update));
    let mut scenario = Scenario::default();
    scenario.suppose("one", |one| one.dead = true);
    expect![[r#"
        UPDATE a Silent("the agent of `one` never polls")
        UPDATE apart Complete
        UPDATE behind[0] Blocked("it waits for `a`, which never signals")
    "#]]
    .assert_eq(&said("works", "HEAT_SIGNAL", scenario, Action::Update));
    let mut scenario = Scenario::default();
    scenario.suppose("a", |a| a.lost = true);
    expect![[r#"
        UPDATE a Silent("its signal never reaches Heat")
        UPDATE apart Complete
        UPDATE behind[0] Blocked("it waits for `a`, which never signals")
    "#]]
    .assert_eq(&said("works", "HEAT_SIGNAL", scenario, Action::Update));
    let mut scenario = Scenario::default();
    scenario.suppose("a", |a| a.status = Some(4));
    expect![[r#"
        UPDATE a Failed("Error: resources.a: Deployment to server failed: deploy_status_code : Deployment exited with non-zero status code: 4")
        UPDATE apart Complete
        UPDATE behind[0] Blocked("it waits for `a`, which failed")
    "#]].assert_eq(&said("works", "HEAT_SIGNAL", scenario, Action::Update));
}
