//! Whether it tells what libyaml tells, wherever it does not give up. `tests/doors` compares what comes of all texts at hand.

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

/// What a text may be changed by: signs that mean something somewhere.
const SIGNS: &str = " \n:-#,[]{}'\"|>\\?&*!%.a0\té\u{2028}";

/// The sample that opens with the page.
const HOSTS: &str = include_str!("../../../../../site/gallery/hosts.yaml");

/// Every beginning of a text that has something of all, and every change of one sign.
#[test]
fn all_texts_near_by() {
    assert!(alike(EVERYTHING) && alike(HOSTS));
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
    fn any_text(text in "([ \\n:#,'\"|>a-]|\n|\n  |: |- |\\[|\\]|\\{|\\}|é|&a|\\*a|---|\\.\\.\\.|\t|\\\\|[0-9+&*!?%@]){0,30}") {
        alike(&text);
    }

    /// More often told to its end than any text.
    #[test]
    fn any_lines(lines in prop::collection::vec("( {0,4})(- )?([a-c]: )?(&a ?)?(a|\\*a|'b'|\"c\"|\\[a, b\\]|\\{a: b\\}|\\|2?|>[+-]?|- |)( #)?", 0..8)) {
        alike(&lines.join("\n"));
    }
}
