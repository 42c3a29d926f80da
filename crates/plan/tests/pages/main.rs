//! What the pages in `site/checks` say of planning is so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it cannot go on"
)]

#[path = "../../../hot/tests/pages/page.rs"]
#[allow(dead_code, reason = "only the test of reading asks for all")]
mod page;

use std::sync::Arc;

use hotplate_hot::codes::{CODES, Stage};
use hotplate_hot::{Diagnostic, Document, Source, lower, parse};
use hotplate_plan::{Inputs, Limits, Precedence, plan, read_environment};
use hotplate_schema::{Catalog, IndexMap};
use page::{Example, Mark};

fn marks(diagnostics: &[Diagnostic], document: &Document) -> Vec<Mark> {
    diagnostics.iter().map(|diagnostic| page::marked(diagnostic, document)).collect()
}

/// What is found in an example, with the environments and files that go with it.
fn found(example: &Example, beside: &[&Example]) -> Vec<Mark> {
    let source = Source::new("example.yaml", &example.text);
    let document = parse(&source).value;
    marks(&diagnostics(example, &source, &document, beside), &document)
}

fn diagnostics(
    example: &Example,
    source: &Source,
    document: &Document,
    beside: &[&Example],
) -> Vec<Diagnostic> {
    if example.is("environment") {
        return read_environment(source).diagnostics;
    }
    let template = lower(document).value;
    let environments = beside.iter().filter(|example| example.is("environment"));
    let environments =
        environments.map(|example| read_environment(&Source::new("environment", &example.text)).value);
    let file = |example: &&Example| {
        let name = example.words.iter().find_map(|word| word.strip_prefix("file="))?;
        Some((name.to_owned(), Source::new(name, &example.text)))
    };
    let files: IndexMap<String, Source> = beside.iter().filter_map(file).collect();
    let inputs = Inputs {
        stack_name: "stack".to_owned(),
        environments: environments.collect(),
        precedence: Precedence::Environment,
        ..Inputs::default()
    };
    plan(&Arc::new(template), &inputs, &files, &Catalog::full(), &Limits::default()).diagnostics
}

#[test]
fn examples_of_planning_are_so() {
    let mut wrong = Vec::new();
    for entry in CODES.iter().filter(|entry| entry.stage == Stage::Plan) {
        let code = entry.code.0;
        let examples = page::examples(&page::text(code));
        for word in ["bad", "good"] {
            let both: Vec<&Example> = examples.iter().filter(|example| example.is(word)).collect();
            let found = found(both[0], &both[1..]);
            let right = match word {
                "good" => found.is_empty(),
                _ => {
                    found.iter().any(|mark| mark.code == code)
                        && both[0].marks.iter().all(|mark| found.contains(mark))
                }
            };
            if !right {
                wrong.push(format!("{code} {word}: {:?}, but found {found:?}", both[0].marks));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_found_says_what_to_do() {
    let mut silent = Vec::new();
    for entry in CODES {
        let examples = page::examples(&page::text(entry.code.0));
        let bad: Vec<&Example> = examples.iter().filter(|example| example.is("bad")).collect();
        let source = Source::new("example.yaml", &bad[0].text);
        let found = diagnostics(bad[0], &source, &parse(&source).value, &bad[1..]);
        silent.extend(found.into_iter().filter(|found| found.help.is_none()).map(|found| found.message));
    }
    assert!(silent.is_empty(), "no help with:\n{}", silent.join("\n"));
}
