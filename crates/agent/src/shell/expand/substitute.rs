//! Command substitution.

use std::rc::Rc;

use super::super::run;
use super::super::state::{Flow, Shell};
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
    let path = format!("/dev/fd/{}", 63 - shell.world.disk.names("/dev/fd").count().min(50));
    let _ = shell.world.disk.make_directory("/dev/fd", 0o755);
    let text = text.borrow().clone();
    // The place is the simulation's own, so it can always be written.
    let _ = shell.world.disk.write(&path, text);
    Ok(path.into())
}
