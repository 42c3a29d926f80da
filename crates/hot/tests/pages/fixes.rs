//! What a fix does to a text: it mends one thing, in the way in which the text is written, and leaves the rest alone.

use hotplate_hot::{Document, Edit, Place, Source, codes, read};
use hotplate_schema::Catalog;

use crate::page;

/// A text with edits made.
fn made(text: &str, edits: &[Edit], document: &Document) -> String {
    let mut mended = text.to_owned();
    let mut edits: Vec<Edit> = edits.iter().map(|edit| document.settle(edit)).collect();
    edits.reverse();
    for edit in edits {
        let Place::Span(span) = edit.place else { panic!("{edit:?}") };
        mended.replace_range(span.range(), &edit.text);
    }
    mended
}

/// A text after its first fix, and so on until none is offered.
fn mended(text: &str) -> String {
    let catalog = Catalog::full();
    let mut text = text.to_owned();
    for _ in 0..9 {
        let reading = read(&Source::new("t.yaml", &text), &catalog);
        let Some(fix) = reading.diagnostics.iter().find_map(|found| found.fix.as_ref()) else { return text };
        text = made(&text, &fix.edits, &reading.document);
    }
    panic!("it never ends: {text}");
}

const VERSION: &str = "heat_template_version: 2021-04-16";

#[test]
fn a_version_comes_first_in_the_document() {
    for (text, expected) in [
        ("resources: {}\n", "VERSION\n\nresources: {}\n"),
        ("# of mine\nresources: {}\n", "VERSION\n\n# of mine\nresources: {}\n"),
        ("resources: {}\r\n", "VERSION\r\n\r\nresources: {}\r\n"),
        ("\u{feff}resources: {}\n", "\u{feff}VERSION\n\nresources: {}\n"),
        ("---\n# of mine\nresources: {}\n", "---\nVERSION\n\n# of mine\nresources: {}\n"),
        ("%YAML 1.1\n--- # one\nresources: {}\n", "%YAML 1.1\n--- # one\nVERSION\n\nresources: {}\n"),
        ("{resources: {}}\n", "{VERSION, resources: {}}\n"),
        ("{}", "{VERSION}"),
        ("", "VERSION\n\n"),
    ] {
        assert_eq!(mended(text), expected.replace("VERSION", VERSION), "{text:?}");
    }
    let json = "{\"heat_template_version\": \"2021-04-16\", \"resources\": {}}";
    assert_eq!(mended("{\"resources\": {}}"), json);
}

#[test]
fn a_name_keeps_its_quotes() {
    let text = |word: &str, name: &str, of: &str| {
        format!("{VERSION}\nresources:\n  a: {{ type: {of}, properties: {{ {word}: x }} }} # {name}\n")
    };
    for quote in ["", "'", "\""] {
        let wrong =
            text(&[quote, "publc_key", quote].concat(), "1", &[quote, "OS::Nova::KeyPar", quote].concat());
        let right =
            text(&[quote, "public_key", quote].concat(), "1", &[quote, "OS::Nova::KeyPair", quote].concat());
        assert_eq!(mended(&wrong), right);
    }
}

/// A server that a deployment goes to, with these properties.
fn server(properties: &str) -> String {
    format!(
        "{VERSION}
resources:
  s:
    type: OS::Nova::Server
    properties:{properties}
  c: {{ type: OS::Heat::SoftwareConfig, properties: {{ group: script, config: echo }} }}
  d: {{ type: OS::Heat::SoftwareDeployment, properties: {{ server: {{ get_resource: s }}, config: {{ get_resource: c }} }} }}
"
    )
}

#[test]
fn no_name_is_written_twice() {
    for text in [
        "resources:\n  a: { type: OS::Nova::KeyPair, properties: { name: x, nam: y, public_key: z } }\n",
        "resources:\n  a: { type: OS::Heat::None, typ: OS::Heat::None }\n",
        "resources: {}\nresource: {}\n",
    ] {
        let text = format!("{VERSION}\n{text}");
        assert_eq!(mended(&text), text);
    }
}

#[test]
fn a_property_is_added_as_the_others_are_written() {
    let [format, transport] =
        ["user_data_format: SOFTWARE_CONFIG", "software_config_transport: POLL_SERVER_HEAT"];
    for (properties, expected) in [
        (
            "\n      # mine\n      image: i\n      flavor: f # small",
            "\n      # mine\n      FORMAT\n      TRANSPORT\n      image: i\n      flavor: f # small",
        ),
        (" { image: i, flavor: f }", " { FORMAT, TRANSPORT, image: i, flavor: f }"),
        (
            " {\n      image: i,\n      flavor: f,\n    }",
            " {\n      FORMAT, TRANSPORT, image: i,\n      flavor: f,\n    }",
        ),
        (
            "\n      user_data_format:\n      TRANSPORT\n      image: i\n      flavor: f",
            "\n      FORMAT\n      TRANSPORT\n      image: i\n      flavor: f",
        ),
    ] {
        // What is added later stands before what was added first.
        let told = |text: &str| {
            let text = text.replace("FORMAT, TRANSPORT", "TRANSPORT, FORMAT");
            let text = if properties.contains("TRANSPORT") {
                text
            } else {
                text.replace("FORMAT\n      TRANSPORT", "TRANSPORT\n      FORMAT")
            };
            server(&text.replace("FORMAT", format).replace("TRANSPORT", transport))
        };
        assert_eq!(mended(&told(properties)), told(expected));
        assert_eq!(mended(&told(properties).replace('\n', "\r\n")), told(expected).replace('\n', "\r\n"));
    }
}

#[test]
fn no_fix_breaks_the_text_or_is_needed_twice() {
    let catalog = Catalog::full();
    let mut fixed = 0;
    for code in page::codes() {
        for example in page::examples(&page::text(&code)) {
            let text = &example.text;
            let reading = read(&Source::new("t.yaml", text), &catalog);
            for found in &reading.diagnostics {
                let Some(fix) = &found.fix else { continue };
                let mended = made(text, &fix.edits, &reading.document);
                let after = read(&Source::new("t.yaml", &mended), &catalog);
                let count = |all: &[hotplate_hot::Diagnostic]| {
                    all.iter().filter(|one| one.code == found.code).count()
                };
                assert!(count(&after.diagnostics) < count(&reading.diagnostics), "{}: {mended}", found.code);
                let broken = after.diagnostics.iter().any(|one| one.code == codes::INVALID_YAML);
                assert!(!broken || found.code == codes::INVALID_YAML, "{}: {mended}", found.code);
                fixed += 1;
            }
        }
    }
    assert!(fixed > 15, "only {fixed} fixes");
}
