//! Templates checked, stacks created to their end, followed and deleted.

use std::collections::BTreeMap;
use std::process::Command;

use hotplate_cloud::Fault;
use hotplate_cloud::heat::{
    CreateStack, Creation, ListDeployments, ListEvents, ListResourceTypes, ListResources, ListStacks,
    ListTemplateVersions, PatchStack, PreviewStack, ShowOutput, ShowStack, Signal, StackRef, Template,
    Validate,
};
use hotplate_cloud::script::{Deed, Names, forms, secret};
use indexmap::IndexMap;
use serde_json::json;

use crate::keystone::credential;
use crate::visit::{Visit, creation};

/// Three waves, a nested stack, an output of each kind, no other service.
pub(crate) const HOSTS: &str = "\
heat_template_version: 2021-04-16
parameters:
  size: {type: number, default: 2, constraints: [range: {min: 1, max: 5}]}
  key: {type: string, hidden: true, default: '', constraints: [length: {max: 12}]}
resources:
  word: {type: OS::Heat::RandomString, properties: {length: 8}}
  members:
    type: OS::Heat::ResourceGroup
    properties: {count: {get_param: size}, resource_def: {type: OS::Heat::Value, properties: {value: {get_attr: [word, value]}}}}
  last: {type: OS::Heat::TestResource, depends_on: members, properties: {value: done, wait_secs: 1}}
outputs:
  word: {value: {get_attr: [word, value]}, description: by chance}
  words: {value: {get_attr: [members, value]}}
  last: {value: {get_attr: [last, output]}}
";

pub(crate) const BROKEN: &str = "\
heat_template_version: 2021-04-16
resources:
  word: {type: OS::Heat::RandomString, properties: {lenth: 8}}
";

const FAILING: &str = "\
heat_template_version: 2021-04-16
resources:
  fails: {type: OS::Heat::TestResource, properties: {value: x, fail: true}}
";

pub(crate) const DEPLOYMENT: &str = "\
heat_template_version: 2021-04-16
resources:
  config: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: hostname, outputs: [name: name]}}
  deployment:
    type: OS::Heat::SoftwareDeployment
    properties: {config: {get_resource: config}, server: 5b4f0c1e-0000-4000-8000-000000000001, signal_transport: HEAT_SIGNAL}
outputs:
  name: {value: {get_attr: [deployment, name]}}
  stdout: {value: {get_attr: [deployment, deploy_stdout]}}
";

fn create(stack: Creation) -> CreateStack {
    CreateStack { stack, initialize: false }
}

fn template(text: &str) -> Template {
    Template { text: text.to_owned(), ..Template::default() }
}

#[test]
#[ignore = "needs the testbed"]
fn a_template_is_validated() {
    let alice = Visit::alice();
    let parameters = alice.ask_and_keep("heat/validate", &Validate(template(HOSTS))).unwrap();
    let kinds: Vec<_> = parameters.iter().map(|(name, known)| (name.as_str(), known.kind.as_str())).collect();
    assert_eq!(kinds, [("size", "Number"), ("key", "String")]);

    let error = alice.ask_and_keep("heat/refused", &Validate(template(BROKEN))).unwrap_err();
    assert_eq!((error.fault, error.status), (Fault::Invalid, Some(400)));
    assert!(error.said.contains("lenth"), "{}", error.said);
    assert!(error.request_id.is_some());
}

#[test]
#[ignore = "needs the testbed"]
fn a_preview_names_the_resources_and_judges_values() {
    let alice = Visit::alice();
    let mut stack = creation("previewed", HOSTS);
    let names = alice.ask_and_keep("heat/preview", &PreviewStack(stack.clone())).unwrap();
    let mut sorted: Vec<&str> = names.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    assert_eq!(sorted, ["0", "1", "last", "word"]);

    stack.parameters.insert("size".to_owned(), json!(9));
    let error = alice.ask_and_keep("heat/value", &PreviewStack(stack)).unwrap_err();
    assert_eq!(error.fault, Fault::Invalid);
    assert!(error.said.contains("size"), "{}", error.said);
}

#[test]
#[ignore = "needs the testbed"]
fn a_stack_is_created_followed_and_deleted() {
    let alice = Visit::alice();
    let mut stack = creation("hosts", HOSTS);
    stack.parameters.insert("size".to_owned(), json!(3));
    stack.template.environment = "parameters: {key: open}".to_owned();
    stack.tags = vec!["hotplate".to_owned()];
    let created = alice.ask_and_keep("heat/create", &create(stack.clone())).unwrap();
    assert_eq!(created.name, "hosts");
    alice.ask_and_keep("heat/creating", &ShowStack(created.clone())).unwrap();

    let error = alice.ask_and_keep("heat/exists", &create(stack)).unwrap_err();
    assert_eq!((error.fault, error.status), (Fault::Conflict, Some(409)));

    let done = alice.settle(&created);
    alice.native.keep("heat/show");
    assert_eq!(done.status.0, "CREATE_COMPLETE", "{:?}", done.reason);
    let outputs = done.outputs.unwrap();
    let value = |key: &str| outputs.iter().find(|output| output.key == key).map(|output| &output.value);
    assert_eq!(value("last"), Some(&json!("done")));
    assert_eq!(value("words").and_then(|words| words.as_array()).map(Vec::len), Some(3));
    let word = alice
        .ask_and_keep("heat/output", &ShowOutput { stack: created.clone(), key: "word".to_owned() })
        .unwrap();
    assert_eq!(Some(&word.value), value("word"));

    let resources =
        alice.ask_and_keep("heat/resources", &ListResources { stack: created.clone(), depth: 2 }).unwrap();
    assert_eq!(resources.len(), 6);
    let member = resources.iter().find(|resource| resource.name == "1").unwrap();
    assert_eq!(member.parent.as_deref(), Some("members"));
    assert_ne!(member.stack().unwrap().id, created.id);

    let mut page = ListEvents { stack: created.clone(), after: None, most: 4 };
    let mut events = alice.ask_and_keep("heat/events", &page).unwrap();
    loop {
        page.after = events.last().map(|event| event.id.clone());
        let more = alice.ask(&page).unwrap();
        if more.is_empty() {
            break;
        }
        events.extend(more);
    }
    assert_eq!(events.first().map(|event| event.resource.as_str()), Some("hosts"));
    assert_eq!(events.last().map(|event| event.status.0.as_str()), Some("CREATE_COMPLETE"));
    assert!(events.is_sorted_by_key(|event| event.at));

    let listed = alice.ask_and_keep("heat/list", &ListStacks).unwrap();
    assert!(listed.iter().any(|stack| stack.id == created.id));
    alice.clear(&created);
    alice.native.keep("heat/deleted");
}

#[test]
#[ignore = "needs the testbed"]
fn a_stack_takes_other_values() {
    let alice = Visit::alice();
    let stack = alice.ask(&create(creation("patched", HOSTS))).unwrap();
    alice.settle(&stack);
    let parameters = IndexMap::from([("size".to_owned(), json!(1))]);
    let patch = PatchStack { stack: stack.clone(), parameters, hidden: Vec::new() };
    alice.ask_and_keep("heat/patch", &patch).unwrap();
    let done = alice.wait(&ShowStack(stack.clone()), |stack| stack.status.0 == "UPDATE_COMPLETE");
    assert_eq!(done.parameters["size"], json!("1"));
    alice.clear(&stack);
}

#[test]
#[ignore = "needs the testbed"]
fn stock_heat_builds_at_once_what_was_to_be_initialized() {
    let alice = Visit::alice();
    let call = CreateStack { stack: creation("initialized", HOSTS), initialize: true };
    let stack = alice.ask(&call).unwrap();
    let shown = alice.ask(&ShowStack(stack.clone())).unwrap();
    assert_eq!((shown.status.is_initialized(), shown.status.action()), (false, "CREATE"));
    alice.settle(&stack);
    alice.clear(&stack);
}

#[test]
#[ignore = "needs the testbed"]
fn a_stack_that_fails_says_why() {
    let alice = Visit::alice();
    let stack = alice.ask(&create(creation("failing", FAILING))).unwrap();
    let failed = alice.settle(&stack);
    alice.native.keep("heat/failed");
    assert_eq!(failed.status.0, "CREATE_FAILED");
    assert!(failed.reason.unwrap().contains("resources.fails"));
    alice.clear(&stack);
}

#[test]
#[ignore = "needs the testbed"]
fn a_deployment_waits_for_its_signal() {
    let alice = Visit::alice();
    let stack = alice.ask(&create(creation("signalled", DEPLOYMENT))).unwrap();
    let waits = |resource: &hotplate_cloud::heat::StackResource| {
        resource.name == "deployment" && resource.physical_id.as_deref().is_some_and(|id| !id.is_empty())
    };
    let resources =
        alice.wait(&ListResources { stack: stack.clone(), depth: 0 }, |all| all.iter().any(waits));
    let id = resources.iter().find(|resource| waits(resource)).unwrap().physical_id.clone();
    let deployments = alice.ask_and_keep("heat/deployments", &ListDeployments::default()).unwrap();
    let waiting = deployments.iter().find(|deployment| Some(&deployment.id) == id.as_ref()).unwrap();
    assert_eq!(waiting.status.as_deref(), Some("IN_PROGRESS"));

    let data = json!({"name": "a", "deploy_stdout": "a\n", "deploy_stderr": "", "deploy_status_code": 0});
    alice.ask(&Signal { stack: stack.clone(), resource: "deployment".to_owned(), data }).unwrap();
    alice.native.keep("heat/signal");
    let done = alice.settle(&stack);
    assert_eq!(done.status.0, "CREATE_COMPLETE", "{:?}", done.reason);
    // Heat gives them in any order.
    let outputs: BTreeMap<_, _> =
        done.outputs.unwrap().into_iter().map(|output| (output.key, output.value)).collect();
    assert_eq!(json!(outputs), json!({"name": "a", "stdout": "a\n"}));
    let server = ListDeployments { server: Some(waiting.server_id.clone()) };
    let told = alice.ask_and_keep("heat/deployed", &server).unwrap();
    assert_eq!(told[0].outputs.as_ref().unwrap()["deploy_stdout"], json!("a\n"));
    alice.clear(&stack);
}

#[test]
#[ignore = "needs the testbed"]
fn an_application_credential_creates_where_the_site_lets_it() {
    let mut alice = Visit::alice();
    let sign_in = credential(&alice, "creates");
    alice.enter(&sign_in);
    let stack = alice.ask(&create(creation("by-credential", HOSTS))).unwrap();
    assert_eq!(alice.settle(&stack).status.0, "CREATE_COMPLETE");
    alice.clear(&stack);
}

#[test]
#[ignore = "needs the testbed"]
fn a_hidden_value_is_in_no_error() {
    let mut stack = creation("hidden", HOSTS);
    stack.hidden = vec!["key".to_owned()];
    stack.parameters.insert("key".to_owned(), json!("correct-horse-battery"));
    let call = create(stack);
    let error = Visit::alice().ask(&call).unwrap_err();
    assert_eq!(error.fault, Fault::Invalid);
    assert!(
        !format!("{error:?} {error} {:?}", hotplate_cloud::Call::request(&call)).contains("horse"),
        "{error}"
    );
}

#[test]
#[ignore = "needs the testbed"]
fn what_is_not_there_is_said() {
    let absent =
        StackRef { name: "absent".to_owned(), id: "5b4f0c1e-0000-4000-8000-000000000002".to_owned() };
    let error = Visit::alice().ask_and_keep("heat/missing", &ShowStack(absent)).unwrap_err();
    assert_eq!((error.fault, error.status), (Fault::Missing, Some(404)));
}

#[test]
#[ignore = "needs the testbed"]
fn the_live_heat_says_what_it_can() {
    let alice = Visit::alice();
    let types = alice.ask(&ListResourceTypes).unwrap();
    assert!(types.contains(&"OS::Heat::ResourceGroup".to_owned()));
    let versions = alice.ask_and_keep("heat/versions", &ListTemplateVersions).unwrap();
    assert!(versions.iter().any(|version| version.version == "heat_template_version.2021-04-16"));
}

#[test]
#[ignore = "needs the testbed"]
fn the_commands_for_curl_do_what_the_calls_do() {
    let alice = Visit::alice();
    let mut stack = creation("by-curl", HOSTS);
    stack.parameters.insert("size".to_owned(), "1".into());
    stack.parameters.insert("key".to_owned(), "hunter2".into());
    stack.hidden.push("key".to_owned());
    // What is secret in a text of YAML is written as YAML's quotes want it, inside JSON's.
    let said = "it's \"hunter3\" \\ $(x): #3";
    stack.template.text.push_str("  said: {value: {get_param: said}}\n");
    stack.template.text =
        stack.template.text.replacen("parameters:\n", "parameters:\n  said: {type: string}\n", 1);
    stack.template.environment = format!("parameters: {{said: {}}}\n", secret("said", true));
    let deeds = [Deed::CreateStack(CreateStack { stack, initialize: false })];
    let commands = forms(&alice.session, &deeds, &Names::default()).unwrap().curl;
    let (asks, commands) = commands.split_once('\n').unwrap();
    assert!(asks.starts_with("OS_TOKEN=") && !commands.contains("hunter"), "{asks}");
    let token = alice.session.token().unwrap().reveal();
    let mut shell = Command::new("sh");
    shell.args(["-euc", commands]).env("OS_TOKEN", token);
    let shell = shell.env("PARAM_key", "hunter2").env("PARAM_said", said).output().unwrap();
    assert!(shell.status.success(), "{}", String::from_utf8_lossy(&shell.stderr));
    let created = alice.ask(&ListStacks).unwrap().into_iter().find(|stack| stack.name == "by-curl").unwrap();
    let settled = alice.settle(&created.reference());
    assert_eq!(settled.status.0, "CREATE_COMPLETE");
    let outputs = settled.outputs.unwrap_or_default();
    assert!(outputs.iter().any(|output| output.key == "said" && output.value == said), "{outputs:?}");
    alice.clear(&created.reference());
}
