//! Heat's own types.

use hotplate_hot::{Diagnostic, ParameterKind, Part, Place, Refusal, Source, codes, parse};
use hotplate_schema::{Value, ValueKind, number_text};

use super::super::convert;
use super::super::demand::Site;
use super::super::view::View;
use crate::parameters::as_float;

pub(super) fn random_string(site: &Site<'_>) -> Option<Diagnostic> {
    // Without classes there is one, of which there is one character.
    let mut least = if site.has("character_classes") { 0.0 } else { 1.0 };
    for name in ["character_classes", "character_sequences"] {
        for item in site.get(name).and_then(View::items).unwrap_or_default() {
            least += item.get("min").map_or(Some(1.0), |min| min.whole().and_then(as_float))?;
        }
    }
    let length = site.get("length").map_or(Some(32.0), |length| length.whole().and_then(as_float))?;
    (least > length).then(|| {
        let [length, least] = [length, least].map(number_text);
        let message =
            format!("`length` is {length}, and the classes and sequences ask for {least} characters");
        site.fault("length", &message, "make it longer, or ask for less")
    })
}

/// One action may have one config.
pub(super) fn component(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen: Vec<String> = Vec::new();
    for config in site.get("configs").and_then(View::items).unwrap_or_default() {
        let actions = config.get("actions").and_then(View::whole).filter(|actions| **actions != Value::Null);
        let actions: Vec<String> = match actions.and_then(Value::as_list) {
            Some(actions) => actions.iter().map(Value::python_str).collect(),
            None if actions.is_none() => vec!["CREATE".to_owned(), "UPDATE".to_owned()],
            None => continue,
        };
        if let Some(action) = actions.iter().find(|action| seen.contains(action)) {
            let message = format!("two configs of this component are for the action {action}");
            found.push(site.fault("configs", &message, "give each action one config"));
        }
        seen.extend(actions);
    }
}

/// The `value` of an `OS::Heat::Value` against the `type` beside it.
pub(super) fn typed_value(site: &Site<'_>) -> Option<Diagnostic> {
    let kind =
        site.get("type").and_then(View::whole).and_then(Value::as_str).and_then(ParameterKind::find)?;
    let value = site.get("value").filter(|value| !value.is_open())?;
    let asked = match kind {
        ParameterKind::String => ValueKind::String,
        ParameterKind::Number => ValueKind::Number,
        ParameterKind::CommaDelimitedList => ValueKind::List,
        ParameterKind::Json => ValueKind::Map,
        ParameterKind::Boolean => ValueKind::Boolean,
    };
    let expected = convert::misfit(value, asked)?;
    let place = |name| Place::Path(site.at.key(name), Part::Value);
    let message = format!("a value of type {} must be {expected}", kind.name());
    let diagnostic =
        Diagnostic::error(codes::WRONG_KIND, place("value"), message).also(place("type"), "the type");
    Some(diagnostic.help("change the value or the type"))
}

/// The servers of a group of deployments: each is the `server` of one.
pub(super) fn servers(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    let servers = site.get("servers").and_then(View::entries).unwrap_or_default();
    for (index, (name, server)) in servers.into_iter().enumerate() {
        if convert::misfit(server, ValueKind::String).is_some() {
            let place = Place::Path(site.at.key("servers").key(&name.python_str()), Part::Value);
            let diagnostic =
                Diagnostic::error(codes::WRONG_KIND, place, "a server is named by its id, a text");
            // Heat looks at the first before it creates them.
            let refusal = (index == 0).then_some(Refusal::Create);
            found.push(diagnostic.help("write `NAME: ID` for each server").refused_if(refusal));
        }
    }
}

/// The resources that a policy allows, by their names.
pub(super) fn access(site: &Site<'_>) -> Option<Diagnostic> {
    let names = site.get("AllowedResources").and_then(View::items)?;
    let stands = |name: &Value| {
        let name = name.as_str();
        name.zip(site.template).is_some_and(|(name, template)| template.resources.contains_key(name))
    };
    let missing = names.into_iter().filter_map(View::whole).find(|name| !stands(name))?;
    let message = format!("there is no resource `{}` beside it", missing.python_str());
    Some(site.fault("AllowedResources", &message, "name resources of the same template"))
}

/// Beside what a group repeats there is no launch configuration.
pub(super) fn launched(site: &Site<'_>) -> Option<Diagnostic> {
    let name = "LaunchConfigurationName";
    if site.template.is_some() || site.has("InstanceId") {
        return None;
    }
    let message = "a launch configuration is looked for in the stack of the group, where there is none";
    Some(site.fault(name, message, "write a template in which both stand, and repeat that"))
}

/// The template of a stack in another place, which must be one.
pub(super) fn remote_stack(site: &Site<'_>) -> Option<Diagnostic> {
    // What is said with a secret of the other place's is not looked at here.
    if site
        .get("context")
        .and_then(|context| context.get("credential_secret_id"))
        .is_some_and(|it| !it.is_empty())
    {
        return None;
    }
    let text = site.get("template")?.whole()?;
    let text = if *text == Value::Null { String::new() } else { text.python_str() };
    let document = parse(&Source::new("template", &text)).value;
    let root = document.root().and_then(|root| root.as_mapping());
    let versions = ["heat_template_version", "HeatTemplateFormatVersion", "AWSTemplateFormatVersion"];
    let is_one = root.is_some_and(|entries| {
        entries.iter().any(|(key, ..)| key.as_str().is_some_and(|key| versions.contains(&key)))
    });
    let message = "this is not the text of a template";
    (!is_one).then(|| site.fault("template", message, "give it a file with `get_file`"))
}
