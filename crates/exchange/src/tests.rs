//! Whole conversations, from a template's text.

mod afterwards;
mod course;
mod nested;
mod user_data;
mod ways_out;

use expect_test::{Expect, expect};
use hotplate_agent::Budget;
use hotplate_hot::{Source, read};
use hotplate_plan::{Files, Inputs, Limits, NoFiles, Plan, plan};
use hotplate_schema::{Catalog, Value};
use proptest::prelude::*;

use crate::{DeploymentState, Exchange, JobId, Outcome, Runs, Scenario, Step, simulate, simulate_here};

fn planned(text: &str) -> Plan {
    planned_with(text, &NoFiles)
}

fn planned_with(text: &str, files: &dyn Files) -> Plan {
    let catalog = Catalog::full();
    let reading = read(&Source::new("template", text), &catalog);
    plan(&reading.template, &Inputs::default(), files, &catalog, &Limits::default()).value
}

fn played(text: &str) -> Exchange {
    simulate_here(&planned(text), &Scenario::default(), &mut Runs::default(), &Budget::default())
}

/// Two nodes, each with a word that the other hears.
const PAIR: &str = r#"
heat_template_version: 2018-08-31
resources:
  group:
    type: OS::Heat::ResourceGroup
    properties:
      count: 2
      resource_def: { type: OS::Nova::Server, properties: { name: "node-%index%" } }
  tell:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      outputs: [ { name: word } ]
      config: |
        #!/bin/sh
        facter hostname > "${heat_outputs_path}.word"
  hear:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      inputs: [ { name: words, type: Json }, { name: size, type: Number, default: 2 }, { name: unset } ]
      config: |
        #!/bin/sh
        echo "$words" > /etc/words
  told:
    type: OS::Heat::SoftwareDeploymentGroup
    properties: { config: { get_resource: tell }, servers: { get_attr: [ group, refs_map ] } }
  heard:
    type: OS::Heat::SoftwareDeploymentGroup
    properties:
      name: hearing
      config: { get_resource: hear }
      servers: { get_attr: [ group, refs_map ] }
      signal_transport: HEAT_SIGNAL
      input_values: { words: { get_attr: [ told, word ] }, size: "2", more: { get_attr: [ told, deploy_status_codes ] } }
"#;

fn check_inputs(exchange: &Exchange, deployment: &str, expected: Expect) {
    let deployment = exchange.deployments.iter().find(|it| it.name == deployment).expect("it is there");
    let config = &deployment.job.as_ref().expect("it was derived").config;
    let inputs = config.inputs.iter().map(|input| {
        let value = input.value.as_ref().map_or("?".to_owned(), |value| value.to_json(false));
        format!("{} {:?} {value}\n", input.name, input.kind)
    });
    expected.assert_eq(&format!("{} {}\n{}", config.name, config.group, inputs.collect::<String>()));
}

#[test]
fn a_config_is_derived_as_heat_does() {
    let exchange = played(PAIR);
    check_inputs(
        &exchange,
        "told[1]",
        expect![[r#"
            tell script
            deploy_server_id String "cca716fb-2e36-4b8e-a06d-97ce59d803d5"
            deploy_action String "CREATE"
            deploy_stack_id String "stack-told/1be3a198-02a7-4b35-ab3d-38099118799b"
            deploy_resource_name String "1"
            deploy_signal_transport String "CFN_SIGNAL"
            deploy_signal_id String "https://orchestration.example/signal/stack-told/1"
            deploy_signal_verb String "POST"
        "#]],
    );
    check_inputs(
        &exchange,
        "heard[0]",
        expect![[r#"
            hearing script
            words Json {"0": "node-0\n", "1": "node-1\n"}
            size Number "2"
            unset String null
            more String {"0": 0, "1": 0}
            deploy_server_id String "ec227723-1b69-44db-a438-36b6cfb5744b"
            deploy_action String "CREATE"
            deploy_stack_id String "stack-heard/27a50fa8-1e74-41e4-aec0-4a65d526674a"
            deploy_resource_name String "0"
            deploy_signal_transport String "HEAT_SIGNAL"
            deploy_auth_url String "https://identity.example/v3"
            deploy_username String "stack-heard-0"
            deploy_user_id String "9398beeddc23035dba0da41dd7b90f49"
            deploy_password String "sample-password"
            deploy_project_id String "60ce2fc4c6a9dcece07d9a8223b7cfd3"
            deploy_region_name String "RegionOne"
        "#]],
    );
}

#[test]
fn each_way_to_signal_has_its_inputs() {
    for (transport, own) in [
        ("CFN_SIGNAL", "signal_id=https signal_verb=POST"),
        ("TEMP_URL_SIGNAL", "signal_id=https signal_verb=PUT"),
        ("HEAT_SIGNAL", "auth_url username user_id password project_id region_name"),
        ("ZAQAR_SIGNAL", "auth_url username user_id password project_id region_name queue_id"),
        ("NO_SIGNAL", ""),
    ] {
        let exchange = played(&PAIR.replace("HEAT_SIGNAL", transport));
        let heard = exchange.deployments.iter().find(|it| it.name == "heard[0]").expect("it is there");
        let inputs = &heard.job.as_ref().expect("it was derived").config.inputs;
        let from =
            inputs.iter().position(|input| input.name == "deploy_signal_transport").expect("it is there");
        let told = inputs[from + 1..].iter().map(|input| {
            let name = input.name.strip_prefix("deploy_").unwrap_or(&input.name);
            let value = input.value.as_ref().and_then(Value::as_str).unwrap_or_default();
            let value = value.split(':').next().unwrap_or_default();
            if name.starts_with("signal") { format!("{name}={value}") } else { name.to_owned() }
        });
        assert_eq!(told.collect::<Vec<_>>().join(" "), own, "{transport}");
    }
}

#[test]
fn a_conversation_goes_as_far_as_its_runs() {
    let plan = planned(PAIR);
    let mut runs = Runs::default();
    let states = |exchange: &Exchange| {
        let states = exchange.deployments.iter().map(|it| format!("{} {:?}\n", it.name, it.state));
        states.collect::<String>()
    };
    let first = simulate(&plan, &Scenario::default(), &runs);
    expect![[r#"
        told[0] Running
        told[1] Running
        heard[0] Waiting(["told"])
        heard[1] Waiting(["told"])
    "#]]
    .assert_eq(&states(&first));
    assert_eq!(first.wanted.len(), 2);
    let job = first.wanted_jobs().next().unwrap();
    runs.insert(JobId::of(job), hotplate_agent::run(job, &Budget::default()));
    let second = simulate(&plan, &Scenario::default(), &runs);
    expect![[r#"
        told[0] Complete
        told[1] Running
        heard[0] Waiting(["told"])
        heard[1] Waiting(["told"])
    "#]]
    .assert_eq(&states(&second));
    assert_eq!(second.wanted, first.wanted[1..]);
    assert_eq!(second.outcome, Outcome::Open);
    let last = simulate_here(&plan, &Scenario::default(), &mut runs, &Budget::default());
    assert!(last.deployments.iter().all(|deployment| deployment.state == DeploymentState::Complete));
    check_events(
        &last,
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
            332 merged told
            332 begun heard
            333 offered heard[0]
            333 offered heard[1]
            361 polled heard[0]
            361 polled heard[1]
            362 ran heard[0]
            362 ran heard[1]
            363 signalled heard[0]
            363 signalled heard[1]
            363 merged heard
            363 ended Complete { at: 363 }
        "#]],
    );
}

/// What happens, with its second.
fn told(exchange: &Exchange) -> String {
    let deployment =
        |id| exchange.deployments.iter().find(|it| it.id == id).map_or("?", |it| it.name.as_str());
    let resource = |id| {
        exchange.deployments.iter().find(|it| it.resource == id).map_or_else(
            || "?".to_owned(),
            |it| it.key.as_ref().map_or(it.name.clone(), |key| it.name.replace(&format!("[{key}]"), "")),
        )
    };
    let mut told = String::new();
    for event in &exchange.events {
        let step = match event.step {
            Step::Booted { instance } => format!("booted {}", exchange.instances[instance].name),
            Step::Begun(id) => format!("begun {}", resource(id)),
            Step::Offered(id) => format!("offered {}", deployment(id)),
            Step::Polled(id) => format!("polled {}", deployment(id)),
            Step::Ran(id) => format!("ran {}", deployment(id)),
            Step::Signalled(id) => format!("signalled {}", deployment(id)),
            Step::Failed(id) => format!("failed {}", deployment(id)),
            Step::Merged(id) => format!("merged {}", resource(id)),
            Step::Ended => format!("ended {:?}", exchange.outcome),
        };
        told += &format!("{} {step}\n", event.at);
    }
    told
}

fn check_events(exchange: &Exchange, expected: Expect) {
    expected.assert_eq(&told(exchange));
}

#[test]
fn what_heat_merges_names_its_readers() {
    let exchange = played(PAIR);
    let merges = exchange.merges.iter().map(|merge| {
        let value = merge.value.as_ref().map_or("?".to_owned(), |value| value.to_json(false));
        format!(
            "{} {:?} = {value}, read by {:?}\n",
            merge.reference.resource, merge.reference.attribute, merge.readers
        )
    });
    expect![[r#"
        told [String("word")] = {"0": "node-0\n", "1": "node-1\n"}, read by ["heard"]
        told [String("deploy_status_codes")] = {"0": 0, "1": 0}, read by ["heard"]
    "#]]
    .assert_eq(&merges.collect::<String>());
}

#[test]
fn words_keep_the_fact_they_came_from() {
    let exchange = played(PAIR);
    let text = &exchange.instances[0].after["/etc/words"];
    let origins = text.origins().iter().map(|(range, origin)| {
        format!("{} from {} of {}\n", &text.as_str()[range.clone()], origin.fact, origin.instance)
    });
    expect![[r#"
        node-0 from hostname of group[0]
        node-1 from hostname of group[1]
    "#]]
    .assert_eq(&origins.collect::<String>());
}

#[test]
fn facts_set_by_hand_are_told() {
    let mut scenario = Scenario::default();
    let facts = scenario.facts.entry("group[1]".to_owned()).or_default();
    facts.insert("hostname".to_owned(), "other".to_owned());
    facts.insert("colour".to_owned(), "red".to_owned());
    let exchange = simulate_here(&planned(PAIR), &scenario, &mut Runs::default(), &Budget::default());
    expect![[r#"
        {"0": "node-0
        ", "1": "other
        "}
    "#]]
    .assert_eq(exchange.instances[0].after["/etc/words"].as_str());
    assert_eq!(exchange.instances[1].facts.others["colour"], "red");
}

#[test]
fn the_same_plan_gives_the_same_exchange() {
    assert_eq!(played(PAIR), played(PAIR));
}

#[test]
fn a_number_that_equals_nothing_ends_too() {
    let text = PAIR.replace("size: \"2\"", "size: .nan");
    assert!(played(&text).wanted.is_empty());
}

/// Templates of deployments wired at random: some sound, some in circles, some naming what is not there.
fn wired() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec!["a", "b", "c", "d"]);
    let deployment = (names.clone(), names.clone(), 0..4_u8, prop::bool::ANY).prop_map(|(reads, waits, script, silent)| {
        let transport = if silent { "NO_SIGNAL" } else { "HEAT_SIGNAL" };
        format!(
            "properties: {{ config: {{ get_resource: s{script} }}, server: {{ get_resource: node }}, \
             signal_transport: {transport}, input_values: {{ x: {{ get_attr: [ {reads}, out ] }} }} }}, depends_on: {waits}"
        )
    });
    prop::collection::vec(deployment, 4).prop_map(|deployments| {
        let mut text =
            "heat_template_version: 2018-08-31\nresources:\n  node: { type: OS::Nova::Server }\n".to_owned();
        let scripts =
            ["echo $x > ${heat_outputs_path}.out", "exit 1", "cat /etc/no", "echo $x >> /etc/hosts"];
        for (number, script) in scripts.iter().enumerate() {
            text += &format!(
                "  s{number}: {{ type: OS::Heat::SoftwareConfig, properties: {{ group: script, \
                 outputs: [ {{ name: out }} ], config: \"#!/bin/sh\\n{script}\\n\" }} }}\n"
            );
        }
        for (name, deployment) in ["a", "b", "c", "e"].iter().zip(deployments) {
            text += &format!("  {name}: {{ type: OS::Heat::SoftwareDeployment, {deployment} }}\n");
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_conversation_ends(text in wired()) {
        let exchange = played(&text);
        prop_assert!(exchange.wanted.is_empty());
        for deployment in &exchange.deployments {
            prop_assert!(deployment.state != DeploymentState::Running);
            prop_assert!(!matches!(deployment.state, DeploymentState::Waiting(_)), "{deployment:?}");
        }
    }
}
