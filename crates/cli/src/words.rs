//! Values and reasons in few words, for people.

use anstyle::{AnsiColor, Style};
use hotplate_agent::Text;
use hotplate_plan::{Reason, Reference, Resolved};
use hotplate_schema::Value;

use crate::json;

/// A heading.
pub(crate) fn heading(text: &str) -> String {
    styled(text, Style::new().bold())
}

/// Something of less weight.
pub(crate) fn quiet(text: &str) -> String {
    styled(text, Style::new().dimmed())
}

/// Something good.
pub(crate) fn good(text: &str) -> String {
    styled(text, AnsiColor::Green.on_default())
}

/// Something that needs a look.
pub(crate) fn doubtful(text: &str) -> String {
    styled(text, AnsiColor::Yellow.on_default())
}

/// Something bad.
pub(crate) fn bad(text: &str) -> String {
    styled(text, AnsiColor::Red.on_default().bold())
}

/// A foreign text with what would steer the terminal written out.
pub(crate) fn plain(text: &str) -> String {
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect()
}

fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// `export_hosts_sdg.hosts`; the bare path for a resource's id.
pub(crate) fn reference(reference: &Reference) -> String {
    let mut text = reference.resource.to_string();
    for step in &reference.attribute {
        text.push('.');
        text += &step.python_str();
    }
    text
}

/// A value in one line.
pub(crate) fn resolved(value: &Resolved) -> String {
    match value {
        Resolved::Known(known) => self::value(known),
        Resolved::Pending(references) => {
            let references: Vec<_> = references.iter().map(reference).collect();
            quiet(&format!("known once {} is", references.join(" and ")))
        }
        Resolved::Unknown(why) => doubtful(&format!("not known: {why}")),
        Resolved::List(_) | Resolved::Map(_) => json::write_resolved(value).to_string(),
    }
}

/// A known value in one line: text as it is if that is plain, JSON otherwise.
pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::String(text) if !text.is_empty() && !text.contains(char::is_control) => {
            text.as_str().to_owned()
        }
        _ => json::write(value).to_string(),
    }
}

/// A reported text in one line, as [`value`] writes it; `?` stands where something unknown would.
pub(crate) fn reported(text: &Text) -> String {
    value(&marked(text).as_str().into())
}

/// A text in which `?` stands where something unknown would: the page marks the same places.
pub(crate) fn marked(text: &Text) -> String {
    let (mut marked, mut at) = (String::new(), 0);
    for (range, origin) in text.origins() {
        if range.is_empty() && origin.is_unknown() {
            marked += &text.as_str()[at..range.start];
            marked.push('?');
            at = range.start;
        }
    }
    marked + &text.as_str()[at..]
}

/// What the marks of a text stand for, each once.
pub(crate) fn unknowns(text: &Text) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (_, origin) in text.origins() {
        if let Some(what) = origin.fact.strip_prefix('?') {
            let words = format!("what `{}` gives on {}", what.trim(), origin.instance);
            if !all.contains(&words) {
                all.push(words);
            }
        }
    }
    all
}

/// Why one resource waits for another.
pub(crate) fn reason(reason: &Reason) -> String {
    match reason {
        Reason::GetResource { .. } => "uses its id".to_owned(),
        Reason::GetAttr { attribute, .. } => format!("reads its {attribute}"),
        Reason::DependsOn { .. } => "depends_on".to_owned(),
        Reason::Implicit(why) => why.clone(),
    }
}
