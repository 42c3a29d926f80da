//! A config and a deployment in, what Heat hands to the agent out (software_deployment.py, `_build_derived_inputs`).

use hotplate_agent::{ConfigInput, DerivedConfig, InputKind, Text};
use hotplate_plan::{Resolved, ResourcePath};
use hotplate_schema::{IndexMap, Key, Value};

use crate::Action;
use crate::config::{SoftwareConfig, text};
use crate::digest::{hex, uuid};

/// Derives the config of one deployment on one server. `properties` are the deployment's, as far as they are known;
/// `parts` tells what reported texts an input value was made of.
pub(crate) fn derive(
    config: &SoftwareConfig,
    path: &ResourcePath,
    properties: &Resolved,
    parts: &dyn Fn(&str) -> Vec<Text>,
    server_id: &str,
) -> DerivedConfig {
    let mut inputs = inputs(config, properties, parts);
    inputs.extend(own_inputs(path, config.action, &signal_transport(properties), server_id).into_iter().map(
        |(name, value)| ConfigInput {
            name: name.to_owned(),
            kind: InputKind::String,
            value: Some(value.into()),
            parts: Vec::new(),
        },
    ));
    let body = match &config.body {
        Ok(Value::String(text)) => text.clone(),
        Ok(Value::Null) | Err(_) => "".into(),
        Ok(structure) => {
            let key = text(properties, "input_key").unwrap_or_else(|| "get_input".to_owned());
            substitute(structure, &key, &inputs).to_json(false).into()
        }
    };
    DerivedConfig {
        name: text(properties, "name").unwrap_or_else(|| config.name.clone()),
        group: config.group.clone(),
        config: body.as_str().to_owned(),
        inputs,
        outputs: config.outputs.clone(),
    }
}

/// How the agent signals. CFN_SIGNAL unless the deployment says otherwise.
fn signal_transport(properties: &Resolved) -> String {
    text(properties, "signal_transport").unwrap_or_else(|| "CFN_SIGNAL".to_owned())
}

/// Declared inputs, then input values that nobody declared.
fn inputs(
    config: &SoftwareConfig,
    properties: &Resolved,
    parts: &dyn Fn(&str) -> Vec<Text>,
) -> Vec<ConfigInput> {
    let given = properties.get("input_values").and_then(|values| values.entries()).unwrap_or_default();
    let mut given: IndexMap<String, Resolved> =
        given.into_iter().map(|(key, value)| (key_text(&key), value)).collect();
    let mut inputs = Vec::new();
    for declared in &config.inputs {
        let value = given.shift_remove(&declared.name);
        inputs.push(match value {
            Some(value) => input(&declared.name, declared.kind, &value, parts),
            None => {
                let value = Some(declared.default.clone());
                ConfigInput { name: declared.name.clone(), kind: declared.kind, value, parts: Vec::new() }
            }
        });
    }
    inputs.extend(given.iter().map(|(name, value)| input(name, InputKind::String, value, parts)));
    inputs
}

fn input(name: &str, kind: InputKind, value: &Resolved, parts: &dyn Fn(&str) -> Vec<Text>) -> ConfigInput {
    ConfigInput { name: name.to_owned(), kind, value: value.known().cloned(), parts: parts(name) }
}

/// What Heat adds by itself. Where a cloud would put addresses and credentials of its own there are samples.
fn own_inputs(
    path: &ResourcePath,
    action: Action,
    transport: &str,
    server_id: &str,
) -> Vec<(&'static str, String)> {
    let names = path.names();
    let (name, around) = names.split_last().map_or(("", names), |(name, around)| (name.as_str(), around));
    let stack = around.iter().fold("stack".to_owned(), |stack, name| format!("{stack}-{name}"));
    let mut inputs = vec![
        ("deploy_server_id", server_id.to_owned()),
        ("deploy_action", action.word().to_owned()),
        ("deploy_stack_id", format!("{stack}/{}", uuid(&stack))),
        ("deploy_resource_name", name.to_owned()),
        ("deploy_signal_transport", transport.to_owned()),
    ];
    let signal = |verb: &str, url: &str| {
        [("deploy_signal_id", format!("{url}/{stack}/{name}")), ("deploy_signal_verb", verb.to_owned())]
    };
    match transport {
        "CFN_SIGNAL" => inputs.extend(signal("POST", "https://orchestration.example/signal")),
        "TEMP_URL_SIGNAL" => inputs.extend(signal("PUT", "https://objects.example/signal")),
        "HEAT_SIGNAL" | "ZAQAR_SIGNAL" => inputs.extend([
            ("deploy_auth_url", "https://identity.example/v3".to_owned()),
            ("deploy_username", format!("{stack}-{name}")),
            ("deploy_user_id", hex(&format!("user of {path}"))),
            ("deploy_password", "sample-password".to_owned()),
            ("deploy_project_id", hex("project")),
            ("deploy_region_name", "RegionOne".to_owned()),
        ]),
        _ => {}
    }
    if transport == "ZAQAR_SIGNAL" {
        inputs.push(("deploy_queue_id", uuid(&format!("queue of {path}"))));
    }
    inputs
}

/// A structured config with every `{get_input: NAME}` replaced (structured_config.py, `parse`). What is not known is
/// null.
fn substitute(value: &Value, input_key: &str, inputs: &[ConfigInput]) -> Value {
    match value {
        Value::List(items) => {
            Value::List(items.iter().map(|item| substitute(item, input_key, inputs)).collect())
        }
        Value::Map(map) => match (map.len(), map.get(input_key)) {
            (1, Some(Value::String(name))) => {
                let input = inputs.iter().find(|input| input.name == *name);
                input.and_then(|input| input.value.clone()).unwrap_or_default()
            }
            _ => Value::Map(map.iter().map(|(k, v)| (k.clone(), substitute(v, input_key, inputs))).collect()),
        },
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::String(_) => value.clone(),
    }
}

fn key_text(key: &Key) -> String {
    key.as_str().map_or_else(|| key.to_value().python_str(), str::to_owned)
}
