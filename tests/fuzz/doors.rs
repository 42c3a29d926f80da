//! What is done with a text of which nothing is known: all that a page or a terminal would do with it. Nothing may
//! panic, hang or grow without bound.

use std::sync::Arc;

use hotplate_figure::PlanOptions;
use hotplate_hot::{Diagnostic, Node, NodeKind, Source, Span, codes, parse, read};
use hotplate_link::{decode, encode, leave_out, point, seal, secrets};
use hotplate_plan::{AsPreviewed, Inputs, Limits, NoFiles, plan, read_environment};
use hotplate_schema::Catalog;

/// Reads, plans, evaluates and draws a template.
pub(crate) fn template(text: &str) {
    use_template(text, Inputs::default());
}

/// Reads an environment, and plans a template with it.
pub(crate) fn environment(text: &str) {
    let environment = read_environment(&Source::new("environment", text)).value;
    let inputs = Inputs { environments: vec![environment.clone(), environment], ..Inputs::default() };
    use_template(TEMPLATE, inputs);
}

/// Answers a line. What would read files from the disk is left alone.
pub(crate) fn answer(line: &str) {
    if line.trim_start().starts_with('{') && !line.contains("\"template\"") && !line.contains("\"env\"") {
        hotplate_cli::answer(line);
    }
}

/// Opens a link, looks for secrets in it and makes a link of it again. The text is tried as packed bytes too, with a
/// length and a checksum that are right, so that the unpacker gets its share.
pub(crate) fn link(text: &str) {
    if let Some(Ok(pointer)) = point(text) {
        assert!(pointer.address.contains(&pointer.path), "what is shown is what is asked");
        assert_eq!(
            point(&pointer.address).map(|again| again.map(|again| again.host)),
            Some(Ok(pointer.host))
        );
    }
    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
    for link in [text.to_owned(), seal(&bytes)] {
        let Ok(payload) = decode(&link) else { continue };
        let clean = leave_out(payload.clone(), &secrets(&payload, &["a".to_owned()]));
        for payload in [payload, clean] {
            if let Ok(again) = encode(&payload) {
                assert_eq!(decode(&again), Ok(payload));
            }
        }
    }
}

/// Reads a text as it is and behind a byte order mark, which leaves it to libyaml: the same has to come of both. A broken
/// text is left to libyaml both times.
pub(crate) fn yaml(text: &str) {
    let text = text.trim_start_matches(MARK);
    let marked = format!("{MARK}{text}");
    let [own, libyaml] = [text, &marked].map(|text| parse(&Source::new("text", text)));
    let broken = |found: &[Diagnostic]| found.iter().any(|found| found.code == codes::INVALID_YAML);
    assert_eq!(broken(&own.diagnostics), broken(&libyaml.diagnostics));
    if broken(&own.diagnostics) {
        return;
    }
    let said = |found: &[Diagnostic]| -> Vec<_> {
        found.iter().map(|found| (found.code, found.message.clone())).collect()
    };
    assert_eq!(said(&own.diagnostics), said(&libyaml.diagnostics));
    let root = libyaml.value.root().map(|root| before_mark(root));
    // As text, because not-a-number is no other's equal.
    assert_eq!(format!("{:?}", own.value.root()), format!("{root:?}"));
}

const MARK: char = '\u{feff}';

/// A node that stands as many bytes further to the front as the mark has.
fn before_mark(node: &Node) -> Arc<Node> {
    let moved = |span: Span| {
        let [start, end] = [span.start, span.end].map(|at| at.saturating_sub(MARK.len_utf8() as u32));
        Span { start, end }
    };
    let kind = match &node.kind {
        NodeKind::Scalar(value) => NodeKind::Scalar(value.clone()),
        NodeKind::Sequence(items) => NodeKind::Sequence(items.iter().map(|item| before_mark(item)).collect()),
        NodeKind::Mapping(entries) => {
            let entries = entries.iter().map(|(key, at, node)| (key.clone(), moved(*at), before_mark(node)));
            NodeKind::Mapping(entries.collect())
        }
    };
    Arc::new(Node { span: moved(node.span), kind })
}

fn use_template(text: &str, inputs: Inputs) {
    let catalog = Catalog::core();
    let reading = read(&Source::new("template", text), &catalog);
    let limits = Limits { made: 1 << 20, members: 500, ..Limits::default() };
    let plan = plan(&reading.template, &inputs, &NoFiles, &catalog, &limits).value;
    for resource in plan.stack.iter() {
        plan.properties(resource.id, &AsPreviewed);
    }
    for name in plan.outputs.keys() {
        plan.output(name, &AsPreviewed);
    }
    hotplate_figure::plan(&plan, &PlanOptions::default());
}

const TEMPLATE: &str = "heat_template_version: 2018-08-31
parameters: { a: { type: string, default: x }, b: { type: number }, c: { type: json }, d: { type: comma_delimited_list } }
resources:
  r: { type: A::B, properties: { x: { get_param: a } } }
  s: { type: 'OS::Heat::ResourceGroup', properties: { count: { get_param: b }, resource_def: { type: A::C } } }
";
