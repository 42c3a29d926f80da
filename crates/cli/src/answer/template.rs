//! A whole template: would Heat take it, and what would come of it?

use hotplate_hot::{Diagnostic, LineIndex, Place, Reading, Refusal, Severity, Source, Step};
use hotplate_plan::Known;
use hotplate_schema::Release;
use indexmap::IndexMap;
use serde_json::{Value as Json, json};

use super::parts::{conditions, cycles, edges, levels, outputs, parameters, properties};
use super::request::Request;
use super::world::{Previewed, ResourceData};
use crate::load::{catalog, judge};

pub(crate) fn answer(request: &Request) -> Result<Json, String> {
    let source = request.source()?;
    let (inputs, mut diagnostics) = request.inputs()?;
    let judged = judge(&source, &inputs, &request.files(), catalog(Release::default()));
    diagnostics.extend(judged.diagnostics);
    let plan = judged.plan;
    let by_validate = diagnostics.iter().any(|found| found.refusal == Some(Refusal::Validate));
    let refused = refused_outputs(&diagnostics);
    let mut answer = json!({
        "id": request.id(),
        "ok": !diagnostics.iter().any(|found| found.refusal.is_some()),
        "validate_ok": !by_validate,
        "errors": errors(&source, &judged.reading, &diagnostics),
        "parameters": parameters(&plan),
        "conditions": conditions(&plan),
        "edges": edges(&plan),
        "create_order_levels": levels(&plan),
        "cycles": cycles(&plan),
        "outputs": outputs(&plan, &Previewed, &refused),
    });
    if let Some(data) = &request.resource_data {
        let known: &dyn Known = &ResourceData(data);
        let outputs = outputs(&plan, known, &refused);
        answer["simulated"] = json!({ "resources": properties(&plan, known), "outputs": outputs });
    }
    Ok(answer)
}

/// The outputs that are no outputs at all, with the reason.
fn refused_outputs(diagnostics: &[Diagnostic]) -> IndexMap<String, String> {
    let mut refused = IndexMap::new();
    for found in diagnostics.iter().filter(|found| found.refusal == Some(Refusal::Validate)) {
        if found.labels[0].source.is_none()
            && let Place::Path(path, _) = found.place()
            && let [Step::Key(section), Step::Key(name)] = path.steps()
            && **section == *"outputs"
        {
            refused.entry(name.to_string()).or_insert_with(|| found.message.clone());
        }
    }
    refused
}

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
