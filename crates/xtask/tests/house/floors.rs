//! Crates lean only on crates below them, as crates/README.md draws it.

use std::process::Command;

use serde_json::Value;

use crate::files::root;
use crate::none;

/// A crate, its floor, and the crates of the house that it may know.
struct Room(&'static str, u8, &'static [&'static str]);

const ROOMS: [Room; 19] = [
    Room("cloud", 1, &[]),
    Room("host", 1, &[]),
    Room("schema", 2, &[]),
    Room("hot", 3, &["schema"]),
    Room("plan", 4, &["hot", "schema"]),
    Room("agent", 4, &["schema"]),
    Room("link", 4, &["hot", "schema"]),
    Room("exchange", 5, &["agent", "hot", "plan", "schema"]),
    Room("figure", 6, &["exchange", "hot", "plan", "schema"]),
    Room("telling", 6, &["agent", "exchange", "hot", "plan", "schema"]),
    Room("worker", 6, &["agent", "schema"]),
    Room("desk", 7, &["agent", "cloud", "hot", "link", "worker"]),
    Room("engine", 7, &["agent", "exchange", "figure", "hot", "link", "plan", "schema", "worker"]),
    Room(
        "app",
        8,
        &[
            "agent", "desk", "engine", "exchange", "figure", "hot", "link", "plan", "schema", "telling",
            "worker",
        ],
    ),
    Room("embed", 7, &["agent", "exchange", "figure", "hot", "plan", "schema", "telling", "worker"]),
    Room(
        "cli",
        8,
        &["agent", "cloud", "embed", "exchange", "figure", "host", "hot", "link", "plan", "schema"],
    ),
    Room("bench", 8, &["agent", "exchange", "figure", "hot", "plan", "schema"]),
    Room(
        "tests",
        9,
        &["agent", "cli", "cloud", "desk", "exchange", "figure", "host", "hot", "link", "plan", "schema"],
    ),
    Room("xtask", 8, &["host"]),
];

/// Each crate's name without the prefix, and the crates of the house that it names as dependencies of any kind.
fn crates() -> Vec<(String, Vec<String>)> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let short =
        |package: &Value| package["name"].as_str().unwrap().strip_prefix("hotplate-").map(str::to_owned);
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| {
            let leans_on = package["dependencies"].as_array().unwrap().iter().filter_map(short).collect();
            (short(package).expect("every crate's name starts with `hotplate-`"), leans_on)
        })
        .collect()
}

#[test]
fn crates_lean_only_on_what_the_house_draws() {
    let mut faults = Vec::new();
    for (name, leans_on) in crates() {
        let Some(Room(_, _, may)) = ROOMS.iter().find(|Room(room, ..)| *room == name) else {
            faults.push(format!(
                "`{name}` has no place in the house: give it one here and in crates/README.md"
            ));
            continue;
        };
        let stray = leans_on.iter().filter(|other| !may.contains(&other.as_str()));
        faults.extend(stray.map(|other| format!("`{name}` leans on `{other}`")));
    }
    none(&faults, "crates depend only as drawn");
}

#[test]
fn the_drawing_points_only_downward() {
    let floor =
        |name: &str| ROOMS.iter().find(|Room(room, ..)| *room == name).map(|Room(_, floor, _)| *floor);
    for Room(name, own, may) in &ROOMS {
        for other in *may {
            assert!(floor(other).is_some_and(|below| below < *own), "`{name}` may not lean on `{other}`");
        }
    }
}
