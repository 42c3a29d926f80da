//! `unsupplied-input`, `undeclared-input`, `map-into-text`: what a config asks for and what its deployments give it
//! (`heat/engine/resources/openstack/heat/software_deployment.py`, `_build_derived_inputs`).

use super::deployment::{Put, call, config_of, is_deployment, is_deployment_group};
use super::subject::{Definition, Subject, entries, key, suggest, value};
use super::values::is_call;
use super::way::Way;
use crate::{Diagnostic, Node, codes, nearest};

pub(super) fn check(deployment: &Definition<'_>, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if !is_deployment(deployment.type_name()) {
        return;
    }
    let Some(config) = config_of(deployment, subject) else { return };
    let Some(inputs) = config.inputs else { return };
    let way = deployment.way();
    let way = way.key("properties");
    let path = way.key("input_values");
    let none = Node::empty_mapping();
    let given = deployment.property("input_values").map_or(&none, |node| node);
    if is_call(given, subject.version) || given.as_mapping().is_none() {
        return;
    }
    for input in &inputs {
        match given.get(input.name) {
            Some(node) => found.extend(map_into_text(node, input, &path.key(input.name), subject)),
            None if subject.document.is_whole() => found.extend(unsupplied(input, deployment, given, &path)),
            None => {}
        }
    }
    for (name, path, _) in entries(given, &path) {
        let name = name.python_str();
        if inputs.iter().any(|input| input.name == name) {
            continue;
        }
        let message = format!("the config `{}` declares no input `{name}`", config.definition.name);
        let diagnostic = Diagnostic::note(codes::UNDECLARED_INPUT, key(path), message)
            .help("declare it below `inputs`; as it is, it arrives as text all the same");
        let open = inputs.iter().filter(|input| given.get(input.name).is_none()).map(|input| input.name);
        found.push(suggest(diagnostic, key(path), nearest(&name, open)));
    }
}

fn unsupplied(
    input: &Put<'_>,
    deployment: &Definition<'_>,
    given: &Node,
    path: &Way<'_>,
) -> Option<Diagnostic> {
    if input.node.get("default").is_some_and(|node| !node.is_null()) {
        return None;
    }
    let message =
        format!("the deployment `{}` gives no value for the input `{}`", deployment.name, input.name);
    let place = if given.as_mapping().is_some_and(|given| !given.is_empty()) {
        key(path)
    } else {
        deployment.place()
    };
    Some(
        Diagnostic::warning(codes::UNSUPPLIED_INPUT, place, message)
            .also(value(&input.path()), "the input")
            .help(format!(
                "add `{}:` below `input_values`; without a value the script reads `None`",
                input.name
            )),
    )
}

/// Text is what every input is unless it says otherwise: a map then arrives as Python writes it.
fn map_into_text(node: &Node, input: &Put<'_>, path: &Way<'_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let kind = input.node.get("type");
    if kind.is_some_and(|kind| kind.as_str() != Some("String")) {
        return None;
    }
    let merged = || {
        let [resource, attribute, rest @ ..] = call(node, "get_attr")?.as_sequence()? else { return None };
        let definition = subject.resource(resource.as_str()?)?;
        let group = is_deployment_group(definition.type_name()) && rest.is_empty();
        let map = matches!(attribute.as_str()?, "refs_map" | "attributes");
        (group || map).then_some(())
    };
    let literal = node.as_mapping().is_some() && !is_call(node, subject.version);
    if !literal && merged().is_none() {
        return None;
    }
    let message = format!(
        "`{}` is a map, and it arrives in the script as Python writes one: `{{'0': '…'}}`",
        input.name
    );
    let diagnostic = Diagnostic::note(codes::MAP_INTO_TEXT, value(path), message)
        .also(value(&input.path()), "the input is text");
    Some(diagnostic.help("say `type: Json` at the input, and read it with a JSON reader"))
}
