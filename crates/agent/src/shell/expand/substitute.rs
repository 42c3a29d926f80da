//! Command substitution.

use std::rc::Rc;

use super::super::run;
use super::super::state::{Flow, Reader, Shell};
use super::super::stream::Stream;
use super::super::syntax::Program;
use crate::Text;

/// What the commands print, without the newlines at its end.
pub(super) fn output_of(shell: &mut Shell, program: &Rc<Program>) -> Result<Text, Flow> {
    let (stream, text) = Stream::buffer();
    let status = run::in_subshell(shell, |shell| {
        shell.state.streams.set(1, stream);
        run::program(shell, program)
    })?;
    shell.state.status = status;
    shell.state.substituted = Some(status);
    let text = text.borrow().trim_newlines();
    Ok(text)
}

/// The path of a file that holds what the commands print: bash's `<(...)`.
pub(super) fn file_of(shell: &mut Shell, program: &Rc<Program>) -> Result<Text, Flow> {
    let (stream, text) = Stream::buffer();
    run::in_subshell(shell, |shell| {
        shell.state.streams.set(1, stream);
        run::program(shell, program)
    })?;
    let text = text.borrow().clone();
    Ok(descriptor(shell, text).into())
}

/// The path of a file that commands read once whoever writes it is done: bash's `>(...)`.
pub(super) fn reader(shell: &mut Shell, program: &Rc<Program>) -> Result<Text, Flow> {
    let path = descriptor(shell, Text::default());
    shell.world.meter.step()?;
    let (state, program) = (shell.state.clone(), Rc::clone(program));
    shell.world.readers.push(Reader { path: path.clone(), program, state });
    Ok(path.into())
}

/// Runs the readers that were begun since there were so many, with what was written for them.
pub(crate) fn run_readers(shell: &mut Shell, since: usize) -> Result<(), Flow> {
    while shell.world.readers.len() > since
        && let Some(Reader { path, program, state }) = shell.world.readers.pop()
    {
        let text = shell.world.disk.read(&path).unwrap_or_default();
        let outer = std::mem::replace(&mut shell.state, state);
        let ran = run::in_subshell(shell, |shell| {
            shell.state.streams.set(0, Stream::of(text));
            run::program(shell, &program)
        });
        shell.state = outer;
        ran?;
    }
    Ok(())
}

/// A new file among the open descriptors.
fn descriptor(shell: &mut Shell, text: Text) -> String {
    let path = format!("/dev/fd/{}", 63 - shell.world.disk.names("/dev/fd").count().min(50));
    let _ = shell.world.disk.make_directory("/dev/fd", 0o755);
    // The place is the simulation's own, so it can always be written.
    let _ = shell.world.disk.write(&path, text);
    path
}
