//! The guide's examples are so: its templates and environments are read without complaint, its commands are understood.
//!
//! What needs more than that is tried where it is at home: drawings in the page, the samples for other repositories in
//! `tests/docs`, the lines for operators by the journeys.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hotplate_cli::arguments::Arguments;
use hotplate_hot::{Diagnostic, Severity, Source, read};
use hotplate_plan::{Inputs, Limits, NoFiles, plan, read_environment};
use hotplate_schema::Catalog;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The pages, with the README: their names and texts.
fn pages() -> Vec<(String, String)> {
    let folder = root().join("site/guide");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    files.push(root().join("README.md"));
    files.sort();
    files.into_iter().map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

/// The blocks of a page: their language and text.
fn blocks(page: &str) -> Vec<(&str, String)> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let text = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n"));
            blocks.push((language, text.collect()));
        }
    }
    blocks
}

/// Whether a line of the block, at its margin, begins with one of the words.
fn has(text: &str, sections: &[&str]) -> bool {
    text.lines().any(|line| line.split_once(':').is_some_and(|(key, _)| sections.contains(&key)))
}

/// What is found in a template that is more than a note.
fn faults(text: &str) -> Vec<Diagnostic> {
    let reading = read(&Source::new("guide.yaml", text), &Catalog::full());
    let mut found = reading.diagnostics;
    let template = Arc::clone(&reading.template);
    let planned = plan(&template, &Inputs::default(), &NoFiles, &Catalog::full(), &Limits::default());
    found.extend(planned.diagnostics);
    found.retain(|finding| finding.severity != Severity::Note);
    found
}

#[test]
fn templates_and_environments_are_read_without_complaint() {
    let (mut templates, mut environments) = (0, 0);
    for (page, text) in pages() {
        for (_, block) in blocks(&text).into_iter().filter(|(language, _)| *language == "yaml") {
            let found = if has(&block, &["resources"]) {
                templates += 1;
                // A part of a template is one of a version that has everything.
                let whole = has(&block, &["heat_template_version"]);
                let version = if whole { "" } else { "heat_template_version: 2018-08-31\n" };
                faults(&format!("{version}{block}"))
            } else if has(&block, &["parameter_defaults", "resource_registry"]) {
                environments += 1;
                read_environment(&Source::new("environment", &block)).diagnostics
            } else {
                continue;
            };
            assert!(found.is_empty(), "{page}: {found:#?}\n{block}");
        }
    }
    assert!(templates >= 4 && environments >= 1, "only {templates} templates, {environments} environments");
}

/// The words of a command, as a shell takes them apart where nothing is expanded.
fn words(command: &str) -> Vec<String> {
    command.split_whitespace().map(|word| word.trim_matches('\'').to_owned()).collect()
}

#[test]
fn commands_are_understood() {
    let mut tried = 0;
    for (page, text) in pages() {
        let inline = text.split('`').skip(1).step_by(2).map(str::to_owned);
        let lines = blocks(&text).into_iter().flat_map(|(_, block)| {
            block.lines().map(|line| line.trim_start_matches("- run: ").trim().to_owned()).collect::<Vec<_>>()
        });
        for command in inline.chain(lines) {
            let own =
                command.strip_prefix("cargo run -p hotplate-cli -- ").or(command.strip_prefix("hotplate "));
            // What stands behind `>` is the shell's, and a command alone is only named.
            let Some(own) = own.map(|own| own.split(" > ").next().unwrap_or_default()) else { continue };
            if !own.contains(' ') {
                continue;
            }
            if let Err(why) = Arguments::read(words(own).iter().map(String::as_str)) {
                panic!("{page}: `{command}`: {why}");
            }
            tried += 1;
        }
    }
    assert!(tried >= 8, "only {tried} commands");
}
