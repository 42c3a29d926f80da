//! The tree, run: lists, pipelines, compound commands, functions.

mod assign;
mod command;
mod compound;
mod python;
mod redirect;
mod test;

use std::rc::Rc;

use super::expand::run_readers;
use super::parse::parse;
use super::state::{Flow, Shell, State, Status};
use super::stream::Stream;
use super::syntax::{Command, Dialect, Fault, Item, Joint, Kind, List, Pipeline, Program};
pub(crate) use assign::{assign_element, element, element_at, variable};
pub(crate) use command::{call, call_by_name, on_path, options_of_set, start, unknown, unknown_output};
pub(crate) use python::Pythons;

/// What is left of a script when it has ended.
pub(crate) enum Ended {
    Status(i32),
    Stopped(String),
    /// Something was met that is not played here.
    Unsupported(u32, String),
}

/// Runs a whole script, which was read, in a shell that was just started.
pub(crate) fn play(shell: &mut Shell, read: &Program) -> Ended {
    if let Some(Fault::Unsupported { line, what }) = &read.fault {
        return Ended::Unsupported(*line, what.clone());
    }
    let ran = script_status(shell, read);
    ended(shell, ran)
}

/// How something ended that a shell ran as a whole.
pub(crate) fn ended(shell: &mut Shell, ran: Status) -> Ended {
    match ran {
        Ok(status) => Ended::Status(status),
        Err(Flow::Stop(bound)) => Ended::Stopped(shell.world.meter.reason(bound)),
        Err(Flow::Unsupported) => {
            let (line, what) = shell.world.refusal.take().unwrap_or_default();
            Ended::Unsupported(line, what)
        }
        // The others end at the borders of a script.
        Err(_) => Ended::Status(1),
    }
}

/// Runs a script to its end, `exit` and exit trap included.
fn script_status(shell: &mut Shell, read: &Program) -> Status {
    let status = caught(program(shell, read))?;
    let status = at_exit(shell, status)?;
    run_readers(shell, 0)?;
    Ok(status)
}

/// The status of what ran, where a shell or subshell ends.
fn caught(ran: Status) -> Status {
    match ran {
        Ok(status) | Err(Flow::Exit(status) | Flow::Return(status) | Flow::Abandon(status)) => Ok(status),
        Err(Flow::Break(_) | Flow::Continue(_)) => Ok(0),
        Err(flow @ (Flow::Stop(_) | Flow::Unsupported)) => Err(flow),
    }
}

/// Runs what `trap ... EXIT` asked for.
fn at_exit(shell: &mut Shell, status: i32) -> Status {
    let Some(action) = shell.state.at_exit.take() else {
        return Ok(status);
    };
    shell.state.status = status;
    match evaluate(shell, &action) {
        Ok(_) => Ok(status),
        ran => caught(ran),
    }
}

/// Runs what `trap ... ERR` asked for.
fn on_error(shell: &mut Shell, status: i32) -> Result<(), Flow> {
    let counts = shell.state.calls == 0 || shell.state.options.errtrace;
    if let Some(action) = shell.state.on_error.take_if(|_| counts) {
        let line = shell.state.line;
        evaluate(shell, &action)?;
        shell.state.line = line;
        shell.state.status = status;
        shell.state.on_error.get_or_insert(action);
    }
    Ok(())
}

/// Reads a text as commands and runs them here: `eval`, `trap`, `.`.
pub(crate) fn evaluate(shell: &mut Shell, script: &str) -> Status {
    let line = shell.state.line.max(1);
    evaluate_from(shell, script, line)
}

/// The same for a text whose lines are counted from a number.
pub(crate) fn evaluate_from(shell: &mut Shell, script: &str, line: u32) -> Status {
    let read = parse(script, shell.state.dialect, line);
    if let Some(Fault::Unsupported { line, what }) = read.fault {
        return shell.refuse(line, what);
    }
    deeper(shell, |shell| program(shell, &read))
}

/// A script for a shell of its own: `sh script`, `./script`, `sh -c text`.
pub(crate) struct Script<'a> {
    pub text: &'a str,
    /// The number of its first line.
    pub line: u32,
    pub dialect: Dialect,
    /// `$0`
    pub name: &'a str,
    pub arguments: Vec<crate::Text>,
    /// The letters of the options it is started with.
    pub options: &'a [char],
}

/// Runs a script as a shell of its own.
pub(crate) fn new_shell(shell: &mut Shell, script: Script<'_>) -> Status {
    let read = parse(script.text, script.dialect, script.line);
    if let Some(Fault::Unsupported { line, what }) = read.fault {
        return shell.refuse(line, what);
    }
    in_subshell(shell, |shell| {
        let state = &mut shell.state;
        state.dialect = script.dialect;
        state.name = script.name.into();
        state.arguments = Rc::new(script.arguments);
        state.options = Default::default();
        state.functions = Default::default();
        state.at_exit = None;
        state.on_error = None;
        state.tested = 0;
        keep_exported(state);
        shell.set_options(script.options);
        program(shell, &read)
    })
}

/// A new process sees only what was exported.
fn keep_exported(state: &mut State) {
    let mut variables = super::variables::Variables::default();
    for (name, variable) in state.variables.iter().filter(|(_, variable)| variable.exported) {
        *variables.entry(name) = variable.clone();
    }
    state.variables = Rc::new(variables);
}

/// Runs something one level deeper, within bounds.
pub(crate) fn deeper(shell: &mut Shell, run: impl FnOnce(&mut Shell) -> Status) -> Status {
    shell.world.meter.enter()?;
    let ran = run(shell);
    shell.world.meter.leave();
    ran
}

/// Runs something in a copy of the shell; what it changes in variables, functions and directory is forgotten.
pub(crate) fn in_subshell(shell: &mut Shell, run: impl FnOnce(&mut Shell) -> Status) -> Status {
    let outer = shell.state.clone();
    shell.state.at_exit = None;
    shell.state.on_error.take_if(|_| !shell.state.options.errtrace);
    let ran = deeper(shell, |shell| {
        let status = caught(run(shell))?;
        at_exit(shell, status)
    });
    shell.state = outer;
    ran
}

/// Runs the complete commands of a program, then says what kept it from being read to its end.
pub(crate) fn program(shell: &mut Shell, program: &Program) -> Status {
    let mut status = 0;
    for commands in &program.commands {
        status = match list(shell, commands) {
            Err(Flow::Abandon(status)) if shell.state.calls == 0 => {
                shell.state.status = status;
                status
            }
            ran => ran?,
        };
    }
    if let Some(Fault::Syntax { line, message }) = &program.fault {
        shell.state.line = *line;
        let intro = if shell.bash() { "syntax error" } else { "Syntax error" };
        shell.complain(&format!("{intro}: {message}"))?;
        shell.remark(format!("this is no valid syntax for {}: {message}", shell_name(shell)));
        return Err(Flow::Exit(2));
    }
    Ok(status)
}

/// The name of the shell that reads.
pub(crate) fn shell_name(shell: &Shell) -> &'static str {
    if shell.bash() { "`bash`" } else { "`/bin/sh` (dash)" }
}

/// Runs items one after another.
pub(crate) fn list(shell: &mut Shell, list: &List) -> Status {
    let mut status = 0;
    for item in list {
        status = run_item(shell, item)?;
    }
    Ok(status)
}

fn run_item(shell: &mut Shell, item: &Item) -> Status {
    if item.background {
        // There is no time here: what runs in the background has ended when the next command begins.
        in_subshell(shell, |shell| {
            shell.state.streams.set(0, Stream::Null);
            and_or(shell, item)
        })?;
        shell.state.status = 0;
        return Ok(0);
    }
    and_or(shell, item)
}

fn and_or(shell: &mut Shell, item: &Item) -> Status {
    let last = item.rest.len();
    let mut status = tested_pipeline(shell, &item.first, last > 0)?;
    for (index, (joint, next)) in item.rest.iter().enumerate() {
        if (*joint == Joint::And) == (status == 0) {
            status = tested_pipeline(shell, next, index + 1 < last)?;
        }
    }
    Ok(status)
}

/// Runs a pipeline; `tested` says that its status decides something.
fn tested_pipeline(shell: &mut Shell, pipeline: &Pipeline, tested: bool) -> Status {
    let tested = tested || pipeline.negated;
    shell.state.tested += u32::from(tested);
    let ran = run_pipeline(shell, pipeline);
    shell.state.tested -= u32::from(tested);
    let status = match ran? {
        status if pipeline.negated => i32::from(status == 0),
        status => status,
    };
    shell.state.status = status;
    // A compound command has been judged from the inside.
    let judged = pipeline.commands.len() > 1 || pipeline.commands.iter().any(is_judged_by_status);
    if status != 0 && shell.state.tested == 0 && !tested && judged {
        on_error(shell, status)?;
        if shell.state.options.errexit {
            return Err(Flow::Exit(status));
        }
    }
    Ok(status)
}

fn is_judged_by_status(command: &Command) -> bool {
    matches!(command.kind, Kind::Simple { .. } | Kind::Subshell(_) | Kind::Arithmetic(_) | Kind::Test(_))
        || !command.redirects.is_empty()
}

/// Runs the commands of a pipeline one after the other, each reading all that the one before it wrote.
fn run_pipeline(shell: &mut Shell, pipeline: &Pipeline) -> Status {
    let [commands @ .., last] = pipeline.commands.as_slice() else {
        return Ok(0);
    };
    if commands.is_empty() {
        return run_command(shell, last);
    }
    let mut input: Option<Stream> = None;
    let mut failed = 0;
    for command in commands {
        let (stream, text) = Stream::buffer();
        let stdin = input.take();
        let status = in_subshell(shell, |shell| {
            if let Some(stdin) = stdin {
                shell.state.streams.set(0, stdin);
            }
            shell.state.streams.set(1, stream);
            run_command(shell, command)
        })?;
        failed = if status == 0 { failed } else { status };
        input = Some(Stream::of(text.take()));
    }
    let status = in_subshell(shell, |shell| {
        if let Some(input) = input {
            shell.state.streams.set(0, input);
        }
        run_command(shell, last)
    })?;
    Ok(if status == 0 && shell.state.options.pipefail { failed } else { status })
}

/// Runs one command with its redirections.
fn run_command(shell: &mut Shell, command: &Command) -> Status {
    shell.world.meter.step()?;
    shell.state.line = command.line;
    if let Kind::Simple { assignments, words } = &command.kind {
        return command::simple(shell, assignments, words, &command.redirects);
    }
    shell.world.meter.nest()?;
    let ran = if command.redirects.is_empty() {
        compound::run(shell, &command.kind)
    } else {
        let streams = shell.state.streams.clone();
        let ran = match redirect::apply(shell, &command.redirects) {
            Ok(Ok(())) => compound::run(shell, &command.kind),
            Ok(Err(status)) => Ok(status),
            Err(flow) => Err(flow),
        };
        shell.state.streams = streams;
        ran
    };
    shell.world.meter.unnest();
    ran
}

/// An unset variable under `set -u` ends the script.
pub(crate) fn unset<T>(shell: &mut Shell, name: &str) -> Result<T, Flow> {
    if shell.bash() {
        shell.complain(&format!("{name}: unbound variable"))?;
        return Err(Flow::Exit(1));
    }
    shell.complain(&format!("{name}: parameter not set"))?;
    Err(Flow::Exit(2))
}

/// `$-`
pub(crate) fn option_letters(shell: &Shell) -> String {
    let options = shell.state.options;
    let letters = [
        (options.allexport, 'a'),
        (options.errexit, 'e'),
        (options.noglob, 'f'),
        (shell.bash(), 'h'),
        (options.nounset, 'u'),
        (options.xtrace, 'x'),
        (shell.bash(), 'B'),
    ];
    letters.into_iter().filter(|(on, _)| *on).map(|(_, letter)| letter).collect()
}
