//! `unadoptable-type`: what exists already is taken over by its `external_id`, which Heat then asks Neutron for. Of some
//! types Neutron has nothing by an id, and Heat fails (`entity` of the classes in `resources/openstack/neutron`).

use super::subject::{Definition, Subject, key};
use crate::{Diagnostic, Refusal, codes};

const WITHOUT_ID: [&str; 7] = [
    "OS::Neutron::ExtraRoute",
    "OS::Neutron::ExtraRouteSet",
    "OS::Neutron::FloatingIPAssociation",
    "OS::Neutron::FloatingIPPortForward",
    "OS::Neutron::Quota",
    "OS::Neutron::RouterGateway",
    "OS::Neutron::RouterInterface",
];

pub(super) fn check(definition: &Definition<'_>, _: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let type_name = definition.known.map_or("", |known| known.name.as_str());
    let is_adopted = || !definition.member && definition.get("external_id").is_some_and(|id| !id.is_null());
    if WITHOUT_ID.contains(&type_name) && is_adopted() {
        let message = format!("Heat cannot take over a `{type_name}`: it has no id of its own");
        let place = key(&definition.path.key("external_id"));
        let diagnostic = Diagnostic::error(codes::UNADOPTABLE_TYPE, place, message);
        found.push(diagnostic.help("let the stack make one of its own").refused_by(Refusal::Create));
    }
}
