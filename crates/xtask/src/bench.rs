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

/// In the order of the data's journey; the last is all of it, as after a keystroke.
const PHASES: [&str; 5] = ["read", "plan", "exchange", "figure", "keystroke"];

/// One shape with ever more resources: each should cost the same.
const GROWING: [&str; 3] = ["hundred", "thousand", "ten-thousand"];

/// How far the dearest resource of these may be from the cheapest.
const FLAT: f64 = 2.0;

/// How much faster than Heat a template of the gallery is read and planned, at least in the middle of them all; and the
/// long chain.
const FASTER: f64 = 200.0;
const FASTER_CHAIN: f64 = 1000.0;

/// The milliseconds that a phase of a template may take in wasm.
const SHORT: [(&str, &str, f64); 2] = [("hundred", "keystroke", 16.0), ("exchange-100", "exchange", 100.0)];

/// What is set against each other: neither side does quite what the other does, so a ratio is only told with this.
const COVERS: &str = "\
Hotplate: reading with every check, planning: every property judged, groups opened, the graph, the waves, the outputs;
    so what `POST /validate` and `POST /stacks/preview` would answer.
Heat, both: what its engine does for these two answers, and the graph and the outputs.
Heat, one: no more than YAML, Template, Stack, validate and the graph.
Neither of Heat's has files, services or the start of Python in it.";

/// Heat takes no more resources than these (`max_resources_per_stack`).
const HEAT_AT_MOST: f64 = 1000.0;

/// How often Heat is asked: a large template, here one of so many resources, keeps it busy for seconds.
const HEAT_LARGE: f64 = 50.0;
const HEAT_OFTEN: [&str; 2] = ["15", "3"];

/// What Heat takes for a template, in milliseconds ([`COVERS`]).
#[derive(Clone, Copy)]
struct Heat {
    one: f64,
    both: f64,
}

/// Milliseconds, by template and phase: of the fastest run of each, since what else the machine does only adds.
#[derive(Default)]
struct Times {
    /// The templates as they came, and how many resources each has.
    templates: Vec<(String, f64)>,
    milliseconds: BTreeMap<(String, String), f64>,
}

impl Times {
    fn of(&self, template: &str, phase: &str) -> f64 {
        self.milliseconds.get(&(template.to_owned(), phase.to_owned())).copied().unwrap_or_default()
    }

    /// Whether all phases of a template are timed: of the gallery only those that Heat has too.
    fn is_whole(&self, template: &str) -> bool {
        self.milliseconds.contains_key(&(template.to_owned(), "keystroke".to_owned()))
    }

    /// What Heat does in one go: from the text to the order of creation ([`COVERS`]).
    fn to_plan(&self, template: &str) -> f64 {
        self.of(template, "read") + self.of(template, "plan")
    }

    /// Microseconds for each resource.
    fn each(&self, template: &str, phase: &str) -> f64 {
        let resources = self.templates.iter().find(|(name, _)| name == template).map(|(_, count)| count);
        self.of(template, phase) * 1000.0 / resources.copied().unwrap_or(1.0)
    }

    /// What a resource costs where it is dearest, in what it costs where it is cheapest.
    fn spread(&self, phase: &str) -> f64 {
        let costs = GROWING.map(|template| self.each(template, phase));
        let cheapest = costs.into_iter().fold(f64::INFINITY, f64::min);
        costs.into_iter().fold(0.0, f64::max) / cheapest
    }
}

pub(crate) fn bench(setup: &Setup) -> Outcome {
    page::build(setup)?;
    let folder = setup.root.join(FOLDER);
    fs::create_dir_all(&folder).doing(format_args!("make {FOLDER}"))?;
    let native = native(setup)?;
    let wasm = wasm(setup, &folder)?;
    let heat = heat(setup, &native, &folder)?;
    print_times(&native, &wasm, &heat);
    print_costs(&native, &wasm);
    print_verdicts(&native, &wasm, &heat);
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
    let mut times = Times::default();
    let mut take = |line: &str| {
        let row: Value = serde_json::from_str(line).ok()?;
        let word = |key: &str| row[key].as_str().map(str::to_owned);
        let template = word("template")?;
        if times.templates.last().is_none_or(|(last, _)| *last != template) {
            times.templates.push((template.clone(), row["resources"].as_f64()?));
        }
        times.milliseconds.insert((template, word("phase")?), row["ms"].as_f64()?);
        Some(())
    };
    match lines.lines().map(&mut take).collect::<Option<()>>() {
        Some(()) => Ok(times),
        None => Err(Failure::new("the times cannot be read", lines)),
    }
}

/// Heat's own time for reading and ordering each template that it takes; it has nothing to set against the other phases.
fn heat(setup: &Setup, native: &Times, folder: &Path) -> Outcome<BTreeMap<String, Heat>> {
    let Some((python, script)) = oracle::engine(setup) else {
        println!("(Heat's own times need the engine: `cargo xtask oracle` sets it up)");
        return Ok(BTreeMap::new());
    };
    println!("Timing Heat");
    let mut heat = BTreeMap::new();
    for (template, resources) in &native.templates {
        if *resources > HEAT_AT_MOST {
            continue;
        }
        let file: PathBuf = folder.join(format!("{template}.yaml"));
        let mut engine = setup.command(&python.to_string_lossy());
        engine
            .arg(&script)
            .args(["--auto-params", "--time", HEAT_OFTEN[usize::from(*resources > HEAT_LARGE)]])
            .arg(file);
        let answer = ask(&mut engine).ok_or_else(|| Failure::new(format!("{} failed", show(&engine)), ""))?;
        let answer: Value = serde_json::from_str(&answer)
            .map_err(|error| Failure::new(format!("Heat's times cannot be read: {error}"), answer))?;
        if let Some(error) = answer["error"].as_str() {
            return Err(Failure::new(format!("Heat refuses `{template}`, so its time says nothing"), error));
        }
        let stage = |name: &str| answer[name]["min_s"].as_f64().map(|seconds| seconds * 1000.0);
        let times = stage("total").zip(stage("preview")).zip(stage("lenient"));
        heat.extend(times.map(|((one, preview), validate)| {
            (template.clone(), Heat { one, both: one + preview + validate })
        }));
    }
    Ok(heat)
}

fn print_times(native: &Times, wasm: &Times, heat: &BTreeMap<String, Heat>) {
    println!(
        "\n{:<14} {:<12} {:>9} {:>9} {:>9} {:>9} {:>12} {:>12} {:>11}",
        "template", "ms", "native", "wasm", "Heat, one", "both", "one / native", "both / nat.", "both / wasm"
    );
    for (template, _) in &native.templates {
        let timed =
            |phase: &&&str| native.milliseconds.contains_key(&(template.clone(), (**phase).to_owned()));
        for phase in PHASES.iter().filter(timed) {
            let (here, there) = (native.of(template, phase), wasm.of(template, phase));
            println!("{template:<14} {phase:<12} {here:>9.3} {there:>9.3}");
        }
        let (here, there) = (native.to_plan(template), wasm.to_plan(template));
        print!("{template:<14} {:<12} {here:>9.3} {there:>9.3}", "read + plan");
        match heat.get(template) {
            Some(Heat { one, both }) => println!(
                " {one:>9.3} {both:>9.3} {:>12.0} {:>12.0} {:>11.0}",
                one / here,
                both / here,
                both / there
            ),
            None => println!(),
        }
    }
    if !heat.is_empty() {
        println!("\n{COVERS}");
    }
}

fn print_costs(native: &Times, wasm: &Times) {
    print!("\n{:<21}", "µs for each resource");
    GROWING.iter().for_each(|template| print!(" {template:>12}"));
    println!(" {:>12}", "spread");
    for phase in PHASES {
        for (place, times) in [("native", native), ("wasm", wasm)] {
            print!("{phase:<12} {place:<8}");
            GROWING.iter().for_each(|template| print!(" {:>12.1}", times.each(template, phase)));
            println!(" {:>12.1}", times.spread(phase));
        }
    }
}

/// What was aimed at, and whether it was reached here and now. Nothing fails for it: the machine may be busy.
fn print_verdicts(native: &Times, wasm: &Times, heat: &BTreeMap<String, Heat>) {
    let say = |met: bool, what: String| println!("{:<7} {what}", if met { "met" } else { "missed" });
    let places = [("native", native), ("wasm", wasm)];
    println!();
    for (place, times) in places {
        let ratio = |template: &String| Some(heat.get(template)?.both / times.to_plan(template));
        let gallery = times.templates.iter().filter(|(name, _)| !times.is_whole(name));
        let mut ratios: Vec<f64> = gallery.filter_map(|(name, _)| ratio(name)).collect();
        ratios.sort_by(f64::total_cmp);
        if let [least, .., most] = ratios[..] {
            let middle = ratios[ratios.len() / 2];
            let range = format!("{middle:.0} ({least:.0} to {most:.0})");
            say(middle >= FASTER, format!("about 3 KB {FASTER} times faster than Heat, {place}: {range}"));
        }
        if let Some(ratio) = ratio(&"chain".to_owned()) {
            let what = format!("`chain` {FASTER_CHAIN} times faster than Heat, {place}: {ratio:.0}");
            say(ratio >= FASTER_CHAIN, what);
        }
    }
    // All but the keystroke, which is their sum.
    for phase in &PHASES[..4] {
        for (place, times) in places {
            let spread = times.spread(phase);
            say(
                spread <= FLAT,
                format!("{phase}, each resource within {FLAT} times the cheapest, {place}: {spread:.1}"),
            );
        }
    }
    for (template, phase, aim) in SHORT {
        let time = wasm.of(template, phase);
        say(time <= aim, format!("`{template}`, {phase} within {aim} ms, wasm: {time:.1}"));
    }
    println!();
}
