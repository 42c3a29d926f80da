//! The command that creates the stack, for a terminal.

use hotplate_plan::{ParameterOrigin, Plan};

use crate::workspace::Answers;

/// The `openstack` command that creates this stack. Hidden values are left for the person to fill in: a copied command
/// never carries a secret.
pub fn create_command(
    stack_name: &str,
    template: &str,
    environment: bool,
    plan: &Plan,
    answers: &Answers,
) -> String {
    let mut words = vec!["openstack stack create".to_owned(), format!("-t {}", quote(template))];
    if environment {
        words.push("-e environment.yaml".to_owned());
    }
    for (name, parameter) in plan.parameters.iter() {
        let text = answers.get(name).map(|answer| answer.text.clone());
        let missing = parameter.origin == ParameterOrigin::Missing;
        let value = match (parameter.declaration.hidden, text) {
            (true, None) if !missing => continue,
            (true, _) => format!("\"${}\"", variable(name)),
            (false, Some(text)) => quote(&text),
            (false, None) if missing => format!("\"${}\"", variable(name)),
            (false, None) => continue,
        };
        words.push(format!("--parameter {}={value}", quote(name)));
    }
    words.push(quote(stack_name));
    words.join(" \\\n  ")
}

/// Parameters whose values are still missing.
pub fn missing(plan: &Plan) -> Vec<String> {
    let missing =
        plan.parameters.iter().filter(|(_, parameter)| parameter.origin == ParameterOrigin::Missing);
    missing.map(|(name, _)| name.clone()).collect()
}

/// A text as one word of a POSIX shell, whatever is in it.
pub fn quote(text: &str) -> String {
    let plain = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | ',' | '=' | '@' | '%')
    };
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// A shell variable's name for a parameter.
fn variable(name: &str) -> String {
    let name: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::workspace::Answer;
    use hotplate_hot::Parameter;
    use hotplate_plan::ParameterValue;
    use hotplate_schema::Value;

    #[test]
    fn nothing_runs_when_a_command_is_pasted() {
        assert_eq!(quote("hosts-1.yaml"), "hosts-1.yaml");
        assert_eq!(quote("$(reboot)"), "'$(reboot)'");
        assert_eq!(quote("it's `x`\n"), "'it'\\''s `x`\n'");
        assert_eq!(quote(""), "''");
        assert_eq!(variable("8 lives;x"), "_8_LIVES_X");
    }

    #[test]
    fn a_command_carries_what_was_typed_and_no_secret() {
        let parameter = |hidden, origin| ParameterValue {
            declaration: Parameter { hidden, ..Parameter::default() }.into(),
            value: Some(Value::from("x")),
            origin,
            problem: None,
        };
        let parameters = [
            ("count", parameter(false, ParameterOrigin::Given)),
            ("image", parameter(false, ParameterOrigin::Default)),
            ("password", parameter(true, ParameterOrigin::Given)),
            ("key", parameter(false, ParameterOrigin::Missing)),
        ];
        let parameters = parameters.map(|(name, value)| (name.to_owned(), value));
        let mut plan = Plan::default();
        plan.parameters = Arc::new(parameters.into_iter().collect());
        let answer = |text: &str, secret| Answer { text: text.to_owned(), secret };
        let answers =
            [("count".to_owned(), answer("3", false)), ("password".to_owned(), answer("hunter2", true))];
        let command = create_command("my stack", "t.yaml", true, &plan, &answers.into_iter().collect());
        let expected = [
            "openstack stack create",
            "-t t.yaml",
            "-e environment.yaml",
            "--parameter count=3",
            "--parameter password=\"$PASSWORD\"",
            "--parameter key=\"$KEY\"",
            "'my stack'",
        ];
        assert_eq!(command, expected.join(" \\\n  "));
        assert_eq!(missing(&plan), ["key"]);
    }
}
