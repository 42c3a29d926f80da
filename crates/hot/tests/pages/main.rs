//! Every code has its page, every page its code, and what the pages say of reading is so; fixes mend.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it cannot go on"
)]

mod fixes;
mod page;

use hotplate_hot::codes::{CODES, Stage};
use hotplate_hot::{Source, apply_directives, read};
use hotplate_schema::Catalog;
use page::{Example, Mark};

/// What is found in an example, as marks.
fn found(example: &Example, catalog: &Catalog) -> Vec<Mark> {
    let source = Source::new("example.yaml", &example.text);
    let mut reading = read(&source, catalog);
    apply_directives(&reading.document, &mut reading.diagnostics);
    reading.diagnostics.iter().map(|diagnostic| page::marked(diagnostic, &reading.document)).collect()
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let mut declared: Vec<String> = CODES.iter().map(|entry| entry.code.to_string()).collect();
    declared.sort();
    assert_eq!(page::codes(), declared);
}

#[test]
fn every_page_has_a_title_and_both_examples() {
    for code in page::codes() {
        let text = page::text(&code);
        assert!(text.starts_with(&format!("# {code}\n\n")), "{code}");
        let examples = page::examples(&text);
        for word in ["bad", "good"] {
            assert!(examples.iter().any(|example| example.is(word)), "{code}: {word}");
        }
    }
}

#[test]
fn examples_of_reading_are_so() {
    let catalog = Catalog::full();
    let mut wrong = Vec::new();
    for entry in CODES.iter().filter(|entry| entry.stage == Stage::Read) {
        let code = entry.code.0;
        for example in page::examples(&page::text(code)) {
            let found = found(&example, &catalog);
            let right = match example.is("good") {
                true => found.is_empty(),
                false => {
                    found.iter().any(|mark| mark.code == code)
                        && example.marks.iter().all(|mark| found.contains(mark))
                }
            };
            if !right {
                wrong.push(format!("{code} {:?}: {:?}, but found {found:?}", example.words, example.marks));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_found_says_what_to_do() {
    let catalog = Catalog::full();
    let mut silent = Vec::new();
    for code in page::codes() {
        for example in page::examples(&page::text(&code)) {
            let reading = read(&Source::new("example.yaml", &example.text), &catalog);
            silent.extend(
                reading
                    .diagnostics
                    .iter()
                    .filter(|found| found.help.is_none())
                    .map(|found| found.message.clone()),
            );
        }
    }
    assert!(silent.is_empty(), "no help with:\n{}", silent.join("\n"));
}
