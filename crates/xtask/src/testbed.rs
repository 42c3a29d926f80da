//! Real OpenStack services on this machine (`tests/testbed`), and the tests that need them.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use serde_json::Value;

use crate::failure::{Doing, Failure, Outcome, show};
use crate::packages;
use crate::setup::Setup;
use crate::tally::tally;
use crate::test::Came;

/// Sets Keystone and Heat up, starts them and serves until its standard input ends.
const LITE: &str = "tests/testbed/lite.py";

/// How that ends where this machine cannot set them up.
const UNABLE: i32 = 3;

/// A few tests side by side are enough to be quick, and not too many for data bases in files.
const SIDE_BY_SIDE: &str = "4";

/// Services that run until this is dropped.
struct Testbed {
    child: Child,
    auth_url: String,
}

impl Testbed {
    /// Starts them; says why not where this machine cannot.
    fn start(setup: &Setup) -> Outcome<Result<Self, String>> {
        if let Some(reason) = packages::python(setup)? {
            return Ok(Err(reason.to_owned()));
        }
        let mut python = setup.command("python3");
        python.arg(LITE).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = python.spawn().doing(format_args!("start {}", show(&python)))?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line).doing("listen to the testbed")?;
        }
        let told: Value = serde_json::from_str(&line).unwrap_or_default();
        if let Some(auth_url) = told["auth_url"].as_str() {
            return Ok(Ok(Self { child, auth_url: auth_url.to_owned() }));
        }
        let status = child.wait().doing("wait for the testbed")?;
        if status.code() == Some(UNABLE) {
            return Ok(Err("Keystone and Heat cannot be installed here; the reason stands above".to_owned()));
        }
        Err(Failure::new("the testbed does not start", "its own message stands above"))
    }
}

impl Drop for Testbed {
    fn drop(&mut self) {
        // It ends with its standard input, and leaves nothing.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// The tests that need no more than Keystone and Heat.
pub(crate) fn lite(setup: &Setup) -> Outcome<Came> {
    let testbed = match Testbed::start(setup)? {
        Ok(testbed) => testbed,
        Err(reason) => return Ok(Came::Skipped(reason)),
    };
    let mut cargo = setup.command("cargo");
    cargo.args(["test", "--locked", "--package", "hotplate-tests", "--test", "testbed", "--"]);
    cargo.args(["--ignored", "--skip", "full::", "--test-threads", SIDE_BY_SIDE]);
    tally(cargo.env("HOTPLATE_TESTBED", &testbed.auth_url)).map(Came::Passed)
}
