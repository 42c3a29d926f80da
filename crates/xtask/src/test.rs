//! `cargo xtask test`: every test, lint and budget, one named step after the other, up to the first that fails.

use std::time::Instant;

use crate::failure::{Failure, Outcome, ask, run};
use crate::setup::Setup;
use crate::tally::tally;
use crate::{browser, editor, node, page, sizes, testbed, toolchain};

/// What came of a step that did not fail.
pub(crate) enum Came {
    /// Nothing to count.
    Done,
    /// So many tests passed.
    Passed(usize),
    /// This machine lacks what the step needs.
    Skipped(String),
}

/// A step of the whole run.
struct Step {
    name: &'static str,
    does: &'static str,
    work: fn(&Setup) -> Outcome<Came>,
}

const STEPS: [Step; 9] = [
    Step { name: "format", does: "rustfmt finds nothing to change", work: format },
    Step { name: "lint", does: "clippy finds nothing, native and wasm", work: lint },
    Step { name: "unit", does: "unit, property, suite and house tests", work: unit },
    Step { name: "testbed", does: "calls to a real Keystone and a real Heat", work: testbed::lite },
    Step { name: "editor", does: "the language server, asked by an editor's client", work: editor::client },
    Step { name: "docs", does: "the examples in the documentation", work: docs },
    Step { name: "page", does: "the release page builds and keeps its policy", work: build_page },
    Step { name: "sizes", does: "the page keeps its budgets", work: weigh },
    Step { name: "browser", does: "journeys in a real browser", work: browser::journeys },
];

/// What is run only for whoever asks for it: it takes programs that few machines have.
const fn leases(work: fn(&Setup) -> Outcome<Came>) -> Step {
    Step { name: "--testbed", does: "leases at a whole testbed, by calls and by the page", work }
}

/// Heat's own agents: likewise.
const AGENTS: Step = Step {
    name: "agents",
    does: "the boot script's agents do what the exchange foretells",
    work: testbed::agents,
};

/// The steps in which tests must have run.
const TESTING: [&str; 5] = ["unit", "testbed", "editor", "browser", "--testbed"];

/// What a person runs before each commit: under a minute once things are built.
pub(crate) const QUICK: [&str; 3] = ["format", "lint", "unit"];

/// All steps, in order.
pub(crate) fn normal(setup: &Setup) -> Outcome {
    steps(setup, &STEPS)
}

/// The same, and what needs every service of a testbed, as far as this machine has what that takes.
pub(crate) fn all(setup: &Setup) -> Outcome {
    steps(setup, STEPS.iter().chain(&[AGENTS, leases(testbed::whole_or_skipped)]))
}

/// Only the steps of these names, in order.
pub(crate) fn some(setup: &Setup, names: &[&str]) -> Outcome {
    steps(setup, STEPS.iter().chain(&[AGENTS]).filter(|step| names.contains(&step.name)))
}

/// What needs every service of a testbed, against real ones.
pub(crate) fn whole_testbed(setup: &Setup) -> Outcome {
    steps(setup, &[leases(testbed::whole)])
}

pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    STEPS.iter().chain(&[AGENTS]).map(|step| step.name)
}

fn steps<'a>(setup: &Setup, wanted: impl IntoIterator<Item = &'a Step>) -> Outcome {
    let start = Instant::now();
    let mut passed = 0;
    let mut summary = Vec::new();
    for step in wanted {
        println!("\n== {}: {}", step.name, step.does);
        let begin = Instant::now();
        let came = (step.work)(setup)
            .map_err(|failure| failure.with_help(format!("to repeat it: cargo xtask test {}", step.name)))?;
        let seconds = begin.elapsed().as_secs_f64();
        let (tests, said) = match came {
            Came::Done => (0, String::new()),
            Came::Passed(tests) => (tests, format!("{tests} tests")),
            Came::Skipped(reason) => {
                println!("== {} skipped: {reason}", step.name);
                summary.push(format!("{:<10} {seconds:>7.1} s  skipped: {reason}", step.name));
                continue;
            }
        };
        if tests == 0 && TESTING.contains(&step.name) {
            return Err(Failure::new(
                format!("no test ran in {}", step.name),
                "a runner that finds nothing proves nothing",
            ));
        }
        summary.push(format!("{:<10} {seconds:>7.1} s  {said}", step.name));
        println!("== {} passed in {seconds:.1} s", step.name);
        passed += tests;
    }
    println!("\n{}\n{:<10} {:>7.1} s", summary.join("\n"), "all", start.elapsed().as_secs_f64());
    if passed > 0 {
        println!("{passed} passed, 0 failed");
    }
    Ok(())
}

fn format(setup: &Setup) -> Outcome<Came> {
    run(setup.command("cargo").args(["fmt", "--all", "--check"]))?;
    Ok(Came::Done)
}

/// Once for this machine, with all tests, and once more for the browser, with the code that only it compiles.
fn lint(setup: &Setup) -> Outcome<Came> {
    node::bundle(setup)?;
    let native = ["--workspace", "--all-targets"].as_slice();
    let browser = [
        "-p",
        "hotplate-app",
        "-p",
        "hotplate-cloud",
        "-p",
        "hotplate-desk",
        "-p",
        "hotplate-engine",
        "-p",
        "hotplate-worker",
        "--target",
        toolchain::WASM,
    ]
    .as_slice();
    // The worker that the page hires first has not every tool.
    let common = ["-p", "hotplate-worker", "--no-default-features", "--target", toolchain::WASM].as_slice();
    for scope in [native, browser, common] {
        let mut cargo = setup.command("cargo");
        run(cargo.args(["clippy", "--locked"]).args(scope).args(["--", "-D", "warnings"]))?;
    }
    Ok(Came::Done)
}

fn unit(setup: &Setup) -> Outcome<Came> {
    node::bundle(setup)?;
    let has_nextest = ask(setup.command("cargo").args(["nextest", "--version"])).is_some();
    let runner: &[&str] = if has_nextest { &["nextest", "run"] } else { &["test", "--all-targets"] };
    tally(setup.command("cargo").args(runner).args(["--locked", "--workspace"])).map(Came::Passed)
}

fn docs(setup: &Setup) -> Outcome<Came> {
    tally(setup.command("cargo").args(["test", "--doc", "--locked", "--workspace"])).map(Came::Passed)
}

fn build_page(setup: &Setup) -> Outcome<Came> {
    page::build(setup)?;
    Ok(Came::Done)
}

fn weigh(setup: &Setup) -> Outcome<Came> {
    sizes::check(setup)?;
    Ok(Came::Done)
}
