//! The rules of single types: what their classes refuse in `validate` besides values that break the schema, as far as
//! it needs no service. They stand in the catalog (`schema/catalog/rules.txt`); what is no rule of a few words is in
//! `special/`.

use hotplate_hot::{Expression, Path};
use hotplate_schema::ResourceType;

use super::beforehand::beforehand;
use super::demand::{Site, broken};
use super::view::View;
use super::{Judge, Standing, special};

/// Judges the properties of a type by its rules.
pub(super) fn check(
    known: &ResourceType,
    written: Option<&Expression>,
    given: View<'_>,
    at: &Path,
    standing: Standing<'_>,
    named: bool,
    judge: &mut Judge<'_>,
) {
    let template = judge.template;
    let seen = beforehand(written, given, judge.stack);
    let of_all = Site {
        given,
        seen: &seen,
        at,
        schemas: &known.properties,
        partial: template.partial,
        named,
        template: (!standing.repeated).then_some(template),
    };
    let found = &mut *judge.found;
    for rule in &known.rules {
        let [below, rule, words @ ..] = rule.as_slice() else { continue };
        if below == "-" {
            found.extend(broken(rule, words, &of_all));
            continue;
        }
        let (Some(schema), Some(value)) = (known.properties.get(below), of_all.get(below)) else { continue };
        let at = at.key(below);
        let (schemas, parts) = match schema.schema.get("*") {
            Some(item) => {
                let items = value.items().unwrap_or_default().into_iter().enumerate();
                (&item.schema, items.map(|(index, given)| (at.index(index), given)).collect())
            }
            None => (&schema.schema, vec![(at, value)]),
        };
        for (at, given) in parts.iter().filter(|(_, given)| !given.is_open()) {
            found.extend(broken(rule, words, &Site { given: *given, seen: &[], at, schemas, ..of_all }));
        }
    }
    special::check(known.name.as_str(), &of_all, standing.member, found);
}
