//! Which control a parameter gets in the strip, what stands in it, and what a typed text becomes.

use hotplate_hot::{Parameter, ParameterKind};
use hotplate_plan::{ParameterOrigin, ParameterValue, Plan};
use hotplate_schema::{Constraint, Rule, Value, number_text, read_float};

use crate::workspace::Answers;

/// The control that fits a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Control {
    /// A number with buttons for less and more.
    Number(Steps),
    /// One of these texts.
    Choice(Vec<String>),
    /// On or off.
    Switch,
    /// A secret.
    Secret,
    /// A text; a list or JSON is typed as text too.
    Text,
}

/// How a number may go up and down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Steps {
    /// The least.
    pub min: Option<f64>,
    /// The greatest.
    pub max: Option<f64>,
    /// The distance between values; 1 unless the template says otherwise.
    pub step: Option<f64>,
    /// The value from which steps are counted.
    pub offset: f64,
}

/// A parameter as the strip shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What people read: its label, or its name.
    pub label: String,
    /// What it is for.
    pub description: Option<String>,
    /// What its value must be, in a few words: `1 to 8`, `nova.keypair`.
    pub hint: String,
    /// The control.
    pub control: Control,
    /// What stands in it when nobody has typed: the value in force as text.
    pub value: String,
    /// Whether a person has typed a value that can be taken back.
    pub given: bool,
    /// Whether a value is missing.
    pub missing: bool,
    /// What is wrong with the value.
    pub problem: Option<String>,
}

/// The fields of a plan's parameters, in the template's order.
pub fn fields(plan: &Plan, answers: &Answers) -> Vec<Field> {
    plan.parameters.iter().map(|(name, value)| field(name, value, answers)).collect()
}

fn field(name: &str, value: &ParameterValue, answers: &Answers) -> Field {
    let declaration = &value.declaration;
    let typed = answers.get(name);
    let shown = || value.value.as_ref().or(declaration.default.as_ref()).map(value_text).unwrap_or_default();
    Field {
        name: name.to_owned(),
        label: declaration.label.clone().unwrap_or_else(|| name.to_owned()),
        description: declaration.description.clone(),
        hint: hint(declaration),
        control: control(declaration),
        value: if declaration.hidden {
            String::new()
        } else {
            typed.map_or_else(shown, |typed| typed.text.clone())
        },
        given: typed.is_some(),
        missing: value.origin == ParameterOrigin::Missing,
        problem: value.problem.clone(),
    }
}

/// The control for a parameter: its constraints decide before its type does.
pub fn control(parameter: &Parameter) -> Control {
    if parameter.hidden {
        return Control::Secret;
    }
    let rules = || parameter.constraints.iter().map(|constraint| &constraint.rule);
    if let Some(Rule::AllowedValues(values)) = rules().find(|rule| matches!(rule, Rule::AllowedValues(_)))
        && !matches!(parameter.kind, ParameterKind::CommaDelimitedList | ParameterKind::Json)
    {
        return Control::Choice(values.iter().map(value_text).collect());
    }
    match parameter.kind {
        ParameterKind::Boolean => Control::Switch,
        ParameterKind::Number => Control::Number(rules().fold(Steps::default(), |steps, rule| match rule {
            Rule::Range { min, max } => Steps { min: *min, max: *max, ..steps },
            Rule::Modulo { step, offset } => {
                Steps { step: Some(*step as f64), offset: *offset as f64, ..steps }
            }
            _ => steps,
        })),
        ParameterKind::String | ParameterKind::CommaDelimitedList | ParameterKind::Json => Control::Text,
    }
}

impl Steps {
    /// The next value up (`+1`) or down (`-1`) from a text; from nothing, the first that is allowed.
    pub fn next(&self, text: &str, direction: i8) -> String {
        let step = self.step.filter(|step| *step != 0.0).unwrap_or(1.0).abs();
        let next = match read_float(text.trim()) {
            Some(now) if now.is_finite() => {
                let steps = (now - self.offset) / step;
                let steps =
                    if direction > 0 { (steps + 1e-9).floor() + 1.0 } else { (steps - 1e-9).ceil() - 1.0 };
                self.offset + steps * step
            }
            _ => self.min.unwrap_or(self.offset),
        };
        let next = self.min.map_or(next, |min| next.max(min));
        number_text(self.max.map_or(next, |max| next.min(max)))
    }
}

/// A value as a person would type it.
pub fn value_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(flag) => flag.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number_text(*number),
        Value::String(text) => text.as_str().to_owned(),
        Value::List(items) if items.iter().all(|item| item.as_str().is_some()) => {
            items.iter().map(value_text).collect::<Vec<_>>().join(",")
        }
        Value::List(_) | Value::Map(_) => value.to_json(false),
    }
}

fn hint(parameter: &Parameter) -> String {
    let words: Vec<String> = parameter.constraints.iter().filter_map(constraint_words).collect();
    let kind = match parameter.kind {
        ParameterKind::CommaDelimitedList => Some("list, a,b,c"),
        ParameterKind::Json => Some("JSON"),
        ParameterKind::String | ParameterKind::Number | ParameterKind::Boolean => None,
    };
    kind.map(str::to_owned).into_iter().chain(words).collect::<Vec<_>>().join(" · ")
}

/// A constraint in a few words; what the control itself shows needs none.
fn constraint_words(constraint: &Constraint) -> Option<String> {
    let bounds = |min: Option<String>, max: Option<String>| match (min, max) {
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("at least {min}")),
        (None, Some(max)) => Some(format!("at most {max}")),
        (None, None) => None,
    };
    match &constraint.rule {
        Rule::Range { min, max } => bounds(min.map(number_text), max.map(number_text)),
        Rule::Length { min, max } => bounds(min.map(|n| n.to_string()), max.map(|n| n.to_string()))
            .map(|words| format!("{words} long")),
        Rule::Modulo { step, offset: 0 } => Some(format!("steps of {step}")),
        Rule::Modulo { step, offset } => Some(format!("steps of {step} from {offset}")),
        Rule::AllowedPattern(pattern) => {
            Some(constraint.description.clone().unwrap_or_else(|| format!("/{pattern}/")))
        }
        Rule::Custom(name) => Some(name.clone()),
        Rule::AllowedValues(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(kind: ParameterKind, rules: impl IntoIterator<Item = Rule>) -> Parameter {
        let constraints = rules.into_iter().map(|rule| Constraint { rule, description: None }).collect();
        Parameter { kind, constraints, ..Parameter::default() }
    }

    #[test]
    fn constraints_choose_the_control() {
        let range = Rule::Range { min: Some(1.0), max: Some(8.0) };
        let modulo = Rule::Modulo { step: 2, offset: 1 };
        let steps = Steps { min: Some(1.0), max: Some(8.0), step: Some(2.0), offset: 1.0 };
        let number = parameter(ParameterKind::Number, [range, modulo]);
        assert_eq!(control(&number), Control::Number(steps));
        assert_eq!(hint(&number), "1 to 8 · steps of 2 from 1");

        let values = Rule::AllowedValues(vec![Value::Int(1), Value::from("two")]);
        assert_eq!(
            control(&parameter(ParameterKind::String, [values.clone()])),
            Control::Choice(vec!["1".to_owned(), "two".to_owned()])
        );
        assert_eq!(control(&parameter(ParameterKind::CommaDelimitedList, [values.clone()])), Control::Text);
        assert_eq!(control(&parameter(ParameterKind::Boolean, [])), Control::Switch);
        let hidden = Parameter { hidden: true, ..parameter(ParameterKind::String, [values]) };
        assert_eq!(control(&hidden), Control::Secret);
        assert_eq!(
            hint(&parameter(ParameterKind::String, [Rule::Custom("nova.keypair".to_owned())])),
            "nova.keypair"
        );
    }

    #[test]
    fn steps_stay_on_the_grid_and_within_bounds() {
        let steps = Steps { min: Some(1.0), max: Some(8.0), step: Some(2.0), offset: 1.0 };
        let next = |text, direction| steps.next(text, direction);
        assert_eq!([next("1", 1), next("2", 1), next("7", 1), next("1", -1)], ["3", "3", "8", "1"]);
        assert_eq!([next("4", -1), next("", 1), next("many", -1), next("inf", 1)], ["3", "1", "1", "1"]);
        assert_eq!(Steps::default().next("-1", -1), "-2");
    }

    #[test]
    fn values_read_as_they_are_typed() {
        let list = Value::List(vec![Value::from("a"), Value::from("b")]);
        assert_eq!(
            [value_text(&list), value_text(&Value::Float(2.0)), value_text(&Value::Null)],
            ["a,b", "2", ""]
        );
    }

    #[test]
    fn a_hidden_value_never_reaches_the_page() {
        let declaration =
            Parameter { hidden: true, default: Some(Value::from("s3cret")), ..Parameter::default() };
        let value = ParameterValue {
            declaration: declaration.into(),
            value: Some(Value::from("s3cret")),
            origin: ParameterOrigin::Default,
            problem: None,
        };
        assert_eq!(field("password", &value, &Answers::default()).value, "");
    }
}
