//! An awk program, run over lines.

use std::rc::Rc;

use hotplate_schema::IndexMap;

use super::super::options::unescaped;
use super::functions;
use super::memory::{Array, ELEMENT};
use super::syntax::{Function, Pattern, Program, Statement, Target, TargetKind};
use super::value::Value;
use crate::Text;
use crate::regex::Regex;
use crate::shell::{Flow, Shell, Status, is_name};

/// Why statements were left.
pub(super) enum Left {
    Flow(Flow),
    Next,
    Exit(i32),
    Return(Value),
    Break,
    Continue,
}

impl<E: Into<Flow>> From<E> for Left {
    fn from(flow: E) -> Self {
        Self::Flow(flow.into())
    }
}

pub(super) struct Machine<'a> {
    pub shell: &'a mut Shell,
    pub variables: IndexMap<String, Value>,
    pub arrays: IndexMap<String, Array>,
    /// What variables and arrays take, in bytes.
    pub held: usize,
    pub line: Text,
    /// `$1` and so on, once the line has been split.
    pub fields: Option<Vec<Value>>,
    ranges: Vec<bool>,
    /// Files that have been written to, so that `>` empties them once only.
    opened: Vec<String>,
    /// What commands will read once they are closed, by the command.
    pub pipes: IndexMap<String, Text>,
    /// What is left of the files and commands that `getline` reads, by their names.
    pub sources: IndexMap<String, (Text, usize)>,
    /// The records of the file that is being read.
    pub records: std::vec::IntoIter<Text>,
    pub functions: IndexMap<String, Rc<Function>>,
    /// The status of an `exit` that was met within a function.
    pub exit: Option<i32>,
    pub regexes: IndexMap<String, Rc<Regex>>,
    pub out: Text,
}

impl<'a> Machine<'a> {
    pub(super) fn new(shell: &'a mut Shell) -> Self {
        let variables = [("FS", " "), ("OFS", " "), ("ORS", "\n"), ("SUBSEP", "\u{1c}")];
        let mut machine = Self {
            shell,
            variables: IndexMap::default(),
            arrays: IndexMap::default(),
            held: 0,
            line: Text::default(),
            fields: None,
            ranges: Vec::new(),
            opened: Vec::new(),
            pipes: IndexMap::default(),
            sources: IndexMap::default(),
            records: Vec::new().into_iter(),
            functions: IndexMap::default(),
            exit: None,
            regexes: IndexMap::default(),
            out: Text::default(),
        };
        for (name, value) in variables {
            machine.set(name, value.into());
        }
        let environment: Vec<(String, Text)> = machine
            .shell
            .state
            .variables
            .iter()
            .filter(|(_, variable)| variable.exported)
            .filter_map(|(name, variable)| Some((name.clone(), variable.value.as_ref()?.scalar()?.clone())))
            .collect();
        let environment = environment.into_iter().map(|(name, text)| (name, Value::Input(text))).collect();
        machine.put_array("ENVIRON", environment);
        machine
    }

    /// `name=value` from the command line; whether it was one.
    pub(super) fn assign_argument(&mut self, argument: &Text) -> bool {
        let Some((name, _)) = argument.as_str().split_once('=').filter(|(name, _)| is_name(name)) else {
            return false;
        };
        let value = unescaped(&argument.slice(name.len() + 1..argument.len()));
        self.set(name, value);
        true
    }

    pub(super) fn run(mut self, program: &Program, paths: &[Text]) -> Status {
        self.ranges = vec![false; program.rules.len()];
        self.functions.clone_from(&program.functions);
        let words = (1..).zip(paths.iter().cloned()).chain([(0, "awk".into())]);
        let words = words.map(|(index, word): (usize, Text)| (index.to_string(), Value::Input(word)));
        self.put_array("ARGV", words.collect());
        self.set_number("ARGC", paths.len() as f64 + 1.0);
        let mut status = 0;
        let mut left = self.statements(&program.begin);
        if left.is_ok() && (!program.rules.is_empty() || program.has_end) {
            left = self.files(program, paths, &mut status);
        }
        if let Err(Left::Flow(flow)) = left {
            return Err(flow);
        }
        // `exit` still runs what is for the end, unless it is met there.
        if let Err(Left::Exit(code)) = left {
            status = code;
        }
        match self.statements(&program.end) {
            Err(Left::Flow(flow)) => return Err(flow),
            Err(Left::Exit(code)) => status = code,
            _ => {}
        }
        self.flush()?;
        while let Some((command, text)) = self.pipes.shift_remove_index(0) {
            self.feed(&command, text)?;
        }
        Ok(status)
    }

    fn files(&mut self, program: &Program, paths: &[Text], status: &mut i32) -> Result<(), Left> {
        let mut read = false;
        for path in paths {
            if self.assign_argument(path) {
                continue;
            }
            read = true;
            match self.shell.read_file(path.as_str())? {
                Ok(text) => {
                    self.set("FILENAME", path.clone());
                    self.set_number("FNR", 0.0);
                    self.lines(program, &text)?;
                }
                Err(reason) => {
                    *status =
                        self.shell.fail("awk", &format!("cannot open {} ({reason})", path.as_str()), 2)?;
                }
            }
        }
        if !read {
            let text = self.shell.read_all()?;
            self.lines(program, &text)?;
        }
        Ok(())
    }

    fn lines(&mut self, program: &Program, text: &Text) -> Result<(), Left> {
        let separator = self.variables.get("RS").map(Value::text);
        let separator = separator.as_ref().and_then(|text| text.as_str().chars().next()).unwrap_or('\n');
        self.shell.world.meter.fits(text.as_str().matches(separator).count().saturating_mul(ELEMENT))?;
        let records: Vec<Text> = if separator == '\n' {
            text.lines().collect()
        } else {
            text.trim_newlines().split(separator).collect()
        };
        self.records = records.into_iter();
        while let Some(record) = self.records.next() {
            self.shell.world.meter.step()?;
            self.count_record();
            self.line = record;
            self.fields = None;
            match self.rules(program) {
                Ok(()) | Err(Left::Next) => {}
                Err(left) => return Err(left),
            }
        }
        Ok(())
    }

    fn rules(&mut self, program: &Program) -> Result<(), Left> {
        for (index, rule) in program.rules.iter().enumerate() {
            let applies = match &rule.pattern {
                Pattern::Always => true,
                Pattern::When(condition) => self.value(condition)?.is_true(),
                Pattern::Range(from, to) => {
                    let inside = self.ranges[index] || self.value(from)?.is_true();
                    self.ranges[index] = inside && !self.value(to)?.is_true();
                    inside
                }
            };
            if !applies {
                continue;
            }
            match &rule.action {
                Some(action) => self.statements(action)?,
                None => {
                    let line = self.line.clone();
                    self.print(&line, None)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn statements(&mut self, statements: &[Statement]) -> Result<(), Left> {
        for statement in statements {
            self.statement(statement)?;
            if let Some(status) = self.exit.take() {
                return Err(Left::Exit(status));
            }
        }
        Ok(())
    }

    fn statement(&mut self, statement: &Statement) -> Result<(), Left> {
        self.shell.world.meter.step()?;
        match statement {
            Statement::Expression(expression) => {
                self.value(expression)?;
            }
            Statement::Print { values, formatted, target } => {
                let mut texts = Vec::new();
                for value in values {
                    texts.push(self.value(value)?);
                }
                let text = if *formatted {
                    functions::format(self.shell, &texts)?
                } else if texts.is_empty() {
                    self.line.clone()
                } else {
                    let texts: Vec<Text> = texts.iter().map(Value::text).collect();
                    Text::join(&texts, self.variable("OFS").text().as_str())
                };
                if *formatted {
                    self.write(&text, target.as_ref())?
                } else {
                    self.print(&text, target.as_ref())?
                }
            }
            Statement::If(condition, body, otherwise) => {
                let body = if self.value(condition)?.is_true() { body } else { otherwise };
                self.statements(body)?;
            }
            Statement::While { condition, body, first } => {
                let mut first = *first;
                while std::mem::take(&mut first) || self.value(condition)?.is_true() {
                    if !self.round(body)? {
                        break;
                    }
                }
            }
            Statement::For { start, condition, step, body } => {
                if let Some(start) = start {
                    self.statement(start)?;
                }
                loop {
                    if let Some(condition) = condition
                        && !self.value(condition)?.is_true()
                    {
                        break;
                    }
                    if !self.round(body)? {
                        break;
                    }
                    if let Some(step) = step {
                        self.statement(step)?;
                    }
                }
            }
            Statement::ForIn { name, array, body } => {
                let keys: Vec<String> =
                    self.arrays.get(array).map(|items| items.keys().cloned().collect()).unwrap_or_default();
                let size = keys.iter().map(|key| ELEMENT + key.len()).sum();
                self.held += size;
                let left = self.check_held().map_err(Left::from).and_then(|()| self.each(name, keys, body));
                self.release(size);
                left?;
            }
            Statement::Delete(name, None) => {
                self.remove_array(name);
            }
            Statement::Delete(name, Some(index)) => {
                let key = self.key(index)?;
                self.remove_element(name, &key)?;
            }
            Statement::Next => return Err(Left::Next),
            Statement::Exit(None) => return Err(Left::Exit(0)),
            Statement::Exit(Some(status)) => {
                let status = self.value(status)?.number();
                return Err(Left::Exit(status as i32 & 255));
            }
            Statement::Return(value) => {
                let value = match value {
                    Some(value) => self.value(value)?,
                    None => Value::Unset,
                };
                return Err(Left::Return(value));
            }
            Statement::Break => return Err(Left::Break),
            Statement::Continue => return Err(Left::Continue),
        }
        Ok(())
    }

    /// A round for each of these keys.
    fn each(&mut self, name: &str, keys: Vec<String>, body: &[Statement]) -> Result<(), Left> {
        for key in keys {
            self.set(name, key.into());
            if !self.round(body)? {
                break;
            }
        }
        Ok(())
    }

    /// One round of a loop; whether there may be another.
    fn round(&mut self, body: &[Statement]) -> Result<bool, Left> {
        self.shell.world.meter.step()?;
        match self.statements(body) {
            Ok(()) | Err(Left::Continue) => Ok(true),
            Err(Left::Break) => Ok(false),
            Err(left) => Err(left),
        }
    }

    fn print(&mut self, text: &Text, target: Option<&Target>) -> Result<(), Left> {
        let mut line = text.clone();
        line.push(&self.variable("ORS").text());
        self.write(&line, target)
    }

    fn say(&mut self, text: &Text) -> Result<(), Left> {
        self.out.push(text);
        self.shell.world.meter.handle(text.len())?;
        self.shell.world.meter.fits(self.out.len())?;
        Ok(())
    }

    fn write(&mut self, text: &Text, target: Option<&Target>) -> Result<(), Left> {
        let Some(Target { kind, name }) = target else {
            return self.say(text);
        };
        let name = self.value(name)?.text();
        match name.as_str() {
            command if *kind == TargetKind::Pipe => {
                let pending = self.pipes.entry(command.to_owned()).or_default();
                pending.push(text);
                self.shell.world.meter.handle(text.len())?;
                self.shell.world.meter.fits(pending.len())?;
            }
            "/dev/stderr" => self.shell.write(2, text)?,
            "/dev/stdout" => self.say(text)?,
            path => {
                let absolute = self.shell.path(path);
                let first = !self.opened.contains(&absolute);
                self.shell.world.meter.write(text.len())?;
                if let Ok(open) = self.shell.world.disk.open(&absolute, first && *kind == TargetKind::New) {
                    self.shell.world.disk.append(&open, text);
                }
                if first {
                    self.opened.push(absolute);
                }
            }
        }
        Ok(())
    }

    pub(super) fn line(&self) -> &Text {
        &self.line
    }
}
