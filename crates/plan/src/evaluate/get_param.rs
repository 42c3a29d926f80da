//! `get_param: name` and `get_param: [name, way, into, it]`: a way that leads nowhere gives empty text.

use hotplate_schema::Value;

use super::{Answer, Asked, Call, Context, Scope, Standing, Stop, select};
use crate::Resolved;
use crate::attribute::walk;

pub(super) fn get_param(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let argument = call.value(scope)?;
    let (name, path) = match &argument {
        Value::Null => return call.failed("needs the name of a parameter"),
        Value::String(name) if !name.is_empty() => (name, &[][..]),
        Value::List(items) => match items.split_first() {
            Some((Value::String(name), path)) => (name, path),
            Some(_) => return call.failed("needs the name of a parameter as its first item"),
            None => return call.failed("needs the name of a parameter"),
        },
        _ => return call.failed("takes the name of a parameter, or a list that begins with one"),
    };
    if path.is_empty() {
        return parameter(name, scope);
    }
    match parameter(name, scope)? {
        Resolved::Known(value) => {
            Ok(Resolved::Known(select(&value, path, true).unwrap_or_else(|| "".into())))
        }
        open => Ok(walk(open, path)),
    }
}

/// The value of a parameter.
pub(super) fn parameter(name: &str, scope: &mut Scope<'_>) -> Answer {
    let context = scope.context;
    let unknown = |reason: String| Ok(Resolved::Unknown(reason));
    if let Some(open) = context.open.get(name) {
        return Ok(open.clone());
    }
    match context.parameters.get(name) {
        Some(parameter) => match &parameter.value {
            Some(value) => {
                scope.pay_for(value)?;
                Ok(Resolved::Known(value.clone()))
            }
            // Heat notices a bad value wherever it needs it.
            None if parameter.problem.is_some() && scope.standing == Standing::Condition => {
                Err(Stop::Failed(format!("the value of the parameter `{name}` cannot be read")))
            }
            None => {
                if scope.standing == Standing::Condition {
                    scope.ledger.ask(Asked::Parameter(name.to_owned()));
                }
                unknown(format!("the parameter `{name}` has no value"))
            }
        },
        None => match pseudo(name, context) {
            Some("OS::stack_name") => Ok(Resolved::Known(context.stack_name.as_str().into())),
            // Heat says so everywhere.
            Some("AWS::Region") => Ok(Resolved::Known("ap-southeast-1".into())),
            Some(of_stack) => match of_itself(of_stack, scope) {
                Some(value) => Ok(Resolved::Known(value)),
                None => unknown(format!("`{name}` is known once the stack exists")),
            },
            None => unknown(format!("there is no parameter `{name}`")),
        },
    }
}

/// What a stack says of itself; in CloudFormation's format its id has the form of names there.
fn of_itself(name: &str, scope: &Scope<'_>) -> Option<Value> {
    let value = scope.known.pseudo_parameter(name)?;
    if name != "OS::stack_id" || scope.context.version.is_hot() {
        return Some(value);
    }
    let project = scope.known.pseudo_parameter("OS::project_id")?.python_str();
    let parts =
        ["arn:openstack:heat::", &project, ":stacks/", &scope.context.stack_name, "/", &value.python_str()];
    Some(Value::from(parts.concat()))
}

/// Whether a name is one of a parameter of the template or of the stack itself.
pub(crate) fn is_parameter(name: &str, context: &Context) -> bool {
    context.parameters.contains_key(name) || pseudo(name, context).is_some()
}

/// What a parameter that every stack has of itself is called in HOT.
fn pseudo(name: &str, context: &Context) -> Option<&'static str> {
    let known = if context.version.is_hot() { &HOT[..] } else { &CLOUDFORMATION[..] };
    known.iter().find(|(own, _)| *own == name).map(|(_, hot)| *hot)
}

/// The parameters that every stack has of itself (Heat: `HOTParameters`, `CfnParameters`).
const HOT: [(&str, &str); 3] = [
    ("OS::project_id", "OS::project_id"),
    ("OS::stack_id", "OS::stack_id"),
    ("OS::stack_name", "OS::stack_name"),
];
const CLOUDFORMATION: [(&str, &str); 3] =
    [("AWS::Region", "AWS::Region"), ("AWS::StackId", "OS::stack_id"), ("AWS::StackName", "OS::stack_name")];
