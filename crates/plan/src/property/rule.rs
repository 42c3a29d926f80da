//! The rules of single types: what their classes refuse in `validate` besides values that break the schema, as far as
//! it needs no service. They stand in the catalog (`schema/catalog/rules.txt`); what is no rule of a few words is in
//! `special.rs`.

use hotplate_hot::{Path, Step};
use hotplate_schema::ResourceType;

use super::demand::{Site, broken};
use super::view::View;
use super::{Judge, Standing, special};

/// Judges the properties of a type by its rules.
pub(super) fn check(
    known: &ResourceType,
    given: View<'_>,
    at: &mut Path,
    standing: Standing<'_>,
    named: bool,
    judge: &mut Judge<'_>,
) {
    let template = judge.template;
    let partial = template.partial;
    let beside = (!standing.repeated).then_some(template);
    let found = &mut *judge.found;
    for rule in &known.rules {
        let [below, rule, words @ ..] = rule.as_slice() else { continue };
        if below == "-" {
            let site = Site { given, at, schemas: &known.properties, partial, named, template: beside };
            found.extend(broken(rule, words, &site));
            continue;
        }
        let (Some(schema), Some(value)) = (known.properties.get(below), given.get(below)) else { continue };
        let item = schema.schema.get("*");
        let schemas = item.map_or(&schema.schema, |item| &item.schema);
        let parts = match item {
            Some(_) => value.items().unwrap_or_default(),
            None => vec![value],
        };
        at.push(Step::Key(below.into()));
        for (index, given) in parts.into_iter().enumerate().filter(|(_, part)| !part.is_open()) {
            if item.is_some() {
                at.push(Step::Index(index));
            }
            let site = Site { given, at, schemas, partial, named, template: beside };
            found.extend(broken(rule, words, &site));
            if item.is_some() {
                at.pop();
            }
        }
        at.pop();
    }
    let site = Site { given, at, schemas: &known.properties, partial, named, template: beside };
    special::check(known.name.as_str(), &site, standing.member, found);
}
