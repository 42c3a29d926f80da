//! The template that declares the parameter which a lease gives, where it did not.

use super::RESERVATION;
use super::change::{Change, changed, first, say};
use crate::{Node, Source, parse};

/// Declares the parameter that a lease gives, and has every server read it; what stands in the way otherwise, in words.
pub fn declare(text: &str) -> Result<String, String> {
    let document = parse(&Source::new("", text)).value;
    let root = document.root().ok_or("the template is empty, or no YAML")?;
    let mut changes = Vec::new();
    if root.get("parameters").and_then(|parameters| parameters.get(RESERVATION)).is_none() {
        say(root, text, "parameters", &format!("{RESERVATION}: {{type: string}}"), &mut changes)?;
    }
    for (_, _, resource) in root.get("resources").and_then(|all| all.as_mapping()).unwrap_or_default() {
        hint(resource, text, &mut changes);
    }
    Ok(changed(text, changes))
}

/// Has a server, or what a group repeats, start on the reservation, unless it names one.
fn hint(resource: &Node, text: &str, changes: &mut Vec<Change>) {
    let Some(properties) = resource.get("properties") else { return };
    if let Some(member) = properties.get("resource_def") {
        return hint(member, text, changes);
    }
    if resource.get("type").and_then(|kind| kind.as_str()) != Some("OS::Nova::Server") {
        return;
    }
    let reservation = format!("reservation: {{get_param: {RESERVATION}}}");
    match properties.get("scheduler_hints") {
        Some(hints) if hints.get("reservation").is_some() => {}
        Some(hints) => first(hints, text, &reservation, changes),
        None => first(properties, text, &format!("scheduler_hints: {{{reservation}}}"), changes),
    }
}
