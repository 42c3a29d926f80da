//! What a visitor downloads, raw and packed, and the budgets that keep it small.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Doing, Failure, Outcome, ask};
use crate::page::DIST;
use crate::setup::Setup;

/// Files of dist/ that are weighed together, by how their names begin and end; those in folders only if they are named
/// by their folder.
struct Part {
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    /// In thousands of bytes, packed with gzip.
    budget: Option<u64>,
}

const PARTS: [Part; 15] = [
    Part { name: "first view (HTML, CSS)", files: &[("", ".html"), ("", ".css")], budget: Some(40) },
    Part {
        name: "landing (first view)",
        files: &[
            ("about/", ".html"),
            ("guide/pages", ".css"),
            ("guide/search", ".js"),
            ("guide/icon", ".svg"),
        ],
        budget: Some(60),
    },
    Part {
        name: "app (wasm, glue)",
        files: &[("hotplate-app", ".wasm"), ("hotplate-app", ".js"), ("snippets/", ".js"), ("start", ".js")],
        budget: Some(350),
    },
    Part {
        name: "engine (beside the app)",
        files: &[("hotplate-engine", ".wasm"), ("hotplate-engine", ".js")],
        budget: Some(520),
    },
    Part { name: "catalog (of types)", files: &[("catalog", ".txt")], budget: Some(20) },
    Part { name: "editor", files: &[("editor", ".js")], budget: Some(170) },
    Part {
        name: "worker (on demand)",
        files: &[("hotplate-worker", ".wasm"), ("hotplate-worker", ".js")],
        budget: Some(150),
    },
    Part {
        name: "worker with all tools",
        files: &[("hotplate-tools", ".wasm"), ("hotplate-tools", ".js")],
        budget: Some(245),
    },
    Part { name: "embed script", files: &[("embed/hot-plate", ".js")], budget: Some(8) },
    Part {
        name: "embed (when asked for)",
        files: &[("hotplate-embed", ".wasm"), ("hotplate-embed", ".js")],
        budget: Some(150),
    },
    Part {
        name: "embedded exchange (same)",
        files: &[("hotplate-staged", ".wasm"), ("hotplate-staged", ".js"), ("embed/player", ".js")],
        budget: Some(150),
    },
    Part {
        name: "to run it (beside worker)",
        files: &[("hotplate-played", ".wasm"), ("hotplate-played", ".js")],
        budget: Some(205),
    },
    Part { name: "Python (on demand)", files: &[("python/", "")], budget: Some(260) },
    Part { name: "exact Python (asked for)", files: &[("python-exact/", "")], budget: Some(5_800) },
    Part {
        name: "desk (to connect)",
        files: &[("hotplate-desk", ".wasm"), ("hotplate-desk", ".js")],
        budget: None,
    },
];

/// Bytes: as they are, and as gzip -9 and brotli 11 pack them.
#[derive(Clone, Copy, Default)]
struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the table; fails when a part is over its budget, or missing.
pub(crate) fn check(setup: &Setup) -> Outcome {
    let dist = setup.root.join(DIST);
    let files = files_below(&dist).doing(format_args!("read {DIST}/, the release page"))?;
    let mut faults = Vec::new();
    println!("{:<24} {:>9} {:>9} {:>9} {:>9}", "KB", "raw", "gzip", "brotli", "budget");
    for Part { name, files: patterns, budget } in PARTS {
        let belongs = |file: &&PathBuf| {
            let path = file.strip_prefix(&dist).unwrap_or(file).to_string_lossy();
            let in_place = |start: &str| start.contains('/') || !path.contains('/');
            patterns
                .iter()
                .any(|(start, end)| path.starts_with(start) && path.ends_with(end) && in_place(start))
        };
        let weight = weigh(setup, files.iter().filter(belongs))?;
        let limit = budget.map_or_else(String::new, |budget| budget.to_string());
        let Weight { raw, gzip, brotli } = weight;
        println!(
            "{name:<24} {:>9} {:>9} {:>9} {limit:>9}",
            thousands(raw),
            thousands(gzip),
            thousands(brotli)
        );
        if raw == 0 {
            faults.push(format!("{name}: no such file in {DIST}/"));
        } else if budget.is_some_and(|budget| gzip > budget * 1000) {
            faults.push(format!("{name}: {} KB, {limit} KB are allowed", thousands(gzip)));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::new(faults.join("\n"), "")) }
}

fn thousands(bytes: u64) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

/// Node carries the packers that servers use.
fn weigh<'a>(setup: &Setup, files: impl Iterator<Item = &'a PathBuf>) -> Outcome<Weight> {
    let mut node = setup.command("node");
    let rows = ask(node.arg("crates/xtask/page/weigh.mjs").args(files));
    let rows = rows.ok_or_else(|| Failure::new("the page's files could not be weighed", ""))?;
    let mut sum = Weight::default();
    for row in rows.lines() {
        let mut numbers = row.split(' ').map(|number| number.parse::<u64>().unwrap_or_default());
        sum.raw += numbers.next().unwrap_or_default();
        sum.gzip += numbers.next().unwrap_or_default();
        sum.brotli += numbers.next().unwrap_or_default();
    }
    Ok(sum)
}

fn files_below(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}
