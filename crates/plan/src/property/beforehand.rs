//! What Heat sees in properties while nothing exists yet: null for what is read of a resource, and for the resource itself
//! what stands for its id.

use hotplate_hot::Expression;
use hotplate_schema::{Key, Map, Value};

use super::view::View;
use crate::resolved::previewed_id;
use crate::{Resolved, Stack};

/// The properties that are otherwise to Heat then than they are known here.
pub(super) fn beforehand<'a>(
    written: Option<&'a Expression>,
    given: View<'a>,
    nested: bool,
    stack: &Stack,
) -> Vec<(&'a Key, Resolved)> {
    let Some(Expression::Map(entries)) = written else { return Vec::new() };
    let seen = |(key, written): (&'a Key, &Expression)| {
        if !refers(written, nested) {
            return None;
        }
        let given = given.get(&key.python_str())?;
        Some((key, seen(written, given, stack)?))
    };
    entries.iter().filter_map(seen).collect()
}

/// Whether something in it may be otherwise then; the parameters of the template at hand are known all along.
fn refers(written: &Expression, nested: bool) -> bool {
    match written {
        Expression::Scalar(_) => false,
        Expression::Call { function, .. } => match function.name() {
            "get_attr" | "Fn::GetAtt" | "get_resource" | "Ref" => true,
            name => nested && name == "get_param",
        },
        Expression::List(items) => items.iter().any(|written| refers(written, nested)),
        Expression::Map(entries) => entries.iter().any(|(_, written)| refers(written, nested)),
    }
}

/// What a value is to Heat, if that is not what it is here.
pub(super) fn seen(written: &Expression, given: View<'_>, stack: &Stack) -> Option<Resolved> {
    match written {
        Expression::Scalar(_) => None,
        Expression::Call { function, .. } => match (function.name(), given) {
            ("get_attr" | "Fn::GetAtt", _) => Some(Resolved::NULL),
            ("get_resource" | "Ref" | "get_param", View::Part(Resolved::Pending(references))) => {
                let [reference] = references.as_slice() else { return None };
                let id = stack.find(&reference.resource).filter(|_| reference.attribute.is_empty());
                Some(Resolved::Known(id.map_or(Value::Null, previewed_id)))
            }
            _ => None,
        },
        Expression::List(items) => {
            let given = given.items().filter(|given| given.len() == items.len())?;
            let parts: Vec<_> =
                items.iter().zip(&given).map(|(written, given)| seen(written, *given, stack)).collect();
            parts.iter().any(Option::is_some).then(|| {
                let parts = parts.into_iter().zip(given);
                Resolved::list(
                    parts.map(|(seen, given)| seen.unwrap_or_else(|| given.to_resolved())).collect(),
                )
            })
        }
        Expression::Map(entries) => {
            let given = given.entries()?;
            let parts: Vec<_> =
                given.iter().map(|(key, given)| seen(entries.get(key.as_str()?)?, *given, stack)).collect();
            parts.iter().any(Option::is_some).then(|| {
                let parts = parts.into_iter().zip(given);
                let entries: Map<Resolved> = parts
                    .map(|(seen, (key, given))| (key.clone(), seen.unwrap_or_else(|| given.to_resolved())))
                    .collect();
                Resolved::map(entries)
            })
        }
    }
}
