//! `hotplate plan`: what will be created, in which order and why.

use std::fmt::Write;

use hotplate_plan::{ParameterOrigin, Plan, Reason, Resource, ResourceId};
use hotplate_schema::IndexMap;
use serde::Serialize;
use serde_json::Value as Json;

use crate::json::{self, write_resolved};
use crate::load::Loaded;
use crate::words::{self, heading, quiet};

#[derive(Serialize)]
struct Planned<'a> {
    file: &'a str,
    parameters: IndexMap<&'a str, Parameter>,
    conditions: &'a IndexMap<String, Option<bool>>,
    resources: Vec<Listed<'a>>,
    edges: Vec<Edge>,
    waves: Vec<Vec<String>>,
    cycles: Vec<Vec<String>>,
    outputs: IndexMap<&'a str, Json>,
}

#[derive(Serialize)]
struct Parameter {
    value: Option<Json>,
    origin: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

#[derive(Serialize)]
struct Listed<'a> {
    path: String,
    #[serde(rename = "type")]
    type_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    member_of: Option<String>,
    enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<&'a str>,
    properties: Json,
}

#[derive(Serialize)]
struct Edge {
    from: String,
    to: String,
    reasons: Vec<EdgeReason>,
}

#[derive(Serialize)]
struct EdgeReason {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// The plan as JSON.
pub fn json(loaded: &Loaded) -> String {
    let plan = &loaded.plan;
    let path = |id: &ResourceId| plan.stack[*id].path.to_string();
    json::pretty(&Planned {
        file: &loaded.source.name,
        parameters: plan.parameters.iter().map(|(name, value)| (name.as_str(), parameter(value))).collect(),
        conditions: &plan.conditions,
        resources: plan.stack.iter().map(|resource| listed(plan, resource)).collect(),
        edges: plan
            .graph
            .dependencies()
            .iter()
            .map(|edge| Edge {
                from: path(&edge.from),
                to: path(&edge.to),
                reasons: edge.reasons.iter().map(reason).collect(),
            })
            .collect(),
        waves: plan.waves.iter().map(|wave| wave.resources.iter().map(path).collect()).collect(),
        cycles: plan.cycles.iter().map(|cycle| cycle.resources.iter().map(path).collect()).collect(),
        outputs: plan
            .outputs
            .iter()
            .map(|(name, output)| (name.as_str(), write_resolved(&output.value)))
            .collect(),
    })
}

fn parameter(parameter: &hotplate_plan::ParameterValue) -> Parameter {
    let shown = parameter.value.as_ref().map(json::write);
    Parameter {
        value: if parameter.declaration.hidden { shown.map(|_| HIDDEN.into()) } else { shown },
        origin: origin(parameter.origin),
        problem: parameter.problem.clone(),
    }
}

/// What stands for the value of a hidden parameter, as in Heat's own answers.
const HIDDEN: &str = "******";

fn origin(origin: ParameterOrigin) -> &'static str {
    match origin {
        ParameterOrigin::Given => "given",
        ParameterOrigin::EnvironmentDefault => "environment default",
        ParameterOrigin::Default => "default",
        ParameterOrigin::Missing => "missing",
    }
}

fn listed<'a>(plan: &Plan, resource: &'a Resource) -> Listed<'a> {
    Listed {
        path: resource.path.to_string(),
        type_name: resource.type_name.as_str(),
        member_of: resource.parent.map(|parent| plan.stack[parent].path.to_string()),
        enabled: resource.enabled,
        closed: resource.group.as_ref().and_then(|group| group.closed.as_deref()),
        properties: write_resolved(&resource.properties),
    }
}

fn reason(reason: &Reason) -> EdgeReason {
    let (kind, at, attribute, why) = match reason {
        Reason::GetResource { at } => ("get_resource", Some(at), None, None),
        Reason::GetAttr { at, attribute } => ("get_attr", Some(at), Some(attribute), None),
        Reason::DependsOn { at } => ("depends_on", Some(at), None, None),
        Reason::Implicit(why) => ("implicit", None, None, Some(why)),
    };
    EdgeReason {
        kind,
        at: at.map(ToString::to_string),
        attribute: attribute.map(ToString::to_string),
        why: why.cloned(),
    }
}

/// The plan for people.
pub fn human(loaded: &Loaded) -> String {
    let plan = &loaded.plan;
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = write_plan(&mut text, plan);
    text
}

fn write_plan(text: &mut String, plan: &Plan) -> std::fmt::Result {
    if !plan.parameters.is_empty() {
        writeln!(text, "{}", heading("Parameters"))?;
        for (name, parameter) in plan.parameters.iter() {
            let value = match &parameter.value {
                Some(_) if parameter.declaration.hidden => HIDDEN.to_owned(),
                Some(value) => words::value(value),
                None => words::doubtful(parameter.problem.as_deref().unwrap_or("?")),
            };
            writeln!(text, "  {name} = {value} {}", quiet(&format!("({})", origin(parameter.origin))))?;
        }
        writeln!(text)?;
    }
    for (number, wave) in plan.waves.iter().enumerate() {
        writeln!(text, "{}", heading(&format!("Wave {}", number + 1)))?;
        for &id in &wave.resources {
            write_resource(text, plan, id)?;
        }
        writeln!(text)?;
    }
    for cycle in &plan.cycles {
        let mut names: Vec<_> = cycle.resources.iter().map(|&id| plan.stack[id].path.to_string()).collect();
        names.extend(names.first().cloned());
        writeln!(text, "{} {}\n", words::bad("Never, for they wait for each other:"), names.join(" → "))?;
    }
    let disabled: Vec<_> =
        plan.stack.top().filter(|it| it.enabled == Some(false)).map(|it| it.path.to_string()).collect();
    if !disabled.is_empty() {
        writeln!(text, "{} {}\n", heading("Not created, by their conditions:"), disabled.join(", "))?;
    }
    if !plan.outputs.is_empty() {
        writeln!(text, "{}", heading("Outputs"))?;
        for (name, output) in &plan.outputs {
            writeln!(text, "  {name} = {}", words::resolved(&output.value))?;
        }
    }
    Ok(())
}

fn write_resource(text: &mut String, plan: &Plan, id: ResourceId) -> std::fmt::Result {
    let resource = &plan.stack[id];
    write!(text, "  {} {}", resource.path, quiet(resource.type_name.as_str()))?;
    match &resource.group {
        Some(group) => match &group.closed {
            Some(why) => writeln!(text, " {}", words::doubtful(why))?,
            None => writeln!(text, " ×{}", group.members.len())?,
        },
        None => writeln!(text)?,
    }
    for dependency in plan.graph.requires(id) {
        let reasons: Vec<_> = dependency.reasons.iter().map(words::reason).collect();
        let to = &plan.stack[dependency.to].path;
        writeln!(text, "    after {to} {}", quiet(&format!("({})", reasons.join(", "))))?;
    }
    Ok(())
}
