//! Programs that simulated instances have: one small file each.
//!
//! A program reads standard input and files and writes standard output and files, all of it [`Text`], so that what it
//! passes on keeps its origins. Options that are not known are passed over with a remark, never silently.

mod cat;
mod facts;
mod options;
mod sed;
mod tr;

pub(crate) use facts::fact_value;

use crate::builtins::Command;

/// Programs by name, in order.
const TOOLS: [(&str, Command); 5] = [
    ("cat", cat::cat),
    ("facter", facts::facter),
    ("hostname", facts::hostname),
    ("sed", sed::sed),
    ("tr", tr::tr),
];

/// The program of that name.
pub(crate) fn find(name: &str) -> Option<Command> {
    TOOLS.binary_search_by_key(&name, |(known, _)| known).ok().map(|index| TOOLS[index].1)
}
