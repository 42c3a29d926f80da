//! Node and the npm packages: the editor, what plays Python, the bundler of both, and wasm-opt.

use std::fs;
use std::path::Path;

use crate::failure::{Doing, Failure, Outcome, ask, run};
use crate::setup::Setup;

/// Where the page's npm packages are listed.
pub(crate) const PAGE_PACKAGES: &str = "crates/app";

const OLDEST: u32 = 20;

pub(crate) fn ensure(setup: &Setup) -> Outcome {
    let help = format!("install Node {OLDEST} or newer, with npm, and have `node` on PATH");
    let Some(version) = ask(setup.command("node").arg("--version")) else {
        return Err(Failure::new("`node` is not there", help));
    };
    let version = version.trim();
    let major = version.trim_start_matches('v').split('.').next().and_then(|number| number.parse().ok());
    match major {
        Some(OLDEST..) => Ok(()),
        _ => Err(Failure::new(format!("`node` is {version}: too old"), help)),
    }
}

/// Brings what `folder`'s lock file names into its node_modules, unless just that is there.
pub(crate) fn install_packages(setup: &Setup, folder: &Path) -> Outcome {
    let wanted = folder.join("package-lock.json");
    let wanted = fs::read(&wanted).doing(format_args!("read {}", wanted.display()))?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("Installing npm packages in {}", folder.strip_prefix(&setup.root).unwrap_or(folder).display());
    let mut npm = setup.command("npm");
    npm.current_dir(folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    run(&mut npm).map_err(|failure| {
        failure
            .with_help(format!("npm must reach its registry once; then: `cd {} && npm ci`", folder.display()))
    })?;
    fs::write(&stamp, wanted).doing(format_args!("write {}", stamp.display()))
}

/// Makes the bundles of the editor and of what plays Python: code and tests need them before Trunk would make them.
pub(crate) fn bundle(setup: &Setup) -> Outcome {
    run(setup.command("node").arg("crates/app/editor/build.mjs"))?;
    run(setup.command("node").arg("crates/agent/python/build.mjs"))
}
