//! What exists, as a request says.

use hotplate_plan::{AsPreviewed, Known, Reference, Resource};
use hotplate_schema::{IndexMap, Value};
use serde_json::Value as Json;

use crate::json;

/// Nothing exists yet; the project is the one that the oracle works in. What resources go by until then:
pub(crate) enum Previewed {
    /// What their types say.
    Whole,
    /// Their names: Heat before it looked at any.
    ByName,
    /// In stacks inside the stack their names: Heat gives only those of the stack at hand their first data.
    Nested,
}

impl Known for Previewed {
    fn get(&self, reference: &Reference) -> Option<Value> {
        AsPreviewed.get(reference)
    }

    fn id(&self, resource: &Resource) -> Option<Value> {
        match self {
            Self::ByName => Some(resource.path.name().into()),
            Self::Nested if resource.parent.is_some() => Some(resource.path.name().into()),
            Self::Whole | Self::Nested => AsPreviewed.id(resource),
        }
    }

    fn is_preview(&self) -> bool {
        true
    }

    fn pseudo_parameter(&self, name: &str) -> Option<Value> {
        AsPreviewed
            .pseudo_parameter(name)
            .or_else(|| (name == "OS::project_id").then(|| "test_tenant_id".into()))
    }
}

/// `{name: {reference_id, attrs: {attribute: value} | [[[attribute, ...path], value], ...]}}`. Resources that are not
/// in it do not exist yet, and read as in a preview.
pub(crate) struct ResourceData<'a>(pub(crate) &'a IndexMap<String, Json>);

impl Known for ResourceData<'_> {
    fn get(&self, reference: &Reference) -> Option<Value> {
        let Some(data) = self.0.get(reference.resource.name()) else {
            return Previewed::Whole.get(reference);
        };
        let path: Vec<Json> = reference.attribute.iter().map(json::write).collect();
        match data.get("attrs")? {
            Json::Array(pairs) => pairs.iter().find_map(|pair| {
                let asked = pair.get(0)?.as_array()?;
                (asked == &path).then(|| pair.get(1).map(json::read))?
            }),
            attributes => match path.as_slice() {
                [Json::String(name)] => attributes.get(name).map(json::read),
                [Json::Null] => Some(json::read(attributes)),
                _ => None,
            },
        }
    }

    fn id(&self, resource: &Resource) -> Option<Value> {
        let Some(data) = self.0.get(resource.path.name()) else { return AsPreviewed.id(resource) };
        Some(data.get("reference_id").map_or_else(|| resource.path.name().into(), json::read))
    }

    fn pseudo_parameter(&self, name: &str) -> Option<Value> {
        Previewed::Whole.pseudo_parameter(name)
    }
}
