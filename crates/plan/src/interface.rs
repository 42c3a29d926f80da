//! What a template is as a type: its parameters are properties, its outputs attributes. So the types of a template and
//! what environments put in their place are checked by what they really are.

use std::borrow::Cow;
use std::sync::Arc;

use hotplate_hot::{Expression, Reading, Source, Template, lower, parse, read_as};
use hotplate_schema::{
    AttributeSchema, Catalog, IndexMap, PropertySchema, ResourceType, ResourceTypeName, SupportStatus, Value,
    ValueKind,
};

use crate::files::find;
use crate::registry::{Registry, is_file};
use crate::{Files, Inputs, parameters};

/// Reads and checks a template as [`hotplate_hot::read`] does, with the types as environments and files make them.
pub fn read_in(source: &Source, catalog: &Catalog, inputs: &Inputs, files: &dyn Files) -> Reading {
    let defaults = parameters::defaults(inputs);
    let registry = Registry::new(&inputs.environments);
    read_with(source, None, catalog, &registry, files, &defaults)
}

/// The same for a template of any level: that of a nested stack has a file, and that a folder.
pub(crate) fn read_with(
    source: &Source,
    folder: Option<&str>,
    catalog: &Catalog,
    registry: &Registry,
    files: &dyn Files,
    defaults: &IndexMap<String, Value>,
) -> Reading {
    if !cfg!(feature = "whole") {
        let document = parse(source).value;
        let template = Arc::new(lower(&document).value);
        return Reading { document, template, diagnostics: Vec::new() };
    }
    let types = |template: &Template| {
        known_types(template, folder.unwrap_or_default(), catalog, registry, files, defaults)
    };
    read_as(source, folder.is_some(), &types)
}

/// The types that are known to a template.
fn known_types<'a>(
    template: &Template,
    folder: &str,
    catalog: &'a Catalog,
    registry: &Registry,
    files: &dyn Files,
    defaults: &IndexMap<String, Value>,
) -> Cow<'a, Catalog> {
    let mut known = Cow::Borrowed(catalog);
    let mut seen: IndexMap<ResourceTypeName, ResourceTypeName> = IndexMap::default();
    for (name, type_name) in types(template) {
        let Some(target) = registry.implementation(name, &type_name, catalog) else { continue };
        match seen.get(&type_name) {
            Some(before) if *before == target => continue,
            // What one resource is, another of the same type is not: nothing is certain of the type.
            Some(_) => known.to_mut().map(type_name.as_str(), ""),
            None if is_file(target.as_str()) => match find(files, folder, target.as_str()) {
                Some(source) => {
                    let template = lower(&parse(&source).value).value;
                    known.to_mut().add(interface(&type_name, &template, defaults));
                }
                None => known.to_mut().map(type_name.as_str(), ""),
            },
            None if target != type_name => known.to_mut().map(type_name.as_str(), target.as_str()),
            None => {}
        }
        seen.insert(type_name, target);
    }
    known
}

/// Every type that a template names, with the resource: its own, and what groups repeat.
fn types(template: &Template) -> Vec<(&str, ResourceTypeName)> {
    let mut found = Vec::new();
    for (name, definition) in &template.resources {
        found.push((name.as_str(), definition.type_name.clone()));
        let mut properties = &definition.properties;
        while let Some(repeated) = ["resource_def", "resource"].iter().find_map(|key| entry(properties, key))
        {
            if let Some(Expression::Scalar(Value::String(type_name))) = entry(repeated, "type") {
                found.push(("", ResourceTypeName::new(type_name)));
            }
            let Some(inner) = entry(repeated, "properties") else { break };
            properties = inner;
        }
    }
    found
}

fn entry<'a>(expression: &'a Expression, key: &str) -> Option<&'a Expression> {
    match expression {
        Expression::Map(entries) => entries.get(key),
        Expression::Scalar(_) | Expression::List(_) | Expression::Call { .. } => None,
    }
}

/// A template as a type of that name. What its values may be is judged when they are known.
fn interface(
    name: &ResourceTypeName,
    template: &Template,
    defaults: &IndexMap<String, Value>,
) -> ResourceType {
    let supported = SupportStatus::Supported;
    let property = |(name, declared): (&String, &Arc<hotplate_hot::Parameter>)| {
        let schema = PropertySchema {
            kind: ValueKind::Any,
            required: declared.default.is_none() && !defaults.contains_key(name),
            convertible: false,
            implemented: true,
            looked_at: false,
            decisive: false,
            update_allowed: true,
            status: supported,
            default: declared.default.clone(),
            constraints: Vec::new(),
            schema: IndexMap::default(),
        };
        (name.clone(), schema)
    };
    let attribute =
        |name: &String| (name.clone(), AttributeSchema { kind: ValueKind::Any, status: supported });
    ResourceType {
        name: name.clone(),
        status: supported,
        properties: template.parameters.iter().map(property).collect(),
        update_policy: IndexMap::default(),
        attributes: template.outputs.keys().map(attribute).collect(),
        rules: Vec::new(),
        any_attribute: true,
        any_property: false,
        snapshot: false,
    }
}
