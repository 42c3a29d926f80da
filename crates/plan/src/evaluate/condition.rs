//! Conditions: which hold, as far as parameters decide it (Heat: `conditions.py`).

use hotplate_hot::{
    Condition, Diagnostic, Expression, Function, Part, Path, Place, Refusal, Severity, Step, Template,
    TemplateVersion, codes,
};
use hotplate_schema::Value;

use super::{Asked, Context, Ledger, Scope, Standing, evaluate};
use crate::graph::{layers, rounds};
use crate::resolved::Nothing;
use crate::rows::Rows;
use crate::trail::Trail;
use crate::{NoFiles, Resolved, Stack};

/// Decides the named conditions of a template and writes them into the context, in the template's order.
pub(crate) fn decide_all(template: &Template, context: &mut Context, ledger: &mut Ledger) {
    context.conditions = template.conditions.keys().map(|name| (name.clone(), None)).collect();
    if cfg!(feature = "whole") {
        // What stands in or behind a circle is not decided, but would look up all it names.
        let named = template.conditions.iter().map(|(name, condition)| (name.clone(), all_names(condition)));
        ledger.asked_by.extend(named);
    }
    let around = std::mem::take(&mut ledger.asked);
    for name in order(template, ledger) {
        let decided = decide_named(template, name, context, ledger);
        context.conditions.insert(name.clone(), decided);
        let asked = std::mem::take(&mut ledger.asked);
        if cfg!(feature = "whole") {
            ledger.asked_by.insert(name.clone(), asked);
        }
    }
    ledger.asked = around;
}

/// Takes the refusal from faults of conditions that nothing looks up: Heat does not notice them. In those that something
/// does, it also needs every parameter.
pub(crate) fn settle(ledger: &mut Ledger) {
    let mut asked = std::mem::take(&mut ledger.asked);
    let mut next = 0;
    while let Some(one) = asked.get(next) {
        let more = match one {
            Asked::Condition(name) => ledger.asked_by.get(name).cloned().unwrap_or_default(),
            Asked::Parameter(_) => Vec::new(),
        };
        for one in more {
            if !asked.contains(&one) {
                asked.push(one);
            }
        }
        next += 1;
    }
    for found in &mut ledger.diagnostics {
        let Place::Path(path, _) = found.place() else { continue };
        let [Step::Key(section), Step::Key(name), ..] = path.steps() else { continue };
        let is_late =
            ![codes::MALFORMED_CALL, codes::INVALID_ARGUMENT, codes::INVALID_CONDITION].contains(&found.code);
        let name = name.to_string();
        if **section == *"parameters" && found.code == codes::MISSING_PARAMETER_VALUE {
            // No template is even read whose conditions cannot be decided.
            if asked.contains(&Asked::Parameter(name)) {
                found.refusal = Some(Refusal::Validate);
            }
        } else if **section == *"conditions" && is_late && !asked.contains(&Asked::Condition(name)) {
            found.severity = Severity::Warning;
            found.refusal = None;
            found.help.get_or_insert_with(|| {
                "Heat does not notice as long as nothing uses the condition".to_owned()
            });
        }
    }
}

/// Whether a condition holds that is written in place or named: of a resource, of an output, of an `if`. `None` if
/// that is not known.
pub(crate) fn decide(condition: &Expression, at: &Trail<'_>, scope: &mut Scope<'_>) -> Option<bool> {
    let before = std::mem::replace(&mut scope.standing, Standing::Condition);
    let resolved = evaluate(condition, at, scope);
    scope.standing = before;
    decide_resolved(condition, &resolved, scope).unwrap_or_else(|fault| {
        scope.ledger.diagnostics.push(invalid(at.place(), fault));
        None
    })
}

/// The same of a resolved value. The error says what it is instead of a condition; names that are written and lead
/// nowhere are reported where references are collected.
pub(super) fn decide_resolved(
    written: &Expression,
    condition: &Resolved,
    scope: &mut Scope<'_>,
) -> Result<Option<bool>, String> {
    match condition {
        Resolved::Known(Value::Bool(holds)) => Ok(Some(*holds)),
        // No condition always holds.
        Resolved::Known(Value::Null) => Ok(Some(true)),
        Resolved::Known(Value::String(name))
            if !matches!(written, Expression::Scalar(_))
                && !scope.context.conditions.contains_key(name.as_str()) =>
        {
            Err(format!("there is no condition `{name}`"))
        }
        Resolved::Known(Value::String(name)) => {
            scope.ledger.ask(Asked::Condition(name.as_str().to_owned()));
            Ok(scope.context.conditions.get(name.as_str()).copied().flatten())
        }
        Resolved::Known(other) => {
            Err(format!("`{}` is neither a boolean nor the name of a condition", other.python_str()))
        }
        Resolved::List(_) | Resolved::Map(_) | Resolved::Pending(_) | Resolved::Unknown(_) => Ok(None),
    }
}

/// The names of conditions that a call of `not`, `and` or `or` takes, each with its position if in a list.
pub(crate) fn operands<'a>(function: Function, argument: &'a Expression) -> Vec<(Option<usize>, &'a str)> {
    let name = |index, operand: &'a Expression| match operand {
        Expression::Scalar(Value::String(name)) => Some((index, name.as_str())),
        _ => None,
    };
    match (function.name(), argument) {
        ("not", argument) => name(None, argument).into_iter().collect(),
        ("and" | "or" | "Fn::Not" | "Fn::And" | "Fn::Or", Expression::List(items)) => {
            items.iter().enumerate().filter_map(|(index, item)| name(Some(index), item)).collect()
        }
        _ => Vec::new(),
    }
}

fn all_names(condition: &Condition) -> Vec<Asked> {
    let mut found = Vec::new();
    names(&condition.value, &mut found);
    found.into_iter().map(|name| Asked::Condition(name.to_owned())).collect()
}

/// The names of conditions anywhere in an expression.
fn names<'a>(expression: &'a Expression, found: &mut Vec<&'a str>) {
    match expression {
        Expression::Scalar(_) => {}
        Expression::List(items) => items.iter().for_each(|item| names(item, found)),
        Expression::Map(entries) => entries.values().for_each(|entry| names(entry, found)),
        Expression::Call { function, argument } => {
            found.extend(operands(*function, argument).into_iter().map(|(_, name)| name));
            names(argument, found);
        }
    }
}

fn decide_named(template: &Template, name: &str, context: &Context, ledger: &mut Ledger) -> Option<bool> {
    let value = &template.conditions.get(name)?.value;
    let path = Path::keys(["conditions", name]);
    let place = || Place::Path(path.clone(), Part::Value);
    if misplaced(value, context.version).is_some() {
        return None;
    }
    if let Expression::Scalar(Value::Null | Value::Int(_) | Value::Float(_) | Value::String(_))
    | Expression::List(_)
    | Expression::Map(_) = value
    {
        let fault = "it is neither true nor false, and calls no condition function".to_owned();
        ledger.diagnostics.push(invalid(place(), fault));
        return None;
    }
    let mut scope = Scope {
        template,
        context,
        stack: &Stack::default(),
        within: None,
        known: &Nothing,
        files: &NoFiles,
        standing: Standing::Condition,
        ledger,
    };
    match evaluate(value, &Trail::Root(&path), &mut scope) {
        Resolved::Known(Value::Bool(holds)) => Some(holds),
        Resolved::Known(other) => {
            let fault = format!("it comes to `{}`, which is neither true nor false", other.python_str());
            // Heat only finds out when something asks for it.
            let mut diagnostic = invalid(place(), fault);
            diagnostic.code = codes::FAILED_CALL;
            ledger.diagnostics.push(diagnostic);
            None
        }
        Resolved::List(_) | Resolved::Map(_) | Resolved::Pending(_) | Resolved::Unknown(_) => None,
    }
}

/// The function of values that an expression in a condition's place calls in vain: such a call is found when the
/// template is read.
pub(super) fn misplaced(expression: &Expression, version: TemplateVersion) -> Option<&str> {
    let Expression::Map(entries) = expression else { return None };
    let (name, _) = entries.first().filter(|_| entries.len() == 1)?;
    let newest = TemplateVersion::LATEST;
    let is_function =
        |name: &&str| Function::find(name, version).is_some() || Function::removed(name, newest).is_some();
    name.as_str().filter(is_function)
}

fn invalid(place: Place, fault: String) -> Diagnostic {
    let message = format!("this is not a condition: {fault}");
    Diagnostic::error(codes::INVALID_CONDITION, place, message)
        .help("write true, false, or a condition function such as `equals`")
        .refused_by(Refusal::Validate)
}

/// The names in an order in which each comes after those it refers to; circles are reported, and what refers to them
/// is left out.
fn order<'a>(template: &'a Template, ledger: &mut Ledger) -> Vec<&'a String> {
    let conditions = &template.conditions;
    let refers = |condition: &Condition| {
        let mut found = Vec::new();
        names(&condition.value, &mut found);
        found.iter().filter_map(|name| conditions.get_index_of(*name)).collect::<Vec<_>>()
    };
    let edges: Rows = conditions.values().map(refers).collect();
    let turned = edges.turned();
    let name = |index: usize| conditions.get_index(index).map(|(name, _)| name);
    let circles = if cfg!(feature = "whole") { rounds(&edges, &turned) } else { Vec::new() };
    for round in circles {
        report_circle(&round.into_iter().filter_map(name).collect::<Vec<_>>(), ledger);
    }
    layers(&edges, &turned).into_iter().flatten().filter_map(name).collect()
}

fn report_circle(names: &[&String], ledger: &mut Ledger) {
    let Some(first) = names.first() else { return };
    let message = match names {
        [name] => format!("the condition `{name}` refers to itself"),
        _ => {
            let others: Vec<_> = names[1..].iter().map(|name| format!("`{name}`")).collect();
            format!("the condition `{first}` refers to itself by way of {}", others.join(", "))
        }
    };
    let place = Place::Path(Path::keys(["conditions", first.as_str()]), Part::Key);
    let diagnostic = Diagnostic::error(codes::CONDITION_CYCLE, place, message).refused_by(Refusal::Validate);
    ledger.diagnostics.push(diagnostic.help("let one of them be decided by parameters alone"));
}
