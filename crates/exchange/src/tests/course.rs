//! What becomes of a conversation when things go otherwise than on a good day.

use expect_test::{Expect, expect};
use hotplate_agent::Budget;
use proptest::prelude::*;

use super::{PAIR, planned, played, told, wired};
use crate::{Course, DeploymentState, Outcome, Runs, Scenario, simulate_here};

/// What is told when things go otherwise: events, and how each deployment stands in the end.
fn check_course(text: &str, set: impl Fn(&mut Scenario), expected: Expect) {
    let mut scenario = Scenario::default();
    set(&mut scenario);
    let exchange = simulate_here(&planned(text), &scenario, &mut Runs::default(), &Budget::default());
    let mut said = told(&exchange);
    for deployment in &exchange.deployments {
        said += &format!("{} {:?}\n", deployment.name, deployment.state);
    }
    for barrier in &exchange.barriers {
        said += &format!("barrier opened {:?} held by {:?}\n", barrier.opened, barrier.names(&exchange));
    }
    expected.assert_eq(&said);
}

fn course(scenario: &mut Scenario, path: &str, course: Course) {
    scenario.suppose(path, |of| *of = course);
}

#[test]
fn commands_fail_where_they_are_supposed_to() {
    let text = PAIR.replace(
        "facter hostname > ",
        "yum -y install x || exit 4; curl -sf http://x || exit 5\n        : > ",
    );
    let plan = planned(&text);
    let mut scenario = Scenario { failing: Scenario::commands("curl"), ..Scenario::default() };
    scenario.suppose("group[1]", |of| of.failing = Scenario::commands("yum"));
    scenario.suppose("told[0]", |of| of.failing = Scenario::commands("mount, yum"));
    let statuses = |scenario: &Scenario| {
        let exchange = simulate_here(&plan, scenario, &mut Runs::default(), &Budget::default());
        let told = exchange.deployments.iter().filter(|it| it.name.starts_with("told"));
        told.map(|it| it.status()).collect::<Vec<_>>()
    };
    assert_eq!(statuses(&scenario), [Some(4), Some(4)]);
    scenario.courses.remove(1);
    assert_eq!(statuses(&scenario), [Some(5), Some(4)]);
    assert_eq!(statuses(&scenario.on_a_good_day()), [Some(0), Some(0)]);
}

#[test]
fn a_script_that_fails_fails_the_stack_and_others_go_on() {
    let fails = Course { status: Some(3), ..Course::default() };
    check_course(
        PAIR,
        |scenario| course(scenario, "group[1]", fails.clone()),
        expect![[r#"
            300 booted group[0]
            300 booted group[1]
            300 begun told
            301 offered told[0]
            301 offered told[1]
            330 polled told[0]
            330 polled told[1]
            331 ran told[0]
            331 ran told[1]
            332 signalled told[0]
            332 signalled told[1]
            332 failed told[1]
            332 ended Failed { at: 332, reason: "Resource CREATE failed: Error: resources.told.resources[1]: Deployment to server failed: deploy_status_code : Deployment exited with non-zero status code: 3", by: 1 }
            told[0] Complete
            told[1] Failed("Error: resources.told.resources[1]: Deployment to server failed: deploy_status_code : Deployment exited with non-zero status code: 3")
            heard[0] Blocked("it waits for `told[1]`, which failed")
            heard[1] Blocked("it waits for `told[1]`, which failed")
            barrier opened Some(300) held by []
            barrier opened None held by ["told[1]"]
        "#]],
    );
}

#[test]
fn a_dead_agent_holds_the_barrier_until_heat_gives_up() {
    let dead = Course { dead: true, ..Course::default() };
    check_course(
        PAIR,
        |scenario| course(scenario, "group[0]", dead.clone()),
        expect![[r#"
            300 booted group[0]
            300 booted group[1]
            300 begun told
            301 offered told[0]
            301 offered told[1]
            330 polled told[1]
            331 ran told[1]
            332 signalled told[1]
            3600 ended TimedOut { at: 3600, waiting: [(ResourceId(3), "CREATE aborted (Task create from SoftwareDeploymentGroup \"told\" [8e47225e-1d70-4358-a959-d744f7d3cdbc] Stack \"stack\" [1348fd0d-1617-45d2-aee9-db45cfec88d2] Timed out)")] }
            told[0] Silent("the agent of `group[0]` never polls")
            told[1] Complete
            heard[0] Blocked("it waits for `told[0]`, which never signals")
            heard[1] Blocked("it waits for `told[0]`, which never signals")
            barrier opened Some(300) held by []
            barrier opened None held by ["told[0]"]
        "#]],
    );
}

#[test]
fn a_lost_signal_is_waited_for_though_its_script_ran() {
    let lost = Course { lost: true, ..Course::default() };
    let set = |scenario: &mut Scenario| {
        course(scenario, "told[1]", lost.clone());
        scenario.timeout_mins = Some(10);
    };
    check_course(
        PAIR,
        set,
        expect![[r#"
            300 booted group[0]
            300 booted group[1]
            300 begun told
            301 offered told[0]
            301 offered told[1]
            330 polled told[0]
            330 polled told[1]
            331 ran told[0]
            331 ran told[1]
            332 signalled told[0]
            600 ended TimedOut { at: 600, waiting: [(ResourceId(3), "CREATE aborted (Task create from SoftwareDeploymentGroup \"told\" [8e47225e-1d70-4358-a959-d744f7d3cdbc] Stack \"stack\" [1348fd0d-1617-45d2-aee9-db45cfec88d2] Timed out)")] }
            told[0] Complete
            told[1] Silent("its signal never reaches Heat")
            heard[0] Blocked("it waits for `told[1]`, which never signals")
            heard[1] Blocked("it waits for `told[1]`, which never signals")
            barrier opened Some(300) held by []
            barrier opened None held by ["told[1]"]
        "#]],
    );
}

#[test]
fn who_is_late_holds_the_barrier() {
    let set = |scenario: &mut Scenario| {
        course(scenario, "group[1]", Course { delay: 40, ..Course::default() });
        course(scenario, "heard[0]", Course { delay: 100, ..Course::default() });
    };
    check_course(
        PAIR,
        set,
        expect![[r#"
            300 booted group[0]
            340 booted group[1]
            340 begun told
            341 offered told[0]
            341 offered told[1]
            360 polled told[0]
            361 ran told[0]
            362 signalled told[0]
            370 polled told[1]
            371 ran told[1]
            372 signalled told[1]
            372 merged told
            372 begun heard
            373 offered heard[0]
            373 offered heard[1]
            391 polled heard[0]
            401 polled heard[1]
            402 ran heard[1]
            403 signalled heard[1]
            492 ran heard[0]
            493 signalled heard[0]
            493 merged heard
            493 ended Complete { at: 493 }
            told[0] Complete
            told[1] Complete
            heard[0] Complete
            heard[1] Complete
            barrier opened Some(340) held by ["group[1]"]
            barrier opened Some(372) held by ["told[1]"]
        "#]],
    );
}

#[test]
fn what_comes_later_than_the_timeout_never_comes() {
    let set = |scenario: &mut Scenario| {
        course(scenario, "group[1]", Course { delay: 400, ..Course::default() });
        scenario.timeout_mins = Some(10);
    };
    check_course(
        PAIR,
        set,
        expect![[r#"
            300 booted group[0]
            600 ended TimedOut { at: 600, waiting: [(ResourceId(0), "CREATE aborted (Task create from ResourceGroup \"group\" [f5eb57d1-4350-40ec-a1b3-850ca948b8b0] Stack \"stack\" [1348fd0d-1617-45d2-aee9-db45cfec88d2] Timed out)")] }
            told[0] Blocked("it waits for `group`, which is not there when the stack times out")
            told[1] Blocked("it waits for `group`, which is not there when the stack times out")
            heard[0] Blocked("it waits for `group`, which is not there when the stack times out")
            heard[1] Blocked("it waits for `group`, which is not there when the stack times out")
            barrier opened None held by ["group[1]"]
        "#]],
    );
}

#[test]
fn once_a_stack_has_failed_nothing_more_begins() {
    let text = r##"
heat_template_version: 2018-08-31
resources:
  one: { type: OS::Nova::Server }
  two: { type: OS::Nova::Server }
  config: { type: OS::Heat::SoftwareConfig, properties: { group: script, config: "#!/bin/sh" } }
  first: { type: OS::Heat::SoftwareDeployment, properties: { config: { get_resource: config }, server: { get_resource: one } } }
  later: { type: OS::Heat::SoftwareDeployment, properties: { config: { get_resource: config }, server: { get_resource: two } } }
"##;
    let set = |scenario: &mut Scenario| {
        course(scenario, "two", Course { delay: 60, ..Course::default() });
        course(scenario, "first", Course { status: Some(1), ..Course::default() });
    };
    check_course(
        text,
        set,
        expect![[r#"
            300 booted one
            300 begun first
            301 offered first
            330 polled first
            331 ran first
            332 signalled first
            332 failed first
            332 ended Failed { at: 332, reason: "Resource CREATE failed: Error: resources.first: Deployment to server failed: deploy_status_code : Deployment exited with non-zero status code: 1", by: 0 }
            360 booted two
            first Failed("Error: resources.first: Deployment to server failed: deploy_status_code : Deployment exited with non-zero status code: 1")
            later Blocked("the stack had failed by then, and Heat begins nothing more")
        "#]],
    );
}

#[test]
fn an_agent_that_is_busy_does_not_poll() {
    let text = r##"
heat_template_version: 2018-08-31
resources:
  node: { type: OS::Nova::Server }
  other: { type: OS::Nova::Server }
  config: { type: OS::Heat::SoftwareConfig, properties: { group: script, config: "#!/bin/sh" } }
  long: { type: OS::Heat::SoftwareDeployment, properties: { config: { get_resource: config }, server: { get_resource: node } } }
  next: { type: OS::Heat::SoftwareDeployment, depends_on: other, properties: { config: { get_resource: config }, server: { get_resource: node } } }
"##;
    let set = |scenario: &mut Scenario| {
        course(scenario, "other", Course { delay: 30, ..Course::default() });
        course(scenario, "long", Course { delay: 100, ..Course::default() });
    };
    check_course(
        text,
        set,
        expect![[r#"
        300 booted node
        300 begun long
        301 offered long
        330 booted other
        330 begun next
        330 polled long
        331 offered next
        431 ran long
        432 signalled long
        432 merged long
        461 polled next
        462 ran next
        463 signalled next
        463 merged next
        463 ended Complete { at: 463 }
        long Complete
        next Complete
    "#]],
    );
}

/// Nothing happens twice or before its time, whatever is supposed.
#[test]
fn a_scenario_set_back_leaves_nothing_behind() {
    let mut scenario = Scenario::default();
    course(&mut scenario, "group[0]", Course { dead: true, ..Course::default() });
    let mut runs = Runs::default();
    let plan = planned(PAIR);
    let disturbed = simulate_here(&plan, &scenario, &mut runs, &Budget::default());
    assert!(matches!(disturbed.outcome, Outcome::TimedOut { at: 3600, .. }));
    let again = simulate_here(&plan, &Scenario::default(), &mut runs, &Budget::default());
    assert_eq!(again, played(PAIR));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// However things go, the conversation comes to an end, and says of every deployment how it stands.
    #[test]
    fn every_course_ends(
        text in wired(),
        courses in prop::collection::vec((prop::sample::select(vec!["node", "a", "b", "e"]), 0..5000_u32, prop::option::of(0..3), prop::bool::ANY, prop::bool::ANY), 0..4),
        timeout_mins in prop::option::of(0..90_u32),
    ) {
        let mut scenario = Scenario { timeout_mins, ..Scenario::default() };
        for (path, delay, status, dead, lost) in courses {
            course(&mut scenario, path, Course { delay, status, dead, lost, ..Course::default() });
        }
        let exchange = simulate_here(&planned(&text), &scenario, &mut Runs::default(), &Budget::default());
        prop_assert!(exchange.wanted.is_empty() && exchange.outcome != Outcome::Open);
        prop_assert!(exchange.events.windows(2).all(|pair| pair[0].at <= pair[1].at));
        for deployment in &exchange.deployments {
            let open = matches!(deployment.state, DeploymentState::Running | DeploymentState::Waiting(_));
            prop_assert!(!open, "{deployment:?}");
        }
    }
}
