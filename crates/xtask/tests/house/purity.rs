//! The pure crates are under the lists of the root's clippy.toml, and none of them gets out from under it.

use crate::files::{paths, root, text, texts};
use crate::none;

const PURE: [&str; 9] = ["schema", "hot", "plan", "agent", "exchange", "figure", "link", "telling", "engine"];

/// What the pure crates may lean on outside the house, in code that is shipped.
const MAY: [&str; 14] = [
    "adler2",
    "base64ct",
    "foldhash",
    "indexmap",
    "md-5",
    "miniz_oxide",
    "petgraph",
    "postcard",
    "regex-lite",
    "serde",
    "sha1",
    "sha2",
    "smol_str",
    "unsafe-libyaml",
];

/// What clippy refuses for them.
const REFUSED: [&str; 9] = [
    "std::collections::HashMap",
    "std::collections::HashSet",
    "std::time::Instant",
    "std::time::SystemTime",
    "std::fs::File",
    "std::fs::read_to_string",
    "std::net::TcpStream",
    "std::process::Command",
    "std::env::var",
];

#[test]
fn pure_crates_stay_under_the_common_lints() {
    let lists = text("clippy.toml").unwrap();
    for path in REFUSED {
        assert!(lists.contains(&format!("path = \"{path}\"")), "clippy.toml no longer refuses `{path}`");
    }
    let tracked = paths();
    for name in PURE {
        assert!(
            !tracked.contains(&format!("crates/{name}/clippy.toml")),
            "`{name}` replaces the root's clippy.toml"
        );
        let manifest = text(&format!("crates/{name}/Cargo.toml")).unwrap();
        assert!(manifest.contains("[lints]\nworkspace = true"), "`{name}` has not the workspace's lints");
    }
}

#[test]
fn pure_crates_excuse_themselves_from_no_lint_of_purity() {
    let mut faults = Vec::new();
    for (path, text) in texts(&[".rs"]) {
        let pure = PURE.iter().any(|name| path.starts_with(&format!("crates/{name}/src/")));
        for lint in ["clippy::disallowed", "clippy::iter_over_hash_type"] {
            if pure && text.contains(lint) {
                faults.push(format!("{path} speaks of {lint}"));
            }
        }
        if pure && text.contains("unsafe_code") && path != "crates/hot/src/document/libyaml.rs" {
            faults.push(format!("{path} speaks of unsafe_code"));
        }
    }
    none(&faults, "the lists hold without exception");
}

#[test]
fn pure_crates_lean_on_few_outside_libraries() {
    let mut faults = Vec::new();
    for name in PURE {
        let manifest = std::fs::read_to_string(root().join("crates").join(name).join("Cargo.toml")).unwrap();
        let shipped =
            manifest.split("[dependencies]").nth(1).unwrap_or_default().split("\n[").next().unwrap();
        for line in shipped.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            let library = line.split(['.', ' ', '=']).next().unwrap();
            if !library.starts_with("hotplate-") && !MAY.contains(&library) {
                faults.push(format!("`{name}` leans on `{library}`"));
            }
        }
    }
    none(&faults, "every library in a pure crate is a decision: write it down here");
}
