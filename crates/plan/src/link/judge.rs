//! What is wrong with a name that leads nowhere, and which request the testbed refuses for it.

use hotplate_hot::{Diagnostic, Expression, Part, Place, Refusal, Severity, Step, Template, codes, nearest};
use hotplate_schema::{Catalog, Value};

use super::mention::{Branch, Kind, Mention};
use crate::Resource;
use crate::evaluate::{Asked, Scope, Standing, is_parameter};
use crate::trail::Trail;

/// Reports a name that leads nowhere.
pub(super) fn judge(mention: &Mention, template: &Template, scope: &mut Scope<'_>) {
    if !cfg!(feature = "whole") {
        return;
    }
    let name = &mention.name;
    let (code, what, exists) = match mention.kind {
        Kind::Parameter => (codes::UNKNOWN_PARAMETER, "parameter", is_parameter(name, scope.context)),
        Kind::Condition => {
            (codes::UNKNOWN_CONDITION, "condition", template.conditions.contains_key(name.as_str()))
        }
        Kind::Resource | Kind::Nameless | Kind::Attribute(..) => match scope.named(name) {
            Some(resource) if resource.enabled == Some(false) => {
                return report_disabled(mention, resource, scope);
            }
            known => (codes::UNKNOWN_RESOURCE, "resource", known.is_some()),
        },
    };
    if exists {
        return;
    }
    let place = Place::Path(mention.at(), Part::Value);
    let mut diagnostic = Diagnostic::error(code, place, format!("there is no {what} `{name}`"));
    if let Some(nearest) = nearest_name(mention, template, scope) {
        diagnostic = if mention.literal && is_plain(nearest) {
            diagnostic.suggest(Place::Path(mention.at(), Part::Value), nearest)
        } else {
            diagnostic.help(format!("did you mean `{nearest}`?"))
        };
    } else {
        diagnostic = diagnostic.help(format!("declare it under `{what}s`, or take the reference away"));
    }
    report(diagnostic, mention, scope);
}

/// Reports a reference to a resource that its condition leaves out.
fn report_disabled(mention: &Mention, resource: &Resource, scope: &mut Scope<'_>) {
    // What stands in a branch not taken never asks for it.
    if mention.branch == Branch::Untaken {
        return;
    }
    let message = format!("`{}` is not created, because its condition does not hold", resource.path);
    let place = Place::Path(mention.at(), Part::Value);
    let condition = Place::Path(resource.definition.key("condition"), Part::Value);
    let diagnostic = Diagnostic::error(codes::DISABLED_RESOURCE, place, message)
        .also(condition, "this does not hold")
        .help("put the reference into an `if` on the same condition");
    report(diagnostic, mention, scope);
}

/// Reports with the severity and the refusal that the mention's place asks for.
fn report(diagnostic: Diagnostic, mention: &Mention, scope: &mut Scope<'_>) {
    // Parameters are looked up when a value is worked out, and so are resources in outputs. All else Heat looks up at
    // once.
    let is_late = match mention.kind {
        Kind::Parameter => true,
        Kind::Resource => scope.standing == Standing::Output,
        Kind::Nameless | Kind::Attribute(..) | Kind::Condition => false,
    };
    // What an `if` asks, it asks when the template is read.
    let choice = |steps: &[Step]| matches!(steps, [Step::Key(name), Step::Index(0)] if matches!(&**name, "if" | "Fn::If"));
    // So are the names of what is read.
    let names = |step: &Step| match step {
        Step::Key(name) => match &**name {
            "get_attr" => true,
            "get_resource" => scope.standing != Standing::Output,
            _ => false,
        },
        Step::Index(_) => false,
    };
    let at = mention.at();
    let is_asked = scope.context.version.has_conditions() && at.steps().windows(2).any(choice)
        || matches!(mention.kind, Kind::Parameter) && at.steps().iter().any(names);
    let mut diagnostic = match is_late && !is_asked {
        true => scope.standing.mark(diagnostic),
        false => diagnostic.refused_by(Refusal::Validate),
    };
    if mention.branch != Branch::Taken || is_never_asked(mention, scope) {
        diagnostic.severity = Severity::Warning;
        diagnostic.refusal = None;
    }
    scope.ledger.diagnostics.push(diagnostic);
}

/// Reports an attribute that a resource does not have, where the name of one of them is worked out, and one that has no
/// name. Those that are written are looked at when the template is read.
pub(super) fn judge_attribute(mention: &Mention, catalog: &Catalog, scope: &mut Scope<'_>) {
    if !cfg!(feature = "whole") {
        return;
    }
    let Kind::Attribute(read) = &mention.kind else { return };
    let Some(resource) = scope.named(&mention.name).filter(|resource| resource.enabled != Some(false)) else {
        return;
    };
    let place = Place::Path(mention.call.index(1), Part::Value);
    if !read.notable {
        let message = "an attribute is named by text, and the way into it goes by names and numbers";
        let diagnostic = Diagnostic::error(codes::UNKNOWN_ATTRIBUTE, place, message);
        return report(diagnostic.help("write the attribute's name as text"), mention, scope);
    }
    let Some(name) = read.name.as_ref().filter(|_| read.worked_out) else { return };
    let Some(known) = catalog.get(&resource.type_name) else { return };
    if known.any_attribute || known.attributes.contains_key(name.as_str()) || name == "show" {
        return;
    }
    let message = format!("`{}` has no attribute `{name}`", known.name);
    let names: Vec<&str> = known.attributes.keys().map(String::as_str).collect();
    let help = format!("there are {}, and `show`", names.join(", "));
    report(Diagnostic::error(codes::UNKNOWN_ATTRIBUTE, place, message).help(help), mention, scope);
}

/// Whether it is a name in a condition of the template that was decided without looking it up.
fn is_never_asked(mention: &Mention, scope: &Scope<'_>) -> bool {
    match (&mention.kind, mention.call.steps()) {
        (Kind::Condition, [Step::Key(section), Step::Key(name), ..]) if **section == *"conditions" => {
            let asked = scope.ledger.asked_by.get(&**name);
            !asked.is_some_and(|asked| asked.contains(&Asked::Condition(mention.name.as_str().to_owned())))
        }
        _ => false,
    }
}

/// Reports the name of a condition that stands alone, as in `condition: name`.
pub(super) fn report_condition(
    condition: &Expression,
    at: &Trail<'_>,
    template: &Template,
    scope: &mut Scope<'_>,
) {
    if let Expression::Scalar(Value::String(name)) = condition {
        let mention = Mention {
            name: name.clone(),
            kind: Kind::Condition,
            call: at.path(),
            first: false,
            branch: Branch::Taken,
            literal: true,
        };
        judge(&mention, template, scope);
    }
}

fn nearest_name<'a>(mention: &Mention, template: &'a Template, scope: &mut Scope<'_>) -> Option<&'a str> {
    // Each looks at every name: enough for a person to read, not for thousands.
    scope.ledger.suggestions = scope.ledger.suggestions.checked_sub(1)?;
    match mention.kind {
        Kind::Parameter => nearest(&mention.name, template.parameters.keys().map(String::as_str)),
        Kind::Condition => nearest(&mention.name, template.conditions.keys().map(String::as_str)),
        Kind::Resource | Kind::Nameless | Kind::Attribute(..) => {
            nearest(&mention.name, template.resources.keys().map(String::as_str))
        }
    }
}

/// Whether a name can stand in any YAML without quotes and stay text.
fn is_plain(name: &str) -> bool {
    const NOT_TEXT: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        && !NOT_TEXT.iter().any(|word| name.eq_ignore_ascii_case(word))
}
