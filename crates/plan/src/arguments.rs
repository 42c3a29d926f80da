//! From the properties of a resource to the parameters of the template that it stands for
//! (Heat: `TemplateResource.child_params`).

use hotplate_hot::{Code, Expression, ParameterKind, Template, codes};
use hotplate_schema::{IndexMap, Map, Value};

use crate::parameters::{cast, kind_of, number};
use crate::resolved::stand_in;
use crate::trail::key_text;
use crate::{Resolved, Resource, Stack};

/// The parameters that properties give.
#[derive(Default)]
pub(crate) struct Arguments {
    /// Those that are wholly known.
    pub(crate) known: IndexMap<String, Value>,
    /// Those that wait for something, or in which something waits.
    pub(crate) open: IndexMap<String, Resolved>,
    /// Those that cannot be given so: name, fault, words.
    pub(crate) faults: Vec<(String, Code, String)>,
}

/// The parameters that these properties give to a template.
pub(crate) fn arguments(template: &Template, properties: &Resolved) -> Arguments {
    let mut arguments = Arguments::default();
    for (name, declared) in &template.parameters {
        let open = match properties {
            Resolved::Pending(_) | Resolved::Unknown(_) => properties.clone(),
            _ => match properties.get(name) {
                None => continue,
                Some(Resolved::Known(value)) => {
                    match argument(name, declared.kind, value) {
                        Ok(value) => drop(arguments.known.insert(name.clone(), value)),
                        Err((code, fault)) => {
                            arguments.open.insert(name.clone(), Resolved::Unknown(fault.clone()));
                            arguments.faults.push((name.clone(), code, fault));
                        }
                    }
                    continue;
                }
                Some(open @ (Resolved::List(_) | Resolved::Map(_))) if is_plain(declared.kind) => {
                    let fault = format!("`{name}` must be a single value, not a list or a mapping");
                    arguments.faults.push((name.clone(), codes::WRONG_KIND, fault));
                    open
                }
                Some(open) => open,
            },
        };
        arguments.open.insert(name.clone(), open);
    }
    arguments
}

/// Whether a parameter is a single value.
fn is_plain(kind: ParameterKind) -> bool {
    matches!(kind, ParameterKind::String | ParameterKind::Number | ParameterKind::Boolean)
}

/// A property's value as the parameter gets it. Null is the empty value of the type.
fn argument(name: &str, kind: ParameterKind, value: Value) -> Result<Value, (Code, String)> {
    use ParameterKind::{Boolean, CommaDelimitedList, Json, Number, String};
    let wrong = |expected: &str, value: &Value| {
        Err((codes::WRONG_KIND, format!("`{name}` must be {expected}, not {}", kind_of(value))))
    };
    match (kind, value) {
        (String, Value::Null) => Ok("".into()),
        (String, Value::String(text)) => Ok(Value::String(text)),
        (String, value @ (Value::Bool(_) | Value::Int(_))) => Ok(value.python_str().into()),
        (String, value) => wrong("text", &value),
        (Number, Value::Null) => Ok(Value::Int(0)),
        (Number, Value::String(text)) => match number(&text) {
            Some(number) => Ok(number),
            None => wrong("a number", &Value::String(text)),
        },
        (Number, value @ (Value::Bool(_) | Value::Int(_) | Value::Float(_))) => Ok(value),
        (Number, value) => wrong("a number", &value),
        (Boolean, Value::Null) => Ok(Value::Bool(false)),
        (Boolean, Value::Bool(value)) => Ok(Value::Bool(value)),
        (Boolean, Value::String(text)) if text.eq_ignore_ascii_case("true") => Ok(Value::Bool(true)),
        (Boolean, Value::String(text)) if text.eq_ignore_ascii_case("false") => Ok(Value::Bool(false)),
        (Boolean, value) => wrong("true or false", &value),
        (Json, Value::Null) => Ok(Value::Map(Map::new())),
        (Json, value @ (Value::Map(_) | Value::String(_) | Value::List(_))) => Ok(value),
        (Json, value) => wrong("a mapping, a list or JSON", &value),
        (CommaDelimitedList, Value::Null) => Ok("".into()),
        (CommaDelimitedList, Value::String(text)) => Ok(Value::String(text)),
        (CommaDelimitedList, Value::List(items)) => join(&items).map(Value::from).map_err(|fault| {
            (codes::UNSUITABLE_LIST, format!("`{name}` is handed on as text with commas, and {fault}"))
        }),
        (CommaDelimitedList, value) => wrong("a list", &value),
    }
}

/// A list as text with commas. Heat looks at the first item to see what the others are.
fn join(items: &[Value]) -> Result<String, String> {
    let mut text = String::new();
    let are_maps = matches!(items.first(), Some(Value::Map(_)));
    for (index, item) in items.iter().enumerate() {
        match item {
            Value::Map(entries) if are_maps => {
                for (key, value) in entries {
                    if !text.is_empty() {
                        text.push(',');
                    }
                    let (key, value) = (key_text(key), value.python_str());
                    text.push_str(&format!(".member.{index}.{key}={value}"));
                }
                continue;
            }
            Value::String(_) | Value::Null if !are_maps => {}
            other => return Err(format!("its item {index} is {}", kind_of(other))),
        }
        if index > 0 {
            text.push(',');
        }
        text.push_str(item.as_str().unwrap_or_default());
    }
    Ok(text)
}

/// Parameters that cannot be what stands for a resource until it exists.
pub(crate) fn misfits<'a>(
    template: &Template,
    resource: &Resource,
    written: &dyn Fn(&str) -> Option<&'a Expression>,
    stack: &Stack,
) -> Vec<(String, Code, String)> {
    let mut found = Vec::new();
    for (name, declared) in &template.parameters {
        let kind = declared.kind;
        let is_reference = matches!(
            written(name),
            Some(Expression::Call { function, .. }) if matches!(function.name(), "get_resource" | "Ref")
        );
        if is_reference
            && matches!(kind, ParameterKind::Number | ParameterKind::Boolean)
            && let Some(value) = resource.properties.get(name).and_then(|value| stand_in(&value, stack))
            && cast(kind, &value).is_err()
        {
            let fault = format!("`{name}` is of type {}, and this is a resource's id", kind.name());
            found.push((name.clone(), codes::WRONG_KIND, fault));
        }
    }
    found
}

/// Whether an attribute is read in an expression: to Heat that is null until its resource exists.
pub(crate) fn reads_attribute(expression: &Expression) -> bool {
    match expression {
        Expression::Scalar(_) => false,
        Expression::List(items) => items.iter().any(reads_attribute),
        Expression::Map(entries) => entries.values().any(reads_attribute),
        Expression::Call { function, argument } => {
            matches!(function.name(), "get_attr" | "Fn::GetAtt") || reads_attribute(argument)
        }
    }
}
