//! The real Heat engine, in a Python environment of its own: its answers are recorded, its time is measured.

use std::path::PathBuf;

use crate::failure::{Outcome, run};
use crate::setup::Setup;

const FOLDER: &str = "tests/oracle";

/// What setting an engine up takes.
pub(crate) const NEEDS: &str = "\
    the engine needs Python 3.10 or newer with venv, and once a way to Python's package registry\n\
    (Debian: `apt-get install python3-venv`)";

/// Sets the engine up, asks it everything again and writes its answers into the files (all, or those named).
pub(crate) fn record(setup: &Setup, files: &[&str]) -> Outcome {
    python(setup, "record.py", files)
}

/// Sets the engine up, asks it and Hotplate about generated templates, and lists where they differ.
pub(crate) fn stress(setup: &Setup, options: &[&str]) -> Outcome {
    python(setup, "stress.py", options)
}

fn python(setup: &Setup, script: &str, arguments: &[&str]) -> Outcome {
    let mut python = setup.command("python3");
    run(python.arg(format!("{FOLDER}/{script}")).args(arguments)).map_err(|failure| failure.with_help(NEEDS))
}

/// The Python that has the engine, and the script that asks it; nothing when it was never set up.
pub(crate) fn engine(setup: &Setup) -> Option<(PathBuf, PathBuf)> {
    let folder = setup.root.join(FOLDER);
    let (python, script) = (folder.join(".venv/bin/python"), folder.join("heat_oracle.py"));
    (python.is_file() && script.is_file()).then_some((python, script))
}
