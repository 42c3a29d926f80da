//! What is wrong with a name that leads nowhere, and which request the testbed refuses for it.

use hotplate_hot::{
    Code, Diagnostic, Edit, Expression, Fix, Part, Place, Refusal, Severity, Template, codes,
};
use hotplate_schema::Value;

use super::mention::{Branch, Kind, Mention};
use super::suggestion::nearest;
use crate::Resource;
use crate::evaluate::{PSEUDO, Scope};
use crate::trail::Trail;

/// What the expression belongs to.
#[derive(Clone, Copy)]
pub(super) enum Owner<'a> {
    Resource(&'a Resource),
    Output,
    Condition,
}

/// Reports a name that leads nowhere.
pub(super) fn judge(mention: &Mention, owner: Owner<'_>, template: &Template, scope: &mut Scope<'_>) {
    let name = &mention.name;
    let found = match mention.kind {
        Kind::Parameter if PSEUDO.contains(&name.as_str()) => None,
        Kind::Parameter => {
            unknown(mention, codes::UNKNOWN_PARAMETER, "parameter", template.parameters.contains_key(name))
        }
        Kind::Condition => {
            unknown(mention, codes::UNKNOWN_CONDITION, "condition", template.conditions.contains_key(name))
        }
        Kind::Resource | Kind::Attribute(_) => match scope.stack.named(name) {
            Some(resource) if resource.enabled == Some(false) => disabled(mention, resource, owner),
            known => unknown(mention, codes::UNKNOWN_RESOURCE, "resource", known.is_some()),
        },
    };
    let Some(mut diagnostic) = found else { return };
    if let Some(nearest) = nearest_name(mention, template, scope) {
        diagnostic = diagnostic.help(format!("did you mean `{nearest}`?"));
        if mention.literal && is_plain(nearest) {
            let edits =
                vec![Edit { place: Place::Path(mention.at.clone(), Part::Value), text: nearest.to_owned() }];
            diagnostic = diagnostic.fix(Fix { title: format!("rename to {nearest}"), edits });
        }
    }
    // Heat resolves outputs late: of all names only a condition's and that of a `get_attr` stop the stack.
    let refusal = match (owner, &mention.kind) {
        (Owner::Output, Kind::Parameter | Kind::Resource) => None,
        (Owner::Resource(_), Kind::Parameter) => Some(Refusal::Create),
        _ => Some(Refusal::Validate),
    };
    diagnostic.severity = match (mention.branch, refusal) {
        (Branch::Taken, Some(_)) => Severity::Error,
        _ => Severity::Warning,
    };
    if mention.branch == Branch::Taken {
        diagnostic.refusal = refusal;
    }
    scope.ledger.diagnostics.push(diagnostic);
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
            at: at.path(),
            call: at.path(),
            branch: Branch::Taken,
            literal: true,
        };
        judge(&mention, Owner::Condition, template, scope);
    }
}

fn unknown(mention: &Mention, code: Code, what: &str, exists: bool) -> Option<Diagnostic> {
    let place = Place::Path(mention.at.clone(), Part::Value);
    let message = format!("there is no {what} `{}`", mention.name);
    (!exists).then(|| Diagnostic::error(code, place, message))
}

fn disabled(mention: &Mention, resource: &Resource, owner: Owner<'_>) -> Option<Diagnostic> {
    // What is itself disabled, or in a branch not taken, never asks for it.
    if mention.branch == Branch::Untaken {
        return None;
    }
    if let Owner::Resource(owner) = owner
        && owner.enabled == Some(false)
    {
        return None;
    }
    let message = format!("`{}` is not created, because its condition does not hold", resource.path);
    let place = Place::Path(mention.at.clone(), Part::Value);
    let condition = Place::Path(resource.definition.key("condition"), Part::Value);
    let diagnostic = Diagnostic::error(codes::DISABLED_RESOURCE, place, message);
    let diagnostic = diagnostic.help("put the reference into an `if` on the same condition");
    Some(diagnostic.also(condition, "this does not hold"))
}

fn nearest_name<'a>(mention: &Mention, template: &'a Template, scope: &mut Scope<'_>) -> Option<&'a str> {
    // Each looks at every name: enough for a person to read, not for thousands.
    scope.ledger.suggestions = scope.ledger.suggestions.checked_sub(1)?;
    match mention.kind {
        Kind::Parameter => nearest(&mention.name, template.parameters.keys().map(String::as_str)),
        Kind::Condition => nearest(&mention.name, template.conditions.keys().map(String::as_str)),
        Kind::Resource | Kind::Attribute(_) => {
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
