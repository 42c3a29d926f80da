//! A boot script that installs the agents, for images without them.

use crate::{Exchange, Need};

const SCRIPT: &str = include_str!("agents.sh");

/// The boot script for an exchange: with `facter` if a script calls it and the image is known to lack it.
pub fn boot_script(exchange: &Exchange) -> String {
    let facter = exchange.images.iter().flat_map(|image| &image.lacks).any(|lack| lack.need == Need::Facter);
    SCRIPT.replace(PLACE, if facter { FACTER } else { "" })
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
