//! Journeys through the page in Chromium: tests/browser, run by node's own test runner.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome, run};
use crate::setup::Setup;
use crate::tally::tally;
use crate::test::Came;
use crate::{editor, node, packages, page};

const TESTS: &str = "tests/browser";
const LIGHTHOUSE: &str = "tests/lighthouse";

pub(crate) fn journeys(setup: &Setup) -> Outcome<Came> {
    page::build(setup)?;
    let hotplate = editor::command(setup)?;
    if let Some(reason) = packages::python(setup) {
        println!("{reason}: the pages of Sphinx and MkDocs are not walked through");
    }
    walk(setup, &hotplate, &[], &[]).map(Came::Passed)
}

/// Walks through the built page: all journeys, or those in files named like one of the patterns.
pub(crate) fn walk(
    setup: &Setup,
    hotplate: &Path,
    patterns: &[&str],
    variables: &[(&str, &str)],
) -> Outcome<usize> {
    node::install_packages(setup, &setup.root.join(TESTS))?;
    let chromium = chromium(setup)?;
    let mut node = setup.command("node");
    node.args(["tests/browser/run.mjs", "--dist", page::DIST]).args(patterns).envs(variables.iter().copied());
    tally(node.env("CHROMIUM", chromium).env("HOTPLATE", hotplate))
}

/// What Lighthouse says of the pages on a phone that it simulates; fails where it is below the aim.
pub(crate) fn lighthouse(setup: &Setup) -> Outcome {
    page::build(setup)?;
    node::install_packages(setup, &setup.root.join(LIGHTHOUSE))?;
    let chromium = chromium(setup)?;
    let ask = ["tests/lighthouse/run.mjs", "--dist", page::DIST];
    run(setup.command("node").args(ask).env("CHROMIUM", chromium))
}

/// The browser: the one that CHROMIUM names, one on PATH, or Debian's, installed where that needs no question.
fn chromium(setup: &Setup) -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Ok(named.into());
    }
    const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let found = || NAMES.iter().find_map(|name| setup.find(name));
    if let Some(browser) = found() {
        return Ok(browser);
    }
    packages::install(setup, &["chromium"])?;
    found().ok_or_else(|| {
        Failure::new(
            "there is no Chromium for the browser tests",
            "install Chromium (Debian: `apt-get install chromium`), or name a browser in the variable CHROMIUM",
        )
    })
}
