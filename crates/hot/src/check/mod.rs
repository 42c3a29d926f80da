//! The rules about a template as written. One rule, one file; what needs values is found while planning.

mod adoption;
mod attribute;
mod cloudformation;
pub(crate) mod constraint;
mod custom_constraint;
pub(crate) mod deletion_policy;
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
mod way;

use hotplate_schema::Catalog;

use crate::{Diagnostic, Document, Edit, Part, Path, Place, Template};
use subject::{Definition, Subject};

/// Rules about the template as a whole, in the order of its sections.
const WHOLE: [fn(&Subject<'_>, &mut Vec<Diagnostic>); 12] = [
    size::check,
    version::check,
    section::check,
    parameter::check,
    constraint::check,
    custom_constraint::check,
    parameter_group::check,
    surprise::check_defaults,
    resource::check_section,
    resource_name::check,
    output::check,
    server::check,
];

/// Rules about a resource definition.
const OF_DEFINITION: [fn(&Definition<'_>, &Subject<'_>, &mut Vec<Diagnostic>); 11] = [
    resource::check,
    resource_type::check,
    adoption::check,
    deletion_policy::check,
    property::check,
    reservation::check,
    index::check,
    deployment_input::check,
    script_output::check,
    python2::check,
    surprise::check,
];

/// Runs every rule. Those about a definition, and those about a mapping among the values, are all asked while it is at
/// hand: going through a large template once for each takes longer than what they do there.
pub fn check(template: &Template, document: &Document, catalog: &Catalog, nested: bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(subject) = Subject::new(template, document, catalog, nested, &mut found) else { return found };
    if !subject.version.is_hot() {
        cloudformation::check(&subject, &mut found);
        return found;
    }
    WHOLE.iter().for_each(|rule| rule(&subject, &mut found));
    for definition in &subject.definitions {
        OF_DEFINITION.iter().for_each(|rule| rule(definition, &subject, &mut found));
    }
    let mut plain = Vec::new();
    values::visit(&subject, |site| {
        function::check(&site, &subject, &mut plain, &mut found);
        misplaced_function::check(&site, &subject, &mut found);
        sibling::check(&site, &subject, &mut found);
        attribute::check(&site, &subject, &mut found);
    });
    for diagnostic in &mut found {
        if diagnostic.fix.as_ref().is_some_and(|fix| fix.edits.iter().any(|edit| is_taken(edit, document))) {
            diagnostic.fix = None;
        }
    }
    found
}

/// Whether an edit writes a key that stands beside it already.
fn is_taken(edit: &Edit, document: &Document) -> bool {
    let Place::Path(path, Part::Key) = &edit.place else { return false };
    let Some((_, above)) = path.steps().split_last() else { return false };
    let above = above.iter().fold(Path::root(), |path, step| path.step(step.clone()));
    document.node(&above).is_some_and(|node| node.get(edit.text.as_str()).is_some())
}
