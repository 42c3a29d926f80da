//! `filter: [values, list]`: the list without these values.

use hotplate_schema::Value;

use super::{Answer, Call, Scope};
use crate::Resolved;
use crate::equality::{contains, truthy};

pub(super) fn filter(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let Some([_, _]) = call.items() else { return call.form("`[VALUES, LIST]`") };
    match call.value(scope)? {
        Value::List(arguments) => match arguments.as_slice() {
            [_, list] if !truthy(list) => Ok(Resolved::Known(list.clone())),
            [values, list @ Value::List(_)] if !truthy(values) => Ok(Resolved::Known(list.clone())),
            [Value::List(values), Value::List(list)] => {
                scope.pay(values.len().saturating_mul(list.len()))?;
                let kept = list.iter().filter(|item| !contains(values, item)).cloned().collect();
                Ok(Resolved::Known(Value::List(kept)))
            }
            [_, Value::List(_)] => call.failed("takes the values to leave out as a list"),
            _ => call.failed("only works on a list"),
        },
        _ => call.failed("only works on a list"),
    }
}
