//! Packages of the system, where they can be installed without a question.

use std::path::PathBuf;

use crate::failure::{Doing, Outcome, ask, run};
use crate::setup::Setup;

/// Whether Debian asks this program before it starts a service: 101 is its no.
const POLICY: &str = "/usr/sbin/policy-rc.d";

/// Installs Debian's packages of these names, if this is Debian and may be changed; `false` otherwise. No service that
/// comes with them is started.
pub(crate) fn install(setup: &Setup, packages: &[&str]) -> Outcome<bool> {
    if setup.find("apt-get").is_none() || !is_root(setup) {
        return Ok(false);
    }
    println!("Installing {} from the system's packages", packages.join(" "));
    run(setup.command("apt-get").args(["update", "--quiet"]))?;
    let _idle = Idle::set()?;
    let mut install = setup.command("apt-get");
    install.args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages);
    run(install.env("DEBIAN_FRONTEND", "noninteractive"))?;
    Ok(true)
}

/// Keeps Debian from starting services, until this is dropped; where somebody has a policy already, theirs holds.
struct Idle(Option<PathBuf>);

impl Idle {
    fn set() -> Outcome<Self> {
        let file = PathBuf::from(POLICY);
        if file.exists() {
            return Ok(Self(None));
        }
        std::fs::write(&file, "#!/bin/sh\nexit 101\n").doing(format_args!("write {POLICY}"))?;
        let idle = Self(Some(file));
        run(std::process::Command::new("chmod").args(["755", POLICY]))?;
        Ok(idle)
    }
}

impl Drop for Idle {
    fn drop(&mut self) {
        if let Some(file) = self.0.take() {
            let _ = std::fs::remove_file(file);
        }
    }
}

/// Makes sure of a Python 3 that can make environments, as far as this machine has one to install; says why there is none.
pub(crate) fn python(setup: &Setup) -> Option<&'static str> {
    if ask(setup.command("python3").args(["-c", "import ensurepip, venv"])).is_none()
        && let Err(failure) = install(setup, &["python3-venv"])
    {
        println!("{failure}");
    }
    setup.find("python3").is_none().then_some("there is no Python 3")
}

fn is_root(setup: &Setup) -> bool {
    ask(setup.command("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}
