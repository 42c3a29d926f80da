//! A boot script that installs the agents, for images without them.

use hotplate_plan::Plan;

use crate::Exchange;
use crate::image::lacks_facter;

const SCRIPT: &str = include_str!("agents.sh");

/// The boot script for an exchange: with `facter` if a script calls it and the image is known to lack it.
pub fn boot_script(plan: &Plan, exchange: &Exchange) -> String {
    SCRIPT.replace(PLACE, if lacks_facter(plan, exchange) { FACTER } else { "" })
}

/// Where what scripts need is installed: before the agents start to run them.
const PLACE: &str = "# SCRIPTS NEED\n";

const FACTER: &str = "\
# A script of this template calls facter.
if command -v apt-get > /dev/null; then
  apt-get install -y facter
else
  dnf install -y facter
fi
";
