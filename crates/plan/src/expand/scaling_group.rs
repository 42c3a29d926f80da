//! `OS::Heat::AutoScalingGroup`: equal members whose number changes with the load (Heat: `autoscaling_group.py`).
//!
//! Heat draws their names at random. Names that can be read, always the same, stand for them here.

use hotplate_hot::{Diagnostic, Part, Place, Refusal, codes};
use hotplate_schema::{ResourceTypeName, Value};

use super::resource_group::whole_number;
use super::{Draft, Room, because, no_properties};
use crate::evaluate::Ledger;
use crate::{Resolved, Resource};

/// As many members as the group begins with.
pub(super) fn draft(group: &Resource, room: &mut Room) -> Result<Vec<Draft>, String> {
    let properties = &group.properties;
    let count = match whole_number(properties, "desired_capacity")? {
        Some(desired) => desired,
        None => whole_number(properties, "min_size")?.unwrap_or(0),
    };
    room.check(count)?;
    if count == 0 {
        return Ok(Vec::new());
    }
    let definition = properties.get("resource").unwrap_or(Resolved::NULL);
    let Some(Resolved::Known(Value::String(type_name))) = definition.get("type") else {
        return Err(because("resource", &definition));
    };
    let member = |index: usize| {
        let draft = Draft {
            name: format!("sample-{}", index + 1),
            type_name: ResourceTypeName::new(&type_name),
            properties: definition.get("properties").unwrap_or_else(no_properties),
            metadata: definition.get("metadata").unwrap_or(Resolved::NULL),
            definition: group.definition.key("properties").key("resource"),
        };
        room.pay(&draft.properties)?;
        room.pay(&draft.metadata)?;
        Ok(draft)
    };
    (0..count).map(member).collect()
}

/// Reports bounds that contradict each other.
pub(super) fn report(group: &Resource, ledger: &mut Ledger) {
    if !cfg!(feature = "whole") {
        return;
    }
    let number = |name| whole_number(&group.properties, name).ok().flatten();
    let (least, most) = (number("min_size"), number("max_size"));
    let mut report = |name: &str, message: String| {
        let place = Place::Path(group.definition.key("properties").key(name), Part::Value);
        let diagnostic = Diagnostic::error(codes::CONTRADICTING_SIZES, place, message);
        ledger.diagnostics.push(diagnostic.help("change one of them").refused_by(Refusal::Create));
    };
    let Some(most) = most else { return };
    if let Some(least) = least.filter(|least| *least > most) {
        report("min_size", format!("`min_size` is {least}, and `max_size` only {most}"));
    }
    let Some(desired) = number("desired_capacity") else { return };
    if desired > most {
        report("desired_capacity", format!("`desired_capacity` is {desired}, and `max_size` only {most}"));
    } else if let Some(least) = least.filter(|least| *least > desired) {
        report("desired_capacity", format!("`desired_capacity` is {desired}, and `min_size` is {least}"));
    }
}
