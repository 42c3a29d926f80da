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
const OF_TEMPLATES: [&str; 8] =
    ["ok", "validate_ok", "parameters", "conditions", "edges", "create_order_levels", "outputs", "nested"];

/// The fields of an answer about a snippet.
const OF_SNIPPETS: [&str; 5] = ["parse_error", "validate_error", "error", "result", "requires"];

/// Asks Hotplate and compares the fields that Heat's answer has.
pub(crate) fn compare(case: &Case) -> Outcome {
    let answer: Map<String, Json> = serde_json::from_str(&hotplate_cli::answer(&case.request)).unwrap();
    let fields = if case.heat.contains_key("ok") { &OF_TEMPLATES[..] } else { &OF_SNIPPETS[..] };
    let mut outcome = Outcome { compared: 0, differences: Vec::new() };
    for &field in fields {
        let Some(heat) = case.heat.get(field) else { continue };
        let heat = cut(field, heat);
        let mut hotplate = cut(field, answer.get(field).unwrap_or(&Json::Null));
        if field == "nested" {
            hotplate = recorded_stacks(&hotplate, &heat);
        }
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

/// Of the stacks inside a stack those that are recorded, as record.py cuts them down.
fn recorded_stacks(hotplate: &Json, heat: &Json) -> Json {
    let (Json::Object(hotplate), Json::Object(heat)) = (hotplate, heat) else { return hotplate.clone() };
    let both = hotplate.iter().filter_map(|(name, stack)| {
        let mut stack = stack.clone();
        for member in stack["resources"].as_object_mut().into_iter().flat_map(Map::values_mut) {
            member["properties"]
                .as_object_mut()
                .into_iter()
                .for_each(|given| given.retain(|_, value| !value.is_null()));
        }
        stack["parameters"]
            .as_object_mut()
            .into_iter()
            .for_each(|own| own.retain(|name, _| !name.contains("::")));
        let inner = stack.get("nested").cloned().unwrap_or(json!({}));
        stack["nested"] = recorded_stacks(&inner, heat.get(name)?.get("nested")?);
        Some((name.clone(), stack))
    });
    Json::Object(both.collect())
}

fn each(entries: &Map<String, Json>, cut: impl Fn(&Json) -> Json) -> Json {
    let mut entries: Vec<_> = entries.iter().map(|(name, entry)| (name.clone(), cut(entry))).collect();
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    Json::Object(entries.into_iter().collect())
}
