//! Plans as text, to be compared.

use std::sync::Arc;

use hotplate_hot::{Diagnostic, Outcome, Part, Place, Severity, Source, lower, parse};
use hotplate_plan::{Files, Inputs, Limits, NoFiles, Plan, Reason, Reference, Resolved, ResourceId, plan};
use hotplate_schema::{Catalog, Key};

/// The plan of a template without any input.
pub(crate) fn planned(text: &str) -> Outcome<Plan> {
    planned_with(text, &Inputs::default(), &NoFiles)
}

/// The plan of a template.
pub(crate) fn planned_with(text: &str, inputs: &Inputs, files: &dyn Files) -> Outcome<Plan> {
    let document = parse(&Source::new("template.yaml", text));
    assert!(
        document.diagnostics.is_empty(),
        "the template of a test is sound YAML: {:?}",
        document.diagnostics
    );
    let template = lower(&document.value);
    plan(&Arc::new(template.value), inputs, files, &Catalog::full(), &Limits::default())
}

/// A value as JSON; `<...>` around what is pending, `?...?` around why something is unknown.
pub(crate) fn value(resolved: &Resolved) -> String {
    match resolved {
        Resolved::Known(value) => value.to_json(false),
        Resolved::List(items) => format!("[{}]", items.iter().map(value).collect::<Vec<_>>().join(", ")),
        Resolved::Map(entries) => {
            let entry = |(key, entry): (&Key, &Resolved)| {
                format!("{}: {}", key.to_value().to_json(false), value(entry))
            };
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Resolved::Pending(references) => {
            format!("<{}>", references.iter().map(reference).collect::<Vec<_>>().join(", "))
        }
        Resolved::Unknown(reason) => format!("?{reason}?"),
    }
}

fn reference(reference: &Reference) -> String {
    let path = reference.attribute.iter().map(|step| format!(" {}", step.python_str()));
    format!("{}{}", reference.resource, path.collect::<String>())
}

/// A finding on one line, and its help and further places on lines of their own.
pub(crate) fn diagnostic(diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let refusal =
        diagnostic.refusal.map_or(String::new(), |refusal| format!(" ({refusal:?})").to_lowercase());
    let place = |place: &Place| match place {
        Place::Path(path, Part::Key) => format!("key {path}"),
        Place::Path(path, _) => path.to_string(),
        Place::Span(span) => format!("{}-{}", span.start, span.end),
    };
    let mut text = format!("{severity}{refusal} {}: {}\n", place(diagnostic.place()), diagnostic.message);
    for label in &diagnostic.labels[1..] {
        text += &format!("  {}: {}\n", place(&label.place), label.text);
    }
    if let Some(help) = &diagnostic.help {
        text += &format!("  help: {help}\n");
    }
    if let Some(fix) = &diagnostic.fix {
        text += &format!("  fix: {}\n", fix.title);
    }
    text
}

/// All findings.
pub(crate) fn diagnostics(found: &[Diagnostic]) -> String {
    found.iter().map(diagnostic).collect()
}

/// Dependencies with their reasons, waves and cycles.
pub(crate) fn order(plan: &Plan) -> String {
    let name = |id: &ResourceId| plan.stack[*id].path.to_string();
    let names = |ids: &[ResourceId]| ids.iter().map(name).collect::<Vec<_>>().join(" ");
    let mut text = String::new();
    for dependency in plan.graph.dependencies() {
        let reasons: Vec<_> = dependency.reasons.iter().map(reason).collect();
        text += &format!("{} -> {}: {}\n", name(&dependency.from), name(&dependency.to), reasons.join(", "));
    }
    let waves: Vec<_> = plan.waves.iter().map(|wave| names(&wave.resources)).collect();
    text += &format!("waves: {}\n", waves.join(" | "));
    for cycle in &plan.cycles {
        text += &format!("cycle: {}\n", names(&cycle.resources));
    }
    text
}

fn reason(reason: &Reason) -> String {
    match reason {
        Reason::GetResource { at } => at.to_string(),
        Reason::GetAttr { at, attribute } => format!("{at} {attribute}"),
        Reason::DependsOn { at } => at.to_string(),
        Reason::Implicit(why) => why.clone(),
    }
}

/// The resources: type, properties, whether open, whether enabled.
pub(crate) fn resources(plan: &Plan) -> String {
    let mut text = String::new();
    for resource in plan.stack.iter() {
        let closed = resource.group.as_ref().and_then(|group| group.closed.as_deref());
        let closed = closed.map_or(String::new(), |why| format!(" closed: {why}"));
        let enabled = match resource.enabled {
            Some(true) => "",
            Some(false) => " (disabled)",
            None => " (perhaps)",
        };
        let properties = value(&resource.properties);
        text += &format!("{}{enabled} {}{closed} {properties}\n", resource.path, resource.type_name.short());
    }
    text
}

/// The outputs as planned.
pub(crate) fn outputs(plan: &Plan) -> String {
    plan.outputs.iter().map(|(name, output)| format!("{name}: {}\n", value(&output.value))).collect()
}
