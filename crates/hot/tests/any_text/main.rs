//! Whatever the text, reading it and asking about it ends, does not panic, and speaks of places in the text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it cannot go on"
)]

use hotplate_hot::{Document, Node, NodeKind, Place, Source, Span, complete, definition, hover, read};
use hotplate_schema::Catalog;
use proptest::prelude::*;

/// Templates that use much of the language, to be broken.
const TEMPLATES: [&str; 3] = [
    include_str!("../../../../site/gallery/hosts.yaml"),
    "\u{feff}heat_template_version: pike\n\nparameters:\n  n: { type: number, constraints: [{ range: { min: 1, max: 9 } }] }\n  \
     names: {type: comma_delimited_list, default: \"ä,b\"}\nconditions:\n  many: {not: {equals: [{get_param: n}, 1]}}\nresources:\n  \
     g: &g\n    type: OS::Heat::ResourceGroup\n    condition: many\n    properties:\n      count: {get_param: n}\n      \
     resource_def: {type: OS::Nova::Server, properties: {name: \"é-%index%\", flavor: x, networks: [{network: n}]}}\n  \
     h: {<<: *g, depends_on: [g]}\noutputs:\n  o: {value: {if: [many, {get_attr: [g, refs]}, {list_join: [\",\", {get_param: names}]}]}}\n",
    "{\"heat_template_version\": \"2015-10-15\", \"resources\": {\"c\": {\"type\": \"OS::Heat::SoftwareConfig\", \"properties\": \
     {\"group\": \"script\", \"config\": \"#!/usr/bin/python\\nprint 1\\nopen('${heat_outputs_path}.x')\", \"outputs\": [{\"name\": \"y\"}]}}}}\r\n",
];

/// Pieces that YAML and templates are made of.
const PIECES: &str = "heat_template_version: 2018-03-02\n|resources:\n|  a:\n|    type: OS::Nova::Server\n|    properties: |{ get_param: x }|\
    { get_attr: [a, b] }|- |  |: |, |{|}|[|]|\"|'|#|&a |*a|!!str |<<: |\n|\r\n|\t|\\|> \n|yes|0777|1:30|é|\u{feff}|\u{0}|\u{2028}|%|@|=|? |---\n|...\n";

fn any_text() -> impl Strategy<Value = String> {
    let pieces: Vec<&'static str> = PIECES.split('|').chain(["|", "|\n"]).collect();
    let mutated = (
        0..TEMPLATES.len(),
        proptest::collection::vec((any::<prop::sample::Index>(), 0..3u8, ".{0,3}"), 0..6),
    );
    prop_oneof![
        ".{0,200}",
        "(?s).{0,400}",
        proptest::collection::vec(prop::sample::select(pieces), 0..60).prop_map(|pieces| pieces.concat()),
        mutated.prop_map(|(template, changes)| {
            let mut chars: Vec<char> = TEMPLATES[template].chars().collect();
            for (at, kind, piece) in changes {
                if chars.is_empty() {
                    break;
                }
                let at = at.index(chars.len());
                match kind {
                    0 => chars.truncate(at),
                    1 => drop(chars.remove(at)),
                    _ => drop(chars.splice(at..at, piece.chars())),
                }
            }
            chars.into_iter().collect()
        }),
    ]
}

fn inside(span: Span, text: &str) -> bool {
    span.start <= span.end && text.get(span.range()).is_some()
}

fn all_inside(node: &Node, text: &str) -> bool {
    inside(node.span, text)
        && match &node.kind {
            NodeKind::Scalar(_) => true,
            NodeKind::Sequence(items) => items.iter().all(|item| all_inside(item, text)),
            NodeKind::Mapping(entries) => {
                entries.iter().all(|(_, key, node)| inside(*key, text) && all_inside(node, text))
            }
        }
}

fn check_text(text: &str, byte: u32, catalog: &Catalog) -> Result<(), TestCaseError> {
    let source = Source::new("any.yaml", text);
    let reading = read(&source, catalog);
    let document: &Document = &reading.document;
    prop_assert!(document.root().is_none_or(|root| all_inside(root, text)));
    let place_inside = |place: &Place| inside(document.span(place), text);
    for diagnostic in &reading.diagnostics {
        prop_assert!(diagnostic.labels.iter().all(|label| place_inside(&label.place)), "{diagnostic:?}");
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
        prop_assert!(edits.into_iter().all(|edit| place_inside(&edit.place)), "{diagnostic:?}");
    }
    let (span, _) = complete(&source, &reading, catalog, byte);
    prop_assert!(inside(span, text));
    prop_assert!(hover(&reading, catalog, byte).is_none_or(|hover| inside(hover.span, text)));
    prop_assert!(definition(&reading, byte).is_none_or(|span| inside(span, text)));
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read(text in any_text(), byte in any::<prop::sample::Index>()) {
        let byte = byte.index(text.len() + 2) as u32;
        check_text(&text, byte, &Catalog::full())?;
    }
}

#[test]
fn beginnings_of_templates_are_read() {
    let catalog = Catalog::full();
    for template in TEMPLATES {
        for (at, _) in template.char_indices().step_by(5) {
            check_text(&template[..at], at as u32, &catalog).unwrap();
        }
    }
}
