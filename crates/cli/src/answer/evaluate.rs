//! A single snippet: what would Heat make of this call?

use hotplate_hot::{Diagnostic, Function, Path, Place, Refusal, Source, TemplateVersion, codes, read};
use hotplate_plan::{Inputs, Known, Limits, plan, read_environment};
use hotplate_schema::Release;
use serde_json::{Map, Value as Json, json};

use super::parts::value_or_error;
use super::request::Request;
use super::world::{Previewed, ResourceData};
use crate::json;
use crate::load::catalog;

/// Names that no template would use.
const OUTPUT: &str = "__eval__";

/// Evaluates the snippet as an output's value, or as a condition, of a template around it.
pub(crate) fn answer(request: &Request) -> Result<Json, String> {
    let snippet = request.eval.clone().unwrap_or_default();
    let in_condition = request.context.as_deref() == Some("condition");
    let source = Source::new("template", &around(request, &snippet, in_condition)?.to_string());
    let catalog = catalog(Release::default());
    let reading = read(&source, catalog);
    let mut inputs = Inputs {
        stack_name: request.stack_name.clone().unwrap_or_else(|| "oracle".to_owned()),
        ..Inputs::default()
    };
    inputs.parameters =
        request.params.iter().flatten().map(|(name, value)| (name.clone(), json::read(value))).collect();
    if let Some(defaults) = &request.parameter_defaults {
        let environment = json!({ "parameter_defaults": defaults }).to_string();
        inputs.environments.push(read_environment(&Source::new("environment", &environment)).value);
    }
    let version = reading.template.version.unwrap_or(TemplateVersion::LATEST);
    if in_condition && (!version.has_conditions() || is_gone(&snippet, version)) {
        return Ok(unevaluated(request, snippet, version));
    }
    let planned = plan(&reading.template, &inputs, &request.files(), catalog, &Limits::default());
    let at = if in_condition { Path::keys(["conditions", OUTPUT]) } else { Path::keys(["outputs", OUTPUT]) };
    let found: Vec<&Diagnostic> = reading.diagnostics.iter().chain(&planned.diagnostics).collect();
    // What cannot be a name at all is only seen when it is worked out.
    let is_of_no_name = |one: &Diagnostic| {
        let fails = |other: &&Diagnostic| other.code == codes::FAILED_CALL && other.place() == one.place();
        one.code == codes::UNKNOWN_RESOURCE && found.iter().any(fails)
    };
    let misread = first(&found, &at, |found| is_unreadable(found, in_condition));
    let refused = first(&found, &at, |found| {
        found.refusal == Some(Refusal::Validate)
            && !is_late(found, in_condition)
            && !is_unreadable(found, in_condition)
            && !is_of_no_name(found)
    });
    let data = request.resource_data.as_ref().map(ResourceData);
    let known: &dyn Known = data.as_ref().map_or(&Previewed::Whole, |data| data);
    let value = match in_condition {
        true => planned.value.condition_value(OUTPUT, known),
        false => planned.value.output(OUTPUT, known),
    };
    let (result, error) = value.map(|value| value_or_error(&value)).unwrap_or_default();
    let wrong = |message: Option<String>, phase: &str| {
        message.map(|message| json!({ "message": message, "phase": phase }))
    };
    let requires = planned.value.outputs.get(OUTPUT).map(|output| {
        let mut names: Vec<_> =
            output.reads.iter().map(|&id| planned.value.stack[id].path.to_string()).collect();
        names.sort();
        names
    });
    Ok(json!({
        "id": request.id(),
        "parse_error": wrong(misread.clone(), "parse"),
        "validate_error": wrong(refused.filter(|_| misread.is_none()), "validate"),
        "error": wrong(error.filter(|_| misread.is_none()), "resolve"),
        "result": if misread.is_none() { result } else { Json::Null },
        "requires": requires.unwrap_or_default(),
    }))
}

/// Whether a snippet is a call that its version refuses, which comes to itself.
fn is_gone(snippet: &Json, version: TemplateVersion) -> bool {
    let mut entries = snippet.as_object().filter(|call| call.len() == 1).into_iter().flatten();
    entries.any(|(name, argument)| Function::removed(name, version).is_some() && !calls(argument, version))
}

/// Whether a function of values, there or gone, is called anywhere in a snippet.
fn calls(snippet: &Json, version: TemplateVersion) -> bool {
    let is_function =
        |name: &String| Function::find(name, version).is_some() || Function::removed(name, version).is_some();
    match snippet {
        Json::Object(entries) => {
            entries.len() == 1 && entries.keys().any(is_function)
                || entries.values().any(|entry| calls(entry, version))
        }
        Json::Array(items) => items.iter().any(|item| calls(item, version)),
        _ => false,
    }
}

/// The answer of conditions that are not evaluated: a version that has none takes calls of values for mistakes, and all
/// else as it stands.
fn unevaluated(request: &Request, snippet: Json, version: TemplateVersion) -> Json {
    let (gone, misplaced) = match version.has_conditions() {
        true => (Some("it calls a function that is gone"), None),
        false => (None, calls(&snippet, version).then_some("it calls a function of values")),
    };
    json!({
        "id": request.id(), "parse_error": misplaced, "validate_error": gone, "error": null,
        "result": if misplaced.is_none() { snippet } else { Json::Null }, "requires": [],
    })
}

/// The template around a snippet.
fn around(request: &Request, snippet: &Json, in_condition: bool) -> Result<Json, String> {
    let mut template = match &request.template_dict {
        None => Map::new(),
        Some(Json::Object(template)) => template.clone(),
        Some(_) => return Err("`template_dict` must be an object".to_owned()),
    };
    let (key, value) = match &request.version {
        Some((key, value)) => (key.as_str(), value.as_str()),
        None => ("heat_template_version", "2021-04-16"),
    };
    template.entry(key).or_insert_with(|| value.into());
    let (section, entry) = match (in_condition, key) {
        (true, "AWSTemplateFormatVersion") => ("Conditions", snippet.clone()),
        (true, _) => ("conditions", snippet.clone()),
        (false, "heat_template_version") => ("outputs", json!({ "value": snippet })),
        (false, _) => ("Outputs", json!({ "Value": snippet })),
    };
    match template.entry(section).or_insert_with(|| json!({})) {
        Json::Object(entries) => entries.insert(OUTPUT.to_owned(), entry),
        _ => return Err(format!("`{section}` of `template_dict` must be an object")),
    };
    Ok(Json::Object(template))
}

/// Whether Heat cannot even read the call.
fn is_unreadable(found: &Diagnostic, in_condition: bool) -> bool {
    [codes::MALFORMED_CALL, codes::MISPLACED_FUNCTION].contains(&found.code) && found.refusal.is_some()
        || !in_condition && [codes::INVALID_CONDITION, codes::UNKNOWN_CONDITION].contains(&found.code)
}

/// Whether Heat only finds it when it works the value out.
fn is_late(found: &Diagnostic, in_condition: bool) -> bool {
    let late =
        [codes::FAILED_CALL, codes::UNKNOWN_PARAMETER, codes::INVALID_CONDITION, codes::UNKNOWN_CONDITION];
    in_condition && late.contains(&found.code)
}

/// The message of the first such finding at a path or inside it.
fn first(found: &[&Diagnostic], at: &Path, is_such: impl Fn(&Diagnostic) -> bool) -> Option<String> {
    let inside = |found: &&&Diagnostic| match found.place() {
        Place::Path(path, _) => path.steps().starts_with(at.steps()) && is_such(found),
        Place::Span(_) => false,
    };
    found.iter().find(inside).map(|found| found.message.clone())
}
