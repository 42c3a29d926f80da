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

/// Where the tools are compiled, below the cache folder.
const BUILD: &str = "build";

/// The release profile for a short wait: the tools run for a second at a time, but are compiled while a person waits.
const QUICKLY: [(&str, &str); 5] =
    [("LTO", "off"), ("OPT_LEVEL", "0"), ("CODEGEN_UNITS", "16"), ("STRIP", "true"), ("PANIC", "abort")];

/// The folders to put on PATH.
pub(crate) fn ensure(setup: &Setup) -> Outcome<Vec<PathBuf>> {
    let tools = [
        Tool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: locked_version(setup, "wasm-bindgen")?,
            options: &["--no-default-features", "--bin", "wasm-bindgen"],
        },
        Tool {
            program: "trunk",
            package: "trunk",
            version: "0.21.14".to_owned(),
            options: &["--no-default-features"],
        },
    ];
    let cache = cache_folder()?;
    let mut folders = Vec::new();
    for tool in tools {
        folders.extend(ensure_tool(setup, &tool, &cache)?);
    }
    // Kept until all tools are there, so that what was interrupted goes on where it stood.
    let build = cache.join(BUILD);
    if build.exists() {
        fs::remove_dir_all(&build).doing(format_args!("remove {}", build.display()))?;
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
    let install = |lock: &[&str]| {
        let mut cargo = setup.command("cargo");
        cargo.args(["install", package, "--version", version, "--root"]).arg(&home).args(*options).args(lock);
        cargo.env("CARGO_TARGET_DIR", cache.join(BUILD));
        for (key, value) in QUICKLY {
            cargo.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
        }
        run(&mut cargo)
    };
    // A tool's own lock file may name releases that a mirror of the registry does not carry yet.
    install(&["--locked"])
        .or_else(|_| {
            println!("Trying again with the newest releases that fit, not those of {program}'s lock file");
            install(&[])
        })
        .map_err(|failure| {
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
