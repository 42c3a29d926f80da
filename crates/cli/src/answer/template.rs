//! A whole template: would Heat take it, and what would come of it?

use hotplate_hot::{Diagnostic, LineIndex, Reading, Refusal, Severity, Source, read};
use hotplate_plan::{Known, Limits, plan};
use hotplate_schema::Catalog;
use serde_json::{Value as Json, json};

use super::parts::{conditions, cycles, edges, levels, outputs, parameters, properties};
use super::request::Request;
use super::world::{Previewed, ResourceData};

pub(crate) fn answer(request: &Request) -> Result<Json, String> {
    let source = request.source()?;
    let (inputs, mut diagnostics) = request.inputs()?;
    let catalog = Catalog::core();
    let mut reading = read(&source, &catalog);
    let planned = plan(&reading.template, &inputs, &request.files(), &catalog, &Limits::default());
    diagnostics.append(&mut reading.diagnostics);
    diagnostics.extend(planned.diagnostics);
    let plan = planned.value;
    let refused = |by: &[Refusal]| {
        diagnostics.iter().any(|found| found.refusal.is_some_and(|by_whom| by.contains(&by_whom)))
    };
    let mut answer = json!({
        "id": request.id(),
        "ok": !refused(&[Refusal::Validate, Refusal::Create]),
        "validate_ok": !refused(&[Refusal::Validate]),
        "errors": errors(&source, &reading, &diagnostics),
        "parameters": parameters(&plan),
        "conditions": conditions(&plan),
        "edges": edges(&plan),
        "create_order_levels": levels(&plan),
        "cycles": cycles(&plan),
        "outputs": outputs(&plan, &Previewed),
    });
    if let Some(data) = &request.resource_data {
        let known: &dyn Known = &ResourceData(data);
        answer["simulated"] =
            json!({ "resources": properties(&plan, known), "outputs": outputs(&plan, known) });
    }
    Ok(answer)
}

/// What makes Heat refuse it, in the order of the text.
fn errors(source: &Source, reading: &Reading, diagnostics: &[Diagnostic]) -> Json {
    let index = LineIndex::new(&source.text);
    let refusing =
        diagnostics.iter().filter(|found| found.refusal.is_some() || found.severity == Severity::Error);
    refusing
        .map(|found| {
            let start = index.line_column(reading.document.span(found.place()).start);
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
