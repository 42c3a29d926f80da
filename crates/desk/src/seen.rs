//! What a testbed's Heat says of a stack, turned into what the page shows.

use hotplate_cloud::heat::{Deployment, Output, StackResource};

use crate::SeenResource;

/// As much of what a script wrote is told: its end.
const MOST: usize = 20_000;

/// What a script tells, by Heat's name for it and a person's.
const TOLD: [(&str, &str); 3] = [
    ("deploy_stdout", "standard output"),
    ("deploy_stderr", "standard error"),
    ("deploy_status_code", "exit status"),
];

/// Whether resources of this type run something on an instance.
pub(crate) fn is_deployment(kind: &str) -> bool {
    matches!(kind, "OS::Heat::SoftwareDeployment" | "OS::Heat::StructuredDeployment")
}

/// The resources, with what was told from the instances on which they run something.
pub(crate) fn told_resources(resources: Vec<StackResource>, deployments: &[Deployment]) -> Vec<SeenResource> {
    let name = |resource: &StackResource| match &resource.parent {
        Some(parent) => format!("{parent}.{}", resource.name),
        None => resource.name.clone(),
    };
    let has = |resource: &StackResource, id: &str| resource.physical_id.as_deref() == Some(id);
    let said = |resource: &StackResource| {
        let told = deployments.iter().find(|deployment| has(resource, &deployment.id));
        told.map_or_else(String::new, |deployment| {
            let server = resources.iter().find(|other| has(other, &deployment.server_id));
            said(deployment, &server.map(&name).unwrap_or_default())
        })
    };
    let seen = resources.iter().map(|resource| SeenResource {
        name: name(resource),
        kind: resource.kind.clone(),
        status: resource.status.0.clone(),
        reason: resource.reason.clone(),
        said: said(resource),
    });
    seen.collect()
}

/// What a script has written, and how it ended; empty as long as it has told nothing.
fn said(deployment: &Deployment, server: &str) -> String {
    let mut said = String::new();
    for (key, name) in TOLD {
        let value = deployment.outputs.as_ref().and_then(|outputs| outputs.get(key));
        let text = match value {
            Some(serde_json::Value::String(text)) => text.trim_end().to_owned(),
            Some(serde_json::Value::Number(number)) => number.to_string(),
            _ => continue,
        };
        if !text.is_empty() {
            said.push_str(&format!("{name}:\n{}\n", ending(&text)));
        }
    }
    if said.is_empty() || server.is_empty() { said } else { format!("on {server}\n{said}") }
}

/// The end of a text that is too long to be shown.
fn ending(text: &str) -> &str {
    let mut start = text.len().saturating_sub(MOST);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or_default()
}

/// Those that have a value, by name, as Heat gives them in any order.
pub(crate) fn outputs(outputs: Vec<Output>) -> Vec<(String, String)> {
    let known = outputs.into_iter().filter(|output| !output.value.is_null());
    let mut shown: Vec<(String, String)> = known
        .map(|output| {
            let value = match output.value.as_str() {
                Some(text) => text.to_owned(),
                None => serde_json::to_string_pretty(&output.value).unwrap_or_default(),
            };
            (output.key, value)
        })
        .collect();
    shown.sort();
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_script_wrote_is_told_with_where_it_ran() {
        let deployment: Deployment = serde_json::from_str(
            r#"{"id": "d", "server_id": "s", "output_values":
                {"deploy_stdout": "one\ntwo\n", "deploy_stderr": "", "deploy_status_code": 3, "result": "x"}}"#,
        )
        .unwrap();
        assert_eq!(said(&deployment, "node"), "on node\nstandard output:\none\ntwo\nexit status:\n3\n");
        let silent = Deployment { outputs: None, ..deployment };
        assert_eq!(said(&silent, "node"), "");
    }

    #[test]
    fn only_the_end_of_a_long_text_is_told() {
        let long = "é".repeat(MOST);
        assert!(ending(&long).len() <= MOST && long.ends_with(ending(&long)));
        assert_eq!(ending("short"), "short");
    }
}
