//! Packages of the system, where they can be installed without a question.

use crate::failure::{Outcome, ask, run};
use crate::setup::Setup;

/// Installs one of Debian's packages, if this is Debian and may be changed; `false` otherwise.
pub(crate) fn install(setup: &Setup, package: &str) -> Outcome<bool> {
    if setup.find("apt-get").is_none() || !is_root(setup) {
        return Ok(false);
    }
    println!("Installing {package} from the system's packages");
    run(setup.command("apt-get").args(["update", "--quiet"]))?;
    let mut install = setup.command("apt-get");
    install.args(["install", "--yes", "--quiet", "--no-install-recommends", package]);
    run(install.env("DEBIAN_FRONTEND", "noninteractive"))?;
    Ok(true)
}

fn is_root(setup: &Setup) -> bool {
    ask(setup.command("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}
