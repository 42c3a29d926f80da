//! The rules of single types: what their classes refuse in `validate` besides values that break the schema, as far as
//! it needs no service. They stand in the catalog (`schema/catalog/rules.txt`); what is no rule of a few words is in
//! `special.rs`.

use hotplate_hot::{Path, Step};
use hotplate_schema::ResourceType;

use super::demand::{Site, broken};
use super::view::View;
use super::{Judge, special};

/// Judges the properties of a type by its rules.
pub(super) fn check(
    known: &ResourceType,
    given: View<'_>,
    at: &mut Path,
    member: bool,
    named: bool,
    judge: &mut Judge<'_>,
) {
    let (partial, found) = (judge.partial, &mut *judge.found);
    for rule in &known.rules {
        let [below, rule, words @ ..] = rule.as_slice() else { continue };
        if below == "-" {
            found.extend(broken(
                rule,
                words,
                &Site { given, at, schemas: &known.properties, partial, named },
            ));
            continue;
        }
        let Some(item) = known.properties.get(below).and_then(|schema| schema.schema.get("*")) else {
            continue;
        };
        at.push(Step::Key(below.into()));
        let items = given.get(below).and_then(View::items).unwrap_or_default();
        for (index, given) in items.into_iter().enumerate().filter(|(_, item)| !item.is_open()) {
            at.push(Step::Index(index));
            found.extend(broken(rule, words, &Site { given, at, schemas: &item.schema, partial, named }));
            at.pop();
        }
        at.pop();
    }
    special::check(
        known.name.as_str(),
        &Site { given, at, schemas: &known.properties, partial, named },
        member,
        found,
    );
}
