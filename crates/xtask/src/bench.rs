//! `cargo xtask bench`: how long each phase takes, natively and in wasm, beside the real Heat engine where it is set up.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::{Doing, Failure, Outcome, ask, run, show};
use crate::setup::Setup;
use crate::{oracle, page, sizes, toolchain};

/// Where the templates and the wasm that are timed are put.
const FOLDER: &str = "target/bench";

/// Milliseconds, by template and phase.
type Times = BTreeMap<(String, String), f64>;

pub(crate) fn bench(setup: &Setup) -> Outcome {
    page::build(setup)?;
    let folder = setup.root.join(FOLDER);
    fs::create_dir_all(&folder).doing(format_args!("make {FOLDER}"))?;
    let native = native(setup)?;
    let wasm = wasm(setup, &folder)?;
    let heat = heat(setup, &native, &folder)?;
    print(&native, &wasm, &heat);
    sizes::check(setup)
}

fn native(setup: &Setup) -> Outcome<Times> {
    println!("Timing natively");
    let mut cargo = setup.command("cargo");
    cargo.args(["run", "--quiet", "--locked", "--profile", "native", "-p", "hotplate-bench", "--", FOLDER]);
    times(&mut cargo)
}

/// The same code as the page's: compiled, bound and shrunk in the same way, run by node.
fn wasm(setup: &Setup, folder: &Path) -> Outcome<Times> {
    println!("Timing in wasm");
    let mut cargo = setup.command("cargo");
    cargo.args([
        "build",
        "--quiet",
        "--locked",
        "--release",
        "--lib",
        "-p",
        "hotplate-bench",
        "--target",
        toolchain::WASM,
    ]);
    run(page::small(setup, &mut cargo))?;
    let built = format!("target/{}/release/hotplate_bench.wasm", toolchain::WASM);
    let mut bindgen = setup.command("wasm-bindgen");
    run(bindgen.args(["--target", "nodejs", "--no-typescript", "--out-dir", FOLDER, &built]))?;
    let module = folder.join("hotplate_bench_bg.wasm");
    run(setup.command("wasm-opt").arg("-Oz").arg(&module).arg("-o").arg(&module))?;
    times(setup.command("node").args(["crates/bench/measure.mjs", &format!("{FOLDER}/hotplate_bench.js")]))
}

/// Reads a line of JSON for each template and phase.
fn times(command: &mut std::process::Command) -> Outcome<Times> {
    let lines = ask(command).ok_or_else(|| Failure::new(format!("{} failed", show(command)), ""))?;
    let rows = lines.lines().map(|line| {
        let row: Value = serde_json::from_str(line).ok()?;
        let word = |key: &str| row[key].as_str().map(str::to_owned);
        Some(((word("template")?, word("phase")?), row["ms"].as_f64()?))
    });
    rows.collect::<Option<Times>>().ok_or_else(|| Failure::new("the times cannot be read", lines.clone()))
}

/// Heat's own time for reading and ordering each template; it has nothing to set against the other phases.
fn heat(setup: &Setup, native: &Times, folder: &Path) -> Outcome<BTreeMap<String, f64>> {
    let Some((python, script)) = oracle::engine(setup) else {
        println!("(Heat's own times need the engine: `cargo xtask oracle` sets it up)");
        return Ok(BTreeMap::new());
    };
    println!("Timing Heat");
    let mut templates: Vec<&String> = native.keys().map(|(template, _)| template).collect();
    templates.dedup();
    let mut heat = BTreeMap::new();
    for template in templates {
        let file: PathBuf = folder.join(format!("{template}.yaml"));
        let mut engine = setup.command(&python.to_string_lossy());
        engine.arg(&script).args(["--time", "5", "--param", "reservation_id=5b4f0c1e"]).arg(file);
        let answer = ask(&mut engine).ok_or_else(|| Failure::new(format!("{} failed", show(&engine)), ""))?;
        let answer: Value = serde_json::from_str(&answer)
            .map_err(|error| Failure::new(format!("Heat's times cannot be read: {error}"), answer))?;
        heat.extend(answer["total"]["median_s"].as_f64().map(|seconds| (template.clone(), seconds * 1000.0)));
    }
    Ok(heat)
}

fn print(native: &Times, wasm: &Times, heat: &BTreeMap<String, f64>) {
    println!(
        "\n{:<10} {:<12} {:>10} {:>10} {:>10}  Heat / wasm",
        "template", "median, ms", "native", "wasm", "Heat"
    );
    for ((template, phase), milliseconds) in native {
        let here = wasm.get(&(template.clone(), phase.clone())).copied().unwrap_or_default();
        println!("{template:<10} {phase:<12} {milliseconds:>10.3} {here:>10.3}");
    }
    // What Heat does in one go: from the text to the order of creation.
    for (template, heat) in heat {
        let both = |times: &Times| {
            let time =
                |phase: &str| times.get(&(template.clone(), phase.to_owned())).copied().unwrap_or_default();
            time("read") + time("plan")
        };
        let (native, wasm) = (both(native), both(wasm));
        println!(
            "{template:<10} {:<12} {native:>10.3} {wasm:>10.3} {heat:>10.3}  {:.0}",
            "read + plan",
            heat / wasm
        );
    }
    println!();
}
