//! A running shell: what a subshell copies, and what all share.

use std::rc::Rc;

use hotplate_schema::IndexMap;

use super::run::Pythons;
use super::stream::{Stream, Streams};
use super::syntax::{Command, Dialect, Program};
use super::variables::{Content, Nature, Variables};
use crate::disk::Disk;
use crate::meter::{Bound, Meter};
use crate::{Effect, Facts, Origin, Remark, Text};

/// Why a command did not simply end with a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    Break(u32),
    Continue(u32),
    Return(i32),
    Exit(i32),
    /// bash gives up the rest of the line and goes on with the next.
    Abandon(i32),
    /// A bound was reached.
    Stop(Bound),
    /// Something that is not played here was met: see [`World::refusal`].
    Unsupported,
}

impl From<Bound> for Flow {
    fn from(bound: Bound) -> Self {
        Self::Stop(bound)
    }
}

/// How a command ended.
pub(crate) type Status = Result<i32, Flow>;

/// What `set` switches.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    /// `-e`
    pub errexit: bool,
    /// `-u`
    pub nounset: bool,
    /// `-x`
    pub xtrace: bool,
    /// `-f`
    pub noglob: bool,
    /// `-a`
    pub allexport: bool,
    /// bash's `-o pipefail`
    pub pipefail: bool,
    /// bash's `-E`: `trap ... ERR` counts in functions and subshells too.
    pub errtrace: bool,
}

/// What a subshell gets a copy of.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub dialect: Dialect,
    pub variables: Rc<Variables>,
    pub functions: Rc<IndexMap<String, Rc<Command>>>,
    /// `$0`
    pub name: Text,
    /// `$1` and so on.
    pub arguments: Rc<Vec<Text>>,
    pub directory: String,
    pub options: Options,
    /// `$?`
    pub status: i32,
    /// The status of the last command substitution in an assignment.
    pub substituted: Option<i32>,
    pub streams: Streams,
    /// The line of the command that runs.
    pub line: u32,
    /// Greater than 0 where a failure is being looked at and so does not end the script under `set -e`.
    pub tested: u32,
    /// How many loops are around.
    pub loops: u32,
    /// How many functions or sourced files are around.
    pub calls: u32,
    /// The names of the functions that are being called, the innermost last.
    pub called: Rc<Vec<Text>>,
    /// What `trap ... EXIT` asks for.
    pub at_exit: Option<Rc<str>>,
    /// What bash's `trap ... ERR` asks for.
    pub on_error: Option<Rc<str>>,
    /// `getopts` within a word of grouped letters.
    pub letter: usize,
}

/// What all shells of a run share.
#[derive(Debug)]
pub(crate) struct World {
    /// The name of the instance, for origins.
    pub instance: Rc<str>,
    pub facts: Rc<Facts>,
    pub disk: Disk,
    pub effects: Vec<Effect>,
    pub remarks: Vec<Remark>,
    pub meter: Meter,
    /// Commands that are supposed to fail, with their status.
    pub failing: IndexMap<String, i32>,
    /// How many commands were met whose outcome cannot be known.
    pub unknowns: u64,
    /// What was met that is not played here, and on which line.
    pub refusal: Option<(u32, String)>,
    /// Whether a program was met that is left out here.
    pub beyond: bool,
    /// Commands that wait for what is written for them.
    pub readers: Vec<Reader>,
    /// The Python scripts that are started; `None` where they are not played.
    pub pythons: Option<Pythons>,
}

/// Commands that wait for what others write to a file: bash's `>(...)`.
#[derive(Debug)]
pub(crate) struct Reader {
    pub path: String,
    pub program: Rc<Program>,
    /// The shell as it was where they were begun.
    pub state: State,
}

/// A running shell.
#[derive(Debug)]
pub(crate) struct Shell {
    pub state: State,
    pub world: World,
}

impl Shell {
    pub(crate) fn bash(&self) -> bool {
        self.state.dialect == Dialect::Bash
    }

    /// Puts an environment in place: its variables are exported.
    pub(crate) fn set_environment(&mut self, environment: &IndexMap<String, Text>) {
        let variables = Rc::make_mut(&mut self.state.variables);
        for (name, text) in environment {
            variables.set(name, text.clone());
            variables.entry(name).exported = true;
        }
    }

    /// Switches options on by their letters; those that are not known are left.
    pub(crate) fn set_options(&mut self, letters: &[char]) {
        for letter in letters {
            if let Some(option) = super::run::options_of_set(&mut self.state.options, &letter.to_string()) {
                *option = true;
            }
        }
    }

    /// The value of a variable.
    pub(crate) fn variable(&self, name: &str) -> Option<&Text> {
        self.state.variables.scalar(name)
    }

    /// Sets a variable; an error ends the shell, as POSIX wants it for a variable that is read-only.
    pub(crate) fn assign(&mut self, name: &str, text: Text) -> Result<(), Flow> {
        self.assign_content(name, Content::Scalar(text))
    }

    pub(crate) fn assign_content(&mut self, name: &str, content: Content) -> Result<(), Flow> {
        if self.state.variables.get(name).is_some_and(|variable| variable.readonly) {
            self.complain(&format!("{name}: is read only"))?;
            return Err(if self.bash() { Flow::Abandon(1) } else { Flow::Exit(2) });
        }
        let content = match content {
            Content::Scalar(text) => Content::Scalar(self.shaped(name, text)?),
            content => content,
        };
        let export = self.state.options.allexport;
        let variable = Rc::make_mut(&mut self.state.variables).entry(name);
        variable.exported |= export;
        variable.value = Some(content);
        Ok(())
    }

    /// A value as the variable's nature wants it.
    fn shaped(&mut self, name: &str, text: Text) -> Result<Text, Flow> {
        let nature = self.state.variables.get(name).map_or(Nature::Plain, |variable| variable.nature);
        Ok(match nature {
            Nature::Plain => text,
            Nature::Integer => {
                let value = super::arithmetic(self, text.as_str())?;
                text.compute(&value.to_string())
            }
            Nature::Lower => text.map_chars(|char, new| new.push(char.to_ascii_lowercase())),
            Nature::Upper => text.map_chars(|char, new| new.push(char.to_ascii_uppercase())),
        })
    }

    /// An origin on this instance.
    pub(crate) fn origin(&self, fact: &str) -> Origin {
        Origin::new(&self.world.instance, fact)
    }

    /// A fact of this instance with its origin.
    pub(crate) fn fact(&self, name: &str) -> Option<Text> {
        let value = crate::tools::fact_value(&self.world.facts, name)?;
        Some(Text::from_origin(&value, self.origin(name)))
    }

    /// Writes to a file descriptor. What is written to one that is not open is lost.
    pub(crate) fn write(&mut self, fd: u32, text: &Text) -> Result<(), Flow> {
        match self.state.streams.get(fd) {
            None | Some(Stream::Null | Stream::Input(_)) => {}
            Some(Stream::Buffer(buffer)) => {
                self.world.meter.write(text.len())?;
                buffer.borrow_mut().push(text);
            }
            Some(Stream::File(path)) => {
                self.world.meter.write(text.len())?;
                self.world.disk.append(path, text);
            }
        }
        Ok(())
    }

    /// Writes to standard output.
    pub(crate) fn print(&mut self, text: &Text) -> Result<(), Flow> {
        self.write(1, text)
    }

    /// Writes a line to standard output.
    pub(crate) fn print_line(&mut self, line: &str) -> Result<(), Flow> {
        self.write(1, &format!("{line}\n").into())
    }

    /// Writes a message to standard error, as the shell itself does.
    pub(crate) fn complain(&mut self, message: &str) -> Result<(), Flow> {
        let word = if self.bash() { "line " } else { "" };
        let text = format!("{}: {word}{}: {message}\n", self.state.name.as_str(), self.state.line);
        self.write(2, &text.into())
    }

    /// Writes a message to standard error, as a command does that is not the shell.
    pub(crate) fn fail(&mut self, command: &str, message: &str, status: i32) -> Status {
        self.write(2, &format!("{command}: {message}\n").into())?;
        Ok(status)
    }

    /// All that is left on standard input.
    pub(crate) fn read_all(&mut self) -> Result<Text, Flow> {
        let Some(Stream::Input(input)) = self.state.streams.get(0) else {
            return Ok(Text::default());
        };
        let mut input = input.borrow_mut();
        let text = input.text.slice(input.at..input.text.len());
        input.at = input.text.len();
        self.world.meter.handle(text.len())?;
        Ok(text)
    }

    /// The next line of a file descriptor, with its newline; `None` at the end.
    pub(crate) fn read_line(&mut self, fd: u32, end: char) -> Result<Option<Text>, Flow> {
        let Some(Stream::Input(input)) = self.state.streams.get(fd) else {
            return Ok(None);
        };
        let mut input = input.borrow_mut();
        let rest = &input.text.as_str()[input.at..];
        if rest.is_empty() {
            return Ok(None);
        }
        let length = rest.find(end).map_or(rest.len(), |at| at + end.len_utf8());
        let line = input.text.slice(input.at..input.at + length);
        input.at += length;
        Ok(Some(line))
    }

    /// An absolute path, from the working directory.
    pub(crate) fn path(&self, path: &str) -> String {
        crate::disk::absolute(&self.state.directory, path)
    }

    /// The text of a file, as a command reads it: `-` is standard input. An error is the reason, in the system's words.
    pub(crate) fn read_file(&mut self, path: &str) -> Result<Result<Text, &'static str>, Flow> {
        if path == "-" || path == "/dev/stdin" {
            return self.read_all().map(Ok);
        }
        let absolute = self.path(path);
        let read = self.world.disk.read(&absolute);
        if let Ok(text) = &read {
            self.world.meter.handle(text.len())?;
        }
        Ok(read)
    }

    /// Gives up: something was met that is not played here.
    pub(crate) fn refuse<T>(&mut self, line: u32, what: String) -> Result<T, Flow> {
        self.world.refusal = Some((line, what));
        Err(Flow::Unsupported)
    }

    /// Remembers something worth saying, once for each line.
    pub(crate) fn remark(&mut self, message: String) {
        let remark = Remark { line: self.state.line, message };
        if self.world.remarks.len() < 100 && !self.world.remarks.contains(&remark) {
            self.world.remarks.push(remark);
        }
    }
}
