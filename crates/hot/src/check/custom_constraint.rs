//! `unknown-custom-constraint`: a custom constraint that the engine does not have refuses every value
//! (`CustomConstraint` in `heat/engine/constraints.py`). `lease-constraint`: one that it has, and that means another
//! thing than it says (`heat/engine/clients/os/blazar.py`).

use super::subject::{Subject, entries, suggest, value};
use super::way::Way;
use crate::{Diagnostic, Refusal, codes, nearest};

/// What testbeds mark the parameter of a reservation with.
const RESERVATION: &str = "blazar.reservation";

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(parameters) = subject.root.get("parameters") else { return };
    for (_, path, node) in entries(parameters, &Way::section("parameters")) {
        let items = node.get("constraints").and_then(|node| node.as_sequence()).unwrap_or_default();
        for (index, item) in items.iter().enumerate() {
            let Some(name) = item.get("custom_constraint").and_then(|node| node.as_str()) else { continue };
            let place = value(path.key("constraints").index(index).key("custom_constraint"));
            if name == RESERVATION {
                let message = format!(
                    "stock Heat takes the value of a `{name}` for the id of a lease, and refuses a reservation's"
                );
                let diagnostic = Diagnostic::note(codes::LEASE_CONSTRAINT, place, message);
                found.push(
                    diagnostic.help("keep it where the testbed's Heat is made for it; elsewhere remove it"),
                );
                continue;
            }
            if subject.catalog.knows_constraint(name) {
                continue;
            }
            let message =
                format!("stock Heat has no custom constraint `{name}`, and refuses every value for it");
            let diagnostic = Diagnostic::warning(codes::UNKNOWN_CUSTOM_CONSTRAINT, place.clone(), message)
                .help("remove it, unless the testbed has it")
                .refused_by(Refusal::Create);
            found.push(suggest(diagnostic, place, nearest(name, subject.catalog.constraints())));
        }
    }
}
