//! As a script for openstacksdk. It makes the very requests: the SDK has no words for leases, nor for `initialize`.

use serde_json::Value;

use super::shell::variable;
use super::{Deed, Names, is_needed};
use crate::later::{Piece, RESERVATION, STACK, pieces};
use crate::{Method, Service};

const HEAD: &str = r#"# pip install openstacksdk; OS_CLOUD names an entry of your clouds.yaml
import os
import time

import openstack

cloud = openstack.connect()


def call(service, method, path, body=None):
    where = {"service_type": service, "interface": "public", "region_name": cloud.config.get_region_name()}
    return cloud.session.request(path, method, json=body, endpoint_filter=where)


def text(name):
    with open(name, encoding="utf-8") as file:
        return file.read()

"#;

pub(super) fn write(deeds: &[Deed], names: &Names) -> String {
    let mut text = HEAD.to_owned();
    for (number, deed) in deeds.iter().enumerate() {
        text.push('\n');
        let after = deeds.get(number + 1..).unwrap_or_default();
        let call = || call(deed, names);
        match deed {
            Deed::CreateStack(_) if is_needed(after, STACK) => {
                text.push_str(&format!("STACK_ID = {}.json()[\"stack\"][\"id\"]\n", call()));
            }
            Deed::CreateLease(_) if is_needed(after, RESERVATION) => {
                text.push_str(&format!("lease = {}.json()[\"lease\"]\n", call()));
                text.push_str("RESERVATION_ID = next(\n    one[\"id\"] for one in lease[\"reservations\"] if one[\"resource_type\"] == \"physical:host\"\n)\n");
            }
            Deed::AwaitLease => text.push_str(
                "while (status := call(\"reservation\", \"GET\", f\"/leases/{lease['id']}\").json()[\"lease\"][\"status\"]) != \"ACTIVE\":\n    if status in (\"ERROR\", \"TERMINATED\"):\n        raise SystemExit(\"the lease is over\")\n    time.sleep(10)\n",
            ),
            _ => {
                text.push_str(&call());
                text.push('\n');
            }
        }
    }
    text
}

fn call(deed: &Deed, names: &Names) -> String {
    let Some(request) = deed.request() else { return String::new() };
    let mut text = format!("call({}, {}, ", string(request.service.kind()), string(request.method.name()));
    text.push_str(&string(&request.path));
    if let Some(body) = &request.body {
        text.push_str(", ");
        let template = request.service == Service::Orchestration && request.method == Method::Post;
        value(
            body,
            &Place { names: template.then_some(names), hidden: deed.hidden(), depth: 0, inside: "" },
            &mut text,
        );
    }
    text.push(')');
    text
}

/// Where a value stands in a body.
struct Place<'a> {
    /// The files' names, if the body holds their texts.
    names: Option<&'a Names>,
    hidden: &'a [String],
    depth: usize,
    /// The key of the map that it stands in.
    inside: &'a str,
}

fn value(value: &Value, place: &Place<'_>, text: &mut String) {
    match value {
        Value::Null => text.push_str("None"),
        Value::Bool(true) => text.push_str("True"),
        Value::Bool(false) => text.push_str("False"),
        Value::Number(number) => text.push_str(&number.to_string()),
        Value::String(plain) => text.push_str(&string(plain)),
        Value::Array(items) => {
            text.push('[');
            for (number, item) in items.iter().enumerate() {
                if number > 0 {
                    text.push_str(", ");
                }
                self::value(item, place, text);
            }
            text.push(']');
        }
        Value::Object(entries) => {
            let space = "    ".repeat(place.depth + 1);
            text.push_str("{\n");
            for (key, item) in entries {
                text.push_str(&space);
                text.push_str(&string(key));
                text.push_str(": ");
                match (place.names, place.inside, key.as_str()) {
                    (Some(names), "", "template") => text.push_str(&file(&names.template)),
                    (Some(names), "", "environment") => text.push_str(&file(&names.environment)),
                    (Some(_), "files", name) => text.push_str(&file(name)),
                    (_, "parameters", name) if place.hidden.iter().any(|hidden| hidden == name) => {
                        text.push_str(&format!("os.environ[{}]", string(&variable(name))));
                    }
                    _ => {
                        let inner = Place { depth: place.depth + 1, inside: key, ..*place };
                        self::value(item, &inner, text);
                    }
                }
                text.push_str(",\n");
            }
            text.push_str(&"    ".repeat(place.depth));
            text.push('}');
        }
    }
}

fn file(name: &str) -> String {
    let name = name.strip_prefix("file:").unwrap_or(name);
    format!("text({})", string(name.strip_prefix("./").unwrap_or(name)))
}

/// A text as Python writes it, with what comes later as variables. JSON's escapes are Python's too.
fn string(text: &str) -> String {
    let parts = pieces(text);
    let formatted = parts.iter().any(|piece| matches!(piece, Piece::Later(_)));
    let mut written = String::from(if formatted { "f\"" } else { "\"" });
    for piece in parts {
        match piece {
            Piece::Later(name) => written.push_str(&format!("{{{name}}}")),
            Piece::Text(text) => {
                let quoted = Value::from(text).to_string();
                let inner = quoted.get(1..quoted.len() - 1).unwrap_or_default();
                if formatted {
                    written.push_str(&inner.replace('{', "{{").replace('}', "}}"));
                } else {
                    written.push_str(inner);
                }
            }
        }
    }
    written.push('"');
    written
}
