//! What Heat makes of an agent's signal (service_software_config.py, `signal_software_deployment`).

use hotplate_agent::{DerivedConfig, Run};
use hotplate_plan::{Resource, ResourcePath};
use hotplate_schema::Value;

use crate::digest::uuid;
use crate::world::Attributes;

/// Whether Heat does not wait for the signal of a deployment, and so never hears of its outputs.
pub(crate) fn unheard(config: &DerivedConfig) -> bool {
    let transport = config.inputs.iter().find(|input| input.name == "deploy_signal_transport");
    transport.and_then(|input| input.value.as_ref()) == Some(&"NO_SIGNAL".into())
}

/// The attributes a deployment has once its agent has signalled: its declared outputs, null where the script wrote
/// none, then the three that every deployment has.
pub(crate) fn reported(config: &DerivedConfig, run: &Run, status: i32) -> Attributes {
    let mut attributes = silence(config);
    for (name, text) in &run.outputs {
        if let Some(value) = attributes.get_mut(name) {
            *value = text.as_str().into();
        }
    }
    attributes.insert("deploy_stdout".to_owned(), run.stdout.as_str().into());
    attributes.insert("deploy_stderr".to_owned(), run.stderr.as_str().into());
    attributes.insert("deploy_status_code".to_owned(), Value::Int(status.into()));
    attributes
}

/// The attributes of a deployment that never signals: all null.
pub(crate) fn silence(config: &DerivedConfig) -> Attributes {
    let declared = config.outputs.iter().map(|output| output.name.as_str());
    declared.chain(REPORTED_BY_ALL).map(|name| (name.to_owned(), Value::Null)).collect()
}

/// What every deployment reports.
pub(crate) const REPORTED_BY_ALL: [&str; 3] = ["deploy_stdout", "deploy_stderr", "deploy_status_code"];

/// Heat's reason if the signal means failure: a status other than 0, or an error output that is there at all.
pub(crate) fn failure(path: &ResourcePath, config: &DerivedConfig, run: &Run, status: i32) -> Option<String> {
    let code = (status != 0)
        .then(|| format!("deploy_status_code : Deployment exited with non-zero status code: {status}"));
    let errors = config.outputs.iter().filter(|output| output.error_output);
    let errors = errors
        .filter_map(|output| Some(format!("{} : {}", output.name, run.outputs.get(&output.name)?.as_str())));
    let reasons: Vec<String> = code.into_iter().chain(errors).collect();
    (!reasons.is_empty())
        .then(|| format!("Error: {}: Deployment to server failed: {}", heat_path(path), reasons.join(", ")))
}

/// A resource's path as Heat's reasons write it: `resources.export_hosts_sdg.resources[0]` (common/exception.py).
pub(crate) fn heat_path(path: &ResourcePath) -> String {
    let mut text = String::new();
    for name in path.names() {
        let dot = if text.is_empty() { "" } else { "." };
        let numbered = !name.is_empty() && name.chars().all(|c| c.is_ascii_digit());
        text += &if numbered { format!("{dot}resources[{name}]") } else { format!("{dot}resources.{name}") };
    }
    text
}

/// Heat's reason for a resource whose creation it gave up at the stack's timeout (resource.py, `_action_recorder`;
/// scheduler.py, `Timeout`). A stack's own reason is then `Timed out`.
pub(crate) fn aborted(resource: &Resource, id: &str) -> String {
    let (kind, name) = (resource.type_name.short(), resource.path.name());
    let stack = format!("Stack \"stack\" [{}]", uuid("stack"));
    format!("CREATE aborted (Task create from {kind} \"{name}\" [{id}] {stack} Timed out)")
}
