//! Links that were published open for ever. `tests/published` holds some of each release's, beside what they say;
//! links are added there, and none is changed. Where a payload has gained something, a link from before holds none of it,
//! and what it says gains a line that says so.

#![allow(clippy::disallowed_methods, reason = "only tests read files")]

use std::fs;
use std::path::Path;

use hotplate_link::{decode, encode, point, sha256};

use crate::{full, of_template};

#[test]
fn what_was_published_opens() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published");
    let mut opened = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "link") {
            let said = fs::read_to_string(path.with_extension("txt")).unwrap();
            assert_eq!(read(&fs::read_to_string(&path).unwrap()), said, "{}", path.display());
            opened += 1;
        }
    }
    assert!(opened >= 8, "the links are there");
}

/// What a link says, whichever kind it is of.
fn read(link: &str) -> String {
    match point(link) {
        Some(pointer) => format!("{:#?}\n", pointer.unwrap()),
        None => format!("{:#?}\n", decode(link).unwrap()),
    }
}

/// Writes the links that this release makes, once, before it is published.
#[test]
#[ignore = "it writes files, and is asked for by name"]
fn publish() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published");
    let cluster = include_str!("../../../../site/gallery/cluster.yaml");
    let payloads = [("full", full()), ("cluster", of_template(cluster)), ("empty", of_template(""))];
    let packed = payloads.map(|(name, payload)| (name, encode(&payload).unwrap()));
    let sum = sha256(cluster);
    let artifact = "trovi:108beeac-564f-4030-b126-ec4d903e680e@2024-05-06.1/heat/hosts.yaml";
    let named = [
        ("address", format!("#from=https://github.com/me/lab/blob/main/hosts.yaml&sha256={sum}")),
        ("artifact", format!("#from={artifact}")),
    ];
    for (name, link) in packed.into_iter().chain(named) {
        let name = format!("{}-{name}", env!("CARGO_PKG_VERSION"));
        fs::write(folder.join(name.clone() + ".link"), link.clone() + "\n").unwrap();
        fs::write(folder.join(name + ".txt"), read(&link)).unwrap();
    }
}
