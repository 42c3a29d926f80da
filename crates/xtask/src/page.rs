//! The release page: sources in, dist/ out, and nothing done when dist/ is already theirs.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;
use std::process::Command;

use crate::failure::{Doing, Outcome, run};
use crate::setup::Setup;
use crate::toolchain;

/// The folder that a static host can serve as it is.
pub(crate) const DIST: &str = "dist";

/// What makes the page lighter by an eighth: the standard library is compiled with it, for size, and a panic ends at
/// once instead of saying where it stands. Cargo keeps both behind a door that is closed on stable compilers; the
/// compiler's version is pinned, so what is behind it stays the same.
const SMALL: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zlocation-detail=none -Zunstable-options -Cpanic=immediate-abort",
    ),
];

/// Everything that the page is made of.
const INPUTS: [&str; 9] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates",
    "crates/xtask/page",
    "index.html",
    "rust-toolchain.toml",
    "site",
];

/// Folders below the inputs that the page is not made of, or that its build makes.
const ELSEWHERE: [&str; 10] =
    [".venv", "__pycache__", "bench", "cli", "dist", "host", "node_modules", "target", "tests", "xtask"];

/// Builds the release page with Trunk, unless the one in dist/ was made from just these sources.
pub(crate) fn build(setup: &Setup) -> Outcome {
    let dist = setup.root.join(DIST);
    let stamp = dist.join(".inputs");
    let inputs = fingerprint(&setup.root).doing("read the page's sources")?;
    if fs::read_to_string(&stamp).is_ok_and(|built| built == inputs) {
        return Ok(());
    }
    println!("Building the release page");
    let mut build = trunk(setup);
    build.args(["build", "--release", "--locked", "--dist", DIST]);
    run(small(setup, &mut build))?;
    fs::write(&stamp, inputs).doing(format_args!("write {}", stamp.display()))
}

/// The same command, for wasm as light as it gets here.
pub(crate) fn small<'a>(setup: &Setup, command: &'a mut Command) -> &'a mut Command {
    if toolchain::has_sources(setup) {
        command.envs(SMALL);
    } else {
        println!("Rust's own sources are not there (`rust-src`): the wasm will be an eighth heavier");
    }
    command
}

/// Trunk, its words still to come.
pub(crate) fn trunk(setup: &Setup) -> Command {
    let mut trunk = setup.command("trunk");
    // Trunk takes this variable for an option of its own and refuses the values that others agree on.
    trunk.env_remove("NO_COLOR");
    trunk
}

fn fingerprint(root: &Path) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    for input in INPUTS {
        let path = root.join(input);
        if path.exists() {
            hash(&path, &mut hasher)?;
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn hash(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    path.hash(hasher);
    if !path.is_dir() {
        fs::read(path)?.hash(hasher);
        return Ok(());
    }
    let mut entries: Vec<_> = fs::read_dir(path)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if !ELSEWHERE.iter().any(|name| entry.file_name() == *name) {
            hash(&entry.path(), hasher)?;
        }
    }
    Ok(())
}
