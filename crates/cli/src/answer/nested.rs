//! The stacks inside a stack, as a preview would show them: of templates used as types, and of groups.

use hotplate_plan::{GroupKind, Known, ParameterValue, Plan, Resource};
use serde_json::{Value as Json, json};

use super::parts::{pseudo_parameters, value_or_error};
use crate::json::{object, write};

/// `{name: {type, parameters, resources: {name: {type, properties}}, edges, nested?}}` of these resources' stacks.
/// Members whose names Heat draws at random have names of ours.
pub(crate) fn nested<'a>(
    plan: &Plan,
    resources: impl Iterator<Item = &'a Resource>,
    stack_name: &str,
    known: &dyn Known,
) -> Json {
    let stacks = resources.filter(|resource| resource.enabled != Some(false) && resource.group.is_some());
    object(stacks.map(|resource| {
        let name = resource.path.name();
        (name.to_owned(), stack(plan, resource, &format!("{stack_name}-{name}"), known))
    }))
}

fn stack(plan: &Plan, resource: &Resource, stack_name: &str, known: &dyn Known) -> Json {
    let mut answer = json!({ "type": resource.written_type.as_str() });
    let group = resource.group.as_ref();
    if let Some(why) = group.and_then(|group| group.closed.as_ref()) {
        answer["error"] = why.as_str().into();
        return answer;
    }
    let own = plan.nested_parameters(resource.id, known).unwrap_or_default();
    let given =
        own.into_iter().filter_map(|(name, ParameterValue { value, .. })| Some((name, write(&value?))));
    answer["parameters"] = pseudo_parameters(stack_name, known);
    for (name, value) in given {
        answer["parameters"][name] = value;
    }
    let members = || plan.stack.members(resource.id).filter(|member| member.enabled != Some(false));
    let is_template = group.is_some_and(|group| group.kind == GroupKind::NestedTemplate);
    let mut properties = match is_template {
        true => members().map(|member| plan.properties(member.id, known)).collect(),
        false => plan.member_properties(resource.id, known),
    }
    .into_iter();
    answer["resources"] = object(members().map(|member| {
        let (value, error) = properties.next().map(|value| value_or_error(&value)).unwrap_or_default();
        let mut told = json!({ "type": member.written_type.as_str(), "properties": value });
        if let Some(error) = error {
            told["error"] = error.into();
        }
        (member.path.name().to_owned(), told)
    }));
    let pairs = members().flat_map(|member| {
        let awaited = plan.stack.awaited(member).into_iter();
        awaited.map(|to| [member.path.name(), plan.stack[to].path.name()])
    });
    let mut edges: Vec<_> = pairs.collect();
    edges.sort_unstable();
    answer["edges"] = json!(edges);
    if members().any(|member| member.group.is_some()) {
        answer["nested"] = nested(plan, members(), stack_name, known);
    }
    answer
}
