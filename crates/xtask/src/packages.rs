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

/// Makes sure of a Python 3 that can make environments, or says why there is none.
pub(crate) fn python(setup: &Setup) -> Outcome<Option<&'static str>> {
    if setup.find("python3").is_none() {
        return Ok(Some("there is no Python 3"));
    }
    if ask(setup.command("python3").args(["-c", "import ensurepip, venv"])).is_none() {
        install(setup, "python3-venv")?;
    }
    Ok(None)
}

fn is_root(setup: &Setup) -> bool {
    ask(setup.command("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}
