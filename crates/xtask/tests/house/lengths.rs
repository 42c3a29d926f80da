//! Files a person can read in one sitting.

use crate::files::{is_test, texts};
use crate::none;

const LONGEST: usize = 600;

#[test]
fn no_file_is_longer_than_600_lines() {
    let faults: Vec<String> = texts(&[".rs", ".js", ".mjs", ".css", ".html"])
        .into_iter()
        .filter(|(path, _)| !is_test(path))
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    none(&faults, "split what is longer than 600 lines");
}

#[test]
fn a_lib_only_names_its_modules() {
    let mut faults = Vec::new();
    for (path, text) in texts(&["/src/lib.rs"]) {
        let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
        let code = code.join(" ");
        let items = code.split(';').map(|item| after_attributes(item.trim())).filter(|item| !item.is_empty());
        let defines = items.filter(|item| {
            !["mod ", "pub mod ", "use ", "pub use "].iter().any(|word| item.starts_with(word))
        });
        faults.extend(defines.map(|item| format!("{path}: {}", item.chars().take(60).collect::<String>())));
    }
    none(&faults, "lib.rs re-exports and defines nothing");
}

fn after_attributes(item: &str) -> &str {
    let mut rest = item;
    while let Some(attribute) = rest.strip_prefix("#![").or_else(|| rest.strip_prefix("#[")) {
        rest = attribute.split_once(']').map_or("", |(_, after)| after.trim_start());
    }
    rest
}
