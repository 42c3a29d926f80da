//! The language server, asked by the client library that editors use: tests/editor.

use crate::failure::{Outcome, run};
use crate::node;
use crate::setup::Setup;
use crate::tally::tally;
use crate::test::Came;

const TESTS: &str = "tests/editor";

pub(crate) fn client(setup: &Setup) -> Outcome<Came> {
    let server = command(setup)?;
    node::install_packages(setup, &setup.root.join(TESTS))?;
    let tests = ["--test", "--test-reporter=spec", "tests/editor/lsp.test.mjs"];
    tally(setup.command("node").args(tests).env("HOTPLATE", server)).map(Came::Passed)
}

/// Builds the command `hotplate`, and says where it is.
pub(crate) fn command(setup: &Setup) -> Outcome<std::path::PathBuf> {
    run(setup.command("cargo").args(["build", "--locked", "--package", "hotplate-cli"]))?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), std::path::PathBuf::from);
    Ok(setup.root.join(target).join("debug/hotplate"))
}
