//! Any text as YAML, read in both ways.

#![no_main]

#[path = "../doors.rs"]
#[allow(dead_code, reason = "each target is one of the doors")]
mod doors;

libfuzzer_sys::fuzz_target!(|text: &str| doors::yaml(text));
