//! Parameter values as a person typed them, as the values that are sent with a template.

use std::sync::Arc;

use hotplate_hot::{Parameter, ParameterKind, Template};
use hotplate_schema::{IndexMap, Value};

/// The typed values of the parameters that the template declares; others wait until it does.
pub(crate) fn given(template: &Template, answers: &IndexMap<String, String>) -> IndexMap<String, Value> {
    let declared = template.parameters.iter();
    let value = |(name, parameter): (&String, &Arc<Parameter>)| {
        Some((name.clone(), parameter_input(parameter, answers.get(name)?)?))
    };
    declared.filter_map(value).collect()
}

/// The value that a typed text gives to a parameter; `None` if nothing was typed that could be a value of its type.
fn parameter_input(parameter: &Parameter, text: &str) -> Option<Value> {
    match parameter.kind {
        ParameterKind::String => Some(Value::from(text)),
        ParameterKind::Number
        | ParameterKind::Boolean
        | ParameterKind::CommaDelimitedList
        | ParameterKind::Json => (!text.trim().is_empty()).then(|| Value::from(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(kind: ParameterKind) -> Template {
        let parameter = Arc::new(Parameter { kind, ..Parameter::default() });
        Template { parameters: [("n".to_owned(), parameter)].into_iter().collect(), ..Template::default() }
    }

    fn given_names(kind: ParameterKind, name: &str, text: &str) -> Vec<String> {
        let answers = [(name.to_owned(), text.to_owned())].into_iter().collect();
        given(&template(kind), &answers).keys().cloned().collect()
    }

    #[test]
    fn only_declared_parameters_are_given_a_value() {
        assert_eq!(given_names(ParameterKind::Number, "n", "3"), ["n"]);
        assert!(given_names(ParameterKind::Number, "m", "3").is_empty());
    }

    #[test]
    fn an_empty_text_is_a_value_only_for_a_string() {
        assert_eq!(given_names(ParameterKind::String, "n", ""), ["n"]);
        assert!(given_names(ParameterKind::Number, "n", " ").is_empty());
    }
}
