//! A template on the disk becomes a link, and a link files again: only inside the folder, only what is meant.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};

use hotplate_cli::arguments::{Draw, Format, Given, Link, Supposed, Theme, View};
use hotplate_cli::draw::drawing;
use hotplate_cli::link::{Made, link};
use hotplate_cli::load::load;
use hotplate_cli::open::open;
use hotplate_link::{File, Payload, Role, decode, encode, sha256};

const TEMPLATE: &str = "heat_template_version: 2018-08-31
parameters:
  size: { type: number }
  key: { type: string, hidden: true }
resources:
  a: { type: lib/node.yaml, properties: { size: { get_param: size } } }
  b: { type: OS::Heat::Value, properties: { value: { get_file: ../outside.txt } } }
  c: { type: OS::Heat::SoftwareConfig, properties: { config: \"export DB_PASSWORD=s3cr3t\" } }
";
const NODE: &str =
    "heat_template_version: 2018-08-31\nparameters: { size: { type: number } }\nresources: {}\n";

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A template on the disk with parameters, an environment and files.
fn given(name: &str) -> Given {
    let folder = folder(name).join("stack");
    fs::create_dir_all(folder.join("lib")).unwrap();
    fs::write(folder.join("main.yaml"), TEMPLATE).unwrap();
    fs::write(folder.join("lib/node.yaml"), NODE).unwrap();
    fs::write(folder.join("env.yaml"), "parameters: { key: hunter2 }\n").unwrap();
    fs::write(folder.join("../outside.txt"), "not for others").unwrap();
    let parameters = [("size", "3"), ("key", "hunter3")];
    Given {
        template: folder.join("main.yaml"),
        parameters: parameters.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
        environments: vec![folder.join("env.yaml")],
        ..Given::default()
    }
}

/// What `hotplate link` makes of it.
fn made(name: &str, all: bool) -> Made {
    link(&Link { given: given(name), supposed: Supposed::default(), base: String::new(), all, from: None })
        .unwrap()
}

#[test]
fn a_link_may_name_where_the_template_lies() {
    let named = |address: &str| {
        let asked = Link {
            given: given("names"),
            supposed: Supposed::default(),
            base: String::new(),
            all: false,
            from: Some(address.to_owned()),
        };
        link(&asked).map(|made| made.fragment).map_err(|fault| fault.0)
    };
    let made = named("https://example.org/main.yaml").unwrap();
    let sum = sha256(TEMPLATE);
    assert_eq!(made, format!("#from=https://example.org/main.yaml&sha256={sum}"));
    let told = open(&made, &folder("named"), false).unwrap_err().0;
    assert!(told.contains("a template at example.org") && told.contains(&sum), "{told}");
    assert!(named("main.yaml").is_err() && named("http://example.org/").unwrap_err().contains("`https://`"));
}

#[test]
fn a_link_holds_what_the_template_needs_and_no_more() {
    let made = made("holds", false);
    let payload = decode(&made.fragment).unwrap();
    let files: Vec<(Role, &str)> = payload.files.iter().map(|file| (file.role, file.name.as_str())).collect();
    let expected =
        [(Role::Template, "main.yaml"), (Role::Environment, "env.yaml"), (Role::Named, "lib/node.yaml")];
    assert_eq!(files, expected);
    assert_eq!(payload.parameters, [("size".to_owned(), "3".to_owned())]);
    let all = format!("{payload:?}");
    for secret in ["hunter", "s3cr3t", "not for others"] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
    let expected = [
        "../outside.txt: it is not in the folder of the template",
        "parameter `key`, which the template hides",
        "main.yaml:8: what is set as `DB_PASSWORD`",
        "env.yaml:1: the value of `key`, which the template hides",
    ];
    assert_eq!(made.left_out, expected);
}

#[test]
fn a_link_carries_what_is_supposed() {
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../site/gallery/hosts.yaml");
    let words = |words: &str| vec![words.to_owned()];
    let supposed = Supposed {
        count: words("2"),
        set: words("1.hostname=db"),
        fail: words("0=4"),
        failing: words("yum"),
        timeout: Some(20),
        ..Supposed::default()
    };
    let given = Given { template, ..Given::default() };
    let asked = Link { given, supposed, base: String::new(), all: false, from: None };
    let payload = decode(&link(&asked).unwrap().fragment).unwrap();
    assert_eq!(payload.parameters, [("instance_count".to_owned(), "2".to_owned())]);
    let facts: Vec<_> =
        payload.facts.iter().map(|fact| [&*fact.instance, &*fact.name, &*fact.value]).collect();
    assert_eq!(facts, [["server_group[1]", "hostname", "db"]]);
    let supposed: Vec<_> =
        payload.suppositions.iter().map(|it| [&*it.whose, &*it.what, &*it.value]).collect();
    assert_eq!(supposed, [["server_group[0]", "status", "4"], ["", "failing", "yum"], ["", "timeout", "20"]]);

    let wrong = Supposed { set: words("9.hostname=db"), ..asked.supposed };
    let why = link(&Link { supposed: wrong, ..asked }).unwrap_err().0;
    assert!(why.starts_with("`9` is no instance"), "{why}");
}

#[test]
fn what_only_looks_like_a_secret_goes_in_when_asked() {
    let all = format!("{:?}", decode(&made("all", true).fragment).unwrap());
    assert!(all.contains("s3cr3t") && !all.contains("hunter"), "{all}");
}

#[test]
fn a_page_leaves_out_what_a_link_leaves_out() {
    let given = given("page");
    let loaded = load(&given).unwrap();
    let asked = Draw {
        given,
        output: None,
        theme: Theme::Auto,
        format: Format::Page,
        html: None,
        at: String::new(),
        view: View::Graph,
    };
    let (page, left_out) = drawing(&loaded, &asked);
    assert!(page.contains("<h2>lib/node.yaml</h2>") && page.contains("left-out"), "{page}");
    for secret in ["hunter", "s3cr3t", "not for others"] {
        assert!(!page.contains(secret), "{secret}: {page}");
    }
    assert_eq!(left_out.len(), 4, "{left_out:?}");
}

#[test]
fn an_opened_link_is_files_that_are_never_written_over_unasked() {
    let link = made("opened", false).fragment;
    let folder = folder("unpacked").join("new");
    let told = open(&format!("https://example.org/{link}"), &folder, false).unwrap();
    assert_eq!(told.lines().count(), 4, "{told}");
    assert_eq!(fs::read_to_string(folder.join("lib/node.yaml")).unwrap(), NODE);
    assert_eq!(
        fs::read_to_string(folder.join("parameters.yaml")).unwrap(),
        "parameters:\n  \"size\": \"3\"\n"
    );
    fs::write(folder.join("main.yaml"), "mine").unwrap();
    fs::remove_file(folder.join("env.yaml")).unwrap();
    let refused = open(&link, &folder, false).unwrap_err().0;
    assert!(refused.contains("`main.yaml`: it is there already"), "{refused}");
    assert_eq!(fs::read_to_string(folder.join("main.yaml")).unwrap(), "mine");
    assert!(!folder.join("env.yaml").exists(), "nothing was written");
    open(&link, &folder, true).unwrap();
    assert!(fs::read_to_string(folder.join("main.yaml")).unwrap().contains("left-out"));
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let above = folder("names");
    let folder = above.join("inner");
    let file = |role, name: &str| File { role, name: name.to_owned(), text: "x".to_owned() };
    for name in ["../out", "/out", "a/../../out", "", ".", "c:\\out", "a\u{1b}[2J", "t.yaml"] {
        let files = vec![file(Role::Template, "t.yaml"), file(Role::Named, name)];
        let link = encode(&Payload { files, ..Payload::default() }).unwrap();
        let refused = open(&link, &folder, true).unwrap_err().0;
        assert!(refused.contains("nothing was written") && !refused.contains('\u{1b}'), "{refused}");
        assert!(fs::read_dir(&folder).unwrap().next().is_none(), "{name}");
    }
    assert_eq!(fs::read_dir(&above).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_of_the_disk_is_not_followed() {
    let above = folder("symbolic");
    let (folder, other) = (above.join("inner"), above.join("other"));
    fs::create_dir_all(&folder).unwrap();
    fs::create_dir_all(&other).unwrap();
    std::os::unix::fs::symlink(&other, folder.join("lib")).unwrap();
    let link = made("followed", false).fragment;
    assert!(open(&link, &folder, true).unwrap_err().0.contains("something else is in its place"));
    assert!(fs::read_dir(&other).unwrap().next().is_none());
}
