//! `yaql: {expression: ..., data: ...}`: a language of its own (Python's `yaql`), as far as templates use it.
//!
//! What an expression comes to here is what it comes to in Heat. What is not known here (regular expressions, dates,
//! named arguments, generators) is said to be so, and leaves the value unknown: it is never guessed. Python's own ways
//! show through, so they are kept: an iterator is no list, `true` is no number, a bare word is text.

mod collections;
mod item;
mod read;
mod run;
mod texts;

use hotplate_hot::{Diagnostic, Expression, codes};
use hotplate_schema::{Key, Value};

use super::call::known;
use super::{Answer, Call, Scope, Stop};
use crate::Resolved;
use item::Item;

/// Why an expression comes to nothing.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// It fails in Heat too.
    Wrong(String),
    /// It is not evaluated here.
    Outside(String),
}

/// What a step of an evaluation comes to.
type Run<T> = Result<T, Fault>;

/// Fails as in Heat.
#[cold]
#[inline(never)]
fn wrong<T>(why: &str) -> Run<T> {
    Err(Fault::Wrong(why.to_owned()))
}

/// Says that something is not evaluated here.
#[cold]
#[inline(never)]
fn outside<T>(what: &str) -> Run<T> {
    Err(Fault::Outside(format!("`{what}` is not evaluated here")))
}

pub(super) fn yaql(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let form = "`{expression: YAQL, data: VALUE}`";
    let is_argument = |key: &Key| matches!(key.as_str(), Some("expression" | "data"));
    if !call.entries().is_some_and(|entries| entries.keys().all(is_argument)) {
        return call.form(form);
    }
    let Some(text) = call.entry("expression", scope) else { return call.form(form) };
    let is_literal = !matches!(
        call.entries().and_then(|entries| entries.get("expression")),
        Some(Expression::Call { .. })
    );
    let text = match known(text)? {
        Value::String(text) => text,
        _ if is_literal => return call.invalid("needs text as its `expression`"),
        _ => return call.failed("needs text as its `expression`"),
    };
    let expression = match read::read(&text) {
        Ok(expression) => expression,
        Err(Fault::Wrong(why)) if is_literal => return call.invalid(format_args!("cannot be read: {why}")),
        Err(fault) => return stop(call, fault, scope),
    };
    let data =
        known(call.entry("data", scope).unwrap_or_else(|| Resolved::Known(Value::Map(Default::default()))))?;
    scope.pay_for(&data)?;
    let evaluated =
        Item::from_value(&data).and_then(|data| run::run(&expression, data)).and_then(Item::into_value);
    match evaluated {
        Ok(value) => {
            scope.pay_for(&value)?;
            Ok(Resolved::Known(value))
        }
        Err(fault) => stop(call, fault, scope),
    }
}

fn stop(call: &Call<'_>, fault: Fault, scope: &mut Scope<'_>) -> Answer {
    match fault {
        Fault::Wrong(why) => call.failed(why),
        Fault::Outside(why) => {
            let message = format!("the expression is not evaluated here, only in Heat: {why}");
            let diagnostic = Diagnostic::note(codes::UNEVALUATED_EXPRESSION, call.at.place(), &message);
            scope.ledger.diagnostics.push(diagnostic.help("what depends on it is shown as unknown"));
            Err(Stop::Obstacle(Resolved::Unknown(message)))
        }
    }
}
