//! What awk reads with `getline` and writes to commands.

use std::rc::Rc;

use super::run::Machine;
use super::syntax::{Expression, LineSource, Place};
use super::value::Value;
use crate::Text;
use crate::shell::{Flow, Status, Stream, evaluate, in_subshell};

impl Machine<'_> {
    /// Writes what was printed so far.
    pub(super) fn flush(&mut self) -> Result<(), Flow> {
        let out = std::mem::take(&mut self.out);
        self.shell.print(&out)
    }

    /// Runs a command that reads a text.
    pub(super) fn feed(&mut self, command: &str, text: Text) -> Status {
        in_subshell(self.shell, |shell| {
            shell.state.streams.set(0, Stream::of(text));
            evaluate(shell, command)
        })
    }

    /// What a command prints.
    fn output_of(&mut self, command: &str) -> Result<Text, Flow> {
        self.flush()?;
        let (stream, text) = Stream::buffer();
        in_subshell(self.shell, |shell| {
            shell.state.streams.set(1, stream);
            evaluate(shell, command)
        })?;
        Ok(text.take())
    }

    /// `getline`: 1 for a line, 0 at the end, -1 if there is nothing to read.
    pub(super) fn get_line(&mut self, source: &LineSource, place: Option<&Place>) -> Result<f64, Flow> {
        let (name, is_command) = match source {
            LineSource::Input => {
                let Some(record) = self.records.next() else { return Ok(0.0) };
                self.count_record();
                return self.take_line(record, place);
            }
            LineSource::File(path) => (self.value(path)?.text(), false),
            LineSource::Command(command) => (self.value(command)?.text(), true),
        };
        if !self.sources.contains_key(name.as_str()) {
            let text = if is_command {
                self.output_of(name.as_str())?
            } else {
                match self.shell.read_file(name.as_str())? {
                    Ok(text) => text,
                    Err(_) => return Ok(-1.0),
                }
            };
            self.sources.insert(name.as_str().to_owned(), (text, 0));
        }
        let Some((text, at)) = self.sources.get_mut(name.as_str()) else { return Ok(-1.0) };
        let rest = &text.as_str()[*at..];
        if rest.is_empty() {
            return Ok(0.0);
        }
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = text.slice(*at..*at + length);
        *at = (*at + length + 1).min(text.len());
        self.take_line(line, place)
    }

    fn take_line(&mut self, line: Text, place: Option<&Place>) -> Result<f64, Flow> {
        let whole = Place::Field(Rc::new(Expression::Number(0.0)));
        self.store(place.unwrap_or(&whole), Value::Input(line))?;
        Ok(1.0)
    }

    pub(super) fn count_record(&mut self) {
        for name in ["NR", "FNR"] {
            let number = self.variable(name).number();
            self.set_number(name, number + 1.0);
        }
    }
}
