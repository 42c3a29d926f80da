//! The project's own commands: `cargo xtask serve`, `cargo xtask test` and their smaller sisters.
//!
//! Everything a fresh clone needs is set up on the way, kept in the user's cache folder, and found again next time.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks on the terminal")]

mod bench;
mod browser;
mod catalog;
mod editor;
mod failure;
mod node;
mod oracle;
mod packages;
mod page;
mod setup;
mod sizes;
mod tally;
mod test;
mod testbed;
mod toolchain;
mod tools;

use std::process::ExitCode;

use failure::{Doing, Failure, Outcome, run};
use setup::Setup;

const USAGE: &str = "\
cargo xtask <command>

  serve [--port N]   set up, build the release page, serve it on 127.0.0.1 (port 8080)
  test [STEP...]     set up and run every test, lint and budget, or only the steps named
  test --testbed     start a whole testbed here, with leases, and run the tests that need one
  test agents        install Heat's own agents on bare systems here, and have them play an exchange
  test --all         all three, the last two as far as this machine has what they take
  ci quick           the steps to run before each commit
  sizes              what a visitor downloads, raw and packed
  bench              how long reading, planning, playing and drawing take
  lighthouse         what Lighthouse says of the pages, on a phone that it simulates
  oracle [FILE...]   ask the real Heat engine again and keep its answers (tests/oracle)
  oracle --stress N  compare N generated templates with the engine (tests/oracle/stress.py)
  catalog [--check]  read the resource types of the real Heat engines again (crates/schema/catalog)
  build              set up and build the release page into dist/
  watch              set up, build for development, serve on port 8080 and reload at every change
  setup              set up only
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match obey(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn obey(words: &[&str]) -> Outcome {
    match words {
        ["serve"] => serve_page(8080),
        ["serve", "--port", port] => match port.parse() {
            Ok(port) => serve_page(port),
            Err(_) => Err(Failure::new(format!("`{port}` is not a port"), "give a number from 0 to 65535")),
        },
        ["test"] => test::normal(&Setup::page()?),
        ["test", "--all"] => test::all(&Setup::page()?),
        ["test", "--testbed"] => test::whole_testbed(&Setup::page()?),
        ["test", steps @ ..] => match steps.iter().find(|step| !test::names().any(|name| name == **step)) {
            None => test::some(&Setup::page()?, steps),
            Some(step) => {
                let names: Vec<_> = test::names().collect();
                Err(Failure::new(format!("`{step}` is not a step"), format!("steps: {}", names.join(" "))))
            }
        },
        ["ci", "quick"] => test::some(&Setup::page()?, &test::QUICK),
        ["sizes"] => {
            let setup = Setup::page()?;
            page::build(&setup)?;
            sizes::check(&setup)
        }
        ["bench"] => bench::bench(&Setup::page()?),
        ["lighthouse"] => browser::lighthouse(&Setup::page()?),
        ["oracle", "--stress", rest @ ..] => oracle::stress(&Setup::bare()?, rest),
        ["oracle", files @ ..] => oracle::record(&Setup::bare()?, files),
        ["catalog", words @ ..] => catalog::generate(&Setup::bare()?, words),
        ["build"] => page::build(&Setup::page()?),
        ["watch"] => {
            run(page::trunk(&Setup::page()?).args(["serve", "--address", "127.0.0.1", "--port", "8080"]))
        }
        ["setup"] => node::bundle(&Setup::page()?),
        ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        [] => Err(Failure::new("no command was given", USAGE)),
        _ => Err(Failure::new(format!("`{}` is not a command", words.join(" ")), USAGE)),
    }
}

fn serve_page(port: u16) -> Outcome {
    let setup = Setup::page()?;
    page::build(&setup)?;
    let listener = hotplate_host::listen(port).map_err(|error| {
        let what = format!("port {port} of 127.0.0.1 cannot be had: {error}");
        Failure::new(what, "end what holds it, or take another: `cargo xtask serve --port 8081`")
    })?;
    let address = listener.local_addr().doing("ask for the server's address")?;
    println!("Hotplate is on http://{address}/  (Ctrl-C ends it)");
    let dist = setup.root.join(page::DIST);
    hotplate_host::serve(&listener, |request| hotplate_host::file(request, &dist));
    Ok(())
}
