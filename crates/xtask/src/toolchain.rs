//! The compiler's wasm target, and its library's sources: rust-toolchain.toml names them, rustup brings them.

use std::path::Path;

use crate::failure::{Failure, Outcome, ask, run};
use crate::setup::Setup;

pub(crate) const WASM: &str = "wasm32-unknown-unknown";

pub(crate) fn ensure(setup: &Setup) -> Outcome {
    if has_wasm(setup) && has_sources(setup) {
        return Ok(());
    }
    println!("Installing the toolchain that rust-toolchain.toml names");
    // Without arguments rustup reads the file, also where it was told not to install by itself; but not while the
    // variable stands that its own proxies set for everything that cargo starts.
    let mut rustup = setup.command("rustup");
    let installed = run(rustup.args(["toolchain", "install"]).env_remove("RUSTUP_TOOLCHAIN"));
    // A compiler from elsewhere may have the target without the sources: that is enough.
    if has_wasm(setup) {
        return Ok(());
    }
    installed.map_err(|failure| {
        failure.with_help(format!(
            "the page needs the compiler's target `{WASM}`, as rust-toolchain.toml says:\n\
             with rustup: `rustup toolchain install` in the project's folder\n\
             with a compiler from elsewhere: install its package for {WASM}"
        ))
    })?;
    Err(Failure::new(
        format!("the compiler in use has no target `{WASM}`"),
        "RUSTUP_TOOLCHAIN or a `rustup override` may stand in the way of rust-toolchain.toml",
    ))
}

/// Whether the standard library's sources are there, so that it can be compiled with the page.
pub(crate) fn has_sources(setup: &Setup) -> bool {
    let folder = ask(setup.command("rustc").args(["--print", "sysroot"]));
    folder.is_some_and(|root| Path::new(root.trim()).join("lib/rustlib/src/rust/library").is_dir())
}

fn has_wasm(setup: &Setup) -> bool {
    let folder = ask(setup.command("rustc").args(["--print", "target-libdir", "--target", WASM]));
    folder.is_some_and(|folder| Path::new(folder.trim()).is_dir())
}
