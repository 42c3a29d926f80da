//! Scripts run by the real shells, and by this crate: the same standard output, status and files.
//!
//! Each `tests/scripts/NAME.sh` was run by the shell of its first line in an empty directory, which `$work` names; what
//! came of it is `NAME.txt`. `RECORD=1 cargo test -p hotplate-agent --test scripts` runs the real shells again (it needs
//! dash as `/bin/sh`, bash, and GNU's text tools; awk was gawk, jq 1.6) and writes the records anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it cannot go on"
)]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read files and run the real shells"
)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hotplate_agent::{
    Budget, Completion, ConfigInput, DerivedConfig, Facts, FileTree, InputKind, Instance, Job, Text, run,
};

/// Where scripts run, here and there.
const WORK: &str = "/tmp/hotplate-scripts";

/// What came of a script, as it is recorded.
fn record(status: i32, stdout: &str, files: &[(String, String)]) -> String {
    let mut record = format!("status {status}\n");
    let mut section = |name: &str, text: &str| {
        writeln!(record, "{name}").unwrap();
        for line in text.split_inclusive('\n') {
            match line.strip_suffix('\n') {
                Some(line) => writeln!(record, "| {line}").unwrap(),
                None => writeln!(record, "| {line}\n(no newline)").unwrap(),
            }
        }
    };
    section("stdout", stdout);
    for (path, text) in files {
        section(&format!("file {path}"), text);
    }
    record
}

fn run_here(script: &str) -> String {
    let work = ConfigInput {
        name: "work".to_owned(),
        kind: InputKind::String,
        value: Some(WORK.into()),
        parts: Vec::new(),
    };
    let job = Job {
        config: DerivedConfig {
            name: "test".to_owned(),
            group: "script".to_owned(),
            config: script.to_owned(),
            inputs: vec![work],
            outputs: Vec::new(),
        },
        instance: Instance {
            name: "test".to_owned(),
            facts: Facts {
                hostname: "test".to_owned(),
                ipaddress: "10.0.0.1".to_owned(),
                others: Default::default(),
            },
            files: FileTree::from_iter([(format!("{WORK}/"), Text::default())]),
            failing: Default::default(),
        },
    };
    let run = run(&job, &Budget::default());
    let status = match &run.completion {
        Completion::Exited(status) => *status,
        other => return format!("{other:?}\n{}", run.stderr.as_str()),
    };
    let prefix = format!("{WORK}/");
    let files: Vec<(String, String)> = run
        .files
        .iter()
        .filter_map(|(path, text)| Some((path.strip_prefix(&prefix)?.to_owned(), text.as_str().to_owned())))
        .collect();
    let mut shown = record(status, run.stdout.as_str(), &files);
    for effect in &run.effects {
        writeln!(shown, "effect {}: {}", effect.line, effect.argv.join(" ")).unwrap();
    }
    shown
}

fn run_there(script: &Path) -> String {
    let _ = fs::remove_dir_all(WORK);
    fs::create_dir_all(WORK).unwrap();
    let first = fs::read_to_string(script).unwrap();
    let shell = if first.starts_with("#!/bin/bash") { "bash" } else { "/bin/sh" };
    let output = Command::new(shell)
        .arg(script)
        .current_dir(WORK)
        .env_clear()
        .env("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
        .env("HOME", "/root")
        .env("LC_ALL", "C.UTF-8")
        .env("work", WORK)
        .output()
        .unwrap();
    let mut files = Vec::new();
    gather(Path::new(WORK), &mut files);
    files.sort();
    record(output.status.code().unwrap_or(-1), &String::from_utf8_lossy(&output.stdout), &files)
}

/// The files below a directory; a directory that is empty counts as one.
fn gather(directory: &Path, files: &mut Vec<(String, String)>) {
    let entries: Vec<PathBuf> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    let shown = |path: &Path| path.strip_prefix(WORK).unwrap().to_string_lossy().into_owned();
    if entries.is_empty() && directory != Path::new(WORK) {
        files.push((format!("{}/", shown(directory)), String::new()));
    }
    for path in entries {
        if path.is_dir() {
            gather(&path, files);
        } else if let Ok(bytes) = fs::read(&path) {
            files.push((shown(&path), String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
}

#[test]
fn scripts_do_what_the_real_shells_do() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    let mut scripts: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    scripts.retain(|path| path.extension().is_some_and(|end| end == "sh"));
    scripts.sort();
    assert!(scripts.len() >= 84, "only {} scripts", scripts.len());
    let mut faults = String::new();
    for path in scripts {
        let recorded = path.with_extension("txt");
        if std::env::var_os("RECORD").is_some() {
            fs::write(&recorded, run_there(&path)).unwrap();
        }
        let expected = fs::read_to_string(&recorded).unwrap_or_default();
        let found = run_here(&fs::read_to_string(&path).unwrap());
        if found != expected {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            writeln!(faults, "== {name}\n-- the shell\n{expected}-- here\n{found}").unwrap();
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}
