//! Links that were published open for ever. `tests/published` holds some that each release made, beside what they say;
//! links are added there, and none is changed. Where a payload has gained something, a link from before holds none of it,
//! and what it says gains a line that says so.

#![allow(clippy::disallowed_methods, reason = "only tests read files")]

use std::fs;
use std::path::Path;

use hotplate_link::{decode, encode};

use crate::{full, of_template};

#[test]
fn what_was_published_opens() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published");
    let mut opened = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "link") {
            let payload = decode(&fs::read_to_string(&path).unwrap()).unwrap();
            let said = fs::read_to_string(path.with_extension("txt")).unwrap();
            assert_eq!(format!("{payload:#?}\n"), said, "{}", path.display());
            opened += 1;
        }
    }
    assert!(opened >= 3, "the links are there");
}

/// Writes the links that this release makes, once, before it is published.
#[test]
#[ignore = "it writes files, and is asked for by name"]
fn publish() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published");
    let cluster = include_str!("../../../../site/gallery/cluster.yaml");
    let payloads = [("full", full()), ("cluster", of_template(cluster)), ("empty", of_template(""))];
    for (name, payload) in payloads {
        let name = format!("{}-{name}", env!("CARGO_PKG_VERSION"));
        fs::write(folder.join(name.clone() + ".link"), encode(&payload).unwrap() + "\n").unwrap();
        fs::write(folder.join(name + ".txt"), format!("{payload:#?}\n")).unwrap();
    }
}
