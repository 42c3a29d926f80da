//! Holds the house that crates/README.md draws: what the compiler cannot guard is guarded here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod catalog;
mod files;
mod floors;
mod lengths;
mod libraries;
mod links;
mod page;
mod pins;
mod purity;
mod words;

/// Fails with every fault at once, one a line.
#[track_caller]
fn none(faults: &[String], rule: &str) {
    assert!(faults.is_empty(), "{rule}\n  {}", faults.join("\n  "));
}
