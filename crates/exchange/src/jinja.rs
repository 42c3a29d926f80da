//! Values that are put together from what hosts reported, as Jinja expressions.

use std::cell::RefCell;

use hotplate_plan::{Plan, Reference, Resolved};
use hotplate_schema::Value;

use crate::Exchange;

/// What it takes to speak of reported values.
pub(crate) struct Speech<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) plan: &'a Plan,
    pub(crate) exchange: &'a Exchange,
    /// The instances' names in the inventory.
    pub(crate) hosts: &'a [String],
    /// How a deployment's attribute is read.
    pub(crate) variable: &'a dyn Fn(&Reference) -> Option<String>,
}

/// Texts of a play that cannot stand in an expression as they are: Ansible takes a backslash in one for itself, so there
/// is no way to write a quote. They become a variable, and the expression names their places in it.
#[derive(Debug, Default)]
pub(crate) struct Texts(RefCell<Vec<String>>);

impl Texts {
    /// The name of the variable.
    pub(crate) const NAME: &'static str = "hotplate_texts";

    /// A text in an expression.
    pub(crate) fn literal(&self, text: &str) -> String {
        let plain = |c: char| c.is_ascii_alphanumeric() || " _-.:/".contains(c);
        if text.chars().all(plain) {
            return ["'", text, "'"].concat();
        }
        let mut texts = self.0.borrow_mut();
        let at = texts.iter().position(|known| known == text).unwrap_or_else(|| {
            texts.push(text.to_owned());
            texts.len() - 1
        });
        [Self::NAME, "[", &at.to_string(), "]"].concat()
    }

    /// The texts, in the order of their places.
    pub(crate) fn into_inner(self) -> Vec<String> {
        self.0.into_inner()
    }
}

/// The expression for a value that was open when it was planned; `None` if it was made by a function, and is not what
/// one reference reads. What it came to in the simulation tells the two apart.
pub(crate) fn words(speech: &Speech<'_>, open: &Resolved, simulated: &Value) -> Option<String> {
    match (open, simulated) {
        (Resolved::Known(value), _) => Some(value_words(speech.texts, value)),
        (Resolved::List(items), Value::List(values)) if items.len() == values.len() => {
            let words = items.iter().zip(values).map(|(item, value)| self::words(speech, item, value));
            Some(["[", &words.collect::<Option<Vec<_>>>()?.join(", "), "]"].concat())
        }
        (Resolved::Map(entries), Value::Map(values)) if entries.len() == values.len() => {
            let mut words = Vec::new();
            for (key, entry) in entries {
                let value = self::words(speech, entry, values.get(key)?)?;
                words.push([&speech.texts.literal(&key.to_value().python_str()), ": ", &value].concat());
            }
            Some(["{", &words.join(", "), "}"].concat())
        }
        (Resolved::Pending(references), _) => match references.as_slice() {
            [reference] if read(speech, reference).as_ref() == Some(simulated) => {
                address(speech, reference).or_else(|| (speech.variable)(reference))
            }
            // A group that is read as a whole waits for each of its members.
            [first, ..] => {
                let group = group(speech, first)?;
                (read(speech, &group).as_ref() == Some(simulated))
                    .then(|| (speech.variable)(&group))
                    .flatten()
            }
            [] => None,
        },
        _ => None,
    }
}

/// The same attribute of the group that a deployment is in.
fn group(speech: &Speech<'_>, member: &Reference) -> Option<Reference> {
    let resource = speech.plan.stack.find(&member.resource)?;
    let group = &speech.plan.stack[resource.parent?];
    Some(Reference { resource: group.path.clone(), attribute: member.attribute.clone() })
}

/// What a reference came to in the simulation.
fn read(speech: &Speech<'_>, reference: &Reference) -> Option<Value> {
    let exchange = speech.exchange;
    if let Some(merge) = exchange.merges.iter().find(|merge| merge.reference == *reference) {
        return merge.value.clone();
    }
    let id = speech.plan.stack.find(&reference.resource)?.id;
    let [attribute] = reference.attribute.as_slice() else { return None };
    let name = attribute.as_str()?;
    if let Some(instance) = exchange.instances.iter().find(|instance| instance.resource == id) {
        return (name == "first_address").then(|| Value::from(instance.facts.ipaddress.as_str()));
    }
    let deployment = exchange.deployments.iter().find(|deployment| deployment.id.0 == id)?;
    let run = deployment.run.as_ref()?;
    match (run.outputs.get(name), name) {
        (Some(text), _) => Some(Value::from(text.as_str())),
        (None, "deploy_stdout" | "deploy_stdouts") => Some(Value::from(run.stdout.as_str())),
        (None, "deploy_stderr" | "deploy_stderrs") => Some(Value::from(run.stderr.as_str())),
        (None, "deploy_status_code" | "deploy_status_codes") => Some(Value::Int(deployment.status()?.into())),
        (None, _) => None,
    }
}

/// The address of an instance, if a reference reads that.
fn address(speech: &Speech<'_>, reference: &Reference) -> Option<String> {
    let id = speech.plan.stack.find(&reference.resource)?.id;
    let at = speech.exchange.instances.iter().position(|instance| instance.resource == id)?;
    Some(["hostvars[", &speech.texts.literal(speech.hosts.get(at)?), "].ansible_host"].concat())
}

/// A known value.
fn value_words(texts: &Texts, value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(_) => texts.literal(&value.python_str()),
        Value::String(text) => texts.literal(text),
        Value::List(items) => {
            ["[", &items.iter().map(|item| value_words(texts, item)).collect::<Vec<_>>().join(", "), "]"]
                .concat()
        }
        Value::Map(map) => {
            let mut words = Vec::new();
            for (key, value) in map {
                words.push(
                    [&texts.literal(&key.to_value().python_str()), ": ", &value_words(texts, value)].concat(),
                );
            }
            ["{", &words.join(", "), "}"].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_gets_out_of_its_quotes() {
        let texts = Texts::default();
        let written = ["node-0", "'}}{%", "\\", "'}}{%"].map(|text| texts.literal(text));
        assert_eq!(written, ["'node-0'", "hotplate_texts[0]", "hotplate_texts[1]", "hotplate_texts[0]"]);
        assert_eq!(texts.into_inner(), ["'}}{%", "\\"]);
    }
}
