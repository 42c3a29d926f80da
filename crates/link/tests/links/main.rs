//! Links as others meet them: what goes in comes out, what was published opens, and what has become of a link on its
//! way is told.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod damage;
mod published;

use hotplate_link::{
    Fact, File, Fold, MOST_BYTES, MOST_FILES, Payload, Role, Supposition, TooLarge, View, decode, encode,
    leave_out, secrets,
};
use proptest::prelude::*;

const SEED: &str = include_str!("../../../../tests/suite/exchange/seed-hosts.yaml");

fn of_template(text: &str) -> Payload {
    let file = File { role: Role::Template, name: "hosts.yaml".to_owned(), text: text.to_owned() };
    Payload { files: vec![file], ..Payload::default() }
}

/// A payload in which everything is there.
fn full() -> Payload {
    let word = |word: &str| word.to_owned();
    let mut payload = of_template(SEED);
    for (role, name, text) in [
        (Role::Environment, "environment", "parameters: { flavor: compute_skylake }\n"),
        (Role::Named, "lib/é.sh", "#!/bin/sh\necho \"$1\"\r\n"),
    ] {
        payload.files.push(File { role, name: word(name), text: word(text) });
    }
    payload.parameters = vec![(word("instance_count"), word("4")), (word("reservation_id"), String::new())];
    let (instance, name, value) = (word("server_group[0]"), word("ipaddress"), word("10.0.0.9"));
    payload.facts = vec![Fact { instance, name, value }];
    for (whose, what, value) in [("server_group[1]", "delay", "90"), ("", "failing", "yum")] {
        payload.suppositions.push(Supposition { whose: word(whose), what: word(what), value: word(value) });
    }
    payload.release = Some(word("2023.1"));
    payload.view = View {
        tab: Some(word("Exchange")),
        open: Some(word("environment")),
        selected: vec![word("resource"), word("server_group"), word("0")],
        folds: vec![Fold { how: word("folded"), path: vec![word("server_group")] }],
    };
    payload
}

#[test]
fn a_template_of_a_hundred_lines_is_a_short_link() {
    assert!(SEED.lines().count() > 90);
    let link = encode(&of_template(SEED)).unwrap();
    assert!(link.len() < 550, "{} characters", link.len());
    assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"#.-_".contains(&byte)), "{link}");
}

#[test]
fn a_whole_address_opens_as_its_fragment_does() {
    let payload = full();
    let link = encode(&payload).unwrap();
    let middle = link.len() / 2;
    for address in [
        link.clone(),
        link.trim_start_matches('#').to_owned(),
        format!("https://example.org/hotplate/?a=b{link}"),
        format!(" <https://example.org/{link}>.\n"),
        format!("{}\r\n  {}", &link[..middle], &link[middle..]),
    ] {
        assert_eq!(decode(&address).as_ref(), Ok(&payload), "{address}");
    }
}

/// Text in which nothing comes again.
fn noise() -> String {
    let mut state = 1u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from((state % 0x60 + 0x20) as u8)
    };
    (0..MOST_BYTES).map(|_| next()).collect()
}

#[test]
fn what_is_too_much_is_no_link() {
    let mut many = of_template("a: b\n");
    many.files = vec![many.files[0].clone(); MOST_FILES + 1];
    assert_eq!(encode(&many), Err(TooLarge::Files));
    let noise = noise();
    assert_eq!(encode(&of_template(&noise)), Err(TooLarge::Bytes));
    assert_eq!(encode(&of_template(&noise[..MOST_BYTES / 2])), Err(TooLarge::Characters));
    assert_eq!(encode(&of_template(&"x".repeat(MOST_BYTES / 2))), Err(TooLarge::Bytes), "it would be a bomb");
    let mut wide = of_template("a: b\n");
    wide.parameters = vec![(String::new(), String::new()); 5000];
    assert_eq!(encode(&wide), Err(TooLarge::Records));
}

fn any_payload() -> impl Strategy<Value = Payload> {
    let text = || prop_oneof![".{0,12}", "(?s).{0,200}", Just(SEED.to_owned())];
    let role = prop::sample::select(vec![Role::Environment, Role::Named]);
    let file = (role, ".{0,12}", text()).prop_map(|(role, name, text)| File { role, name, text });
    let fact = (".{0,9}", ".{0,9}", ".{0,9}");
    let fact = fact.prop_map(|(instance, name, value)| Fact { instance, name, value });
    let fold = (".{0,9}", prop::collection::vec(".{0,9}", 0..3)).prop_map(|(how, path)| Fold { how, path });
    let view = (
        prop::option::of(".{0,9}"),
        prop::option::of(".{0,9}"),
        prop::collection::vec(".{0,9}", 0..4),
        prop::collection::vec(fold, 0..3),
    );
    let view = view.prop_map(|(tab, open, selected, folds)| View { tab, open, selected, folds });
    let parameters = prop::collection::vec((".{0,9}", text()), 0..4);
    let supposition = (".{0,9}", ".{0,9}", ".{0,9}");
    let supposition = supposition.prop_map(|(whose, what, value)| Supposition { whose, what, value });
    let (files, facts) = (prop::collection::vec(file, 0..4), prop::collection::vec(fact, 0..3));
    let suppositions = prop::collection::vec(supposition, 0..3);
    (text(), files, parameters, facts, suppositions, prop::option::of(".{0,9}"), view).prop_map(
        |(template, others, parameters, facts, suppositions, release, view)| {
            let mut files = of_template(&template).files;
            files.extend(others);
            Payload { files, parameters, facts, suppositions, release, view }
        },
    )
}

proptest! {
    #[test]
    fn what_goes_in_comes_out(payload in any_payload()) {
        let link = encode(&payload).unwrap();
        prop_assert_eq!(decode(&link), Ok(payload));
    }

    #[test]
    fn what_is_flagged_can_be_left_out(payload in any_payload(), key in "pass|password|a", value in "[a-z0-9$]{1,9}", end in any::<prop::sample::Index>()) {
        let mut payload = payload;
        let place = end.index(payload.files.len());
        payload.files[place].text += &format!("\nexport {key}={value}\n");
        payload.parameters.push((key.clone(), value.clone()));
        let flags = secrets(&payload, &["a".to_owned()]);
        prop_assert!(key != "a" || flags.iter().any(|flag| flag.is_hidden()));
        let clean = leave_out(payload, &flags);
        prop_assert!(clean.parameters.iter().all(|(name, _)| name != "a"));
    }
}
