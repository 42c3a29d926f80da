//! Which schema a path below a resource's definition leads to.

use hotplate_schema::{Catalog, PropertySchema, ResourceType};

use crate::{Path, Reading, Step};

/// The property of a chain that holds the properties of its members.
const MEMBERS: &str = "resource_properties";

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
    let known = |path: &Path| {
        let name = reading.document.node(path)?.as_str()?;
        catalog.find(name)
    };
    let own = known(&definition.key("type"));
    let properties = definition.key("properties");
    // All members of a chain get the same properties: those of its first type count.
    let of_members = match rest {
        [first, second, ..] if is(first, "properties") && is(second, MEMBERS) => {
            known(&properties.key("resources").index(0))
        }
        _ => None,
    };
    Some(match of_members {
        Some(known) => Inside { known: Some(known), definition, rest: &rest[1..] },
        None => Inside { known: own, definition, rest },
    })
}

impl<'a> Inside<'a> {
    /// The schema of the property, or the part of one, that the path leads to.
    pub(super) fn property(&self) -> Option<&'a PropertySchema> {
        let [properties, Step::Key(name), rest @ ..] = self.rest else { return None };
        if !holds_properties(properties) {
            return None;
        }
        let first = self.known?.properties.get(&**name)?;
        rest.iter().try_fold(first, |schema, step| match step {
            Step::Key(key) => schema.schema.get(&**key),
            Step::Index(_) => schema.schema.get("*"),
        })
    }
}

/// Whether a step below a definition goes to its properties, or to those of a chain's members.
pub(super) fn holds_properties(step: &Step) -> bool {
    is(step, "properties") || is(step, MEMBERS)
}

/// Whether a step goes to that key.
pub(super) fn is(step: &Step, key: &str) -> bool {
    matches!(step, Step::Key(name) if &**name == key)
}
