//! The commands that a Python script starts, run by the instance's shell.

use super::call::Call;
use super::message::{pack, pairs, push, unpack};
use super::origins::Known;
use super::{Heard, Talk, UNREADABLE};
use crate::hook::{disk_for, shell_on};
use crate::shell::{Dialect, Ended, Stream, call_by_name, ended, in_subshell};
use crate::{Budget, Completion, Effect, Errand, Remark, Text};

/// Runs the command that a script wants, on the files as they are by then, and keeps the answer. The error is how the
/// script ends if that cannot be; `None` where a program is left out.
pub(super) fn answer(
    job: &Errand,
    budget: &Budget,
    call: &Call,
    talk: &mut Talk,
    heard: &Heard<'_>,
) -> Result<(), Option<Completion>> {
    let unreadable = || Some(Completion::NotRun(UNREADABLE.to_owned()));
    let [argv, stdin, environment, directory, reads] = heard.call.as_slice() else {
        return Err(unreadable());
    };
    let argv = unpack(argv).ok_or_else(unreadable)?;
    let known = Known::of(job, call, &talk.written);
    let mut files = call.files.clone();
    for (path, text) in &heard.changed {
        files.insert((*path).to_owned(), known.trace_file(path, text));
    }
    files.retain(|path, _| !heard.gone.contains(&path.as_str()));
    let disk = disk_for(job, &files);
    let before = disk.files();
    let mut shell = shell_on(job, disk, budget, Dialect::Sh);
    let (stdout, out) = Stream::buffer();
    let (stderr, err) = Stream::buffer();
    shell.state.streams.set(0, Stream::of(known.trace(stdin)));
    shell.state.streams.set(1, stdout);
    shell.state.streams.set(2, stderr);
    let environment = pairs(environment).ok_or_else(unreadable)?;
    let environment = environment.into_iter().map(|(name, value)| (name.to_owned(), known.trace(value)));
    shell.set_environment(&environment.collect());
    shell.state.directory = (*directory).to_owned();
    let words: Vec<Text> = argv.iter().map(|word| known.trace(word)).collect();
    let ran =
        if words.is_empty() { Ok(127) } else { in_subshell(&mut shell, |shell| call_by_name(shell, &words)) };
    let status = match ended(&mut shell, ran) {
        Ended::Status(status) => status,
        Ended::Stopped(reason) => return Err(Some(Completion::Stopped(reason))),
        Ended::Unsupported(..) if shell.world.beyond => return Err(None),
        Ended::Unsupported(_, what) => {
            let why = format!("`{}`: {what} is not played here", argv.join(" "));
            return Err(Some(Completion::NotRun(why)));
        }
    };
    let line = line_of(&call.script, &argv);
    let (out, err) = (out.take(), err.take());
    for Effect { argv, .. } in shell.world.effects {
        talk.effects.push(Effect { line, argv });
    }
    for Remark { message, .. } in shell.world.remarks {
        talk.remarks.push(Remark { line, message });
    }
    if !reads.is_empty() && out.is_empty() && out.unknown().is_some() {
        let message = format!("what `{}` writes cannot be known: the script reads nothing", argv.join(" "));
        talk.remarks.push(Remark { line, message });
    }
    let after = shell.world.disk.files();
    let (mut changed, mut removed) = (String::new(), String::new());
    for (path, text) in &after {
        if before.get(path) != Some(text) {
            push(&mut changed, path);
            push(&mut changed, text.as_str());
        }
    }
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        push(&mut removed, path);
    }
    let status = status.to_string();
    talk.answers.push(pack([status.as_str(), out.as_str(), err.as_str(), &changed, &removed]));
    talk.written.push(out);
    Ok(())
}

/// The line of a script that starts a command, as far as its first word tells: from 1, or 0.
fn line_of(script: &str, argv: &[&str]) -> u32 {
    let shell = matches!(argv, ["/bin/sh", "-c", _]);
    let text = if shell { argv[2] } else { argv.first().copied().unwrap_or_default() };
    let word = text.split_whitespace().next().unwrap_or_default();
    let found = script.lines().zip(1..).find(|(line, _)| !word.is_empty() && line.contains(word));
    found.map_or(0, |(_, number)| number)
}
