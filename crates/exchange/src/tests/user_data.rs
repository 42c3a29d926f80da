//! What servers are started with, beside what the real engine makes of the same templates.

use hotplate_plan::read_json;
use hotplate_schema::{Key, Value};

use super::played;
use crate::dump::dump;
use crate::{Content, UserPart};

/// `tests/oracle/user_data/ask.py` asked the engine.
const RECORDED: &str = include_str!("../../../../tests/oracle/user_data/recorded.jsonl");

fn cases() -> Vec<Value> {
    RECORDED.lines().map(|line| read_json(line).expect("it was recorded")).collect()
}

fn get<'a>(case: &'a Value, key: &str) -> Option<&'a Value> {
    case.as_map()?.get(key)
}

#[test]
fn values_are_written_as_heat_writes_them() {
    let mut written = 0;
    for case in cases() {
        if let (Some(value), Some(Value::String(yaml))) = (get(&case, "value"), get(&case, "yaml")) {
            assert_eq!(dump(value).as_deref(), Some(yaml.as_str()), "{value:?}");
            written += 1;
        }
    }
    assert!(written > 10);
    let long = Value::Map([(Key::from("x".repeat(129).as_str()), Value::Null)].into_iter().collect());
    assert_eq!(dump(&long), None);
}

#[test]
fn servers_are_started_with_what_heat_gives_them() {
    let mut compared = 0;
    for case in cases() {
        let (Some(Value::String(template)), Some(Value::List(parts))) =
            (get(&case, "template"), get(&case, "parts"))
        else {
            continue;
        };
        let exchange = played(template);
        let [found] = exchange.user_data.as_slice() else { panic!("{template}") };
        assert_eq!(found.instances, [0]);
        let shown: Vec<String> = found.parts.iter().map(shown).collect();
        let expected: Vec<String> = parts.iter().map(recorded).collect();
        let without_ids = |parts: Vec<String>| match exchange.instances[0].name.as_str() {
            _ if template.contains("get_resource") && found.format == "HEAT_CFNTOOLS" => {
                let id = |part: String| {
                    if part.starts_with("text/x-cfninitdata cfn-userdata") {
                        "its id".to_owned()
                    } else {
                        part
                    }
                };
                parts.into_iter().map(id).collect()
            }
            _ => parts,
        };
        assert_eq!(without_ids(shown), without_ids(expected), "{template}");
        compared += 1;
    }
    assert!(compared > 20);
}

fn shown(part: &UserPart) -> String {
    let text = match &part.content {
        Content::Text(text) => format!("{text:?}"),
        Content::Heat => "Heat's".to_owned(),
        Content::Unknown(why) => why.clone(),
    };
    format!("{} {} {text}", part.kind, part.name)
}

fn recorded(part: &Value) -> String {
    match part.as_list() {
        Some([Value::String(kind), Value::String(name), Value::String(text)]) => {
            format!("{kind} {name} {text:?}")
        }
        Some([Value::String(kind), Value::String(name), Value::Null]) => format!("{kind} {name} Heat's"),
        _ => String::new(),
    }
}
