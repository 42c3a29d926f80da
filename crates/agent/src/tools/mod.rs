//! Programs that simulated instances have: one small file each.
//!
//! A program reads standard input and files and writes standard output and files, all of it [`Text`], so that what it
//! passes on keeps its origins. Options that are not known are passed over with a remark, never silently.

#[cfg(feature = "whole")]
mod awk;
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
#[cfg(not(feature = "whole"))]
mod left_out;
mod lines;
mod ls;
mod metadata;
mod options;
mod process;
mod sed;
mod sort;
#[cfg(feature = "whole")]
mod ssh_keygen;
mod system;
mod text;
mod tr;

pub(crate) use facts::fact_value;
pub(crate) use json::{Json, Layout, Reader};
#[cfg(not(feature = "whole"))]
use left_out::{self as awk, self as compare, self as digest, self as find, self as jq, self as ssh_keygen};
pub(crate) use process::moment;
pub(crate) use system::put_files;

use crate::builtins::Command;

/// Programs by name, in order.
const TOOLS: [(&str, Command); 80] = [
    ("awk", awk::awk),
    ("base64", base64::base64),
    ("basename", text::basename),
    ("bash", process::sh),
    ("cat", cat::cat),
    ("chgrp", files::chown),
    ("chmod", files::chmod),
    ("chown", files::chown),
    ("cmp", compare::diff),
    ("comm", compare::comm),
    ("cp", files::cp),
    ("curl", metadata::fetch),
    ("cut", cut::cut),
    ("dash", process::sh),
    ("date", process::date),
    ("diff", compare::diff),
    ("dirname", text::dirname),
    ("egrep", grep::grep),
    ("env", process::env),
    ("expr", text::expr),
    ("facter", facts::facter),
    ("fgrep", grep::grep),
    ("find", find::find),
    ("gawk", awk::awk),
    ("getent", facts::getent),
    ("grep", grep::grep),
    ("head", lines::head),
    ("heat-config-notify", facts::notify),
    ("hostname", facts::hostname),
    ("hostnamectl", facts::hostnamectl),
    ("id", process::id),
    ("ifconfig", facts::ifconfig),
    ("install", files::install),
    ("ip", facts::ip),
    ("jq", jq::jq),
    ("ln", files::ln),
    ("ls", ls::ls),
    ("lsb_release", system::lsb_release),
    ("mawk", awk::awk),
    ("md5sum", digest::digest),
    ("mkdir", files::mkdir),
    ("mktemp", files::mktemp),
    ("mv", files::mv),
    ("nice", process::prefix),
    ("nl", cat::nl),
    ("nohup", process::prefix),
    ("nproc", facts::nproc),
    ("paste", compare::paste),
    ("printenv", process::printenv),
    ("readlink", files::readlink),
    ("realpath", files::readlink),
    ("rev", text::rev),
    ("rm", files::rm),
    ("rmdir", files::rmdir),
    ("sed", sed::sed),
    ("seq", text::seq),
    ("sh", process::sh),
    ("sha1sum", digest::digest),
    ("sha256sum", digest::digest),
    ("sha512sum", digest::digest),
    ("sleep", process::sleep),
    ("sort", sort::sort),
    ("ssh-keygen", ssh_keygen::ssh_keygen),
    ("stat", ls::stat),
    ("sudo", process::prefix),
    ("sync", process::sleep),
    ("tac", lines::tac),
    ("tail", lines::tail),
    ("tee", text::tee),
    ("timeout", process::prefix),
    ("touch", files::touch),
    ("tr", tr::tr),
    ("uname", system::uname),
    ("uniq", lines::uniq),
    ("wc", text::wc),
    ("wget", metadata::fetch),
    ("which", process::which),
    ("whoami", process::id),
    ("xargs", process::xargs),
    ("yes", text::yes),
];

/// Directories in which programs are.
const BIN: [&str; 6] = ["/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/", "/usr/local/bin/", "/usr/local/sbin/"];

/// A program's name without one of the directories that programs are in.
pub(crate) fn plain_name(name: &str) -> &str {
    BIN.iter().find_map(|bin| name.strip_prefix(bin)).unwrap_or(name)
}

/// The program of that name.
pub(crate) fn find(name: &str) -> Option<Command> {
    TOOLS.binary_search_by_key(&name, |(known, _)| known).ok().map(|index| TOOLS[index].1)
}
