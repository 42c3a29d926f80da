//! The parts of a plan in the form of the oracle's answers.

use hotplate_hot::PSEUDO_PARAMETERS;
use hotplate_plan::{Known, ParameterValue, Plan, PlannedOutput, Resolved, Resource, ResourceId};
use hotplate_schema::IndexMap;
use serde_json::{Value as Json, json};

use super::attributes::attributes;
use crate::json::{object, write};

/// `{name: {type, value, value_error?, ...}}`
pub(crate) fn parameters(plan: &Plan) -> Json {
    // What a template declares under the name of one that every stack has of itself is not told.
    let own = plan.parameters.iter().filter(|(name, _)| !PSEUDO_PARAMETERS.contains(&name.as_str()));
    object(own.map(|(name, value)| (name.clone(), parameter(name, value))))
}

fn parameter(name: &str, parameter: &ParameterValue) -> Json {
    let declared = &parameter.declaration;
    let mut answer = json!({
        "type": declared.kind.name(),
        "has_default": declared.default.is_some(),
        "default": declared.default.as_ref().map(write),
        "hidden": declared.hidden,
        "label": declared.label.as_deref().unwrap_or(name),
        "description": declared.description.as_deref().unwrap_or(""),
        "tags": declared.tags,
        "immutable": declared.immutable,
        "value": parameter.value.as_ref().map(write),
    });
    if parameter.value.is_none() {
        answer["value_error"] = parameter.problem.as_deref().unwrap_or("no value").into();
    }
    answer
}

/// `{name: value}` of the parameters that every stack has of itself.
pub(crate) fn pseudo_parameters(stack_name: &str, known: &dyn Known) -> Json {
    let mut answer = json!({ "OS::stack_name": stack_name });
    for name in &PSEUDO_PARAMETERS[1..] {
        answer[*name] = known.pseudo_parameter(name).as_ref().map(write).unwrap_or_default();
    }
    answer
}

/// `{name: true | false | {error}}`
pub(crate) fn conditions(plan: &Plan) -> Json {
    object(plan.conditions.iter().map(|(name, value)| {
        (name.clone(), value.map_or_else(|| json!({ "error": "it cannot be evaluated" }), Json::Bool))
    }))
}

/// The names in each circle, sorted.
pub(crate) fn cycles(plan: &Plan) -> Json {
    let mut cycles: Vec<_> = plan.cycles.iter().map(|cycle| sorted(plan, &cycle.resources)).collect();
    cycles.sort();
    json!(cycles)
}

/// `{name: {description, value, error?}}`; `refused` are those that cannot be read. `way_in`: see [`attributes`].
pub(crate) fn outputs(
    plan: &Plan,
    known: &dyn Known,
    way_in: bool,
    refused: &IndexMap<String, String>,
) -> Json {
    let readable = plan.outputs.iter().filter(|(name, _)| !refused.contains_key(*name));
    let readable =
        readable.map(|(name, output)| (name.clone(), self::output(plan, name, output, known, way_in)));
    let refused = refused.iter().map(|(name, why)| (name.clone(), json!({ "value": null, "error": why })));
    object(readable.chain(refused))
}

fn output(plan: &Plan, name: &str, output: &PlannedOutput, known: &dyn Known, way_in: bool) -> Json {
    let (value, error) = plan.output(name, known).map(|value| value_or_error(&value)).unwrap_or_default();
    let mut answer = json!({
        "description": output.description.as_deref().unwrap_or("No description given"),
        "requires": sorted(plan, &output.reads),
        "value": value,
    });
    if let Some(error) = error {
        answer["error"] = error.into();
    }
    let is_made = output.enabled == Some(true);
    if let Some(read) = is_made.then(|| attributes(plan.read_by_output(name), way_in)).flatten() {
        answer["attr_refs"] = read;
    }
    answer
}

/// `{name: {type, enabled, properties, requires, required_by, ...}}` of the template's own resources.
pub(crate) fn resources(plan: &Plan, known: &dyn Known, way_in: bool) -> Json {
    object(
        plan.stack
            .top()
            .map(|resource| (resource.path.to_string(), self::resource(plan, resource, known, way_in))),
    )
}

fn resource(plan: &Plan, resource: &Resource, known: &dyn Known, way_in: bool) -> Json {
    let enabled = resource.enabled != Some(false);
    let mut answer = json!({ "type": resource.written_type.as_str(), "enabled": enabled });
    if resource.type_name != resource.written_type {
        answer["mapped_to"] = resource.type_name.as_str().into();
    }
    if enabled {
        let (value, error) = value_or_error(&plan.properties(resource.id, known));
        if let Some(read) = attributes(plan.read_by_resource(resource.path.name()), way_in) {
            answer["attr_refs"] = read;
        }
        answer["properties"] = if value.is_null() { json!({}) } else { value };
        if let Some(error) = error {
            answer["property_errors"] = json!({ "*": error });
        }
        let requires: Vec<_> = plan.graph.requires(resource.id).map(|edge| edge.to).collect();
        let required_by: Vec<_> = plan.graph.required_by(resource.id).map(|edge| edge.from).collect();
        answer["requires"] = sorted(plan, &requires).into();
        answer["required_by"] = sorted(plan, &required_by).into();
    }
    answer
}

/// The names of the resources whose condition is false, in the template's order.
pub(crate) fn disabled(plan: &Plan) -> Json {
    let disabled = plan.stack.top().filter(|resource| resource.enabled == Some(false));
    disabled.map(|resource| resource.path.to_string()).collect()
}

/// `{name: {property: value}}` of the template's own resources.
pub(crate) fn properties(plan: &Plan, known: &dyn Known) -> Json {
    let enabled = plan.stack.top().filter(|resource| resource.enabled != Some(false));
    object(enabled.map(|resource| {
        let (value, error) = value_or_error(&plan.properties(resource.id, known));
        (resource.path.to_string(), error.map_or(value, |error| json!({ "error": error })))
    }))
}

/// A value that is wholly known, or why it is not.
pub(crate) fn value_or_error(value: &Resolved) -> (Json, Option<String>) {
    match value {
        Resolved::Known(value) => (write(value), None),
        Resolved::Unknown(why) => (Json::Null, Some(why.clone())),
        Resolved::Pending(_) => (Json::Null, Some("it is not known yet".to_owned())),
        Resolved::List(items) => (Json::Null, items.iter().find_map(|item| value_or_error(item).1)),
        Resolved::Map(entries) => (Json::Null, entries.values().find_map(|entry| value_or_error(entry).1)),
    }
}

pub(crate) fn sorted(plan: &Plan, ids: &[ResourceId]) -> Vec<String> {
    let mut names: Vec<_> = ids.iter().map(|&id| name(plan, id)).collect();
    names.sort();
    names
}

pub(crate) fn name(plan: &Plan, id: ResourceId) -> String {
    plan.stack[id].path.to_string()
}
