//! What an awk program keeps: variables, arrays and fields. However it is spread over them, all together is bounded.

use hotplate_schema::IndexMap;

use super::run::Machine;
use super::syntax::{Expression, Place};
use super::value::Value;
use crate::Text;
use crate::shell::Flow;

/// Beyond this no field is made.
const MOST_FIELDS: usize = 100_000;

/// What an element of an array, a field or a record takes beside its text, in bytes.
pub(super) const ELEMENT: usize = 32;

pub(super) type Array = IndexMap<String, Value>;

/// What an array takes, in bytes.
pub(super) fn size_of(items: &Array) -> usize {
    items.iter().map(|(key, value)| entry_size(key, value)).sum()
}

fn entry_size(key: &str, value: &Value) -> usize {
    ELEMENT + key.len() + value.size()
}

impl Machine<'_> {
    pub(super) fn set(&mut self, name: &str, text: Text) {
        self.put(name, Value::Input(text));
    }

    pub(super) fn set_number(&mut self, name: &str, number: f64) {
        self.put(name, Value::Number(number));
    }

    fn put(&mut self, name: &str, value: Value) {
        self.held += value.size();
        let old = self.variables.insert(name.to_owned(), value);
        self.release(old.map_or(0, |old| old.size()));
    }

    pub(super) fn variable(&self, name: &str) -> Value {
        self.variables.get(name).cloned().unwrap_or(Value::Unset)
    }

    fn put_element(&mut self, array: &str, key: String, value: Value) {
        self.held += entry_size(&key, &value);
        let items = self.arrays.entry(array.to_owned()).or_default();
        let old = items.get(&key).map_or(0, |old| entry_size(&key, old));
        items.insert(key, value);
        self.release(old);
    }

    /// Gives an array other elements.
    pub(super) fn put_array(&mut self, name: &str, items: Array) {
        self.held += size_of(&items);
        let old = self.arrays.insert(name.to_owned(), items);
        self.release(old.map_or(0, |old| size_of(&old)));
    }

    pub(super) fn remove_array(&mut self, name: &str) {
        let old = self.arrays.shift_remove(name);
        self.release(old.map_or(0, |old| size_of(&old)));
    }

    pub(super) fn remove_element(&mut self, array: &str, key: &str) -> Result<(), Flow> {
        let Some(items) = self.arrays.get_mut(array) else { return Ok(()) };
        // Those behind it move up.
        self.shell.world.meter.handle(items.len())?;
        let old = items.shift_remove(key).map_or(0, |old| entry_size(key, &old));
        self.release(old);
        Ok(())
    }

    /// So much is kept no longer.
    pub(super) fn release(&mut self, bytes: usize) {
        self.held = self.held.saturating_sub(bytes);
    }

    /// Whether all that is kept still is within the bounds.
    pub(super) fn check_held(&self) -> Result<(), Flow> {
        Ok(self.shell.world.meter.fits(self.held)?)
    }

    /// The key that an index stands for; several parts are joined by `SUBSEP`.
    pub(super) fn key(&mut self, index: &[Expression]) -> Result<String, Flow> {
        let mut parts = Vec::new();
        for part in index {
            parts.push(self.value(part)?.text());
        }
        Ok(Text::join(&parts, self.variable("SUBSEP").text().as_str()).as_str().to_owned())
    }

    pub(super) fn read(&mut self, place: &Place) -> Result<Value, Flow> {
        Ok(match place {
            Place::Variable(name) if name == "NF" => Value::Number(self.split_line()?.len() as f64),
            Place::Variable(name) => self.variable(name),
            Place::Field(index) => {
                let index = self.value(index)?.number();
                if index < 1.0 {
                    return Ok(Value::Input(self.line.clone()));
                }
                self.split_line()?.get(index as usize - 1).cloned().unwrap_or(Value::Unset)
            }
            Place::Element(name, index) => {
                let key = self.key(index)?;
                if let Some(value) = self.arrays.get(name).and_then(|items| items.get(&key)) {
                    return Ok(value.clone());
                }
                self.put_element(name, key, Value::Unset);
                self.check_held()?;
                Value::Unset
            }
        })
    }

    pub(super) fn store(&mut self, place: &Place, value: Value) -> Result<(), Flow> {
        self.shell.world.meter.hold(value.size())?;
        match place {
            Place::Variable(name) if name == "NF" => {
                let count = value.number().clamp(0.0, MOST_FIELDS as f64) as usize;
                self.split_line()?.resize(count, Value::Unset);
                self.join_fields()?;
            }
            Place::Variable(name) => {
                self.put(name, value);
            }
            Place::Field(index) => {
                let index = self.value(index)?.number().clamp(0.0, MOST_FIELDS as f64) as usize;
                if index == 0 {
                    self.line = value.text();
                    self.fields = None;
                    return Ok(());
                }
                let fields = self.split_line()?;
                if fields.len() < index {
                    fields.resize(index, Value::Unset);
                }
                fields[index - 1] = value;
                self.join_fields()?;
            }
            Place::Element(name, index) => {
                let key = self.key(index)?;
                self.put_element(name, key, value);
            }
        }
        self.check_held()
    }
}
