//! Trunk and wasm-bindgen: taken from PATH when the version is right, otherwise built once into the user's cache folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Doing, Failure, Outcome, ask, run};
use crate::setup::Setup;

/// A program from the crate registry.
struct Tool {
    program: &'static str,
    package: &'static str,
    version: String,
    options: &'static [&'static str],
}

/// The folders to put on PATH.
pub(crate) fn ensure(setup: &Setup) -> Outcome<Vec<PathBuf>> {
    let tools = [
        // The crate's own lock file may name releases that a registry mirror does not carry yet: no `--locked`.
        Tool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: locked_version(setup, "wasm-bindgen")?,
            options: &["--bin", "wasm-bindgen"],
        },
        Tool {
            program: "trunk",
            package: "trunk",
            version: "0.21.14".to_owned(),
            options: &["--locked", "--no-default-features"],
        },
    ];
    let cache = cache_folder()?;
    let mut folders = Vec::new();
    for tool in tools {
        folders.extend(ensure_tool(setup, &tool, &cache)?);
    }
    Ok(folders)
}

fn ensure_tool(setup: &Setup, tool: &Tool, cache: &Path) -> Outcome<Option<PathBuf>> {
    let Tool { program, package, version, options } = tool;
    if has_version(setup, program, version) {
        return Ok(None);
    }
    let home = cache.join(format!("{program}-{version}"));
    let folder = home.join("bin");
    if has_version(setup, &folder.join(program).to_string_lossy(), version) {
        return Ok(Some(folder));
    }
    println!("Building {program} {version} (once; it is kept in {})", home.display());
    let build = cache.join("build");
    let mut cargo = setup.command("cargo");
    cargo.args(["install", package, "--version", version, "--root"]).arg(&home).args(*options);
    cargo.env("CARGO_TARGET_DIR", &build);
    // Built for a short wait: these programs run for a second or two.
    let profile = [("LTO", "off"), ("OPT_LEVEL", "1"), ("CODEGEN_UNITS", "16"), ("STRIP", "true")];
    for (key, value) in profile {
        cargo.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
    }
    run(&mut cargo).map_err(|failure| {
        failure.with_help(format!(
            "cargo must reach its registry once; or install {program} {version} another way and have it on PATH"
        ))
    })?;
    Ok(Some(folder))
}

fn has_version(setup: &Setup, program: &str, version: &str) -> bool {
    let said = ask(setup.command(program).arg("--version"));
    said.is_some_and(|said| said.split_whitespace().nth(1) == Some(version))
}

/// The version of a package in Cargo.lock: the tool and the library must be one.
fn locked_version(setup: &Setup, package: &str) -> Outcome<String> {
    let lock = fs::read_to_string(setup.root.join("Cargo.lock")).doing("read Cargo.lock")?;
    let entry = format!("name = \"{package}\"\nversion = \"");
    let version = lock.split_once(&entry).and_then(|(_, rest)| rest.split('"').next());
    version
        .map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("Cargo.lock does not name `{package}`"), "restore Cargo.lock"))
}

/// Where tools are kept between clones.
fn cache_folder() -> Outcome<PathBuf> {
    let given = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    given
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache")))
        .map(|cache| cache.join("hotplate/tools"))
        .ok_or_else(|| Failure::new("there is no cache folder for the tools", "set XDG_CACHE_HOME or HOME"))
}
