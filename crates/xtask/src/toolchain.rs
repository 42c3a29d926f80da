//! The compiler's wasm target: rust-toolchain.toml names it, rustup brings it.

use std::path::Path;

use crate::failure::{Failure, Outcome, ask, run};
use crate::setup::Setup;

pub(crate) const WASM: &str = "wasm32-unknown-unknown";

pub(crate) fn ensure(setup: &Setup) -> Outcome {
    if has_wasm(setup) {
        return Ok(());
    }
    println!("Installing the toolchain that rust-toolchain.toml names");
    // Without arguments rustup reads the file, also where it was told not to install by itself; but not while the
    // variable stands that its own proxies set for everything that cargo starts.
    let mut rustup = setup.command("rustup");
    run(rustup.args(["toolchain", "install"]).env_remove("RUSTUP_TOOLCHAIN")).map_err(|failure| {
        failure.with_help(format!(
            "the page needs the compiler's target `{WASM}`, as rust-toolchain.toml says:\n\
             with rustup: `rustup toolchain install` in the project's folder\n\
             with a compiler from elsewhere: install its package for {WASM}"
        ))
    })?;
    if has_wasm(setup) {
        return Ok(());
    }
    Err(Failure::new(
        format!("the compiler in use has no target `{WASM}`"),
        "RUSTUP_TOOLCHAIN or a `rustup override` may stand in the way of rust-toolchain.toml",
    ))
}

fn has_wasm(setup: &Setup) -> bool {
    let folder = ask(setup.command("rustc").args(["--print", "target-libdir", "--target", WASM]));
    folder.is_some_and(|folder| Path::new(folder.trim()).is_dir())
}
