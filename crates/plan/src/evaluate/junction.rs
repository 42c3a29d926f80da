//! `not`, `and`, `or`: of conditions' names, booleans and condition functions.

use hotplate_hot::Expression;
use hotplate_schema::Value;

use super::condition::decide_resolved;
use super::{Answer, Call, Scope, Stop};
use crate::Resolved;

pub(super) fn not(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    if *call.argument == Expression::Scalar(Value::Null) {
        return call.form("a condition");
    }
    let operand = call.resolve(scope);
    answer(decide_resolved(call.argument, &operand, scope).map(|operand| operand.map(|holds| !holds)), call)
}

/// The form of CloudFormation's format: a list of one.
pub(super) fn not_one(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let Some([written]) = call.items() else { return call.form("`[CONDITION]`") };
    let operand = call.item(0, written, scope);
    answer(decide_resolved(written, &operand, scope).map(|operand| operand.map(|holds| !holds)), call)
}

pub(super) fn and(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    junction(call, scope, false)
}

pub(super) fn or(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    junction(call, scope, true)
}

/// Decided as soon as one operand is `decisive`, undecided as soon as one is.
fn junction(call: &Call<'_>, scope: &mut Scope<'_>, decisive: bool) -> Answer {
    let Some(items) = call.items().filter(|items| items.len() >= 2) else {
        return call.form("a list of at least two conditions");
    };
    // Heat works all of them out, and then looks up names only as far as it must.
    let operands: Vec<_> = items.iter().enumerate().map(|(at, item)| call.item(at, item, scope)).collect();
    super::call::all_known(&operands)?;
    for (written, operand) in items.iter().zip(&operands) {
        match decide_resolved(written, operand, scope) {
            Ok(Some(holds)) if holds == decisive => return Ok(Resolved::Known(Value::Bool(decisive))),
            Ok(Some(_)) => {}
            Ok(None) => return answer(Ok(None), call),
            Err(fault) => return answer(Err(fault), call),
        }
    }
    answer(Ok(Some(!decisive)), call)
}

fn answer(decided: Result<Option<bool>, String>, call: &Call<'_>) -> Answer {
    match decided {
        Ok(Some(holds)) => Ok(Resolved::Known(Value::Bool(holds))),
        Ok(None) => Err(Stop::Obstacle(Resolved::Unknown("the condition is not known".to_owned()))),
        Err(fault) => call.failed(format_args!("takes conditions: {fault}")),
    }
}
