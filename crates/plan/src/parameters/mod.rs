//! The values of parameters: given, cast, checked.

mod cast;
mod constraint;
pub(crate) mod custom;
mod json;
mod merge;
mod number;
mod pattern;
mod values;

use std::sync::Arc;

use hotplate_hot::{Diagnostic, Parameter, ParameterKind, Part, Path, Place, Refusal, Template, codes};
use hotplate_schema::{Constraint, IndexMap, Rule, Value};

pub use json::read_json;

pub(crate) use cast::{cast, kind_of};
pub(crate) use constraint::{Verdict, as_float, judge};
pub(crate) use number::{float, number, whole};
pub(crate) use values::{Values, defaults};

/// Where a parameter's value comes from, in the order in which Heat prefers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum ParameterOrigin {
    /// Given one by one, or in an environment's `parameters`.
    Given,
    /// An environment's `parameter_defaults`.
    EnvironmentDefault,
    /// The template's `default`.
    Default,
    /// Nowhere: a value is missing.
    Missing,
}

/// A parameter with its value.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct ParameterValue {
    /// As the template declares it.
    pub declaration: Arc<Parameter>,
    /// The value, cast to the parameter's type; `None` if it is missing or cannot be cast.
    pub value: Option<Value>,
    /// Where it comes from.
    pub origin: ParameterOrigin,
    /// What is wrong with the given value, for a form to show beside it.
    pub problem: Option<String>,
}

/// The parameters of a template in its order, each with its value.
pub(crate) fn resolve(
    template: &Template,
    values: &Values,
    diagnostics: &mut Vec<Diagnostic>,
) -> IndexMap<String, ParameterValue> {
    let resolve_one = |(name, declaration): (&String, &Arc<Parameter>)| {
        (name.clone(), resolve_one(name, declaration, values, diagnostics))
    };
    template.parameters.iter().map(resolve_one).collect()
}

fn resolve_one(
    name: &str,
    declaration: &Arc<Parameter>,
    values: &Values,
    diagnostics: &mut Vec<Diagnostic>,
) -> ParameterValue {
    let (value, origin) = choose(name, declaration, values);
    let at = || Path::keys(["parameters", name]);
    if cfg!(feature = "whole")
        && let Some(default) = &declaration.default
    {
        let words = check_default(declaration, default, origin == ParameterOrigin::Default);
        diagnostics.extend(words.map(|(words, refusal)| {
            let place = Place::Path(at().key("default"), Part::Value);
            let message = format!("the default of `{name}` is not one it may have: {words}");
            Diagnostic::error(codes::INVALID_DEFAULT, place, message)
                .help("change the default, or what the parameter allows")
                .refused_by(refusal)
        }));
    }
    if values.open.contains_key(name) {
        let origin = ParameterOrigin::Given;
        return ParameterValue { declaration: declaration.clone(), value: None, origin, problem: None };
    }
    let Some(value) = value else {
        let place = Place::Path(at(), Part::Key);
        let diagnostic = Diagnostic::note(
            codes::MISSING_PARAMETER_VALUE,
            place,
            format!("`{name}` has no default and needs a value before the stack can be created"),
        );
        diagnostics.push(diagnostic.help("give it a value, or a `default`").refused_by(Refusal::Create));
        let declaration = declaration.clone();
        return ParameterValue { declaration, value: None, origin, problem: None };
    };
    let cast = cast(declaration.kind, value);
    let problem = match &cast {
        Err(_) if declaration.hidden => Some(format!("it is not of type `{}`", declaration.kind.name())),
        Err(reason) => Some(reason.clone()),
        Ok(cast) => check(declaration, value, cast, at, diagnostics),
    };
    if let Some(problem) = problem.as_ref().filter(|_| origin != ParameterOrigin::Default) {
        let message = format!("the value of `{name}` is not one it may have: {problem}");
        let diagnostic =
            Diagnostic::error(codes::INVALID_PARAMETER_VALUE, Place::Path(at(), Part::Key), message);
        let help = "give it another value, or change what the parameter allows";
        diagnostics.push(diagnostic.help(help).refused_by(Refusal::Create));
    }
    ParameterValue { declaration: declaration.clone(), value: cast.ok(), origin, problem }
}

/// The value that counts, as it was given. Null counts as not given.
fn choose<'a>(
    name: &str,
    declaration: &'a Parameter,
    values: &'a Values,
) -> (Option<&'a Value>, ParameterOrigin) {
    let given = |values: &'a IndexMap<String, Value>| values.get(name).filter(|value| **value != Value::Null);
    match (given(&values.given), given(&values.defaults), &declaration.default) {
        (Some(value), _, _) => (Some(value), ParameterOrigin::Given),
        (None, Some(value), _) => (Some(value), ParameterOrigin::EnvironmentDefault),
        (None, None, Some(value)) => (Some(value), ParameterOrigin::Default),
        (None, None, None) => (None, ParameterOrigin::Missing),
    }
}

/// What is wrong with a default, and which request is refused for it: Heat looks at the constraints of every default,
/// used or not, and at its type only when it is used, but for lists.
fn check_default(declaration: &Parameter, default: &Value, used: bool) -> Option<(String, Refusal)> {
    let value = match declaration.kind {
        // Here, empty text is a list of one.
        ParameterKind::CommaDelimitedList if default.as_str() == Some("") => Value::List(vec!["".into()]),
        ParameterKind::CommaDelimitedList => match cast(declaration.kind, default) {
            Ok(items) => items,
            Err(reason) => return Some((reason, Refusal::Validate)),
        },
        _ => default.clone(),
    };
    let broken = |custom: bool| {
        let mut constraints = declaration.constraints.iter();
        constraints.find_map(|constraint| match judge(constraint, declaration.kind, &value) {
            Verdict::Broken(reason) if custom == matches!(constraint.rule, Rule::Custom(_)) => Some(reason),
            Verdict::Broken(_) | Verdict::Holds | Verdict::Unchecked => None,
        })
    };
    if let Some(reason) = broken(false) {
        return Some((reason, Refusal::Validate));
    }
    // What counts a number makes it one first.
    let counts =
        |constraint: &Constraint| matches!(constraint.rule, Rule::Range { .. } | Rule::Modulo { .. });
    if declaration.kind == ParameterKind::Number
        && declaration.constraints.iter().any(counts)
        && let Err(reason) = cast(declaration.kind, default)
    {
        return Some((reason, Refusal::Validate));
    }
    // Its type, and what a custom constraint says, only count when it is used.
    let fault = || cast(declaration.kind, default).err().or_else(|| broken(true));
    used.then(fault).flatten().map(|reason| (reason, Refusal::Create))
}

/// The first constraint that a value breaks, in its words. A pattern that cannot be checked here is noted.
fn check(
    declaration: &Parameter,
    given: &Value,
    cast: &Value,
    at: impl Fn() -> Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    // Heat reads lists and JSON first and judges everything else as it was given.
    let value = match declaration.kind {
        ParameterKind::CommaDelimitedList | ParameterKind::Json => cast,
        ParameterKind::String | ParameterKind::Number | ParameterKind::Boolean => given,
    };
    for (index, constraint) in declaration.constraints.iter().enumerate() {
        match judge(constraint, declaration.kind, value) {
            Verdict::Holds => {}
            // What is wrong with a secret must not tell the secret.
            Verdict::Broken(_) if declaration.hidden => {
                let described = constraint.description.clone();
                return described.or_else(|| Some(format!("it breaks constraint {}", index + 1)));
            }
            Verdict::Broken(reason) => return Some(reason),
            Verdict::Unchecked => {
                if let Rule::AllowedPattern(pattern) = &constraint.rule {
                    let reason = format!("the pattern `{pattern}` is not checked here");
                    let place = Place::Path(at().key("constraints").index(index), Part::Value);
                    let diagnostic = Diagnostic::note(codes::UNCHECKED_PATTERN, place, reason);
                    diagnostics.push(diagnostic.help("only the testbed will tell whether a value fits it"));
                }
            }
        }
    }
    None
}
