//! The rules of single types: what their classes refuse in `validate` besides values that break the schema, as far as
//! it needs no service. They stand in the catalog (`schema/catalog/rules.txt`); what is no rule of a few words is in
//! `special/`.

use hotplate_hot::{Expression, Path, Step};
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
    let seen = beforehand(written, given, judge.nested, judge.stack);
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
    let mut inside = at.with_room(2);
    for rule in &known.rules {
        let [below, rule, words @ ..] = rule.as_slice() else { continue };
        if below == "-" {
            found.extend(broken(rule, words, &of_all));
            continue;
        }
        let (Some(schema), Some(value)) = (known.properties.get(below), of_all.get(below)) else { continue };
        inside.push(Step::Key(below.into()));
        let mut judge = |given: View<'_>, schemas, at: &Path| {
            if !given.is_open() {
                found.extend(broken(rule, words, &Site { given, seen: &[], at, schemas, ..of_all }));
            }
        };
        match schema.schema.get("*") {
            Some(item) => {
                for (index, given) in value.items().unwrap_or_default().into_iter().enumerate() {
                    inside.push(Step::Index(index));
                    judge(given, &item.schema, &inside);
                    inside.pop();
                }
            }
            None => judge(value, &schema.schema, &inside),
        }
        inside.pop();
    }
    special::check(known.name.as_str(), &of_all, standing.member, found);
}
