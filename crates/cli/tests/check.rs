//! What `hotplate check` writes for programs, and how it ends.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::expect;
use hotplate_cli::arguments::{Arguments, Command as Asked};
use serde_json::Value;

const SOUND: &str = "heat_template_version: 2021-04-16\nresources: { a: { type: OS::Heat::None } }\n";
const WRONG: &str = "heat_template_version: 2021-04-16
parameters:
  size: { type: number, description: \"🍳\" }
outputs:
  way: { value: [\"🍳\", { get_param: sise }] }
resources:
  one: { type: lib/node.yaml }
  two:
    type: lib/node.yaml
    depends_on: [two]
";
const NODE: &str = "heat_template_version: 2021-04-16\nresources:\n  a: { typ: OS::Heat::None }\n";

/// A folder of its own with templates: one that is sound, one that is wrong, and one that the wrong one names.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("my stacks/lib")).unwrap();
    fs::write(folder.join("sound.yaml"), SOUND).unwrap();
    fs::write(folder.join("my stacks/wrong.yaml"), WRONG).unwrap();
    fs::write(folder.join("my stacks/lib/node.yaml"), NODE).unwrap();
    folder
}

/// What the command writes in a folder, to standard output and to standard error, and its status.
fn check(folder: &Path, words: &[&str]) -> (String, String, i32) {
    let done = Command::new(env!("CARGO_BIN_EXE_hotplate"))
        .current_dir(folder)
        .arg("check")
        .args(words)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(done.stdout), text(done.stderr), done.status.code().unwrap())
}

#[test]
fn findings_come_as_they_stand_in_the_template() {
    let folder = folder("check-order");
    let text = "heat_template_version: 2021-04-16
resources:
  a: { type: none.yaml }
  b: { typ: OS::Heat::None }
outputs:
  c: { value: { get_attr: [d, e] } }
";
    fs::write(folder.join("order.yaml"), text).unwrap();
    let (out, ..) = check(&folder, &["order.yaml", "--json"]);
    let out: Value = serde_json::from_str(&out).unwrap();
    let found = out["findings"].as_array().unwrap().iter();
    let codes: Vec<_> = found.map(|found| found["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["missing-file", "missing-type", "unknown-key", "unknown-resource"]);
}

#[test]
fn a_folder_is_told_from_a_file() {
    let (_, error, status) = check(&folder("check-folder"), &["my stacks"]);
    assert_eq!((error.as_str(), status), ("hotplate: my stacks: a folder: name the files in it\n", 2));
    let (_, error, _) = check(&folder("check-missing"), &["none.yaml"]);
    assert_eq!(error, "hotplate: none.yaml: No such file or directory\n");
}

#[test]
fn the_status_says_how_it_went() {
    let folder = folder("check-status");
    assert_eq!(check(&folder, &["sound.yaml"]).2, 0);
    assert_eq!(check(&folder, &["sound.yaml", "my stacks/wrong.yaml"]).2, 1);
    let (out, error, status) = check(&folder, &["none.yaml", "sound.yaml"]);
    assert_eq!(status, 2);
    assert!(error.contains("none.yaml"), "{error}");
    expect![[r#"
        sound.yaml: nothing to complain of
    "#]]
    .assert_eq(&out);
    assert_eq!(check(&folder, &["--format", "nonsense", "sound.yaml"]).2, 2);
}

#[test]
fn github_is_told_of_every_place() {
    let (out, _, _) = check(&folder("check-github"), &["--format", "github", "my stacks/wrong.yaml"]);
    expect![[r#"
        ::notice file=my stacks/wrong.yaml,line=3,col=3,endColumn=7,title=missing-parameter-value::`size` has no default and needs a value before the stack can be created%0Agive it a value, or a `default`
        ::warning file=my stacks/wrong.yaml,line=5,col=37,endColumn=41,title=unknown-parameter::there is no parameter `sise`%0Adid you mean `size`?
        ::error file=my stacks/wrong.yaml,line=10,col=18,endColumn=21,title=dependency-cycle::`two` waits for itself%0Atake one of these references away, so that one of them can be created first
        ::error file=my stacks/lib/node.yaml,line=3,col=3,endColumn=4,title=missing-type::the resource `a` does not say its `type`%0Aadd one, such as `type: OS::Nova::Server`
        ::error file=my stacks/lib/node.yaml,line=3,col=8,endColumn=11,title=unknown-key::a resource has no key `typ`%0Adid you mean `type`?
    "#]].assert_eq(&out);
}

#[test]
fn json_is_an_object_for_one_template_and_a_list_for_several() {
    let folder = folder("check-json");
    let read = |words: &[&str]| serde_json::from_str::<Value>(&check(&folder, words).0).unwrap();
    assert_eq!(read(&["--json", "sound.yaml"])["file"], "sound.yaml");
    let both = read(&["--format", "json", "sound.yaml", "my stacks/wrong.yaml"]);
    assert_eq!(both[0]["errors"], 0);
    assert_eq!(both[1]["findings"][0]["file"], "my stacks/wrong.yaml");
    assert!(read(&["--json", "none.yaml", "sound.yaml"]).is_array());
}

/// What the standard's schema asks of the parts that are used.
#[test]
fn sarif_holds_to_the_standard() {
    let folder = folder("check-sarif");
    let words = [
        "--format",
        "sarif",
        "--base",
        "https://hotplate.example.org/",
        "sound.yaml",
        "my stacks/wrong.yaml",
    ];
    let (out, _, status) = check(&folder, &words);
    assert_eq!(status, 1);
    let log: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "Hotplate");
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        let code = rule["id"].as_str().unwrap();
        assert_eq!(rule["helpUri"], format!("https://hotplate.example.org/checks/{code}.html"));
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../site/checks/{code}.md"));
        assert!(page.is_file(), "{code} has no page");
        assert!(!rule["shortDescription"]["text"].as_str().unwrap().is_empty());
    }
    let results = run["results"].as_array().unwrap();
    assert!(results.len() >= 3, "{out}");
    for result in results {
        assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        for location in
            [&result["locations"], &result["relatedLocations"]].iter().flat_map(|all| all.as_array().unwrap())
        {
            let location = &location["physicalLocation"];
            let uri = location["artifactLocation"]["uri"].as_str().unwrap();
            assert!(folder.join(uri.replace("%20", " ")).is_file(), "{uri}");
            let number = |name: &str| location["region"][name].as_u64().unwrap();
            assert!(number("startLine") >= 1 && number("startColumn") >= 1);
            let (start, end) =
                ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
            assert!(start <= end, "{location}");
        }
    }
    let (out, _, status) = check(&folder, &["--format", "sarif", "none.yaml"]);
    assert_eq!(status, 2);
    let log: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn the_hook_for_pre_commit_is_a_command_that_takes_files() {
    let hooks =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.pre-commit-hooks.yaml"))
            .unwrap();
    let entry = hooks.lines().find_map(|line| line.strip_prefix("  entry: hotplate ")).unwrap();
    let words = entry.split(' ').chain(["heat/a.yaml", "heat/b.yaml"]);
    let Asked::Check(asked) = Arguments::read(words).unwrap().command else { unreachable!() };
    assert_eq!(asked.each().count(), 2);
}
