//! From arguments to text written and an exit status.

use std::io::{self, BufRead, Read, Write};
use std::process::ExitCode;

use hotplate_hot::Severity;

use crate::arguments::{Arguments, Asked, Check, Command, Draw, Link, Open, Played};
use crate::load::{Fault, Loaded, load};
use crate::scenario::suppose;
use crate::{answer, check, draw, exchange, link, lsp, open, plan, serve};

/// Does what is asked.
pub fn run(arguments: &Arguments) -> ExitCode {
    let done = match &arguments.command {
        Command::Check(asked) => check(asked),
        Command::Plan(asked) => plan(asked),
        Command::Draw(asked) => draw(asked),
        Command::Exchange(asked) => exchange(asked),
        Command::Link(asked) => make_link(asked),
        Command::Open(asked) => open_link(asked),
        Command::Serve(asked) => serve::serve(asked).map(|()| true),
        Command::Lsp(asked) => lsp::lsp(asked).map(|()| true),
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

/// Checks every template that can be read, and only then complains of those that cannot.
fn check(asked: &Check) -> Result<bool, Fault> {
    let (mut loaded, mut faults) = (Vec::new(), Vec::new());
    for given in asked.each() {
        match load(&given) {
            Ok(template) => loaded.push(template),
            Err(Fault(why)) => faults.push(why),
        }
    }
    say(&check::report(asked, &loaded, &faults))?;
    match faults.is_empty() {
        true => Ok(!loaded.iter().any(check::has_errors)),
        false => Err(Fault(faults.join("\n"))),
    }
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
        draw::write_page(&loaded, name, asked.view, folder, &asked.at)?;
    } else {
        let (drawing, left_out) = draw::drawing(&loaded, asked);
        tell_left_out(&left_out)?;
        match &asked.output {
            Some(path) => std::fs::write(path, drawing).map_err(|error| Fault::of(path, &error))?,
            None => say(&drawing)?,
        }
    }
    Ok(!check::has_errors(&loaded))
}

fn exchange(asked: &Played) -> Result<bool, Fault> {
    let (loaded, scenario) = suppose(&asked.given, &asked.supposed)?;
    complain(&loaded)?;
    let played = exchange::play(&loaded, &scenario);
    for (path, text) in exchange::ways_out(asked, &loaded, &scenario) {
        let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        folder.and_then(|()| std::fs::write(&path, text)).map_err(|error| Fault::of(&path, &error))?;
    }
    say(&if asked.json { exchange::json(&loaded, &played) } else { exchange::human(&loaded, &played) })?;
    Ok(!check::has_errors(&loaded) && exchange::is_good(&played))
}

fn make_link(asked: &Link) -> Result<bool, Fault> {
    let made = link::link(asked)?;
    tell_left_out(&made.left_out)?;
    say(&format!("{}{}\n", asked.base, made.fragment))?;
    Ok(true)
}

fn open_link(asked: &Open) -> Result<bool, Fault> {
    let mut link = asked.link.clone();
    if link == "-" {
        link.clear();
        io::stdin().read_to_string(&mut link).map_err(|error| Fault(error.to_string()))?;
    }
    say(&open::open(&link, &asked.output, asked.force)?)?;
    Ok(true)
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
    tell(&check::findings(loaded, Severity::Error))
}

/// Says what was left out of something that may go to others.
fn tell_left_out(left_out: &[String]) -> Result<(), Fault> {
    tell(&left_out.iter().map(|words| format!("left out: {words}\n")).collect::<String>())
}

/// Writes to standard error.
fn tell(text: &str) -> Result<(), Fault> {
    anstream::stderr().write_all(text.as_bytes()).map_err(|error| Fault(error.to_string()))
}
