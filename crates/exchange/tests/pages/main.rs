//! What the pages in `site/checks` say of the exchange is so.

#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

#[path = "../../../hot/tests/pages/page.rs"]
#[allow(dead_code, reason = "only the test of reading asks for all")]
mod page;

use std::sync::Arc;

use hotplate_exchange::{Runs, Scenario, image_findings, simulate};
use hotplate_hot::codes::{CODES, Stage};
use hotplate_hot::{Source, lower, parse};
use hotplate_plan::{Inputs, Limits, plan};
use hotplate_schema::{Catalog, IndexMap};
use page::{Example, Mark};

fn found(example: &Example) -> Vec<Mark> {
    let document = parse(&Source::new("example.yaml", &example.text)).value;
    let template = Arc::new(lower(&document).value);
    let files: IndexMap<String, Source> = IndexMap::default();
    let plan = plan(&template, &Inputs::default(), &files, &Catalog::full(), &Limits::default()).value;
    let exchange = simulate(&plan, &Scenario::default(), &Runs::default());
    let found = image_findings(&plan, &exchange);
    assert!(found.iter().all(|finding| finding.help.is_some()), "{found:?}");
    found.iter().map(|finding| page::marked(finding, &document)).collect()
}

#[test]
fn examples_of_the_exchange_are_so() {
    let codes: Vec<_> = CODES.iter().filter(|entry| entry.stage == Stage::Exchange).collect();
    assert!(!codes.is_empty());
    for entry in codes {
        let examples = page::examples(&page::text(entry.code.0));
        let [bad, good] = ["bad", "good"].map(|word| examples.iter().find(|it| it.is(word)).unwrap());
        assert!(!bad.marks.is_empty() && found(bad) == bad.marks, "{}: {:?}", entry.code, found(bad));
        assert_eq!(found(good), [], "{}", entry.code);
    }
}
