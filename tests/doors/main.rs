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
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = ["oracle", "suite", "../site"].map(|name| root.join(name)).to_vec();
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension().and_then(|ending| ending.to_str()) {
                None if path.is_dir() => folders.push(path),
                Some("yaml") => doors::yaml(&fs::read_to_string(&path).unwrap()),
                Some("jsonl") => read += requests(&fs::read_to_string(&path).unwrap()),
                _ => {}
            }
        }
    }
    assert!(read > 1000, "{read} recorded templates");
}

/// Reads the templates of recorded requests; how many there are.
fn requests(lines: &str) -> usize {
    let requests = lines.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let templates = requests.filter_map(|request| Some(request["template_text"].as_str()?.to_owned()));
    templates.map(|template| doors::yaml(&template)).count()
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
