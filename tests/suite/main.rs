//! Cases that are data: a template in a folder says by the folder's name what is expected of it.
//!
//! - `ok/`: nothing is wrong with it, and the testbed takes it.
//! - `err/`: comments in it name every error, with its place (see `annotations`).
//! - `plan/` and `exchange/`: beside it stands what `hotplate plan` or `hotplate exchange` says of it.
//!
//! - `python/`: beside a script stands what the real Python made of it, recorded by `record.py`.
//!
//! A case is added by adding files; `UPDATE_EXPECT=1` writes what is said beside a new template. The comment
//! `# param: key=value` gives a parameter its value, `# environment: file.yaml` adds an environment, and
//! `# suppose: --fail 1` says what the command line would of the instances.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test fails by panicking")]

mod annotations;
mod cases;
mod python;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use expect_test::{expect, expect_file};
use hotplate_cli::arguments::View;
use hotplate_cli::check::has_errors;
use hotplate_cli::{draw, exchange, plan};
use hotplate_exchange::{Scenario, resolved_template};
use hotplate_link::{File, Payload, Role, secrets};

use crate::annotations::{annotated, found};
use crate::cases::{cases, gallery, loaded, sample, supposed};

#[test]
fn sound_templates_have_no_errors() {
    check_all("ok", |path| {
        let loaded = loaded(path);
        let refused = loaded.diagnostics.iter().find(|found| found.refusal.is_some());
        match refused {
            Some(refused) => Err(format!("it would be refused: {}", refused.message)),
            None if has_errors(&loaded) => {
                Err(found(&loaded, "error").into_iter().collect::<Vec<_>>().join("\n"))
            }
            None => Ok(()),
        }
    });
}

#[test]
fn broken_templates_say_what_is_wrong_and_where() {
    check_all("err", |path| {
        let expected = annotated(path);
        let loaded = loaded(path);
        let mut wrong = Vec::new();
        assert!(!expected.is_empty(), "{} names nothing that is wrong", path.display());
        for severity in ["error", "warning", "note"] {
            let found = found(&loaded, severity);
            let expected: BTreeSet<_> =
                expected.iter().filter(|line| line.starts_with(severity)).cloned().collect();
            wrong.extend(
                found
                    .iter()
                    .filter(|_| severity == "error")
                    .filter(|it| !expected.contains(*it))
                    .map(|it| format!("found    {it}")),
            );
            wrong.extend(expected.difference(&found).map(|it| format!("expected {it}")));
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
    });
}

#[test]
fn plans_are_as_they_were() {
    check_snapshots("plan", |path| plan::human(&loaded(path)));
}

#[test]
fn exchanges_are_as_they_were() {
    check_snapshots("exchange", |path| {
        let (loaded, scenario) = supposed(path);
        exchange::human(&loaded, &exchange::play(&loaded, &scenario))
    });
}

/// What documentation pages hold is what the journeys through such a page were walked with.
#[test]
fn a_template_is_written_for_a_page_as_it_was() {
    let written = tempfile::tempdir().unwrap();
    for view in [View::Graph, View::Exchange] {
        draw::write_page(&sample(3), "hosts", view, written.path(), "figures/")
            .unwrap_or_else(|fault| panic!("{fault:?}"));
    }
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser/fixtures/docs/figures");
    for name in ["hosts.html", "hosts.svg", "hosts.css", "hosts.exchange.html", "hosts.exchange.css"] {
        expect_file![kept.join(name)].assert_eq(&std::fs::read_to_string(written.path().join(name)).unwrap());
    }
}

/// What is wrong with a template stands before what would come of it.
#[test]
fn an_exchange_in_a_page_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wrong.yaml");
    let hosts = include_str!("../../site/gallery/hosts.yaml");
    std::fs::write(&path, hosts.replace("user_data_format:", "user_data_formatt:")).unwrap();
    draw::write_page(&loaded(&path), "wrong", View::Exchange, folder.path(), "")
        .unwrap_or_else(|fault| panic!("{fault:?}"));
    let html = std::fs::read_to_string(folder.path().join("wrong.exchange.html")).unwrap();
    let told =
        html.lines().filter(|line| line.starts_with("<p class=")).take(3).collect::<Vec<_>>().join("\n");
    expect![[r#"
        <p class="hot-plate-bad"><span aria-hidden="true">✕ </span>Line 25: the deployment <code>export_hosts_sdg</code> never reaches this server: it carries no agent configuration.</p>
        <p class="hot-plate-bad"><span aria-hidden="true">✕ </span>Line 34: <code>OS::Nova::Server</code> has no property <code>user_data_formatt</code>.</p>
        <p class="hot-plate-fate hot-plate-good"><span aria-hidden="true">✓ </span>Apart from that, played on 3 simulated instances: the stack is CREATE_COMPLETE after 6:03.</p>"#]].assert_eq(&told);
}

/// The gallery's templates are played too: what `hotplate exchange` says of each stands in `exchange/gallery`.
#[test]
fn the_gallery_is_as_it_was() {
    for path in gallery() {
        let loaded = loaded(&path);
        let name = path.with_extension("txt").file_name().unwrap().to_owned();
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/exchange/gallery").join(name);
        let said = exchange::human(&loaded, &exchange::play(&loaded, &Scenario::default()));
        expect_file![golden].assert_eq(&anstream::adapter::strip_str(&said).to_string());
    }
}

/// Nothing in the gallery looks like a secret: a browser keeps it whole, and links hold all of it.
#[test]
fn nothing_of_the_gallery_is_taken_for_a_secret() {
    for path in gallery() {
        let (name, text) = (path.display().to_string(), std::fs::read_to_string(&path).unwrap());
        let files = vec![File { role: Role::Template, name, text }];
        assert_eq!(secrets(&Payload { files, ..Payload::default() }, &[]), []);
    }
}

/// What Heat would resolve of a template is a template that comes to the same, and there is nothing left to resolve in it.
#[test]
fn a_resolved_template_comes_to_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let again = folder.path().join("again.yaml");
    let mut compared = 0;
    for path in gallery().into_iter().chain(cases("ok")).chain(cases("plan")).chain(cases("exchange")) {
        let first = loaded(&path);
        let text = resolved_template(&first.plan);
        let said = std::fs::read_to_string(&path).unwrap();
        let is_alone =
            ["# environment: ", "get_file", ".yaml", "hidden: true"].iter().all(|word| !said.contains(word));
        if !is_alone || has_errors(&first) || !text.contains("heat_template_version:") {
            continue;
        }
        std::fs::write(&again, &text).unwrap();
        let second = loaded(&again);
        assert_eq!(resolved_template(&second.plan), text, "{}", path.display());
        for resource in first.plan.stack.top().filter(|resource| resource.enabled == Some(true)) {
            let other = second.plan.stack.find(&resource.path).map(|other| &other.properties);
            assert_eq!(other, Some(&resource.properties), "{}: {}\n{text}", path.display(), resource.path);
        }
        compared += 1;
    }
    assert!(compared > 20, "{compared}");
}

/// Checks every case of a folder and tells of all that fail.
fn check_all(folder: &str, check: impl Fn(&Path) -> Result<(), String>) {
    let failed = cases(folder).into_iter().filter_map(|path| {
        let why = check(&path).err()?;
        Some(format!("{}\n{why}\n", path.display()))
    });
    let failed: Vec<_> = failed.collect();
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

/// Compares what is said of every case of a folder with the `.txt` beside it.
fn check_snapshots(folder: &str, say: impl Fn(&Path) -> String) {
    for path in cases(folder) {
        let beside: PathBuf = path.with_extension("txt");
        expect_file![beside].assert_eq(&anstream::adapter::strip_str(&say(&path)).to_string());
    }
}

/// The promise of the project's own sample: however many instances there are, each has the line of each, once.
#[test]
fn every_instance_learns_every_line_once() {
    for count in [1, 2, 3, 100] {
        let loaded = sample(count);
        let played = exchange::play(&loaded, &Scenario::default());
        assert_eq!(played.instances.len(), count);
        assert_eq!(played.knowledge.pairs(), (count * count, count * count));
        let facts = played.instances.iter().map(|instance| &instance.facts);
        let lines: String = facts.map(|facts| format!("{} {}\n", facts.ipaddress, facts.hostname)).collect();
        for instance in &played.instances {
            assert_eq!(instance.after["/etc/hosts"].as_str(), format!("127.0.0.1 localhost\n{lines}"));
        }
    }
}
