//! The stacks inside a stack, as a preview would show them: of templates used as types, and of groups.

use hotplate_hot::{ParameterKind, Source, parse};
use hotplate_plan::{Files, GroupKind, Known, NestedStack, ParameterValue, Plan, Resource};
use hotplate_schema::{Release, Value};
use serde_json::{Value as Json, json};

use super::parts::{pseudo_parameters, value_or_error};
use super::world::Previewed;
use crate::json::{object, write};
use crate::load::catalog;

/// `{name: {type, parameters, resources: {name: {type, properties}}, edges, template?, nested?}}` of these resources' stacks.
/// Members whose names Heat draws at random have names of ours.
pub(crate) fn nested<'a>(
    plan: &Plan,
    resources: impl Iterator<Item = &'a Resource>,
    stack_name: &str,
    files: &dyn Files,
) -> Json {
    let stacks = resources.filter(|resource| resource.enabled != Some(false) && resource.group.is_some());
    object(stacks.map(|resource| {
        let name = resource.path.name();
        (name.to_owned(), stack(plan, resource, &format!("{stack_name}-{name}"), files))
    }))
}

fn stack(plan: &Plan, resource: &Resource, stack_name: &str, files: &dyn Files) -> Json {
    let known: &dyn Known = &Previewed::Nested;
    let mut answer = json!({ "type": resource.written_type.as_str() });
    let group = resource.group.as_ref();
    if let Some(why) = group.and_then(|group| group.closed.as_ref()) {
        answer["error"] = why.as_str().into();
        return answer;
    }
    let own = plan.nested_parameters(resource.id, known).unwrap_or_default();
    answer["parameters"] = pseudo_parameters(stack_name, known);
    for (name, ParameterValue { value, declaration, .. }) in own.iter() {
        // Until the stack is created, what does not fit is to Heat as if it were null.
        let unfit = || resource.properties.get(name).map(|_| empty(declaration.kind));
        if let Some(value) = value.as_ref().map(write).or_else(unfit) {
            answer["parameters"][name.as_str()] = value;
        }
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
    let template = match plan.stack.nested(resource.id) {
        Some(nested) => files.get(&nested.source).map(|source| written(&source, nested)),
        None if group.is_some_and(|group| group.kind == GroupKind::InstanceGroup) => None,
        None => Some(made(plan, members(), &answer)),
    };
    if let Some(template) = template {
        answer["template"] = template;
    }
    for member in members().filter(|member| takes_anything(member)) {
        answer["resources"][member.path.name()]["properties"] = json!({});
    }
    if members().any(|member| member.group.is_some()) {
        answer["nested"] = nested(plan, members(), stack_name, files);
    }
    answer
}

/// The value of a parameter that is given null.
fn empty(kind: ParameterKind) -> Json {
    match kind {
        ParameterKind::String => json!(""),
        ParameterKind::Number => json!(0),
        ParameterKind::Boolean => json!(false),
        ParameterKind::Json => json!({}),
        ParameterKind::CommaDelimitedList => json!([]),
    }
}

/// Whether the properties of a resource are of no type that has any: Heat tells none of them.
fn takes_anything(resource: &Resource) -> bool {
    let known = catalog(Release::default()).get(&resource.type_name);
    known.is_some_and(|known| known.any_property)
}

/// A file's template as it is written, with the defaults that environments give.
fn written(source: &Source, nested: &NestedStack) -> Json {
    let document = parse(source).value;
    let mut template = document.root().map(|root| write(&root.to_value())).unwrap_or_default();
    for (name, parameter) in nested.parameters.iter() {
        let declared = template.pointer_mut("/parameters").and_then(|declared| declared.get_mut(name));
        if let (Some(Json::Object(declared)), Some(default)) = (declared, &parameter.declaration.default) {
            declared.insert("default".to_owned(), write(default));
        }
    }
    template
}

/// The template that Heat makes of a group, without its outputs: which it has depends on who reads them.
fn made<'a>(plan: &Plan, members: impl Iterator<Item = &'a Resource>, answer: &Json) -> Json {
    let resources = object(members.map(|member| {
        let name = member.path.name();
        let mut told = answer["resources"][name].clone();
        if let Some(told) = told.as_object_mut() {
            told.retain(|key, value| {
                key != "properties" || value.as_object().is_some_and(|given| !given.is_empty())
            });
        }
        if let Some(metadata) = member.metadata.known().filter(|metadata| **metadata != Value::Null) {
            told["metadata"] = write(metadata);
        }
        let awaited: Vec<_> =
            plan.stack.awaited(member).iter().map(|&id| plan.stack[id].path.name()).collect();
        if !awaited.is_empty() {
            told["depends_on"] = json!(awaited);
        }
        (name.to_owned(), told)
    }));
    json!({ "heat_template_version": "2015-04-30", "resources": resources })
}
