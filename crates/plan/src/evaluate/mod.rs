//! From an [`Expression`] to what is known of its value.
//!
//! Evaluation keeps structure: a list with one pending item is a list, and only that item waits. A function over
//! values that are not known comes to what they wait for. Faults of a call become diagnostics at its path, and its
//! value is unknown from there on: nothing is ever guessed.

mod call;
mod cloudformation;
mod condition;
mod contains;
mod digest;
mod equals;
mod filter;
mod get_attr;
mod get_file;
mod get_param;
mod get_resource;
mod r#if;
mod junction;
mod list_concat;
mod list_join;
mod make_url;
mod map_merge;
mod map_replace;
mod reference;
mod repeat;
mod resource_facade;
mod scope;
mod select;
mod str_replace;
mod str_split;
mod table;
mod yaql;

use hotplate_hot::Expression;

use crate::Resolved;
use crate::trail::Trail;

pub(crate) use condition::{decide, decide_all, operands, settle};
pub(crate) use get_param::is_parameter;
pub(crate) use scope::{Asked, Context, Facade, Ledger, Scope, Standing};
pub(crate) use select::select;

use call::{Answer, Call, Stop};
use condition::misplaced;

/// What is known of the value of an expression. A call that leaves its place out (an `if` without an "else") comes to
/// null where nothing can be left out.
pub(crate) fn evaluate(expression: &Expression, at: &Trail<'_>, scope: &mut Scope<'_>) -> Resolved {
    evaluate_entry(expression, at, scope).unwrap_or(Resolved::NULL)
}

/// As [`evaluate`]; `None` if the list item or map entry that the expression stands for disappears.
pub(crate) fn evaluate_entry(
    expression: &Expression,
    at: &Trail<'_>,
    scope: &mut Scope<'_>,
) -> Option<Resolved> {
    match expression {
        Expression::Scalar(value) => Some(Resolved::Known(value.clone())),
        Expression::List(items) => {
            let item = |(index, item)| evaluate_entry(item, &Trail::Index(at, index), scope);
            Some(Resolved::list(items.iter().enumerate().filter_map(item).collect()))
        }
        Expression::Map(_)
            if scope.standing == Standing::Condition
                && misplaced(expression, scope.context.version).is_some() =>
        {
            Some(Resolved::Unknown("it calls a function that conditions do not have".to_owned()))
        }
        Expression::Map(entries) => {
            let entry = |key: &_, entry: &_| evaluate_entry(entry, &Trail::Key(at, key), scope);
            Some(Resolved::map(entries.filter_map(entry)))
        }
        Expression::Call { function, argument } => {
            let at = Trail::Call(at, *function);
            let call = Call { name: function.name(), argument, at: &at };
            match table::evaluator(call.name, scope.context.version)(&call, scope) {
                Ok(value) => Some(value),
                Err(Stop::Omitted) => None,
                Err(Stop::Obstacle(obstacle)) => Some(obstacle),
                Err(Stop::Large) => Some(scope.report_large(&call)),
                Err(
                    Stop::Malformed(fault) | Stop::Invalid(fault) | Stop::Late(fault) | Stop::Failed(fault),
                ) if !cfg!(feature = "whole") => Some(Resolved::Unknown(fault)),
                Err(Stop::Malformed(fault)) => Some(scope.report_malformed(&call, fault)),
                Err(Stop::Invalid(fault)) => Some(scope.report_invalid(&call, fault)),
                Err(Stop::Late(fault)) => Some(scope.report_late(&call, fault)),
                Err(Stop::Failed(fault)) => Some(scope.report_failed(&call, fault)),
            }
        }
    }
}
