//! `invalid-constraint`, `ignored-constraint`: how constraints are declared (`_constraint_from_def` in
//! `heat/engine/hot/parameters.py`, `heat/engine/constraints.py`). Whether values satisfy them is found while planning.

use hotplate_schema::Value;

use super::subject::{Subject, entries, key, suggest, value};
use super::way::Way;
use crate::template::number;
use crate::{Diagnostic, Node, ParameterKind, Place, Refusal, TemplateVersion, codes, nearest};

/// A constraint, the first version that has it, and the types that take it.
struct Row {
    name: &'static str,
    since: TemplateVersion,
    kinds: &'static [ParameterKind],
    /// What is wrong with its argument, and where below it.
    judge: fn(&Node) -> Option<String>,
}

use ParameterKind::{Boolean, CommaDelimitedList, Json, Number, String as Text};

/// In the order in which Heat looks for them: of several in one item the first counts.
const ROWS: [Row; 6] = [
    Row { name: "modulo", since: TemplateVersion::V2017_02_24, kinds: &[Number], judge: judge_modulo },
    Row { name: "range", since: TemplateVersion::V2013_05_23, kinds: &[Number], judge: judge_range },
    Row {
        name: "length",
        since: TemplateVersion::V2013_05_23,
        kinds: &[Text, CommaDelimitedList, Json],
        judge: judge_length,
    },
    Row {
        name: "allowed_values",
        since: TemplateVersion::V2013_05_23,
        kinds: &[Text, Number, Boolean, CommaDelimitedList],
        judge: |node| node.as_sequence().is_none().then(|| "`allowed_values` must be a list".to_owned()),
    },
    Row {
        name: "allowed_pattern",
        since: TemplateVersion::V2013_05_23,
        kinds: &[Text],
        judge: judge_pattern,
    },
    Row {
        name: "custom_constraint",
        since: TemplateVersion::V2013_05_23,
        kinds: &[Text, Number, Boolean, CommaDelimitedList],
        judge: |_| None,
    },
];

/// Whether that is the name of a constraint, in either format.
pub fn is_constraint(name: &str) -> bool {
    names().any(|known| known == name) || IN_OTHER_FORMAT.iter().any(|(key, _)| *key == name)
}

/// The keys of a parameter that constrain it in CloudFormation's format, and HOT's names for them.
pub(super) const IN_OTHER_FORMAT: [(&str, &str); 6] = [
    ("MinValue", "range"),
    ("MaxValue", "range"),
    ("MinLength", "length"),
    ("MaxLength", "length"),
    ("AllowedValues", "allowed_values"),
    ("AllowedPattern", "allowed_pattern"),
];

/// The names of all constraints.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    ROWS.iter().map(|row| row.name)
}

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(parameters) = subject.root.get("parameters") else { return };
    for (_, path, node) in entries(parameters, &Way::section("parameters")) {
        let Some(constraints) = node.get("constraints").filter(|node| !node.is_null()) else { continue };
        let path = path.key("constraints");
        let Some(items) = constraints.as_sequence() else {
            let diagnostic = invalid(value(path), "`constraints` must be a list");
            found.push(diagnostic.help("begin each constraint with `- `"));
            continue;
        };
        let kind = node.get("type").and_then(|node| node.as_str()).and_then(ParameterKind::find);
        for (index, item) in items.iter().enumerate() {
            check_item(item, kind, &path.index(index), subject, found);
        }
    }
}

/// The finding that a constraint is not as it must be.
pub(super) fn invalid(place: Place, message: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::error(codes::INVALID_CONSTRAINT, place, message).refused_by(Refusal::Validate)
}

fn check_item(
    item: &Node,
    kind: Option<ParameterKind>,
    path: &Way<'_>,
    subject: &Subject<'_>,
    found: &mut Vec<Diagnostic>,
) {
    if item.as_mapping().is_none() {
        let diagnostic = invalid(value(path), "a constraint must be a mapping");
        found.push(diagnostic.help("such as `- length: { min: 1 }`"));
        return;
    }
    for (name, path, _) in entries(item, path) {
        let text = name.python_str();
        if text != "description" && !names().any(|known| known == text) {
            let known: Vec<&str> = names().collect();
            let diagnostic = invalid(key(path), format!("there is no constraint `{text}`"));
            let diagnostic = diagnostic.help(format!("the constraints are {}", known.join(", ")));
            found.push(suggest(diagnostic, key(path), nearest(&text, known)));
        }
    }
    let mut rows = ROWS.iter().filter(|row| row.since <= subject.version && item.get(row.name).is_some());
    let Some(row) = rows.next() else {
        let newer = ROWS.iter().find(|row| item.get(row.name).is_some());
        let diagnostic = invalid(value(path), "this says no constraint");
        found.push(match newer {
            Some(row) => diagnostic.help(format!("`{}` came with version {}", row.name, row.since)),
            None => diagnostic.help("such as `range`, `length` or `allowed_values`"),
        });
        return;
    };
    for other in rows {
        let message = format!("Heat looks only at `{}` here", row.name);
        let diagnostic = Diagnostic::warning(codes::IGNORED_CONSTRAINT, key(path.key(other.name)), message);
        found.push(diagnostic.help("make it an item of its own, with `- ` before it"));
    }
    let path = path.key(row.name);
    found.extend(kind.and_then(|kind| misfit(row.name, kind, &path)));
    if let Some(message) = item.get(row.name).and_then(|node| (row.judge)(node)) {
        found.push(invalid(value(path), message).help(example(row.name)));
    }
}

/// What is wrong with a constraint of a parameter of a type that does not take it.
pub(super) fn misfit(name: &str, kind: ParameterKind, path: &Way<'_>) -> Option<Diagnostic> {
    let row = ROWS.iter().find(|row| row.name == name).filter(|row| !row.kinds.contains(&kind))?;
    let kinds: Vec<&str> = row.kinds.iter().map(|kind| kind.name()).collect();
    let message = format!("`{name}` cannot constrain a parameter of type {}", kind.name());
    Some(invalid(key(path), message).help(format!("it is for {}", kinds.join(", "))))
}

/// What is wrong with the argument of a constraint.
pub(super) fn fault(name: &str, node: &Node) -> Option<String> {
    ROWS.iter().find(|row| row.name == name).and_then(|row| (row.judge)(node))
}

fn example(name: &str) -> &'static str {
    match name {
        "modulo" => "such as `modulo: { step: 2, offset: 0 }`",
        "range" => "such as `range: { min: 1, max: 10 }`",
        "length" => "such as `length: { min: 1, max: 255 }`",
        "allowed_values" => "such as `allowed_values: [small, large]`",
        _ => "such as `allowed_pattern: \"[a-z]+\"`",
    }
}

/// The two numbers of a constraint; an error says what is wrong with them.
fn pair(node: &Node, constraint: &str, keys: [&str; 2]) -> Result<[Option<f64>; 2], String> {
    let entries = node.as_mapping().ok_or_else(|| format!("`{constraint}` must be a mapping"))?;
    if let Some((other, _, _)) =
        entries.iter().find(|(name, _, _)| !keys.iter().any(|key| name.as_str() == Some(key)))
    {
        return Err(format!("`{constraint}` has no key `{}`", other.python_str()));
    }
    let read = |key: &str| match node.get(key).filter(|node| !node.is_null()) {
        None => Ok(None),
        Some(node) => match (number(node), node.as_scalar()) {
            (Some(number), _) => Ok(Some(number)),
            (None, Some(Value::Bool(value))) => Ok(Some(f64::from(*value))),
            (None, _) => Err(format!("`{key}` must be a number")),
        },
    };
    Ok([read(keys[0])?, read(keys[1])?])
}

fn judge_pattern(node: &Node) -> Option<String> {
    let Some(pattern) = node.as_str() else { return Some("`allowed_pattern` must be text".to_owned()) };
    torn(pattern).map(|fault| format!("`{pattern}` is no regular expression: {fault}"))
}

/// What keeps a pattern from being a regular expression, as far as that is plain. Heat fails on it.
fn torn(pattern: &str) -> Option<&'static str> {
    let mut chars = pattern.chars().peekable();
    let mut depth = 0usize;
    // Whether there is something that can be repeated.
    let mut repeatable = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                if chars.next().is_none() {
                    return Some("it ends in the middle of an escape");
                }
                repeatable = true;
            }
            '[' => {
                chars.next_if_eq(&'^');
                // The first one stands for itself.
                let mut ended = false;
                let mut first = true;
                while let Some(c) = chars.next() {
                    ended = c == ']' && !first;
                    first = false;
                    if ended {
                        break;
                    }
                    if c == '\\' {
                        chars.next();
                    }
                }
                if !ended {
                    return Some("a `[` is not closed");
                }
                repeatable = true;
            }
            '(' => {
                depth += 1;
                repeatable = chars.next_if_eq(&'?').is_some();
            }
            ')' if depth == 0 => return Some("a `)` closes nothing"),
            ')' => {
                depth -= 1;
                repeatable = true;
            }
            '*' | '+' | '?' if !repeatable => return Some("there is nothing to repeat"),
            '|' => repeatable = false,
            _ => repeatable = true,
        }
    }
    (depth > 0).then_some("a `(` is not closed")
}

fn judge_range(node: &Node) -> Option<String> {
    match pair(node, "range", ["min", "max"]) {
        Err(message) => Some(message),
        Ok([None, None]) => Some("`range` needs a `min` or a `max`".to_owned()),
        Ok(_) => None,
    }
}

fn judge_length(node: &Node) -> Option<String> {
    // A number with a fraction's point is refused even if the fraction is none.
    let float = |key| node.get(key).is_some_and(|node| matches!(node.as_scalar(), Some(Value::Float(_))));
    match pair(node, "length", ["min", "max"]) {
        Err(message) => Some(message),
        Ok([None, None]) => Some("`length` needs a `min` or a `max`".to_owned()),
        Ok(bounds) if float("min") || float("max") || bounds.iter().flatten().any(|n| n.fract() != 0.0) => {
            Some("`length` counts: its bounds must be whole numbers".to_owned())
        }
        Ok(_) => None,
    }
}

fn judge_modulo(node: &Node) -> Option<String> {
    let (step, offset) = match pair(node, "modulo", ["step", "offset"]) {
        Err(message) => return Some(message),
        Ok([Some(step), Some(offset)]) => (step, offset),
        Ok(_) => return Some("`modulo` needs a `step` and an `offset`".to_owned()),
    };
    let fault = if step.fract() != 0.0 || offset.fract() != 0.0 {
        "`step` and `offset` must be whole numbers"
    } else if step == 0.0 {
        "`step` cannot be 0"
    } else if offset.abs() >= step.abs() {
        "`offset` must be smaller than `step`"
    } else if step * offset < 0.0 {
        "`step` and `offset` must both be positive or both negative"
    } else {
        return None;
    };
    Some(fault.to_owned())
}
