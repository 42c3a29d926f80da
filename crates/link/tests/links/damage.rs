//! What becomes of links on their way, and that each is told.

use hotplate_link::{Damage, decode, encode, is_link};
use proptest::prelude::*;

use crate::{full, of_template};

fn link() -> String {
    encode(&full()).unwrap()
}

#[test]
fn a_link_that_is_cut_off_says_so() {
    let link = link();
    for end in 3..link.len() {
        assert_eq!(decode(&link[..end]), Err(Damage::Truncated), "{}", &link[..end]);
    }
    assert_eq!(decode("#v"), Err(Damage::NotALink));
}

#[test]
fn a_letter_that_changed_is_damage() {
    let link = link();
    let start = "#v1.z.".len();
    for at in start..link.len() {
        let other = if &link[at..=at] == "A" { "B" } else { "A" };
        let changed = [&link[..at], other, &link[at + 1..]].concat();
        assert_eq!(decode(&changed), Err(Damage::Changed), "{at}");
    }
}

#[test]
fn each_kind_of_damage_has_its_name() {
    let link = link();
    let data = &link["#v1.z.".len()..];
    let told = |link: String| decode(&link).unwrap_err();
    assert_eq!(told(format!("#v2.z.{data}")), Damage::Version("v2".to_owned()));
    assert_eq!(told(format!("#v1.q.{data}")), Damage::Codec("q".to_owned()));
    assert_eq!(told(format!("{link}AAAA")), Damage::Changed, "something was put behind it");
    assert_eq!(told(link.to_lowercase()), Damage::Changed);
    assert_eq!(told(link.replace('-', "+").replace('_', "/") + "+/"), Damage::Changed);
    assert_eq!(told(link.replace("A", "%41")), Damage::Changed);
    assert_eq!(told(format!("{}…{}", &link[..40], &link[60..])), Damage::Changed);
    assert_eq!(told("#v1.z.".to_owned() + &"A".repeat(1 << 20)), Damage::TooLarge);
    assert_eq!(told("#template".to_owned()), Damage::NotALink);
    assert_eq!(told("https://example.org/".to_owned()), Damage::NotALink);
    assert_eq!(told(String::new()), Damage::NotALink);
    // A payload in which no file is the template.
    let mut other = of_template("a: b\n");
    other.files.clear();
    assert_eq!(decode(&encode(&other).unwrap()), Err(Damage::Changed));
}

#[test]
fn what_means_to_be_a_link_is_known_by_its_beginning() {
    for fragment in ["#v1.z.abc", "v1.z.", "#v1", "#v27.x", "#v1.z.%41"] {
        assert!(is_link(fragment), "{fragment}");
    }
    for fragment in ["", "#", "#template", "#v", "#version.1", "#vv1.z.a", "#v1234567890.z"] {
        assert!(!is_link(fragment), "{fragment}");
    }
}

proptest! {
    #[test]
    fn any_text_is_told_from_a_link(text in prop_oneof![".{0,80}", "#v1[.]z[.][A-Za-z0-9_-]{0,400}", "(?s).{0,300}"]) {
        prop_assert!(decode(&text).is_err());
    }

    #[test]
    fn a_link_that_anything_happened_to_opens_as_it_was_or_not_at_all(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..3u8, "[A-Za-z0-9._ -]{0,4}"), 0..4)
    ) {
        let mut letters: Vec<char> = link().chars().collect();
        for (at, kind, piece) in changes {
            let at = at.index(letters.len().max(1)).min(letters.len());
            match kind {
                0 => letters.truncate(at),
                1 => drop(letters.drain(at..letters.len().min(at + piece.len()))),
                _ => drop(letters.splice(at..at, piece.chars())),
            }
        }
        let link: String = letters.into_iter().collect();
        prop_assert!(decode(&link).map_or(true, |payload| payload == full()));
    }
}
