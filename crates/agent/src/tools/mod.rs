//! Programs that simulated instances have: one small file each.
//!
//! A program reads standard input and files and writes standard output and files, all of it [`Text`], so that what it
//! passes on keeps its origins. Options that are not known are passed over with a remark, never silently.

#[cfg(feature = "whole")]
mod awk;
#[cfg(feature = "whole")]
mod base64;
mod cat;
#[cfg(feature = "whole")]
mod compare;
mod cut;
#[cfg(feature = "whole")]
mod digest;
mod facts;
mod files;
#[cfg(feature = "whole")]
mod find;
mod grep;
#[cfg(feature = "whole")]
mod jq;
mod json;
mod lines;
mod ls;
mod metadata;
mod options;
mod process;
mod sed;
#[cfg(feature = "whole")]
mod seldom;
#[cfg(feature = "whole")]
mod sort;
#[cfg(feature = "whole")]
mod ssh_keygen;
mod system;
mod text;
mod tr;

pub(crate) use facts::fact_value;
pub(crate) use json::{Json, Layout, Reader};
pub(crate) use metadata::SERVICE;
pub(crate) use process::moment;
pub(crate) use system::put_files;

use crate::Text;
use crate::builtins::Command;
use crate::shell::{Flow, Shell, Status};

/// Programs that scripts call every day, by name, in order.
const COMMON: [(&str, Command); 52] = [
    ("basename", text::basename),
    ("bash", process::sh),
    ("cat", cat::cat),
    ("chgrp", files::chown),
    ("chmod", files::chmod),
    ("chown", files::chown),
    ("cp", files::cp),
    ("curl", metadata::fetch),
    ("cut", cut::cut),
    ("dash", process::sh),
    ("date", process::date),
    ("dirname", text::dirname),
    ("egrep", grep::grep),
    ("env", process::env),
    ("facter", facts::facter),
    ("fgrep", grep::grep),
    ("grep", grep::grep),
    ("head", lines::head),
    ("heat-config-notify", facts::notify),
    ("hostname", facts::hostname),
    ("hostnamectl", facts::hostnamectl),
    ("id", process::id),
    ("ifconfig", facts::ifconfig),
    ("install", files::install),
    ("ip", facts::ip),
    ("ln", files::ln),
    ("ls", ls::ls),
    ("mkdir", files::mkdir),
    ("mv", files::mv),
    ("nice", process::prefix),
    ("nohup", process::prefix),
    ("nproc", facts::nproc),
    ("printenv", process::printenv),
    ("readlink", files::readlink),
    ("realpath", files::readlink),
    ("rm", files::rm),
    ("rmdir", files::rmdir),
    ("sed", sed::sed),
    ("sh", process::sh),
    ("sleep", process::sleep),
    ("sudo", process::prefix),
    ("sync", process::sleep),
    ("tail", lines::tail),
    ("tee", text::tee),
    ("timeout", process::prefix),
    ("touch", files::touch),
    ("tr", tr::tr),
    ("uname", system::uname),
    ("wc", text::wc),
    ("wget", metadata::fetch),
    ("which", process::which),
    ("whoami", process::id),
];

/// Programs that weigh much or are seldom called, in order: see [`seldom`], where they are not left out.
pub(crate) const SELDOM: [&str; 28] = [
    "awk",
    "base64",
    "cmp",
    "comm",
    "diff",
    "expr",
    "find",
    "gawk",
    "getent",
    "jq",
    "lsb_release",
    "mawk",
    "md5sum",
    "mktemp",
    "nl",
    "paste",
    "rev",
    "seq",
    "sha1sum",
    "sha256sum",
    "sha512sum",
    "sort",
    "ssh-keygen",
    "stat",
    "tac",
    "uniq",
    "xargs",
    "yes",
];

/// Directories in which programs are.
const BIN: [&str; 6] = ["/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/", "/usr/local/bin/", "/usr/local/sbin/"];

/// A program's name without one of the directories that programs are in.
pub(crate) fn plain_name(name: &str) -> &str {
    BIN.iter().find_map(|bin| name.strip_prefix(bin)).unwrap_or(name)
}

/// The program of that name.
pub(crate) fn find(name: &str) -> Option<Command> {
    let common = COMMON.binary_search_by_key(&name, |(known, _)| known).ok().map(|index| COMMON[index].1);
    common.or_else(|| SELDOM.binary_search(&name).ok().map(seldom))
}

/// The program of that number among those that are seldom called.
#[cfg(feature = "whole")]
fn seldom(index: usize) -> Command {
    seldom::PROGRAMS[index].1
}

/// Where they are left out, whoever meets one has the job done where they are.
#[cfg(not(feature = "whole"))]
fn seldom(_: usize) -> Command {
    left_out
}

/// In place of what is left out here (the feature `whole`): the job is to be done where there is everything.
pub(crate) fn left_out(shell: &mut Shell, _: &[Text]) -> Status {
    shell.world.beyond = true;
    Err(Flow::Unsupported)
}

#[cfg(all(test, feature = "whole"))]
mod tests {
    use super::*;

    #[test]
    fn programs_stand_in_order() {
        assert!(COMMON.is_sorted_by_key(|(name, _)| *name));
        assert!(SELDOM.is_sorted());
        assert_eq!(seldom::PROGRAMS.map(|(name, _)| name), SELDOM);
        assert!(COMMON.iter().all(|(name, _)| !SELDOM.contains(name)));
    }
}
