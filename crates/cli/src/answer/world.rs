//! What exists, as a request says.

use hotplate_plan::{AsPreviewed, Known, Reference, Resource};
use hotplate_schema::{IndexMap, Value};
use serde_json::Value as Json;

use crate::json;

/// Nothing exists yet; the project is the one that the oracle works in.
pub(crate) struct Previewed;

impl Known for Previewed {
    fn get(&self, reference: &Reference) -> Option<Value> {
        AsPreviewed.get(reference)
    }

    fn id(&self, resource: &Resource) -> Option<Value> {
        AsPreviewed.id(resource)
    }

    fn pseudo_parameter(&self, name: &str) -> Option<Value> {
        AsPreviewed
            .pseudo_parameter(name)
            .or_else(|| (name == "OS::project_id").then(|| "test_tenant_id".into()))
    }
}

/// Nothing exists yet, and every resource goes by its name: Heat before it looked at any.
pub(crate) struct ByName;

impl Known for ByName {
    fn get(&self, reference: &Reference) -> Option<Value> {
        AsPreviewed.get(reference)
    }

    fn id(&self, resource: &Resource) -> Option<Value> {
        Some(resource.path.name().into())
    }

    fn pseudo_parameter(&self, name: &str) -> Option<Value> {
        Previewed.pseudo_parameter(name)
    }
}

/// Nothing exists yet; Heat gives resources their first data in the stack at hand only, so those in others go by their names.
pub(crate) struct Nested;

impl Known for Nested {
    fn get(&self, reference: &Reference) -> Option<Value> {
        AsPreviewed.get(reference)
    }

    fn id(&self, resource: &Resource) -> Option<Value> {
        if resource.parent.is_some() { ByName.id(resource) } else { AsPreviewed.id(resource) }
    }

    fn pseudo_parameter(&self, name: &str) -> Option<Value> {
        Previewed.pseudo_parameter(name)
    }
}

/// `{name: {reference_id, attrs: {attribute: value} | [[[attribute, ...path], value], ...]}}`. Resources that are not
/// in it do not exist yet, and read as in a preview.
pub(crate) struct ResourceData<'a>(pub(crate) &'a IndexMap<String, Json>);

impl Known for ResourceData<'_> {
    fn get(&self, reference: &Reference) -> Option<Value> {
        let Some(data) = self.0.get(reference.resource.name()) else {
            return Previewed.get(reference);
        };
        let path: Vec<Json> = reference.attribute.iter().map(json::write).collect();
        match data.get("attrs")? {
            Json::Array(pairs) => pairs.iter().find_map(|pair| {
                let asked = pair.get(0)?.as_array()?;
                (asked == &path).then(|| pair.get(1).map(json::read))?
            }),
            attributes => match path.as_slice() {
                [Json::String(name)] => attributes.get(name).map(json::read),
                _ => None,
            },
        }
    }

    fn id(&self, resource: &Resource) -> Option<Value> {
        let Some(data) = self.0.get(resource.path.name()) else { return AsPreviewed.id(resource) };
        Some(data.get("reference_id").map_or_else(|| resource.path.name().into(), json::read))
    }

    fn pseudo_parameter(&self, name: &str) -> Option<Value> {
        Previewed.pseudo_parameter(name)
    }
}
