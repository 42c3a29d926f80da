//! The catalog of resource types, made from the real Heat engine of each release (`crates/schema/catalog`).

use crate::failure::{Outcome, run};
use crate::oracle::NEEDS;
use crate::setup::Setup;

/// Sets the engines up, reads their types and writes `catalog.txt` and `core.txt`; `--check` only compares.
pub(crate) fn generate(setup: &Setup, words: &[&str]) -> Outcome {
    let mut python = setup.command("python3");
    run(python.arg("crates/schema/catalog/generate.py").args(words))
        .map_err(|failure| failure.with_help(NEEDS))
}
