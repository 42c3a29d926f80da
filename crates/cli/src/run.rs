//! From arguments to text written and an exit status.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use hotplate_hot::Severity;

use crate::arguments::{Arguments, Asked, Command, Draw};
use crate::load::{Fault, Loaded, load};
use crate::{answer, check, draw, exchange, plan};

/// Does what is asked.
pub fn run(arguments: &Arguments) -> ExitCode {
    let done = match &arguments.command {
        Command::Check(asked) => check(asked),
        Command::Plan(asked) => plan(asked),
        Command::Draw(asked) => draw(asked),
        Command::Exchange(asked) => exchange(asked),
        Command::Answer => answer_all(),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(Fault(message)) => {
            // Nothing is left to be done if standard error is closed as well.
            let _ = writeln!(anstream::stderr(), "{} {message}", crate::words::bad("hotplate:"));
            ExitCode::from(2)
        }
    }
}

fn check(asked: &Asked) -> Result<bool, Fault> {
    let loaded = load(&asked.given)?;
    say(&if asked.json { check::json(&loaded) } else { check::human(&loaded) })?;
    Ok(!check::has_errors(&loaded))
}

fn plan(asked: &Asked) -> Result<bool, Fault> {
    let loaded = load(&asked.given)?;
    complain(&loaded)?;
    say(&if asked.json { plan::json(&loaded) } else { plan::human(&loaded) })?;
    Ok(!check::has_errors(&loaded))
}

fn draw(asked: &Draw) -> Result<bool, Fault> {
    let loaded = load(&asked.given)?;
    complain(&loaded)?;
    if let Some(folder) = &asked.html {
        let name = asked.given.template.file_stem().unwrap_or_default().to_string_lossy();
        let name = if name == "-" { "template" } else { &name };
        draw::write_page(&loaded, name, folder, &asked.at)?;
    } else {
        let picture = draw::picture(&loaded, asked.theme);
        match &asked.output {
            Some(path) => std::fs::write(path, picture).map_err(|error| Fault::of(path, &error))?,
            None => say(&picture)?,
        }
    }
    Ok(!check::has_errors(&loaded))
}

fn exchange(asked: &Asked) -> Result<bool, Fault> {
    let loaded = load(&asked.given)?;
    complain(&loaded)?;
    let played = exchange::play(&loaded);
    say(&if asked.json { exchange::json(&loaded, &played) } else { exchange::human(&loaded, &played) })?;
    Ok(!check::has_errors(&loaded) && !exchange::has_failed(&played))
}

/// Answers every line of standard input as soon as it is there.
fn answer_all() -> Result<bool, Fault> {
    for line in io::stdin().lock().split(b'\n') {
        let line = line.map_err(|error| Fault(error.to_string()))?;
        let line = String::from_utf8_lossy(&line);
        if !line.trim().is_empty() {
            say(&(answer(&line) + "\n"))?;
        }
    }
    Ok(true)
}

/// Writes to standard output, colours only where they are seen.
fn say(text: &str) -> Result<(), Fault> {
    let mut out = anstream::stdout();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|error| Fault(error.to_string())),
    }
}

/// Writes the errors to standard error, beside what was asked for.
fn complain(loaded: &Loaded) -> Result<(), Fault> {
    let text = check::findings(loaded, Severity::Error);
    anstream::stderr().write_all(text.as_bytes()).map_err(|error| Fault(error.to_string()))
}
