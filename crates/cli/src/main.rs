//! The hotplate command.

use std::process::ExitCode;

use clap::Parser;
use hotplate_cli::arguments::Arguments;
use mimalloc::MiMalloc;

/// Trees of small values are made and thrown away here, and most systems' own allocators are slow at that.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    hotplate_cli::run(&Arguments::parse())
}
