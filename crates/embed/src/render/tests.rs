use proptest::prelude::*;
use roxmltree::Document;

use super::*;

const GROUP: &str = "\
heat_template_version: 2018-08-31
resources:
  nodes:
    type: OS::Heat::ResourceGroup
    properties: { count: 2, resource_def: { type: OS::Heat::RandomString } }
";

fn texts(svg: &str) -> Vec<String> {
    let document = Document::parse(svg).expect("drawings are XML");
    let nodes = document.descendants().filter(|node| node.has_tag_name("text"));
    nodes.filter_map(|node| node.text().map(str::to_owned)).collect()
}

#[test]
fn groups_open_or_fold_as_asked() {
    let open = texts(&render(GROUP, &Options::default()));
    let folded = texts(&render(GROUP, &Options { folded: true, ..Options::default() }));
    let member = |texts: &[String]| texts.iter().filter(|text| text.starts_with('[')).count();
    assert_eq!((member(&open), member(&folded)), (2, 0), "{open:?} {folded:?}");
    assert!(folded.iter().any(|text| text.contains("nodes")), "{folded:?}");
}

#[test]
fn the_style_sheet_leaves_no_colour_to_the_page() {
    let sheet = style_sheet(":host");
    let used = sheet.match_indices("var(").map(|(at, _)| sheet[at + 4..].split(')').next().unwrap());
    for name in used {
        assert!(sheet.contains(&format!("{name}:light-dark(")), "{name} has no colours");
    }
    assert!(sheet.starts_with(":host{--"));
}

proptest! {
    #[test]
    fn any_text_gives_a_drawing_without_anything_that_acts(text in "(?s).{0,200}|(heat_template_version: 2018-08-31\nresources:\n  [\"<&a-z]{1,9}: .{0,40})") {
        let svg = render(&text, &Options::default());
        let document = Document::parse(&svg).unwrap();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            prop_assert!(["svg", "title", "desc", "style", "g", "rect", "text", "path"].contains(&name), "{name}");
            for attribute in node.attributes() {
                prop_assert!(!attribute.name().starts_with("on") && attribute.name() != "href");
            }
        }
    }
}
