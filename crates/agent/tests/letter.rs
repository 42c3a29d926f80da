//! The agent to the letter. What is expected here is what heat-agents' own hooks did with the same configs.

use hotplate_agent::{
    Budget, Completion, ConfigInput, ConfigOutput, DerivedConfig, Facts, FileTree, InputKind, Instance, Job,
    Run, run,
};
use hotplate_schema::{Key, Value};

fn config(group: &str, text: &str) -> DerivedConfig {
    DerivedConfig {
        name: "test".to_owned(),
        group: group.to_owned(),
        config: text.to_owned(),
        inputs: Vec::new(),
        outputs: Vec::new(),
    }
}

fn played(config: DerivedConfig) -> Run {
    let instance = Instance {
        name: "node".to_owned(),
        facts: Facts {
            hostname: "node".to_owned(),
            ipaddress: "10.0.0.4".to_owned(),
            others: Default::default(),
        },
        files: FileTree::default(),
        failing: Default::default(),
    };
    run(&Job { config, instance }, &Budget::default())
}

fn map(entries: &[(&str, Value)]) -> Value {
    Value::Map(entries.iter().map(|(key, value)| (Key::from(*key), value.clone())).collect())
}

/// Values, and what a script sees of each as a String and as any other type; `Err` is the type that crashes the hook.
fn values() -> Vec<(Value, &'static str, Result<&'static str, &'static str>)> {
    vec![
        ("text".into(), "text", Ok("text")),
        ("é\"q".into(), "é\"q", Ok("é\"q")),
        (Value::Int(5), "5", Err("int")),
        (Value::Float(1.5), "1.5", Err("float")),
        (Value::Bool(true), "True", Err("bool")),
        (Value::Null, "None", Err("NoneType")),
        (Value::List(vec![Value::Int(1), "a".into()]), "[1, 'a']", Ok("[1, \"a\"]")),
        (
            map(&[("0", "10.0.0.4 n\n".into()), ("1", "it's".into())]),
            "{'0': '10.0.0.4 n\\n', '1': \"it's\"}",
            Ok("{\"0\": \"10.0.0.4 n\\n\", \"1\": \"it's\"}"),
        ),
        (
            Value::List(vec![
                Value::Bool(true),
                Value::Null,
                Value::Float(1.5),
                map(&[("a", Value::List(vec![]))]),
            ]),
            "[True, None, 1.5, {'a': []}]",
            Ok("[true, null, 1.5, {\"a\": []}]"),
        ),
    ]
}

#[test]
fn inputs_become_environment_variables_as_the_hook_renders_them() {
    let others = [InputKind::Json, InputKind::Number, InputKind::Boolean, InputKind::CommaDelimitedList];
    for (value, as_string, otherwise) in values() {
        let cases = [(InputKind::String, Ok(as_string))];
        for (kind, expected) in cases.into_iter().chain(others.map(|kind| (kind, otherwise))) {
            let mut config = config("script", "#!/bin/sh\nprintf '%s' \"$x\"\n");
            let input =
                ConfigInput { name: "x".to_owned(), kind, value: Some(value.clone()), parts: Vec::new() };
            config.inputs.push(input);
            let run = played(config);
            match expected {
                Ok(text) => assert_eq!((run.completion, run.stdout.as_str()), (Completion::Exited(0), text)),
                Err(python) => {
                    let error =
                        format!("TypeError: expected str, bytes or os.PathLike object, not {python}\n");
                    assert_eq!((run.completion, run.stdout.as_str()), (Completion::Exited(1), ""));
                    assert!(run.stderr.as_str().ends_with(&error), "{}", run.stderr.as_str());
                }
            }
        }
    }
}

#[test]
fn outputs_are_read_as_they_were_written() {
    let mut config = config(
        "script",
        "#!/bin/sh\nprintf 'a\\r\\nb\\rc\\n' > $heat_outputs_path.ends; : > $heat_outputs_path.empty\n\
         echo 5 > $heat_outputs_path.number; pwd; basename $0; echo said >&2; exit 3\n",
    );
    for name in ["ends", "empty", "number", "absent"] {
        let kind = if name == "number" { InputKind::Number } else { InputKind::String };
        config.outputs.push(ConfigOutput { name: name.to_owned(), kind, error_output: false });
    }
    let run = played(config);
    let outputs: Vec<(&str, &str)> =
        run.outputs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(outputs, [("ends", "a\nb\nc\n"), ("empty", ""), ("number", "5\n")]);
    assert_eq!(run.completion, Completion::Exited(3));
    // The hook starts the script in a directory of its own, which no script's files should rely on.
    assert_eq!(run.stdout.as_str(), "/var/lib/heat-config/heat-config-script\ntest\n");
    assert_eq!(run.stderr.as_str(), "said\n");
    assert!(run.files.is_empty(), "{:?}", run.files);
}

#[test]
fn a_script_without_a_first_line_cannot_be_started() {
    let run = played(config("script", "echo no\n"));
    assert_eq!(run.completion, Completion::Exited(1));
    let path = "/var/lib/heat-config/heat-config-script/test";
    assert!(run.stderr.as_str().ends_with(&format!("OSError: [Errno 8] Exec format error: '{path}'\n")));
}

#[test]
fn a_group_without_a_hook_is_skipped() {
    for (group, said) in [
        ("Heat::Ungrouped", "the agent has no hook for the group `Heat::Ungrouped`"),
        ("scripts", "the agent has no hook for the group `scripts`"),
        ("os-apply-config", "never signals"),
        ("ansible", "not played here"),
    ] {
        match played(config(group, "#!/bin/sh\necho x > /etc/x\n")).completion {
            Completion::NotRun(why) => assert!(why.contains(said), "{why}"),
            other => assert_eq!(other, Completion::NotRun(String::new())),
        }
    }
}

#[test]
fn json_files_are_written_as_python_writes_them() {
    let text =
        r#"{"/etc/app/a.json": {"b": [1, 2.5, true, null, [], {}], "a": "é \"q\"\n/"}, "/etc/b": "x"}"#;
    let run = played(config("json-file", text));
    assert_eq!(run.completion, Completion::Exited(0));
    assert_eq!(
        run.files["/etc/app/a.json"].as_str(),
        "{\n    \"a\": \"\\u00e9 \\\"q\\\"\\n/\",\n    \"b\": [\n        1,\n        2.5,\n        true,\n        \
         null,\n        [],\n        {}\n    ]\n}"
    );
    assert_eq!(run.files["/etc/b"].as_str(), "\"x\"");
    assert!(matches!(played(config("json-file", "[]")).completion, Completion::NotRun(_)));
}
