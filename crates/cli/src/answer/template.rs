//! A whole template: would Heat take it, and what would come of it?

use hotplate_hot::{Code, Diagnostic, LineIndex, Place, Reading, Refusal, Severity, Source, Step, codes};
use hotplate_plan::{Known, Plan, Resolved, UNDECIDED};
use hotplate_schema::Release;
use indexmap::IndexMap;
use serde_json::{Value as Json, json};

use super::nested::nested;
use super::parts::{
    conditions, cycles, disabled, edges, implicit_edges, levels, outputs, parameters, properties,
    pseudo_parameters, resources, value_or_error,
};
use super::request::Request;
use super::world::{Previewed, ResourceData};
use crate::load::{catalog, judge};

pub(crate) fn answer(request: &Request) -> Result<Json, String> {
    let source = request.source()?;
    let (inputs, mut diagnostics) = request.inputs()?;
    let judged = judge(&source, &inputs, &request.files(), catalog(Release::default()));
    diagnostics.extend(judged.diagnostics);
    let plan = judged.plan;
    let unfit = diagnostics.iter().find(|found| found.refusal == Some(Refusal::Validate));
    let refused = refused_outputs(&plan, &diagnostics);
    let mut answer = json!({
        "id": request.id(),
        "ok": !diagnostics.iter().any(|found| found.refusal.is_some()),
        "validate_ok": unfit.is_none(),
        "errors": errors(&source, &judged.reading, &diagnostics),
        "validate_error": unfit.map(|found| &found.message),
        "parameters": parameters(&plan),
        "conditions": conditions(&plan),
        "pseudo_parameters": pseudo_parameters(&inputs.stack_name, &Previewed),
        "resources": resources(&plan, &Previewed),
        "disabled_resources": disabled(&plan),
        "edges": edges(&plan),
        "implicit_edges": implicit_edges(&plan),
        "create_order_levels": levels(&plan),
        "cycles": cycles(&plan),
        "outputs": outputs(&plan, &Previewed, &refused),
        "nested": nested(&plan, plan.stack.top(), &inputs.stack_name, &Previewed),
    });
    if let Some(data) = &request.resource_data {
        let known: &dyn Known = &ResourceData(data);
        let outputs = outputs(&plan, known, &refused);
        answer["simulated"] = json!({ "resources": properties(&plan, known), "outputs": outputs });
    }
    Ok(answer)
}

/// The outputs that Heat cannot even read, with the reason. One that is broken takes all others with it; so does a
/// condition that cannot be decided; a broken resource takes those that read any.
fn refused_outputs(plan: &Plan, diagnostics: &[Diagnostic]) -> IndexMap<String, String> {
    let undecided = |value: &Resolved| value_or_error(value).1.as_deref() == Some(UNDECIDED);
    let mut outputs = plan.outputs.values();
    let mut resources = plan.stack.top();
    let mut whole = outputs.any(|output| undecided(&output.value)).then(|| UNDECIDED.to_owned());
    let mut reading = resources
        .any(|resource| resource.enabled.is_none() || undecided(&resource.properties))
        .then(|| UNDECIDED.to_owned());
    let mut single = IndexMap::new();
    for found in diagnostics.iter().filter(|found| found.refusal == Some(Refusal::Validate)) {
        let (None, Place::Path(path, _)) = (&found.labels[0].source, found.place()) else { continue };
        let [Step::Key(section), Step::Key(name), ..] = path.steps() else { continue };
        let unreadable = UNREADABLE.contains(&found.code);
        match section.to_ascii_lowercase().as_str() {
            "outputs" => {
                if path.steps().len() == 2 {
                    single.entry(name.to_string()).or_insert_with(|| found.message.clone());
                }
                if unreadable {
                    whole = whole.or_else(|| Some(found.message.clone()));
                }
            }
            "conditions"
                if found.code == codes::MALFORMED_CALL || found.code == codes::MISPLACED_FUNCTION =>
            {
                whole = Some(found.message.clone());
            }
            "resources" if unreadable => reading = Some(found.message.clone()),
            _ => {}
        }
    }
    for (name, output) in &plan.outputs {
        let reads = reading.as_ref().filter(|_| !output.reads.is_empty());
        if let Some(reason) = whole.as_ref().or(reads) {
            single.insert(name.clone(), reason.clone());
        }
    }
    single
}

/// What keeps Heat from reading a resource or an output.
const UNREADABLE: [Code; 9] = [
    codes::MALFORMED_CALL,
    codes::MISPLACED_FUNCTION,
    codes::WRONG_SHAPE,
    codes::UNKNOWN_KEY,
    codes::NEWER_KEY,
    codes::MISSING_TYPE,
    codes::MISSING_VALUE,
    codes::UNKNOWN_CONDITION,
    codes::INVALID_CONDITION,
];

/// What makes Heat refuse it, in the order of the text.
fn errors(source: &Source, reading: &Reading, diagnostics: &[Diagnostic]) -> Json {
    let index = LineIndex::new(&source.text);
    let refusing =
        diagnostics.iter().filter(|found| found.refusal.is_some() || found.severity == Severity::Error);
    refusing
        .map(|found| {
            // In another file: where the template leads to it.
            let here = found.labels.iter().find(|label| label.source.is_none());
            let place = here.map_or(found.place(), |label| &label.place);
            let start = index.line_column(reading.document.span(place).start);
            json!({
                "type": found.code.0,
                "message": found.message,
                "phase": match found.refusal {
                    Some(Refusal::Validate) => "validate",
                    Some(Refusal::Create) => "create",
                    None => "check",
                },
                "line": start.line + 1,
                "column": start.column + 1,
            })
        })
        .collect()
}
