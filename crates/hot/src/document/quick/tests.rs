//! Whether it tells what libyaml tells, wherever it does not give up.
#![allow(clippy::disallowed_methods, reason = "it is tried on all texts of the repository")]

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::Quick;
use crate::document::events::EventKind;
use crate::document::libyaml::Libyaml;
use crate::document::repair::Draft;
use crate::document::syntax::is_refused;

/// Whether the text is told to its end; then libyaml has to tell the same.
fn alike(text: &str) -> bool {
    let Some(text) = Draft::new(text).usual().filter(|text| !text.contains(is_refused)) else { return false };
    let mut quick = Quick::new(text);
    let mut told = Vec::new();
    while told.last().is_none_or(|event: &super::Event<'_>| event.kind != EventKind::StreamEnd) {
        let Some(event) = quick.next() else { return false };
        told.push(event);
        assert!(told.len() <= 3 * text.len() + 9, "it comes to an end: {text:?}");
    }
    let mut libyaml = Libyaml::new(text, text, 0, &[]);
    for event in told {
        assert_eq!(Ok(event), libyaml.next(), "{text:?}");
    }
    true
}

/// The texts of the tests and the site: whole files, lines of JSON, blocks of pages.
fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders =
        ["tests/oracle", "tests/suite", "tests/fuzz/corpus", "site"].map(|name| root.join(name)).to_vec();
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(text) = fs::read_to_string(&path) else { continue };
            match path.extension().and_then(|ending| ending.to_str()) {
                Some("jsonl") => texts.extend(text.lines().flat_map(quoted)),
                Some("md") => {
                    texts.extend(text.split("```").filter_map(|block| Some(block.split_once('\n')?.1.into())))
                }
                _ => texts.push(text),
            }
        }
    }
    texts
}

/// The texts in a line of JSON, as far as an escape is known here.
fn quoted(line: &str) -> Vec<String> {
    let line = line.replace("\\\\", "\u{1}").replace("\\\"", "\u{2}").replace("\\n", "\n");
    let texts = line.split('"').skip(1).step_by(2);
    texts.map(|text| text.replace('\u{1}', "\\").replace('\u{2}', "\"")).collect()
}

/// What a text may be changed by: signs that mean something somewhere.
const SIGNS: &str = " \n:-#,[]{}'\"|>\\?&!%.a0\té\u{2028}";

#[test]
fn all_texts_at_hand() {
    let texts = texts();
    let told = texts.iter().filter(|text| alike(text)).count();
    assert!(told * 100 > texts.len() * 95, "{told} of {}", texts.len());
    let usual = texts.iter().filter(|text| text.starts_with("heat_template_version"));
    let (told, all) = usual.fold((0, 0), |(told, all), text| (told + usize::from(alike(text)), all + 1));
    assert!(told * 100 > all * 90, "{told} of {all} templates");
}

/// Every beginning of a text that has something of all, and every change of one sign.
#[test]
fn all_texts_near_by() {
    assert!(alike(EVERYTHING));
    for (at, sign) in EVERYTHING.char_indices() {
        let (before, after) = (&EVERYTHING[..at], &EVERYTHING[at + sign.len_utf8()..]);
        alike(before);
        alike(&[before, after].concat());
        for other in SIGNS.chars() {
            alike(&[before, &other.to_string(), after].concat());
            alike(&[before, &other.to_string(), &EVERYTHING[at..]].concat());
        }
    }
}

/// Something of all that is told.
const EVERYTHING: &str = include_str!("../../../../../tests/fuzz/corpus/yaml/everything.yaml");

proptest! {
    #[test]
    fn any_text(text in "([ \\n:#,'\"|>a-]|\n|\n  |: |- |\\[|\\]|\\{|\\}|é|---|\\.\\.\\.|\t|\\\\|[0-9+&*!?%@]){0,30}") {
        alike(&text);
    }

    /// More often told to its end than any text.
    #[test]
    fn any_lines(lines in prop::collection::vec("( {0,4})(- )?([a-c]: )?(a|'b'|\"c\"|\\[a, b\\]|\\{a: b\\}|\\|2?|>[+-]?|- |)( #)?", 0..8)) {
        alike(&lines.join("\n"));
    }
}
