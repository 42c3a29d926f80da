//! A whole template: would Heat take it, and what would come of it?

use hotplate_hot::{
    Code, Diagnostic, Expression, LineIndex, Path, Place, Reading, Refusal, Severity, Source, Step, Template,
    TemplateVersion, codes,
};
use hotplate_plan::{Known, Plan, Resolved, UNDECIDED};
use hotplate_schema::{IndexMap, Release};
use serde_json::{Value as Json, json};

use super::graph::{self, Reach};
use super::nested::nested;
use super::parts::{
    conditions, cycles, disabled, outputs, parameters, properties, pseudo_parameters, resources,
    value_or_error,
};
use super::phase::Phase;
use super::request::Request;
use super::world::{Previewed, ResourceData};
use crate::json;
use crate::load::{catalog, judge};

pub(crate) fn answer(request: &Request) -> Result<Json, String> {
    let source = request.source()?;
    let (inputs, mut diagnostics) = request.inputs()?;
    let judged = judge(&source, &inputs, &request.files(), catalog(Release::default()));
    let in_environments = diagnostics.len();
    diagnostics.extend(judged.diagnostics);
    let plan = judged.plan;
    let unfit = diagnostics.iter().find(|found| found.refusal == Some(Refusal::Validate));
    let refused = refused_outputs(&plan, &judged.reading.template, &diagnostics);
    let phases: Vec<Phase> =
        (0..).zip(&diagnostics).map(|(index, found)| Phase::of(found, index < in_environments)).collect();
    let passed_over = |found: &Diagnostic| is_passed_over(found, &judged.reading.template, &plan);
    let phase_of =
        |(phase, found): (&Phase, &Diagnostic)| found.refusal.filter(|_| !passed_over(found)).map(|_| *phase);
    let phase = phases.iter().zip(&diagnostics).filter_map(phase_of).min().unwrap_or(Phase::Done);
    let (first, more) = errors(&source, &judged.reading, &diagnostics, &phases, phase);
    let reach = Reach::of(&diagnostics, plan.outputs.is_empty() || refused.len() < plan.outputs.len());
    let before: &dyn Known = if reach == Reach::Resources { &Previewed::Whole } else { &Previewed::ByName };
    let way_in = judged.reading.template.version > Some(TemplateVersion::V2013_05_23);
    let mut answer = json!({
        "id": request.id(),
        "ok": !diagnostics.iter().any(|found| found.refusal.is_some() && !passed_over(found)),
        "validate_ok": unfit.is_none(),
        "phase": phase.name(),
        "version": version(&judged.reading).filter(|_| phase >= Phase::Template && !is_unversioned(&diagnostics)),
        "errors": first,
        "more_errors": more,
        "validate_error": unfit.map(|found| &found.message),
        "parameters": parameters(&plan),
        "conditions": conditions(&plan),
        "pseudo_parameters": pseudo_parameters(&inputs.stack_name, &Previewed::Whole),
        "resources": resources(&plan, &Previewed::Whole, way_in),
        "disabled_resources": disabled(&plan),
        "cycles": cycles(&plan),
        "outputs": outputs(&plan, before, way_in, &refused),
        "nested": nested(&plan, plan.stack.top(), &inputs.stack_name, &request.files()),
    });
    graph::tell(&plan, &reach, &mut answer);
    if let Some(data) = &request.resource_data {
        let known: &dyn Known = &ResourceData(data);
        let outputs = outputs(&plan, known, way_in, &refused);
        answer["simulated"] = json!({ "resources": properties(&plan, known), "outputs": outputs });
    }
    Ok(answer)
}

/// Whether only `POST /validate` sees it: of a type that takes anything, creation does not look at what is written.
fn is_passed_over(found: &Diagnostic, template: &Template, plan: &Plan) -> bool {
    let (None, Place::Path(path, _)) = (&found.labels[0].source, found.place()) else { return false };
    let [Step::Key(section), Step::Key(name), Step::Key(part), rest @ ..] = path.steps() else {
        return false;
    };
    let is_such = match found.code {
        codes::INVALID_ARGUMENT | codes::REMOVED_FUNCTION | codes::UNKNOWN_ATTRIBUTE => {
            matches!(&**part, "properties" | "metadata" | "update_policy")
        }
        codes::WRONG_SHAPE => {
            let written =
                template.resources.get(&**name).and_then(|resource| resource.update_policy.as_deref());
            **part == *"update_policy" && rest.is_empty() && matches!(written, Some(Expression::Call { .. }))
        }
        _ => false,
    };
    if !is_such || !section.eq_ignore_ascii_case("resources") {
        return false;
    }
    let resource = plan.stack.top().find(|resource| resource.path.name() == &**name);
    let known = resource.and_then(|resource| catalog(Release::default()).get(&resource.type_name));
    known.is_some_and(|known| known.any_property)
}

/// The outputs that Heat cannot even read, with the reason. One that is broken takes all others with it; so does a
/// condition that cannot be decided; a broken resource takes those that read any.
fn refused_outputs(plan: &Plan, template: &Template, diagnostics: &[Diagnostic]) -> IndexMap<String, String> {
    let undecided = |value: &Resolved| value_or_error(value).1.as_deref() == Some(UNDECIDED);
    let mut outputs = plan.outputs.values();
    let mut resources = plan.stack.top();
    let mut whole = outputs.any(|output| undecided(&output.value)).then(|| UNDECIDED.to_owned());
    let mut reading = resources
        .any(|resource| resource.enabled.is_none() || undecided(&resource.properties))
        .then(|| UNDECIDED.to_owned());
    let mut single = IndexMap::default();
    for found in diagnostics.iter().filter(|found| found.refusal == Some(Refusal::Validate)) {
        let (None, Place::Path(path, _)) = (&found.labels[0].source, found.place()) else { continue };
        let [Step::Key(section), Step::Key(name), ..] = path.steps() else { continue };
        let unreadable = is_unreadable(found, path, template);
        match section.to_ascii_lowercase().as_str() {
            "outputs" => {
                if path.steps().len() == 2 {
                    single.entry(name.to_string()).or_insert_with(|| found.message.clone());
                }
                if unreadable {
                    whole = whole.or_else(|| Some(found.message.clone()));
                }
            }
            _ if graph::is_unread_condition(found) => whole = Some(found.message.clone()),
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

/// Whether it keeps Heat from reading a resource or an output. Some of the same kind it only finds in what it has read.
fn is_unreadable(found: &Diagnostic, path: &Path, template: &Template) -> bool {
    let [_, Step::Key(name), rest @ ..] = path.steps() else { return UNREADABLE.contains(&found.code) };
    let resource = template.resources.get(&**name);
    let is_called = |part: &str, value: Option<&Expression>| matches!((rest, value), ([Step::Key(key)], Some(Expression::Call { .. })) if **key == *part);
    let of_call = resource.is_some_and(|resource| {
        is_called("properties", Some(&resource.properties))
            || is_called("update_policy", resource.update_policy.as_deref())
    });
    let has_lower_case = template.version >= Some(TemplateVersion::V2016_10_14);
    match found.code {
        codes::WRONG_SHAPE => !of_call,
        codes::INVALID_DELETION_POLICY => {
            let policy = resource.and_then(|resource| resource.deletion_policy.as_deref());
            let is = |word: &str| policy == Some(&Expression::Scalar(word.into()));
            !(is("Snapshot") || has_lower_case && is("snapshot"))
        }
        code => UNREADABLE.contains(&code),
    }
}

/// What keeps Heat from reading a resource or an output.
const UNREADABLE: [Code; 8] = [
    codes::MALFORMED_CALL,
    codes::MISPLACED_FUNCTION,
    codes::UNKNOWN_KEY,
    codes::NEWER_KEY,
    codes::MISSING_TYPE,
    codes::MISSING_VALUE,
    codes::UNKNOWN_CONDITION,
    codes::INVALID_CONDITION,
];

/// `{key, value, class}` of the version that a template says it has; nothing if Heat does not know it.
fn version(reading: &Reading) -> Option<Json> {
    let version = reading.template.version?;
    let (key, class) = match version {
        TemplateVersion::V2010_09_09 => ("AWSTemplateFormatVersion", "CfnTemplate".to_owned()),
        TemplateVersion::V2012_12_12 => ("HeatTemplateFormatVersion", "HeatTemplate".to_owned()),
        _ => ("heat_template_version", format!("HOTemplate{}", version.date().replace('-', ""))),
    };
    let written = reading.document.root()?.get(key)?;
    Some(json!({ "key": key, "value": json::write(written.as_scalar()?), "class": class }))
}

/// Whether Heat cannot tell what version a template is of.
fn is_unversioned(diagnostics: &[Diagnostic]) -> bool {
    let is_such = |found: &Diagnostic| {
        let what = [codes::UNKNOWN_VERSION, codes::AMBIGUOUS_VERSION].contains(&found.code);
        what && found.labels[0].source.is_none()
    };
    diagnostics.iter().any(is_such)
}

/// What Heat refuses it for, at the stage that it comes to; and all else that is wrong, in the order of the text.
fn errors(
    source: &Source,
    reading: &Reading,
    diagnostics: &[Diagnostic],
    phases: &[Phase],
    reached: Phase,
) -> (Vec<Json>, Vec<Json>) {
    let index = LineIndex::new(&source.text);
    let (mut first, mut more) = (Vec::new(), Vec::new());
    for (found, phase) in diagnostics.iter().zip(phases) {
        if found.refusal.is_none() && found.severity != Severity::Error {
            continue;
        }
        // In another file: where the template leads to it.
        let here = found.labels.iter().find(|label| label.source.is_none());
        let place = here.map_or(found.place(), |label| &label.place);
        let start = index.line_column(reading.document.span(place).start);
        let error = json!({
            "type": found.code.0,
            "message": found.message,
            "phase": phase.name(),
            "refused_by": match found.refusal {
                Some(Refusal::Validate) => Some("validate"),
                Some(Refusal::Create) => Some("create"),
                None => None,
            },
            "line": start.line + 1,
            "column": start.column + 1,
        });
        let is_first = first.is_empty() && found.refusal.is_some() && *phase == reached;
        if is_first { first.push(error) } else { more.push(error) }
    }
    (first, more)
}
