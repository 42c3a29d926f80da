//! The programs that weigh much or are seldom called: what the common worker does without.

use super::{
    SELDOM, awk, base64, cat, compare, digest, facts, files, find, jq, lines, ls, process, sort, ssh_keygen,
    system, text,
};
use crate::builtins::Command;

/// The programs of [`SELDOM`], in its order.
pub(super) const PROGRAMS: [(&str, Command); SELDOM.len()] = [
    ("awk", awk::awk),
    ("base64", base64::base64),
    ("cmp", compare::diff),
    ("comm", compare::comm),
    ("diff", compare::diff),
    ("expr", text::expr),
    ("find", find::find),
    ("gawk", awk::awk),
    ("getent", facts::getent),
    ("jq", jq::jq),
    ("lsb_release", system::lsb_release),
    ("mawk", awk::awk),
    ("md5sum", digest::digest),
    ("mktemp", files::mktemp),
    ("nl", cat::nl),
    ("paste", compare::paste),
    ("rev", text::rev),
    ("seq", text::seq),
    ("sha1sum", digest::digest),
    ("sha256sum", digest::digest),
    ("sha512sum", digest::digest),
    ("sort", sort::sort),
    ("ssh-keygen", ssh_keygen::ssh_keygen),
    ("stat", ls::stat),
    ("tac", lines::tac),
    ("uniq", lines::uniq),
    ("xargs", process::xargs),
    ("yes", text::yes),
];
