//! Assignments, and variables as expansions see them.

use hotplate_schema::IndexMap;

use super::super::expand::{expand_arithmetic, expand_text, expand_word};
use super::super::state::{Flow, Shell};
use super::super::syntax::{Assigned, Assignment, Word};
use super::super::variables::{Array, Content, Nature};
use crate::Text;

/// A variable's value; the few that bash makes itself included.
pub(crate) fn variable(shell: &Shell, name: &str) -> Option<Text> {
    if let Some(text) = shell.variable(name) {
        return Some(text.clone());
    }
    match name {
        "PWD" => Some(shell.state.directory.as_str().into()),
        "PPID" => Some("1".into()),
        "LINENO" => Some(shell.state.line.to_string().into()),
        "OPTIND" => Some("1".into()),
        "HOSTNAME" if shell.bash() => shell.fact("hostname"),
        "BASH_VERSION" if shell.bash() => Some("5.2.15(1)-release".into()),
        "UID" | "EUID" if shell.bash() => Some("0".into()),
        "FUNCNAME" | "BASH_SOURCE" if shell.bash() => caller(shell, name, 0),
        "SECONDS" if shell.bash() => Some("0".into()),
        "RANDOM" if shell.bash() => Some(Text::from_origin("4", shell.origin("? random number"))),
        _ => None,
    }
}

/// Carries out assignments in their order.
pub(crate) fn assign_all(shell: &mut Shell, assignments: &[Assignment]) -> Result<(), Flow> {
    assignments.iter().try_for_each(|assignment| assign_one(shell, assignment))
}

/// Carries out one assignment.
pub(crate) fn assign_one(shell: &mut Shell, assignment: &Assignment) -> Result<(), Flow> {
    let name = assignment.name.as_str();
    match (&assignment.value, &assignment.index) {
        (Assigned::Scalar(word), None) => {
            let mut text = expand_text(shell, word)?;
            if assignment.append {
                let mut joined = shell.variable(name).cloned().unwrap_or_default();
                let adds = shell
                    .state
                    .variables
                    .get(name)
                    .is_some_and(|variable| variable.nature == Nature::Integer);
                joined.push_str(if adds { "+" } else { "" });
                joined.push(&text);
                text = joined;
                shell.world.meter.hold(text.len())?;
            }
            match shell.state.variables.content(name) {
                Some(Content::Array(_) | Content::Map(_)) => assign_element(shell, name, "0", text),
                _ => shell.assign(name, text),
            }
        }
        (Assigned::Scalar(word), Some(index)) => {
            let key = key_of(shell, name, index)?;
            let mut text = expand_text(shell, word)?;
            if assignment.append {
                let mut joined = element(shell, name, &key).unwrap_or_default();
                joined.push(&text);
                text = joined;
            }
            assign_element(shell, name, &key, text)
        }
        (Assigned::Array(elements), _) => assign_array(shell, name, elements, assignment.append),
    }
}

fn assign_array(
    shell: &mut Shell,
    name: &str,
    elements: &[(Option<Word>, Word)],
    append: bool,
) -> Result<(), Flow> {
    let keyed = matches!(shell.state.variables.content(name), Some(Content::Map(_)));
    let old = shell.state.variables.content(name).filter(|_| append).cloned();
    let empty = if keyed { Content::Map(IndexMap::default()) } else { Content::Array(Array::default()) };
    let content = match old {
        None => empty,
        Some(Content::Scalar(text)) => Content::Array(Array::of([text])),
        Some(content) => content,
    };
    let mut next = match &content {
        Content::Array(items) => items.end(),
        Content::Scalar(_) | Content::Map(_) | Content::Reference(_) => 0,
    };
    let mut values: Vec<(String, Text)> = Vec::new();
    for (index, word) in elements {
        let mut texts = Vec::new();
        match index {
            Some(index) => {
                let key = key_of(shell, name, index)?;
                next = key.parse().unwrap_or(next);
                values.push((key, expand_text(shell, word)?));
                next = next.saturating_add(1);
            }
            None => expand_word(shell, word, &mut texts)?,
        }
        for text in texts {
            values.push((next.to_string(), text));
            next = next.saturating_add(1);
        }
    }
    shell.assign_content(name, content)?;
    values.into_iter().try_for_each(|(key, text)| assign_element(shell, name, &key, text))
}

/// The key that an index stands for: a number, or any text for an associative array.
fn key_of(shell: &mut Shell, name: &str, index: &Word) -> Result<String, Flow> {
    if matches!(shell.state.variables.content(name), Some(Content::Map(_))) {
        return Ok(expand_text(shell, index)?.as_str().to_owned());
    }
    let index = expand_arithmetic(shell, index)?;
    let index = match shell.state.variables.content(name) {
        // A negative index counts from the end.
        Some(Content::Array(items)) if index < 0 => index.saturating_add(items.end()),
        _ => index,
    };
    Ok(index.to_string())
}

/// One element by its key.
pub(crate) fn element(shell: &Shell, name: &str, key: &str) -> Option<Text> {
    if shell.bash() && matches!(name, "FUNCNAME" | "BASH_SOURCE" | "BASH_LINENO") {
        return caller(shell, name, key.parse().ok()?);
    }
    match shell.state.variables.content(name)? {
        Content::Scalar(text) => (key == "0").then(|| text.clone()),
        Content::Array(items) => items.get(key.parse().ok()?).cloned(),
        Content::Map(items) => items.get(key).cloned(),
        Content::Reference(_) => None,
    }
}

/// What bash knows of the functions that are being called, the innermost first.
fn caller(shell: &Shell, name: &str, back: usize) -> Option<Text> {
    let called = shell.state.called.len();
    match name {
        "BASH_SOURCE" => (back <= called).then(|| shell.state.name.clone()),
        "BASH_LINENO" => Some(shell.state.line.to_string().into()),
        _ if back < called => shell.state.called.get(called - 1 - back).cloned(),
        _ => (called > 0 && back == called).then(|| "main".into()),
    }
}

/// One element by its index as it is written.
pub(crate) fn element_at(shell: &mut Shell, name: &str, index: &Word) -> Result<Option<Text>, Flow> {
    let key = key_of(shell, name, index)?;
    Ok(element(shell, name, &key))
}

/// Sets one element.
pub(crate) fn assign_element(shell: &mut Shell, name: &str, key: &str, text: Text) -> Result<(), Flow> {
    let content = match shell.state.variables.content(name).cloned() {
        Some(Content::Map(mut items)) => {
            items.insert(key.to_owned(), text);
            Content::Map(items)
        }
        old => {
            let mut items = match old {
                Some(Content::Array(items)) => items,
                Some(Content::Scalar(text)) => Array::of([text]),
                _ => Array::default(),
            };
            items.set(key.parse().unwrap_or(0), text);
            Content::Array(items)
        }
    };
    shell.assign_content(name, content)
}
