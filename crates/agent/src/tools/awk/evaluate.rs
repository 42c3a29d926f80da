//! An awk program's expressions, evaluated.

use std::rc::Rc;

use super::functions;
use super::run::Machine;
use super::syntax::Expression;
use super::value::Value;
use crate::regex::Regex;
use crate::shell::Flow;

/// Beyond this the expressions that a program put together are compiled anew.
const MOST_REGEXES: usize = 100;

impl Machine<'_> {
    /// The value of an expression.
    pub(super) fn value(&mut self, expression: &Expression) -> Result<Value, Flow> {
        self.shell.world.meter.handle(16)?;
        let value = match expression {
            Expression::Number(number) => Value::Number(*number),
            Expression::Text(text) => Value::Text(text.clone()),
            Expression::Regex(regex) => {
                Value::truth(regex.is_match(self.line.as_str(), &mut self.shell.world.meter)?)
            }
            Expression::Place(place) => self.read(place)?,
            Expression::Not(value) => Value::truth(!self.value(value)?.is_true()),
            Expression::Negative(value) => Value::Number(-self.value(value)?.number()),
            Expression::Positive(value) => Value::Number(self.value(value)?.number()),
            Expression::Binary(operator, left, right) => self.binary(operator, left, right)?,
            Expression::Match { negated, text, pattern } => {
                let text = self.value(text)?.text();
                let regex = self.regex(pattern)?;
                Value::truth(regex.is_match(text.as_str(), &mut self.shell.world.meter)? != *negated)
            }
            Expression::Choice(condition, first, second) => {
                let branch = if self.value(condition)?.is_true() { first } else { second };
                self.value(branch)?
            }
            Expression::Assign(operator, place, value) => {
                let mut value = self.value(value)?;
                if let Some(sign) = operator.strip_suffix('=').filter(|sign| !sign.is_empty()) {
                    value = Value::Number(arithmetic(sign, self.read(place)?.number(), value.number()));
                }
                self.store(place, value.clone())?;
                value
            }
            Expression::Step { place, by, after } => {
                let old = self.read(place)?.number();
                self.store(place, Value::Number(old + by))?;
                Value::Number(if *after { old } else { old + by })
            }
            Expression::Call(name, arguments) => functions::call(self, name, arguments)?,
            Expression::CallOwn(name, arguments) => self.call_own(name, arguments)?,
            Expression::GetLine(source, place) => Value::Number(self.get_line(source, place.as_ref())?),
            Expression::In(index, array) => {
                let key = self.key(index)?;
                Value::truth(self.arrays.get(array).is_some_and(|items| items.contains_key(&key)))
            }
        };
        // It may be a copy of something long.
        self.shell.world.meter.handle(value.size())?;
        Ok(value)
    }

    fn binary(&mut self, operator: &str, left: &Expression, right: &Expression) -> Result<Value, Flow> {
        if matches!(operator, "&&" | "||") {
            let first = self.value(left)?.is_true();
            return Ok(Value::truth(if first == (operator == "||") {
                first
            } else {
                self.value(right)?.is_true()
            }));
        }
        let (left, right) = (self.value(left)?, self.value(right)?);
        Ok(match operator {
            " " => {
                let mut text = left.text();
                text.push(&right.text());
                self.shell.world.meter.hold(text.len())?;
                Value::Text(text)
            }
            "<" => Value::truth(left.compare(&right).is_lt()),
            "<=" => Value::truth(left.compare(&right).is_le()),
            ">" => Value::truth(left.compare(&right).is_gt()),
            ">=" => Value::truth(left.compare(&right).is_ge()),
            "==" => Value::truth(left.compare(&right).is_eq()),
            "!=" => Value::truth(left.compare(&right).is_ne()),
            sign => Value::Number(arithmetic(sign, left.number(), right.number())),
        })
    }

    /// The regular expression that an expression stands for.
    pub(super) fn regex(&mut self, pattern: &Expression) -> Result<Rc<Regex>, Flow> {
        if let Expression::Regex(regex) = pattern {
            return Ok(Rc::clone(regex));
        }
        let source = self.value(pattern)?.text();
        self.compiled(source.as_str())
    }

    pub(super) fn compiled(&mut self, source: &str) -> Result<Rc<Regex>, Flow> {
        if let Some(regex) = self.regexes.get(source) {
            return Ok(Rc::clone(regex));
        }
        match Regex::extended(source, false) {
            Ok(regex) => {
                if self.regexes.len() >= MOST_REGEXES {
                    self.regexes.clear();
                }
                let regex = Rc::new(regex);
                self.regexes.insert(source.to_owned(), Rc::clone(&regex));
                Ok(regex)
            }
            Err(reason) => self.shell.refuse(self.shell.state.line, reason),
        }
    }
}

fn arithmetic(sign: &str, left: f64, right: f64) -> f64 {
    match sign {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        "%" => left % right,
        // Scripts take whole powers; the general case would need C's library.
        _ => (0..right.abs().min(2_000.0) as u32)
            .fold(1.0, |power, _| if right < 0.0 { power / left } else { power * left }),
    }
}
