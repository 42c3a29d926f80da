//! Every text of the fuzzer's corpus, and every beginning of it, goes through its door (see tests/fuzz).

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../fuzz/doors.rs"]
mod doors;

use std::fs;
use std::path::Path;

/// Beginnings of a text that are tried at most.
const BEGINNINGS: usize = 30;

fn send(door: &str, through: fn(&str)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(door);
    let mut sent = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        through(&text);
        let step = text.len() / BEGINNINGS + 1;
        for end in (0..text.len()).step_by(step).filter(|end| text.is_char_boundary(*end)) {
            through(&text[..end]);
        }
        sent += 1;
    }
    assert!(sent > 0, "there are texts for {door}");
}

#[test]
fn templates() {
    send("template", doors::template);
}

#[test]
fn yaml() {
    send("yaml", doors::yaml);
    send("template", doors::yaml);
}

#[test]
fn environments() {
    send("environment", doors::environment);
}

#[test]
fn answers() {
    send("answer", doors::answer);
}

#[test]
fn links() {
    send("link", doors::link);
}
