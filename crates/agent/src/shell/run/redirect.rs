//! Redirections, carried out.

use super::super::expand::{expand_text, expand_words};
use super::super::state::{Flow, Shell};
use super::super::stream::Stream;
use super::super::syntax::{Redirect, Target, Word};
use crate::Text;

/// What `/dev/urandom` gives, once for each time it is opened.
const RANDOM: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08ZkQ7mX2vLr8TnB4cYw6HdJ1sPfG5eUaI3oKxEqV0";

/// Puts the redirections in place, one after the other. The inner error is a status: one of them failed.
pub(crate) fn apply(shell: &mut Shell, redirects: &[Redirect]) -> Result<Result<(), i32>, Flow> {
    for redirect in redirects {
        match open(shell, redirect)? {
            Ok(Some(stream)) => {
                shell.state.streams.set(redirect.fd, stream.clone());
                if matches!(redirect.target, Target::Both(..)) {
                    shell.state.streams.set(2, stream);
                }
            }
            Ok(None) => {
                shell.state.streams.close(redirect.fd);
            }
            Err((path, reason)) => {
                let dash =
                    if matches!(redirect.target, Target::Read(_)) { "cannot open" } else { "cannot create" };
                let reason = if shell.bash() {
                    format!("{path}: {reason}")
                } else if reason == crate::disk::NO_SUCH {
                    let what = if dash == "cannot open" { "No such file" } else { "Directory nonexistent" };
                    format!("{dash} {path}: {what}")
                } else {
                    format!("{dash} {path}: {reason}")
                };
                shell.complain(&reason)?;
                return Ok(Err(if shell.bash() { 1 } else { 2 }));
            }
        }
    }
    Ok(Ok(()))
}

type Opened = Result<Option<Stream>, (String, &'static str)>;

/// What a redirection puts in place; `None` closes the descriptor.
fn open(shell: &mut Shell, redirect: &Redirect) -> Result<Opened, Flow> {
    Ok(match &redirect.target {
        Target::Read(word) => {
            let path = path_of(shell, word)?;
            open_to_read(shell, &path)?
        }
        Target::Write(word) | Target::Both(word, false) => {
            let path = path_of(shell, word)?;
            open_to_write(shell, &path, true)
        }
        Target::Append(word) | Target::Both(word, true) => {
            let path = path_of(shell, word)?;
            open_to_write(shell, &path, false)
        }
        Target::ReadWrite(word) => {
            let path = path_of(shell, word)?;
            if redirect.fd == 0 { open_to_read(shell, &path)? } else { open_to_write(shell, &path, false) }
        }
        Target::Duplicate(word) => {
            let text = expand_text(shell, word)?;
            let text = text.as_str();
            if text == "-" {
                return Ok(Ok(None));
            }
            match text.parse().ok().and_then(|fd: u32| shell.state.streams.get(fd)) {
                Some(stream) => Ok(Some(stream.clone())),
                None => Err((text.to_owned(), "Bad file descriptor")),
            }
        }
        Target::Document(body) => {
            let text = match body.get() {
                Some(word) => expand_text(shell, word)?,
                None => Text::default(),
            };
            Ok(Some(Stream::of(text)))
        }
        Target::Line(word) => {
            let mut text = expand_text(shell, word)?;
            text.push_str("\n");
            Ok(Some(Stream::of(text)))
        }
    })
}

/// The path that a redirection names.
fn path_of(shell: &mut Shell, word: &Word) -> Result<String, Flow> {
    // dash does not look for files that match, bash does.
    if shell.bash()
        && let [only] = expand_words(shell, std::slice::from_ref(word))?.as_slice()
    {
        return Ok(only.as_str().to_owned());
    }
    Ok(expand_text(shell, word)?.as_str().to_owned())
}

fn open_to_read(shell: &mut Shell, path: &str) -> Result<Opened, Flow> {
    let absolute = shell.path(path);
    Ok(match absolute.as_str() {
        "/dev/null" => Ok(Some(Stream::Null)),
        "/dev/stdin" => Ok(shell.state.streams.get(0).cloned()),
        "/dev/urandom" | "/dev/random" => {
            let text = Text::from_origin(&RANDOM.repeat(10), shell.origin(&format!("? {path}")));
            Ok(Some(Stream::of(text)))
        }
        _ => match shell.world.disk.read(&absolute) {
            Ok(text) => {
                shell.world.meter.hold(text.len())?;
                Ok(Some(Stream::of(text)))
            }
            Err(reason) => Err((path.to_owned(), reason)),
        },
    })
}

fn open_to_write(shell: &mut Shell, path: &str, truncate: bool) -> Opened {
    let absolute = shell.path(path);
    match absolute.as_str() {
        _ if path.is_empty() => Err((String::new(), crate::disk::NO_SUCH)),
        "/dev/null" => Ok(Some(Stream::Null)),
        "/dev/stdout" => Ok(shell.state.streams.get(1).cloned()),
        "/dev/stderr" => Ok(shell.state.streams.get(2).cloned()),
        // A terminal that nobody looks at.
        "/dev/tty" | "/dev/console" => Ok(Some(Stream::Null)),
        _ => match shell.world.disk.open(&absolute, truncate) {
            Ok(path) => Ok(Some(Stream::File(path))),
            Err(reason) => Err((path.to_owned(), reason)),
        },
    }
}
