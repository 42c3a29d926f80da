//! The hotplate command.

use std::process::ExitCode;

use clap::Parser;
use hotplate_cli::arguments::Arguments;

fn main() -> ExitCode {
    hotplate_cli::run(&Arguments::parse())
}
