//! `fixed-reservation`: the id of a reservation written out in the hints of a server. Whoever deploys the template next
//! has another; a lease that starts a stack gives the id as the parameter `reservation_id`.

use super::subject::{Definition, Subject, value};
use crate::arm::RESERVATION;
use crate::{Diagnostic, Fix, codes};

pub(super) fn check(definition: &Definition<'_>, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if definition.type_name() != "OS::Nova::Server" {
        return;
    }
    let Some(hint) = definition.property("scheduler_hints").and_then(|hints| hints.get("reservation")) else {
        return;
    };
    if hint.as_str().is_none_or(str::is_empty) {
        return;
    }
    let place = value(&definition.path.key("properties").key("scheduler_hints").key("reservation"));
    let message = "this reservation is written out, and the next lease has another";
    let diagnostic = Diagnostic::warning(codes::FIXED_RESERVATION, place.clone(), message);
    let declared = subject.template.parameters.contains_key(RESERVATION);
    found.push(match declared {
        true => {
            let text = format!("{{ get_param: {RESERVATION} }}");
            let diagnostic = diagnostic.help(format!("write `{text}`"));
            diagnostic.fix(Fix::replace(
                place,
                &text,
                format_args!("take it from the parameter {RESERVATION}"),
            ))
        }
        false => {
            diagnostic.help(format!("declare a parameter `{RESERVATION}` of type string, and read it here"))
        }
    });
}
