//! Simple commands: what a name leads to, and how it is called.

use std::rc::Rc;

use super::super::expand::{expand_text, expand_word, run_readers};
use super::super::state::{Flow, Options, Shell, State, Status, World};
use super::super::stream::Streams;
use super::super::syntax::{Assigned, Assignment, Command, Dialect, Part, Redirect, Word};
use super::{Script, assign, deeper, new_shell, python, redirect};
use crate::disk::Node;
use crate::{Effect, Text, builtins, hook, tools};

/// The most effects that are recorded.
const MOST_EFFECTS: usize = 2_000;

/// Runs a simple command.
pub(super) fn simple(
    shell: &mut Shell,
    assignments: &[Assignment],
    words: &[Word],
    redirects: &[Redirect],
) -> Status {
    shell.state.substituted = None;
    let mut arguments = Vec::new();
    let mut arrays = Vec::new();
    let readers = shell.world.readers.len();
    for word in words {
        match word.0.as_slice() {
            [Part::Declaration(assignment)] => declare(shell, assignment, &mut arguments, &mut arrays)?,
            _ => expand_word(shell, word, &mut arguments)?,
        }
    }
    if shell.state.options.xtrace && !arguments.is_empty() {
        trace(shell, &arguments)?;
    }
    let name = arguments.first().map(|name| name.as_str().to_owned());
    let streams = (!redirects.is_empty()).then(|| shell.state.streams.clone());
    if let Err(status) = redirect::apply(shell, redirects)? {
        shell.state.streams = streams.unwrap_or_default();
        let special = name.as_deref().is_some_and(builtins::is_special);
        // POSIX ends a shell when a special builtin cannot be redirected; bash does not.
        return if special && !shell.bash() { Err(Flow::Exit(status)) } else { Ok(status) };
    }
    let keeps = name.as_deref() == Some("exec");
    let ran = match name {
        None => assign::assign_all(shell, assignments).map(|()| shell.state.substituted.unwrap_or(0)),
        Some(name) => with_assignments(shell, assignments, &name, |shell| call(shell, &arguments)),
    };
    if let Some(streams) = streams.filter(|_| !keeps) {
        shell.state.streams = streams;
    }
    let status = ran?;
    if !keeps && shell.world.readers.len() > readers {
        run_readers(shell, readers)?;
    }
    arrays.iter().try_for_each(|assignment| assign::assign_one(shell, assignment))?;
    Ok(status)
}

/// An argument of `export`, `local` and the like that is an assignment: its value is not split.
fn declare(
    shell: &mut Shell,
    assignment: &Rc<Assignment>,
    arguments: &mut Vec<Text>,
    arrays: &mut Vec<Rc<Assignment>>,
) -> Result<(), Flow> {
    let mut argument = Text::from(assignment.name.as_str());
    match &assignment.value {
        Assigned::Scalar(word) if assignment.index.is_none() => {
            argument.push_str(if assignment.append { "+=" } else { "=" });
            argument.push(&expand_text(shell, word)?);
        }
        Assigned::Scalar(_) | Assigned::Array(_) => arrays.push(Rc::clone(assignment)),
    }
    arguments.push(argument);
    Ok(())
}

/// Calls a command with assignments before it: they hold for the call only, and are exported to it.
fn with_assignments(
    shell: &mut Shell,
    assignments: &[Assignment],
    name: &str,
    run: impl FnOnce(&mut Shell) -> Status,
) -> Status {
    if assignments.is_empty() {
        return run(shell);
    }
    let before: Vec<_> = assignments
        .iter()
        .map(|assignment| (&assignment.name, shell.state.variables.get(&assignment.name).cloned()))
        .collect();
    assign::assign_all(shell, assignments)?;
    if builtins::is_special(name) && !shell.bash() {
        return run(shell);
    }
    for (name, _) in &before {
        Rc::make_mut(&mut shell.state.variables).entry(name).exported = true;
    }
    let ran = run(shell);
    for (name, old) in before.into_iter().rev() {
        Rc::make_mut(&mut shell.state.variables).restore(name, old);
    }
    ran
}

/// `set -x`
fn trace(shell: &mut Shell, arguments: &[Text]) -> Result<(), Flow> {
    let mut line = Text::from("+ ");
    line.push(&Text::join(arguments, " "));
    line.push_str("\n");
    shell.write(2, &line)
}

/// Calls the command that the first of the arguments names.
pub(crate) fn call(shell: &mut Shell, arguments: &[Text]) -> Status {
    let name = arguments.first().map_or("", Text::as_str);
    if let Some(body) = shell.state.functions.get(name).cloned() {
        return function(shell, &body, arguments);
    }
    call_by_name(shell, arguments)
}

/// The same, functions left out: `command name`.
pub(crate) fn call_by_name(shell: &mut Shell, arguments: &[Text]) -> Status {
    let name = arguments.first().map_or("", Text::as_str).to_owned();
    if let Some(builtin) = builtins::find(&name, shell.state.dialect) {
        return builtin(shell, arguments);
    }
    let path = if name.contains('/') { Some(shell.path(&name)) } else { on_path(shell, &name) };
    if let Some(path) = &path
        && let Some(Node::File { text, mode }) = shell.world.disk.target(path)
    {
        let (text, mode) = (text.clone(), *mode);
        return script(shell, path, &text, mode, arguments);
    }
    let plain = tools::plain_name(&name);
    if let Some(status) = shell.world.failing.get(plain).copied() {
        unknown(shell, arguments)?;
        return Ok(status);
    }
    if let Some(which) = crate::python::named(plain) {
        return deeper(shell, |shell| python::python(shell, which, arguments));
    }
    if let Some(tool) = tools::find(plain) {
        // A tool is a process of its own: variables it sets are its own too.
        return deeper(shell, |shell| tool(shell, arguments));
    }
    // What stands in the image, or was put there by a command that is not known, is taken to be there.
    let expected = !name.contains('/')
        || plain != name
        || shell.world.unknowns > 0
        || path.is_some_and(|path| path.starts_with("/usr/") || path.starts_with("/opt/"));
    if name.is_empty() || !expected {
        let message = if shell.bash() { "No such file or directory" } else { "not found" };
        shell.complain(&format!("{name}: {message}"))?;
        return Ok(127);
    }
    unknown(shell, arguments)
}

/// The file that a name without a slash leads to: the first on `PATH` that the script, or another before it, has made.
pub(crate) fn on_path(shell: &Shell, name: &str) -> Option<String> {
    let path = shell.variable("PATH")?;
    path.as_str().split(':').find_map(|directory| {
        let path = shell.path(&format!("{directory}/{name}"));
        shell.world.disk.has(&path).then_some(())?;
        let runs =
            matches!(shell.world.disk.target(&path), Some(Node::File { mode, .. }) if mode & 0o111 != 0);
        runs.then_some(path)
    })
}

/// A command that simulated instances do not have: what it would do is recorded, and taken to have worked.
pub(crate) fn unknown(shell: &mut Shell, arguments: &[Text]) -> Status {
    let output = unknown_output(shell, arguments)?;
    shell.print(&output)?;
    Ok(0)
}

/// Records what a command would do; the mark that stands for its output.
pub(crate) fn unknown_output(shell: &mut Shell, arguments: &[Text]) -> Result<Text, Flow> {
    shell.world.unknowns += 1;
    let argv: Vec<String> = arguments.iter().map(|argument| argument.as_str().to_owned()).collect();
    let origin = shell.origin(&format!("? {}", argv.join(" ")));
    if shell.world.effects.len() < MOST_EFFECTS {
        shell.world.meter.hold(origin.fact.len())?;
        shell.world.effects.push(Effect { line: shell.state.line, argv });
    }
    Ok(Text::from_origin("", origin))
}

fn function(shell: &mut Shell, body: &Rc<Command>, arguments: &[Text]) -> Status {
    let outer = std::mem::replace(&mut shell.state.arguments, Rc::new(arguments[1..].to_vec()));
    Rc::make_mut(&mut shell.state.variables).enter_function();
    let loops = std::mem::take(&mut shell.state.loops);
    shell.state.calls += 1;
    Rc::make_mut(&mut shell.state.called).push(arguments[0].clone());
    let ran = deeper(shell, |shell| super::run_command(shell, body));
    Rc::make_mut(&mut shell.state.called).pop();
    shell.state.calls = shell.state.calls.saturating_sub(1);
    shell.state.loops = loops;
    Rc::make_mut(&mut shell.state.variables).leave_function();
    shell.state.arguments = outer;
    match ran {
        Err(Flow::Return(status)) => Ok(status),
        ran => ran,
    }
}

/// Runs a file of the instance.
fn script(shell: &mut Shell, path: &str, text: &Text, mode: u32, arguments: &[Text]) -> Status {
    let name = arguments.first().map_or("", Text::as_str);
    let name = if name.contains('/') { name } else { path };
    if mode & 0o111 == 0 {
        shell.complain(&format!("{name}: Permission denied"))?;
        return Ok(126);
    }
    if text.is_empty() && text.unknown().is_some() {
        // It was fetched from somewhere: nobody knows what is in it.
        return unknown(shell, arguments);
    }
    let dialect = match hook::interpreter(text.as_str()) {
        hook::Interpreter::Shell(dialect) => dialect,
        hook::Interpreter::None => shell.state.dialect,
        hook::Interpreter::Other(interpreter) => {
            if let Some(which) = crate::python::named(&interpreter).filter(|_| shell.world.pythons.is_some())
            {
                let argv = std::iter::once(name.to_owned());
                let argv = argv.chain(arguments[1..].iter().map(|word| word.as_str().to_owned())).collect();
                return python::start(shell, which, text, path.to_owned(), argv, arguments);
            }
            shell.remark(format!("`{path}` would be run by `{interpreter}`, which is not played here"));
            return unknown(shell, arguments);
        }
    };
    let options = hook::first_line_options(text.as_str());
    let arguments = arguments[1..].to_vec();
    new_shell(shell, Script { text: text.as_str(), line: 1, dialect, name, arguments, options: &options })
}

/// The option of `set` that a letter or name switches.
pub(crate) fn options_of_set<'a>(options: &'a mut Options, name: &str) -> Option<&'a mut bool> {
    Some(match name {
        "e" | "errexit" => &mut options.errexit,
        "u" | "nounset" => &mut options.nounset,
        "x" | "xtrace" => &mut options.xtrace,
        "f" | "noglob" => &mut options.noglob,
        "a" | "allexport" => &mut options.allexport,
        "pipefail" => &mut options.pipefail,
        "E" | "errtrace" => &mut options.errtrace,
        _ => return None,
    })
}

/// A shell that has just been started with a script.
pub(crate) fn start(world: World, dialect: Dialect, name: &str) -> Shell {
    let state = State {
        dialect,
        variables: Rc::default(),
        functions: Rc::default(),
        name: name.into(),
        arguments: Rc::default(),
        directory: "/".to_owned(),
        options: Options::default(),
        status: 0,
        substituted: None,
        streams: Streams::default(),
        line: 0,
        tested: 0,
        loops: 0,
        calls: 0,
        called: Rc::default(),
        at_exit: None,
        on_error: None,
        letter: 0,
    };
    Shell { state, world }
}
