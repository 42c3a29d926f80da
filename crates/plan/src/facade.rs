//! A template that an environment puts in the place of a type of Heat's must look like that type
//! (Heat: `TemplateResource._validate_against_facade`).

use hotplate_hot::{Diagnostic, ParameterKind, Part, Place, Refusal, Template, codes};
use hotplate_schema::ValueKind;

use crate::Resource;
use crate::level::Work;

/// Reports the first thing in which the template does not look like the type.
pub(crate) fn check_facade(resource: &Resource, template: &Template, work: &mut Work<'_>) {
    if !cfg!(feature = "whole") {
        return;
    }
    let Some(fault) = fault(resource, template, work).filter(|_| work.library.is_first(resource)) else {
        return;
    };
    let (file, written) = (&resource.type_name, &resource.written_type);
    let message = format!("`{file}` cannot stand for `{written}`: {fault}");
    let place = Place::Path(resource.definition.key("type"), Part::Value);
    let diagnostic = Diagnostic::error(codes::UNFIT_TEMPLATE, place, message);
    let help =
        "give the template the parameters and outputs of the type, or map a type of your own name to it";
    work.ledger.diagnostics.push(diagnostic.help(help).refused_by(Refusal::Create));
}

fn fault(resource: &Resource, template: &Template, work: &Work<'_>) -> Option<String> {
    let known = work.catalog.get(&resource.written_type)?;
    for (name, schema) in &known.properties {
        match template.parameters.get(name) {
            None if schema.required => {
                return Some(format!("it has no parameter `{name}`, which the type needs"));
            }
            Some(declared) if kind(schema.kind) != Some(declared.kind) => {
                let (is, wanted) = (declared.kind.name(), schema.kind.name());
                return Some(format!(
                    "its parameter `{name}` is a `{is}`, and the type's property a `{wanted}`"
                ));
            }
            None | Some(_) => {}
        }
    }
    for (name, declared) in &template.parameters {
        let required = declared.default.is_none() && !work.defaults.contains_key(name);
        if required && !known.properties.contains_key(name) {
            return Some(format!("it needs a parameter `{name}`, which the type does not have"));
        }
    }
    let missing = known.attributes.keys().find(|name| !template.outputs.contains_key(*name));
    missing.map(|name| format!("it has no output `{name}`, which the type has as an attribute"))
}

/// The type of parameter that stands for a kind of property; nothing stands for one that takes anything.
fn kind(kind: ValueKind) -> Option<ParameterKind> {
    match kind {
        ValueKind::Any => None,
        ValueKind::String => Some(ParameterKind::String),
        ValueKind::Number | ValueKind::Integer => Some(ParameterKind::Number),
        ValueKind::Boolean => Some(ParameterKind::Boolean),
        ValueKind::List => Some(ParameterKind::CommaDelimitedList),
        ValueKind::Map => Some(ParameterKind::Json),
    }
}
