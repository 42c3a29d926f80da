//! The rules about a template as written. One rule, one file; what needs values is found while planning.

mod attribute;
mod cloudformation;
pub(crate) mod constraint;
mod custom_constraint;
mod deletion_policy;
mod deployment;
mod deployment_input;
mod function;
mod index;
mod misplaced_function;
pub(crate) mod output;
pub(crate) mod parameter;
mod parameter_group;
mod property;
mod python2;
mod reservation;
pub(crate) mod resource;
mod resource_name;
mod resource_type;
mod script;
mod script_output;
pub(crate) mod section;
mod server;
mod shape;
mod sibling;
mod size;
mod subject;
mod surprise;
mod values;
mod version;

use hotplate_schema::Catalog;

use crate::{Diagnostic, Document, Template};
use subject::Subject;

/// A rule: what it looks at, and where it puts what it finds.
type Rule = fn(&Subject<'_>, &mut Vec<Diagnostic>);

/// Every rule, in the order of a template's sections.
const RULES: [Rule; 24] = [
    size::check,
    version::check,
    section::check,
    parameter::check,
    constraint::check,
    custom_constraint::check,
    parameter_group::check,
    resource::check,
    resource_name::check,
    resource_type::check,
    deletion_policy::check,
    property::check,
    output::check,
    function::check,
    misplaced_function::check,
    sibling::check,
    attribute::check,
    server::check,
    reservation::check,
    index::check,
    deployment_input::check,
    script_output::check,
    python2::check,
    surprise::check,
];

/// Runs every rule.
pub fn check(template: &Template, document: &Document, catalog: &Catalog) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some(subject) = Subject::new(template, document, catalog, &mut found) {
        RULES.iter().for_each(|rule| rule(&subject, &mut found));
    }
    found
}
