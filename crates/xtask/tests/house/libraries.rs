//! Each outside library is known to its one file or folder, so that it can be replaced there.

use crate::files::texts;
use crate::none;

/// Where digests are computed: for templates and for scripts.
const DIGESTS: &[&str] = &["crates/agent/src/tools/digest.rs", "crates/plan/src/evaluate/digest.rs"];

/// The same, and for what links name.
const SHA2: &[&str] = &[DIGESTS[0], DIGESTS[1], "crates/link/src/digest.rs"];

/// A library as code names it, and where it may be named.
const HOMES: [(&str, &[&str]); 27] = [
    ("unsafe_libyaml", &["crates/hot/src/document/libyaml.rs"]),
    ("petgraph", &["crates/plan/src/graph.rs"]),
    ("md5", DIGESTS),
    ("sha1", DIGESTS),
    ("sha2", SHA2),
    ("regex_lite", &["crates/agent/src/regex.rs", "crates/plan/src/parameters/pattern.rs"]),
    ("postcard", &["crates/agent/src/wire.rs"]),
    ("miniz_oxide", &["crates/link/src/deflate.rs"]),
    ("base64ct", &["crates/link/src/letters.rs"]),
    ("adler2", &["crates/link/src/fragment.rs"]),
    ("gloo_net", &["crates/cloud/src/fetch.rs"]),
    ("jiff", &["crates/cloud/src/moment.rs"]),
    ("serde_yaml", &["crates/cloud/src/access/clouds.rs"]),
    ("ureq", &["crates/cli/src/relay/", "tests/testbed/native.rs"]),
    ("clap", &["crates/cli/src/"]),
    ("lsp_server", &["crates/cli/src/lsp/"]),
    ("lsp_types", &["crates/cli/src/lsp/"]),
    ("annotate_snippets", &["crates/cli/src/"]),
    ("mimalloc", &["crates/cli/src/main.rs", "crates/bench/src/main.rs"]),
    ("leptos", &["crates/app/src/signals.rs"]),
    ("web_sys", &["crates/app/src/", "crates/cloud/src/fetch.rs", "crates/worker/src/"]),
    ("js_sys", &["crates/app/src/", "crates/desk/src/main.rs", "crates/worker/src/"]),
    (
        "wasm_bindgen",
        &[
            "crates/app/src/",
            "crates/worker/src/",
            "crates/bench/src/wasm.rs",
            "crates/embed/src/main.rs",
            "crates/embed/src/played.rs",
            "crates/embed/src/staged.rs",
        ],
    ),
    ("@codemirror", &["crates/app/editor/"]),
    ("@micropython", &["crates/agent/python/build.mjs", "crates/agent/python/src/machine.js"]),
    ("playwright-core", &["tests/browser/visit.mjs"]),
    ("axe-core", &["tests/browser/axe.mjs"]),
];

#[test]
fn each_outside_library_is_known_to_its_one_place() {
    let mut faults = Vec::new();
    for (path, text) in texts(&[".rs", ".js", ".mjs"]) {
        if path.starts_with("crates/xtask/tests/house/") {
            continue;
        }
        for (library, homes) in HOMES {
            if !homes.iter().any(|home| path.starts_with(home)) && names(&text, library) {
                faults.push(format!("{path} knows `{library}`, which lives in {}", homes.join(", ")));
            }
        }
    }
    none(&faults, "one file knows each outside library");
}

/// Whether code (not a comment) has the library's name as the start of a path.
fn names(text: &str, library: &str) -> bool {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).any(|line| {
        line.match_indices(library).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            let after = &line[at + library.len()..];
            let starts = before.is_none_or(|c| !c.is_alphanumeric() && c != '_');
            let path = ["::", ";", "/"].iter().any(|end| after.starts_with(end));
            let imported = after.starts_with('"') && line.contains("import");
            starts && (path || imported)
        })
    })
}

#[test]
fn a_name_counts_only_as_the_start_of_a_path() {
    assert!(names("use petgraph::Graph;", "petgraph"));
    assert!(names("import { x } from \"@codemirror/state\";", "@codemirror"));
    assert!(names("import { chromium } from \"playwright-core\";", "playwright-core"));
    assert!(!names("join(here, \"playwright-core\")", "playwright-core"));
    assert!(!names("// petgraph::Graph", "petgraph"));
    assert!(!names("let my_petgraph::x = 1", "petgraph"));
    assert!(!names("\"petgraph orders\"", "petgraph"));
}
