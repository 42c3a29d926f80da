//! Words that no file of the project holds. (They are put together here, so that this file does not hold them either.)

use crate::files::{paths, root, text, texts};
use crate::none;

/// What would tie the project to one place, or to one machine.
fn foreign() -> Vec<String> {
    let hosts = [
        ["crates", ".io/"],
        ["registry.", "npmjs"],
        ["py", "pi.org"],
        ["files.python", "hosted"],
        ["deb.", "debian.org"],
    ];
    let mut words: Vec<String> = hosts.iter().map(|parts| parts.concat()).collect();
    words.push(["..", "/shared"].concat());
    words.push(place());
    words
}

/// The start of this machine's path to the project that no other machine need have.
fn place() -> String {
    const ORDINARY: [&str; 8] = ["home", "root", "tmp", "usr", "opt", "srv", "var", "mnt"];
    let root = root().to_string_lossy().replace('\\', "/");
    let mut steps = root.trim_start_matches('/').split('/');
    let first = steps.next().unwrap_or_default();
    match steps.next() {
        Some(second) if ORDINARY.contains(&first) => format!("/{first}/{second}/"),
        _ => format!("/{first}/"),
    }
}

#[test]
fn no_file_names_a_registry_or_this_machine() {
    let words = foreign();
    let mut faults = Vec::new();
    // The lock file names the registry in cargo's own way; a recorded answer of Heat is not our text.
    for path in paths().into_iter().filter(|path| path != "Cargo.lock") {
        let Some(text) = text(&path) else { continue };
        for (number, line) in text.lines().enumerate() {
            let found = words.iter().filter(|word| names(line, word));
            faults.extend(found.map(|word| format!("{path}:{}: {word}", number + 1)));
        }
    }
    none(&faults, "the project stands anywhere");
}

/// Whether a line has the word, and not as the end of a longer path.
fn names(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !word.starts_with('/') || before.is_none_or(|c| !c.is_alphanumeric() && !"-_.*})]".contains(c))
    })
}

#[test]
fn a_folder_of_the_project_is_no_place_of_a_machine() {
    assert!(names("see /src/hotplate", "/src/"));
    assert!(!names("see crates/hot/src/lib.rs", "/src/"));
}

#[test]
fn no_code_writes_markup_as_text() {
    let words = [
        ["inner", "_html"].concat(),
        ["inner", "HTML"].concat(),
        ["outer", "HTML"].concat(),
        ["insertAdjacent", "HTML"].concat(),
    ];
    let mut faults = Vec::new();
    for (path, text) in texts(&[".rs", ".js", ".mjs", ".html"]) {
        let shipped = path.starts_with("crates/app/")
            || path.starts_with("crates/worker/")
            || path.starts_with("site/")
            || path == "index.html";
        let found = words.iter().filter(|word| shipped && text.contains(word.as_str()));
        faults.extend(found.map(|word| format!("{path}: {word}")));
    }
    none(&faults, "text from a template must never become markup");
}
