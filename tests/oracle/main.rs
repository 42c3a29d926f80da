//! Asks Hotplate what the real Heat engine was asked, and compares the answers.
//!
//! The engine's answers are kept beside the requests in `*.jsonl` (see README.md). What is known to differ stands in
//! `differences.txt` with its reason; a difference that is not there fails, and so does one that is there no more.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test fails by panicking")]

mod compare;
mod differences;
mod recorded;

use std::fmt::Write;

use crate::compare::compare;
use crate::recorded::recorded;

#[test]
fn hotplate_answers_as_heat_does() {
    let cases = recorded();
    let mut known = differences::read();
    let mut report = String::new();
    let (mut agreeing, mut fields, mut differing) = (0, 0, 0);
    for case in &cases {
        let outcome = compare(case);
        fields += outcome.compared;
        differing += outcome.differences.len();
        agreeing += usize::from(outcome.differences.is_empty());
        for difference in outcome.differences {
            if !known.remove(&(case.id.clone(), difference.field.to_owned())) {
                let (heat, hotplate) = (difference.heat, difference.hotplate);
                writeln!(
                    report,
                    "{}: {}\n  Heat     {heat}\n  Hotplate {hotplate}",
                    case.id, difference.field
                )
                .unwrap();
            }
        }
    }
    println!("{agreeing} of {} cases agree, {} of {fields} answers", cases.len(), fields - differing);
    for (id, field) in known {
        writeln!(report, "{id}: {field} is listed in differences.txt and does not differ (any more)")
            .unwrap();
    }
    assert!(report.is_empty(), "\n{report}");
}
