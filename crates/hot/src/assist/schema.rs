//! Which schema a path below a resource's definition leads to.

use hotplate_schema::{Catalog, PropertySchema, ResourceType, ResourceTypeName};

use crate::{Path, Reading, Step};

/// The definition that a path leads into, and the rest of the path inside it.
pub(super) struct Inside<'a> {
    /// Its type, if that is known.
    pub(super) known: Option<&'a ResourceType>,
    /// Where it stands.
    pub(super) definition: Path,
    /// The way from there.
    pub(super) rest: &'a [Step],
}

/// The innermost definition that a path leads into: of a resource, or what a group repeats.
pub(super) fn inside<'a>(steps: &'a [Step], reading: &Reading, catalog: &'a Catalog) -> Option<Inside<'a>> {
    let [resources, name, rest @ ..] = steps else { return None };
    if !is(resources, "resources") {
        return None;
    }
    let mut definition = Path::root().step(resources.clone()).step(name.clone());
    let mut rest = rest;
    while let [properties, repeated, inner @ ..] = rest
        && is(properties, "properties")
        && (is(repeated, "resource_def") || is(repeated, "resource"))
    {
        definition = definition.step(properties.clone()).step(repeated.clone());
        rest = inner;
    }
    let known = reading.document.node(&definition.key("type")).and_then(|node| node.as_str());
    let known = known.and_then(|name| catalog.get(&ResourceTypeName::new(name)));
    Some(Inside { known, definition, rest })
}

impl<'a> Inside<'a> {
    /// The schema of the property, or the part of one, that the path leads to.
    pub(super) fn property(&self) -> Option<&'a PropertySchema> {
        let [properties, Step::Key(name), rest @ ..] = self.rest else { return None };
        if !is(properties, "properties") {
            return None;
        }
        let first = self.known?.properties.get(&**name)?;
        rest.iter().try_fold(first, |schema, step| match step {
            Step::Key(key) => schema.schema.get(&**key),
            Step::Index(_) => schema.schema.get("*"),
        })
    }
}

/// Whether a step goes to that key.
pub(super) fn is(step: &Step, key: &str) -> bool {
    matches!(step, Step::Key(name) if &**name == key)
}
