//! Programs that simulated instances have: one small file each.
//!
//! A program reads standard input and files and writes standard output and files, all of it [`Text`], so that what it
//! passes on keeps its origins. Options that are not known are passed over with a remark, never silently.

mod awk;
mod cat;
mod cut;
mod facts;
mod files;
mod find;
mod grep;
mod lines;
mod options;
mod process;
mod sed;
mod sort;
mod text;
mod tr;

pub(crate) use facts::fact_value;

use crate::builtins::Command;

/// Programs by name, in order.
const TOOLS: [(&str, Command); 62] = [
    ("awk", awk::awk),
    ("basename", text::basename),
    ("bash", process::sh),
    ("cat", cat::cat),
    ("chgrp", files::chown),
    ("chmod", files::chmod),
    ("chown", files::chown),
    ("cp", files::cp),
    ("cut", cut::cut),
    ("dash", process::sh),
    ("date", process::date),
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
    ("hostname", facts::hostname),
    ("hostnamectl", facts::hostnamectl),
    ("id", process::id),
    ("ifconfig", facts::ifconfig),
    ("ip", facts::ip),
    ("ln", files::ln),
    ("ls", find::ls),
    ("mawk", awk::awk),
    ("mkdir", files::mkdir),
    ("mktemp", files::mktemp),
    ("mv", files::mv),
    ("nice", process::prefix),
    ("nohup", process::prefix),
    ("nproc", facts::nproc),
    ("printenv", process::printenv),
    ("readlink", files::readlink),
    ("realpath", files::readlink),
    ("rev", text::rev),
    ("rm", files::rm),
    ("rmdir", files::rmdir),
    ("sed", sed::sed),
    ("seq", text::seq),
    ("sh", process::sh),
    ("sleep", process::sleep),
    ("sort", sort::sort),
    ("sudo", process::prefix),
    ("sync", process::sleep),
    ("tac", lines::tac),
    ("tail", lines::tail),
    ("tee", text::tee),
    ("timeout", process::prefix),
    ("touch", files::touch),
    ("tr", tr::tr),
    ("uname", process::uname),
    ("uniq", lines::uniq),
    ("wc", text::wc),
    ("which", process::which),
    ("whoami", process::id),
    ("xargs", process::xargs),
    ("yes", text::yes),
];

/// The program of that name.
pub(crate) fn find(name: &str) -> Option<Command> {
    TOOLS.binary_search_by_key(&name, |(known, _)| known).ok().map(|index| TOOLS[index].1)
}
