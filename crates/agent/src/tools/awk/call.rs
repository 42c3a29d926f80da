//! Functions of an awk program's own, called.

use super::memory::size_of;
use super::run::{Left, Machine};
use super::syntax::{Expression, Place};
use super::value::Value;
use crate::shell::Flow;

impl Machine<'_> {
    /// Calls a function of the program's own: its parameters are its own too, but for arrays.
    pub(super) fn call_own(&mut self, name: &str, arguments: &[Expression]) -> Result<Value, Flow> {
        let Some(function) = self.functions.get(name).cloned() else {
            return self.shell.refuse(self.shell.state.line, format!("`{name}` in `awk`"));
        };
        let mut given = Vec::new();
        for (index, parameter) in function.parameters.iter().enumerate() {
            given.push(match arguments.get(index) {
                Some(Expression::Place(Place::Variable(array))) if self.arrays.contains_key(array) => {
                    (parameter, Value::Unset, Some(array.clone()))
                }
                Some(argument) => (parameter, self.value(argument)?, None),
                None => (parameter, Value::Unset, None),
            });
        }
        let mut outer = Vec::new();
        for (parameter, value, array) in given {
            let lent = array.as_ref().and_then(|array| self.arrays.shift_remove(array));
            let old_array = match lent {
                Some(items) => self.arrays.insert(parameter.clone(), items),
                None => self.arrays.shift_remove(parameter),
            };
            self.held += value.size();
            outer.push((parameter, self.variables.insert(parameter.clone(), value), old_array, array));
        }
        self.check_held()?;
        self.shell.world.meter.enter()?;
        self.shell.world.meter.nest()?;
        let left = self.statements(&function.body);
        self.shell.world.meter.unnest();
        self.shell.world.meter.leave();
        for (parameter, value, old_array, lent) in outer.into_iter().rev() {
            let own = self.variables.insert(parameter.clone(), value.unwrap_or(Value::Unset));
            self.release(own.map_or(0, |own| own.size()));
            let items = self.arrays.shift_remove(parameter);
            match (lent, items) {
                (Some(array), Some(items)) => drop(self.arrays.insert(array, items)),
                (None, Some(items)) => self.release(size_of(&items)),
                (_, None) => {}
            }
            if let Some(items) = old_array {
                self.arrays.insert(parameter.clone(), items);
            }
        }
        match left {
            Ok(()) | Err(Left::Next | Left::Break | Left::Continue) => Ok(Value::Unset),
            Err(Left::Return(value)) => Ok(value),
            Err(Left::Exit(status)) => {
                self.exit = Some(status);
                Ok(Value::Unset)
            }
            Err(Left::Flow(flow)) => Err(flow),
        }
    }
}
