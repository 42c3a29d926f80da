//! One answer beside the other, field by field.

use serde_json::{Map, Value as Json, json};

use crate::recorded::Case;

/// What came of comparing one case.
pub(crate) struct Outcome {
    /// How many fields were compared.
    pub(crate) compared: usize,
    /// Those that differ.
    pub(crate) differences: Vec<Difference>,
}

/// A field that differs, and both answers.
pub(crate) struct Difference {
    pub(crate) field: &'static str,
    pub(crate) heat: Json,
    pub(crate) hotplate: Json,
}

/// The fields of an answer about a template.
const OF_TEMPLATES: [&str; 12] = [
    "ok",
    "validate_ok",
    "phase",
    "version",
    "parameters",
    "conditions",
    "edges",
    "create_order_levels",
    "create_order",
    "attr_refs",
    "outputs",
    "nested",
];

/// The fields of an answer about a snippet.
const OF_SNIPPETS: [&str; 5] = ["parse_error", "validate_error", "error", "result", "requires"];

/// Asks Hotplate and compares the fields that Heat's answer has.
pub(crate) fn compare(case: &Case) -> Outcome {
    let answer: Map<String, Json> = serde_json::from_str(&hotplate_cli::answer(&case.request)).unwrap();
    let fields = if case.heat.contains_key("ok") { &OF_TEMPLATES[..] } else { &OF_SNIPPETS[..] };
    let mut outcome = Outcome { compared: 0, differences: Vec::new() };
    for &field in fields {
        let Some(heat) = case.heat.get(field) else { continue };
        if field == "phase" && answer["ok"] != case.heat["ok"] {
            // The verdicts are compared already.
            continue;
        }
        let heat = cut(field, heat);
        let answered = answer.get(field).unwrap_or(&Json::Null);
        let hotplate = match field {
            "nested" => recorded_stacks(answered, &heat),
            "attr_refs" => attributes(&answer),
            "create_order" => json!(answered.as_array().is_some_and(|order| is_order(order, &case.heat))),
            _ => cut(field, answered),
        };
        outcome.compared += 1;
        if heat != hotplate {
            outcome.differences.push(Difference { field, heat, hotplate });
        }
    }
    outcome
}

/// What is compared of a field: values and verdicts, not the words of errors.
fn cut(field: &str, answer: &Json) -> Json {
    match (field, answer) {
        ("parameters" | "outputs", Json::Object(entries)) => each(entries, |entry| {
            let failed = entry.get("error").or_else(|| entry.get("value_error")).is_some();
            if failed { json!("an error") } else { json!({ "value": entry["value"] }) }
        }),
        ("conditions", Json::Object(entries)) => {
            each(entries, |entry| if entry.is_boolean() { entry.clone() } else { json!("an error") })
        }
        ("parse_error" | "validate_error" | "error", Json::Null | Json::Bool(false)) => json!(false),
        ("parse_error" | "validate_error" | "error", _) => json!(true),
        _ => answer.clone(),
    }
}

/// The attributes that resources and outputs read, where they read any.
fn attributes(answer: &Map<String, Json>) -> Json {
    let read = |part: &str| {
        let entries = answer[part].as_object().into_iter().flatten();
        entries
            .filter_map(|(name, entry)| Some((name.clone(), entry.get("attr_refs")?.clone())))
            .collect::<Map<_, _>>()
    };
    json!({ "resources": read("resources"), "outputs": read("outputs") })
}

/// Whether all that Heat creates is there, each after what it waits for. Which comes first of what is free to come, Heat
/// leaves to chance.
fn is_order(order: &[Json], heat: &Map<String, Json>) -> bool {
    let at = |name: &Json| order.iter().position(|other| other == name);
    let created = heat["create_order_levels"].as_array().into_iter().flatten();
    let count = created.map(|level| level.as_array().map_or(0, Vec::len)).sum::<usize>();
    let mut edges = heat["edges"].as_array().into_iter().flatten();
    order.len() == count && edges.all(|edge| at(&edge[1]).is_some() && at(&edge[1]) < at(&edge[0]))
}

/// Of the stacks inside a stack those that are recorded, as record.py cuts them down.
fn recorded_stacks(hotplate: &Json, heat: &Json) -> Json {
    let (Json::Object(hotplate), Json::Object(heat)) = (hotplate, heat) else { return hotplate.clone() };
    let both = hotplate.iter().filter_map(|(name, stack)| {
        let mut stack = stack.clone();
        stack["resources"].as_object_mut().into_iter().flat_map(Map::values_mut).for_each(leave_nulls_out);
        stack["parameters"]
            .as_object_mut()
            .into_iter()
            .for_each(|own| own.retain(|name, _| !name.contains("::")));
        if is_made(&stack) {
            // As record.py cuts it down.
            let made = stack["template"]["resources"].as_object_mut().into_iter();
            made.flat_map(Map::values_mut).for_each(|member| {
                leave_nulls_out(member);
                let is_empty = |given: &Json| given.as_object().is_some_and(Map::is_empty);
                if let Json::Object(member) = member {
                    member.retain(|key, value| key != "properties" || !is_empty(value));
                }
            });
        }
        let inner = stack.get("nested").cloned().unwrap_or(json!({}));
        stack["nested"] = recorded_stacks(&inner, heat.get(name)?.get("nested")?);
        Some((name.clone(), stack))
    });
    Json::Object(both.collect())
}

/// Whether Heat makes the template, of a group; others are files.
fn is_made(stack: &Json) -> bool {
    let template = &stack["template"];
    let of_file = stack["type"].as_str().is_some_and(|of| of.ends_with(".yaml") || of.ends_with(".template"));
    template["heat_template_version"] == "2015-04-30" && template.get("parameters").is_none() && !of_file
}

/// A null property is one that is not given.
fn leave_nulls_out(member: &mut Json) {
    if let Some(Json::Object(given)) = member.get_mut("properties") {
        given.retain(|_, value| !value.is_null());
    }
}

fn each(entries: &Map<String, Json>, cut: impl Fn(&Json) -> Json) -> Json {
    let mut entries: Vec<_> = entries.iter().map(|(name, entry)| (name.clone(), cut(entry))).collect();
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    Json::Object(entries.into_iter().collect())
}
