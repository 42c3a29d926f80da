//! What went wrong and what to do about it: every command of xtask ends in nothing or in one of these.

use std::fmt;
use std::process::Command;

pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// What is wrong, and what a person can do.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    help: String,
}

impl Failure {
    pub(crate) fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), help: help.into() }
    }

    /// Keeps what is wrong and says something more fitting about what to do.
    pub(crate) fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: help.into(), ..self }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\nerror: {}", self.what)?;
        for line in self.help.lines() {
            write!(f, "\n  {line}")?;
        }
        Ok(())
    }
}

/// Says what was being done when the system refused.
pub(crate) trait Doing<T> {
    fn doing(self, what: impl fmt::Display) -> Outcome<T>;
}

impl<T> Doing<T> for std::io::Result<T> {
    fn doing(self, what: impl fmt::Display) -> Outcome<T> {
        self.map_err(|error| Failure::new(format!("could not {what}: {error}"), ""))
    }
}

/// Runs a command to its end, its output on the terminal.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command.status().doing(format_args!("start {}", show(command)))?;
    if status.success() { Ok(()) } else { Err(failed(command)) }
}

/// Runs a command to its end and gives what it printed on standard output; `None` when it is not there or failed.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

pub(crate) fn failed(command: &Command) -> Failure {
    Failure::new(format!("{} failed", show(command)), "its own message stands above")
}

/// A command as a person would type it, in backticks.
pub(crate) fn show(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    format!("`{line}`")
}
