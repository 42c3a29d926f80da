//! Parameter expansion: `$x`, `${x:-word}`, `${x%pattern}` and their kin.

use super::super::parse::is_name;
use super::super::run;
use super::super::state::{Flow, Shell};
use super::super::syntax::{Name, Operation, Parameter, Word};
use super::fields::Fields;
use super::{Context, expand_arithmetic, expand_parts, expand_pattern, expand_text};
use crate::Text;

/// Where the number `$$` comes from that no real process has.
pub(crate) const PROCESS: &str = "4242";

/// What a parameter holds.
enum Held {
    One(Option<Text>),
    /// `$@`, `${x[@]}`: each a field of its own; with `*` they are joined between quotes.
    Many(Vec<Text>, char),
}

pub(super) fn expand(
    shell: &mut Shell,
    parameter: &Parameter,
    context: Context,
    fields: &mut Fields,
) -> Result<(), Flow> {
    let held = match &parameter.operation {
        Operation::Indirect | Operation::Names | Operation::Keys => indirect(shell, parameter)?,
        Operation::Bad(text) => {
            shell.complain(&if shell.bash() {
                format!("${{{text}}}: bad substitution")
            } else {
                "Bad substitution".to_owned()
            })?;
            return Err(if shell.bash() { Flow::Abandon(1) } else { Flow::Exit(2) });
        }
        _ => lookup(shell, &parameter.name)?,
    };
    match &parameter.operation {
        Operation::Default { mark, colon, word } => {
            default(shell, parameter, held, (*mark, *colon, word), context, fields)
        }
        Operation::Length => {
            let length = match held {
                Held::One(None) => return missing(shell, &parameter.name, "0".into(), context, fields),
                Held::One(Some(text)) => text.as_str().chars().count(),
                Held::Many(texts, _) => texts.len(),
            };
            fields.push_result(&length.to_string().into(), context.quoted);
            Ok(())
        }
        operation => {
            let held = match held {
                Held::One(None) => return missing(shell, &parameter.name, Text::default(), context, fields),
                Held::One(Some(text)) => Held::One(Some(operate(shell, operation, text)?)),
                Held::Many(texts, kind) => {
                    Held::Many(operate_on_all(shell, operation, texts, &parameter.name)?, kind)
                }
            };
            push(held, context, fields);
            Ok(())
        }
    }
}

/// Adds what a parameter holds to the fields.
fn push(held: Held, context: Context, fields: &mut Fields) {
    match held {
        Held::One(text) => fields.push_result(&text.unwrap_or_default(), context.quoted),
        Held::Many(texts, kind) => {
            let joined = context.quoted && kind == '*';
            if joined || !fields.splits() {
                let joiner = if kind == '*' { fields.joiner() } else { " ".to_owned() };
                return fields.push_quoted(&Text::join(&texts, &joiner));
            }
            for (index, text) in texts.iter().enumerate() {
                if index > 0 {
                    fields.end_field();
                }
                fields.push_result(text, context.quoted);
            }
        }
    }
}

/// An unset parameter: nothing, or the end of the script under `set -u`.
fn missing(
    shell: &mut Shell,
    name: &Name,
    value: Text,
    context: Context,
    fields: &mut Fields,
) -> Result<(), Flow> {
    if shell.state.options.nounset {
        return run::unset(shell, &shown(name));
    }
    fields.push_result(&value, context.quoted);
    Ok(())
}

fn shown(name: &Name) -> String {
    match name {
        Name::Variable(name) | Name::Element(name, _) | Name::All(name, _) => name.clone(),
        Name::Positional(index) => index.to_string(),
        Name::Special(char) => char.to_string(),
    }
}

fn lookup(shell: &mut Shell, name: &Name) -> Result<Held, Flow> {
    Ok(Held::One(match name {
        Name::Variable(name) => run::variable(shell, name),
        Name::Positional(0) => Some(shell.state.name.clone()),
        Name::Positional(index) => shell.state.arguments.get(index - 1).cloned(),
        Name::Special(kind @ ('@' | '*')) => return Ok(Held::Many(shell.state.arguments.to_vec(), *kind)),
        Name::Special('#') => Some(shell.state.arguments.len().to_string().into()),
        Name::Special('?') => Some(shell.state.status.to_string().into()),
        Name::Special('$') => Some(PROCESS.into()),
        Name::Special('!') => Some("4243".into()),
        Name::Special(_) => Some(run::option_letters(shell).into()),
        Name::Element(name, index) => run::element_at(shell, name, index)?,
        Name::All(name, kind) => {
            let all = shell.state.variables.content(name).map(super::super::variables::Content::all);
            return Ok(Held::Many(all.unwrap_or_default(), *kind));
        }
    }))
}

/// bash's `${!...}`.
fn indirect(shell: &mut Shell, parameter: &Parameter) -> Result<Held, Flow> {
    let name = match &parameter.name {
        Name::Variable(name) => name,
        // `${!#}`: the last argument.
        Name::Special('#') => return Ok(Held::One(shell.state.arguments.last().cloned())),
        _ => return Ok(Held::One(None)),
    };
    Ok(match parameter.operation {
        Operation::Keys => {
            let keys = shell.state.variables.content(name).map(super::super::variables::Content::keys);
            Held::Many(keys.unwrap_or_default(), '@')
        }
        Operation::Names => {
            let mut names: Vec<&String> = shell
                .state
                .variables
                .iter()
                .map(|(known, _)| known)
                .filter(|known| known.starts_with(name.as_str()))
                .collect();
            names.sort_unstable();
            Held::Many(names.into_iter().map(|name| name.as_str().into()).collect(), '@')
        }
        _ => {
            let target = shell.variable(name).map(|text| text.as_str().to_owned()).unwrap_or_default();
            Held::One(match target.parse::<usize>() {
                Ok(index) if index > 0 => shell.state.arguments.get(index - 1).cloned(),
                _ if is_name(&target) => run::variable(shell, &target),
                _ => None,
            })
        }
    })
}

/// `${x:-word}` and its three relatives.
fn default(
    shell: &mut Shell,
    parameter: &Parameter,
    held: Held,
    (mark, colon, word): (char, bool, &Word),
    context: Context,
    fields: &mut Fields,
) -> Result<(), Flow> {
    let present = match &held {
        Held::One(None) => false,
        Held::One(Some(text)) => !(colon && text.is_empty()),
        Held::Many(texts, _) => !(texts.is_empty() || colon && texts.iter().all(Text::is_empty)),
    };
    let inside = Context { split_bare: true, ..context };
    match (mark, present) {
        ('+', true) | ('-', false) => {
            shell.world.meter.nest()?;
            let expanded = expand_parts(shell, &word.0, inside, fields);
            shell.world.meter.unnest();
            expanded
        }
        ('+', false) => {
            push(Held::One(None), context, fields);
            Ok(())
        }
        ('=', false) => {
            let text = expand_text(shell, word)?;
            if let Name::Variable(name) = &parameter.name {
                shell.assign(name, text.clone())?;
            }
            fields.push_result(&text, context.quoted);
            Ok(())
        }
        ('?', false) => {
            let message = expand_text(shell, word)?;
            let message = if message.is_empty() { "parameter null or not set" } else { message.as_str() };
            shell.complain(&format!("{}: {message}", shown(&parameter.name)))?;
            Err(Flow::Exit(if shell.bash() { 1 } else { 2 }))
        }
        _ => {
            push(held, context, fields);
            Ok(())
        }
    }
}

/// The operations on a list: slices take elements, the others change each.
fn operate_on_all(
    shell: &mut Shell,
    operation: &Operation,
    texts: Vec<Text>,
    name: &Name,
) -> Result<Vec<Text>, Flow> {
    if let Operation::Slice { offset, length } = operation {
        // `${@:1}` counts `$0` as the first.
        let mut texts = texts;
        if matches!(name, Name::Special(_)) {
            texts.insert(0, shell.state.name.clone());
        }
        let (start, end) = bounds(shell, offset, length.as_ref(), texts.len())?;
        return Ok(texts.drain(start..end).collect());
    }
    texts.into_iter().map(|text| operate(shell, operation, text)).collect()
}

fn operate(shell: &mut Shell, operation: &Operation, text: Text) -> Result<Text, Flow> {
    match operation {
        Operation::Trim { suffix, longest, pattern } => {
            let pattern = expand_pattern(shell, pattern)?;
            let meter = &mut shell.world.meter;
            Ok(if *suffix {
                let start = pattern.suffix(text.as_str(), *longest, meter)?.unwrap_or(text.len());
                text.slice(0..start)
            } else {
                let end = pattern.prefix(text.as_str(), *longest, meter)?.unwrap_or(0);
                text.slice(end..text.len())
            })
        }
        Operation::Slice { offset, length } => {
            let count = text.as_str().chars().count();
            let (start, end) = bounds(shell, offset, length.as_ref(), count)?;
            let byte =
                |index: usize| text.as_str().char_indices().nth(index).map_or(text.len(), |(at, _)| at);
            Ok(text.slice(byte(start)..byte(end)))
        }
        Operation::Replace { kind, pattern, with } => replace(shell, *kind, pattern, with, &text),
        Operation::Case { upper, all } => {
            let mut first = true;
            Ok(text.map_chars(|char, new| match (*all || std::mem::take(&mut first), upper) {
                (true, true) => new.push(char.to_ascii_uppercase()),
                (true, false) => new.push(char.to_ascii_lowercase()),
                (false, _) => new.push(char),
            }))
        }
        _ => Ok(text),
    }
}

/// Where a slice begins and ends: a negative offset counts from the end, a negative length too.
fn bounds(
    shell: &mut Shell,
    offset: &Word,
    length: Option<&Word>,
    count: usize,
) -> Result<(usize, usize), Flow> {
    let clamp = |index: i64| usize::try_from(index).unwrap_or(0).min(count);
    let total = i64::try_from(count).unwrap_or(i64::MAX);
    let offset = expand_arithmetic(shell, offset)?;
    let start = if offset < 0 { total.saturating_add(offset) } else { offset };
    if start < 0 {
        return Ok((0, 0));
    }
    let end = match length {
        None => total,
        Some(length) => {
            let length = expand_arithmetic(shell, length)?;
            if length < 0 { total.saturating_add(length) } else { start.saturating_add(length) }
        }
    };
    Ok((clamp(start), clamp(end).max(clamp(start))))
}

/// bash's `${x/pattern/with}`.
fn replace(shell: &mut Shell, kind: char, pattern: &Word, with: &Word, text: &Text) -> Result<Text, Flow> {
    let pattern = expand_pattern(shell, pattern)?;
    let with = expand_text(shell, with)?;
    let source = text.as_str();
    let mut replaced = Text::default();
    let mut at = 0;
    while at <= source.len() {
        let meter = &mut shell.world.meter;
        let found = match kind {
            '%' => pattern.suffix(source, true, meter)?.map(|start| source.len() - start),
            _ => pattern.prefix(&source[at..], true, meter)?,
        };
        if kind == '%' {
            at = source.len() - found.unwrap_or(0);
            replaced.push_slice(text, 0..at);
        }
        if let Some(length) = found.filter(|length| *length > 0) {
            replaced.push(&with);
            at += length;
            if kind != '/' {
                break;
            }
        } else {
            if matches!(kind, '#' | '%') {
                break;
            }
            let next = source[at..].chars().next().map_or(1, char::len_utf8);
            replaced.push_slice(text, at..at + next);
            at += next;
        }
    }
    replaced.push_slice(text, at..source.len());
    Ok(replaced)
}
