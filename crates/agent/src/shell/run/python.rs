//! Python scripts that a shell script starts: `python3 FILE`, `python3 -c TEXT`, `python3 -`, and files whose first line
//! asks for it.
//!
//! An engine for Python is not at hand here. Where a script is met of which nobody has said yet what comes of it, the run
//! is given up; with the answer it is played again from its start, to the same place and on from there.

use hotplate_schema::IndexMap;

use super::super::state::{Flow, Shell, Status};
use super::unknown;
use crate::disk::{Node, parent};
use crate::python::{Answer, Call, Done, Python, everything};
use crate::{Effect, FileTree, Text};

/// More Python scripts are not started by one script.
const MOST: usize = 100;

/// What a shell knows of the Python scripts that it starts.
#[derive(Debug, Default)]
pub(crate) struct Pythons {
    /// What came of them, in order.
    pub answers: Vec<Answer>,
    /// How many have been started.
    pub asked: usize,
    /// The one of which nothing is known yet.
    pub wanted: Option<(Python, Call)>,
}

/// The command `python3` or another of its names.
pub(super) fn python(shell: &mut Shell, which: Option<Python>, arguments: &[Text]) -> Status {
    if shell.world.pythons.is_none() {
        return unknown(shell, arguments);
    }
    let mut words = &arguments[1..];
    while let [first, rest @ ..] = words
        && let [b'-', letters @ ..] = first.as_str().as_bytes()
        && !letters.is_empty()
        && letters.iter().all(|letter| b"uBEsSIOd".contains(letter))
    {
        words = rest;
    }
    let (script, name) = match words.first().map_or("-", Text::as_str) {
        "-c" => {
            words = &words[1..];
            (words.first().cloned().unwrap_or_default(), "<string>".to_owned())
        }
        "-" => (shell.read_all()?, "<stdin>".to_owned()),
        option if option.starts_with('-') => return unknown(shell, arguments),
        path => {
            let path = path.to_owned();
            match shell.read_file(&path)? {
                Ok(script) => (script, shell.path(&path)),
                Err(_) if shell.world.unknowns > 0 => return unknown(shell, arguments),
                Err(reason) => {
                    let message = format!("can't open file '{}': [Errno 2] {reason}", shell.path(&path));
                    return shell.fail(arguments[0].as_str(), &message, 2);
                }
            }
        }
    };
    let first = if name == "<string>" { "-c" } else { words.first().map_or("", Text::as_str) };
    let argv = std::iter::once(first.to_owned());
    let argv = argv.chain(words.iter().skip(1).map(|word| word.as_str().to_owned())).collect();
    start(shell, which, &script, name, argv, arguments)
}

/// Starts a script under its name.
pub(super) fn start(
    shell: &mut Shell,
    which: Option<Python>,
    script: &Text,
    name: String,
    argv: Vec<String>,
    arguments: &[Text],
) -> Status {
    let hidden = |text: &Text| text.unknown().is_some();
    if hidden(script) || arguments.iter().any(hidden) {
        return unknown(shell, arguments);
    }
    // What stands on standard input belongs to a script that reads it.
    let reads = ["stdin", "input"].iter().any(|word| script.as_str().contains(word));
    let stdin = if reads && name != "<stdin>" { shell.read_all()? } else { Text::default() };
    if hidden(&stdin) {
        return unknown(shell, arguments);
    }
    let Some(pythons) = &mut shell.world.pythons else {
        return unknown(shell, arguments);
    };
    let at = pythons.asked;
    pythons.asked += 1;
    if at == MOST {
        let line = shell.state.line;
        return shell.refuse(line, format!("a script that starts more than {MOST} Python scripts"));
    }
    if let Some(answer) = pythons.answers.get(at).cloned() {
        return take(shell, answer, arguments);
    }
    let mut environment = IndexMap::default();
    for (name, variable) in shell.state.variables.iter().filter(|(_, variable)| variable.exported) {
        let value = variable.value.as_ref().and_then(|value| value.scalar()).cloned();
        environment.insert(name.to_owned(), value.unwrap_or_default());
    }
    let call = Call {
        script: script.as_str().to_owned(),
        name,
        argv,
        directory: shell.state.directory.clone(),
        stdin,
        environment,
        files: everything(&shell.world.disk),
    };
    if let Some(pythons) = &mut shell.world.pythons {
        pythons.wanted = Some((which.unwrap_or_default(), call));
    }
    Err(Flow::Unsupported)
}

/// Goes on with what came of a script.
fn take(shell: &mut Shell, answer: Answer, arguments: &[Text]) -> Status {
    match answer {
        Answer::Unknown(why) => {
            shell.remark(why);
            unknown(shell, arguments)
        }
        Answer::Ended(done) => {
            let Done { status, stdout, stderr, changed, removed, effects, remarks } = *done;
            put(shell, changed, &removed)?;
            let line = shell.state.line;
            shell.world.effects.extend(effects.into_iter().map(|effect| Effect { line, ..effect }));
            remarks.into_iter().for_each(|remark| shell.remark(remark.message));
            shell.print(&stdout)?;
            shell.write(2, &stderr)?;
            Ok(status)
        }
    }
}

/// Puts the files in place that a script has changed.
fn put(shell: &mut Shell, changed: FileTree, removed: &[String]) -> Result<(), Flow> {
    let disk = &mut shell.world.disk;
    for path in removed.iter().filter(|path| !path.ends_with('/')) {
        disk.remove(path);
    }
    for (path, text) in changed {
        if path.ends_with('/') {
            disk.make_directories(path.trim_end_matches('/'));
            continue;
        }
        shell.world.meter.write(text.len())?;
        disk.make_directories(parent(&path));
        let runs = text.as_str().starts_with("#!") && !disk.has(&path);
        // There is place for it: it stood there in the engine's files.
        let _ =
            if runs { disk.insert(&path, Node::File { text, mode: 0o755 }) } else { disk.write(&path, text) };
    }
    // A directory that held nothing is gone, or holds something now.
    for path in removed.iter().filter_map(|path| path.strip_suffix('/')) {
        if disk.names(path).next().is_none() {
            disk.remove(path);
        }
    }
    Ok(())
}
