//! awk's functions.

use super::memory::ELEMENT;
use super::run::Machine;
use super::syntax::{Expression, Place};
use super::value::Value;
use crate::Text;
use crate::builtins::formatted;
use crate::shell::{Flow, Shell};

/// Calls a function.
pub(super) fn call(machine: &mut Machine<'_>, name: &str, arguments: &[Expression]) -> Result<Value, Flow> {
    if matches!(name, "sub" | "gsub") {
        return substitute(machine, name == "gsub", arguments);
    }
    if name == "split" {
        return split(machine, arguments);
    }
    if name == "length"
        && let [Expression::Place(Place::Variable(array))] = arguments
        && let Some(items) = machine.arrays.get(array)
    {
        return Ok(Value::Number(items.len() as f64));
    }
    if name == "match"
        && let [text, pattern] = arguments
    {
        let text = machine.value(text)?.text();
        let regex = machine.regex(pattern)?;
        let found = regex.find(text.as_str(), 0, &mut machine.shell.world.meter)?;
        let (start, length) = found.map_or((0, -1.0), |range| (range.start + 1, range.len() as f64));
        machine.set_number("RSTART", start as f64);
        machine.set_number("RLENGTH", length);
        return Ok(Value::Number(start as f64));
    }
    let mut values = Vec::new();
    for argument in arguments {
        values.push(machine.value(argument)?);
    }
    let text = |at: usize| values.get(at).map(Value::text).unwrap_or_default();
    let number = |at: usize| values.get(at).map_or(0.0, Value::number);
    Ok(match name {
        "length" if values.is_empty() => Value::Number(machine.line().as_str().chars().count() as f64),
        "length" => Value::Number(text(0).as_str().chars().count() as f64),
        "substr" => Value::Text(substring(&text(0), number(1), values.get(2).map(Value::number))),
        "index" => {
            let (text, wanted) = (text(0), text(1));
            let at =
                text.as_str().find(wanted.as_str()).map_or(0, |at| text.as_str()[..at].chars().count() + 1);
            Value::Number(at as f64)
        }
        "toupper" => Value::Text(text(0).map_chars(|char, new| new.push(char.to_ascii_uppercase()))),
        "tolower" => Value::Text(text(0).map_chars(|char, new| new.push(char.to_ascii_lowercase()))),
        "sprintf" => Value::Text(format(machine.shell, &values)?),
        "int" => Value::Number(number(0).trunc()),
        "sqrt" => Value::Number(number(0).sqrt()),
        "rand" | "srand" => Value::Number(0.0),
        "fflush" => Value::Number(0.0),
        "close" => {
            let name = text(0);
            machine.sources.shift_remove(name.as_str());
            if let Some(input) = machine.pipes.shift_remove(name.as_str()) {
                machine.flush()?;
                machine.feed(name.as_str(), input)?;
            }
            Value::Number(0.0)
        }
        "system" => {
            machine.flush()?;
            let command = text(0);
            Value::Number(f64::from(machine.feed(command.as_str(), Text::default())?))
        }
        other => {
            let line = machine.shell.state.line;
            return machine.shell.refuse(line, format!("`{other}` in `awk`"));
        }
    })
}

/// `printf` and `sprintf`
pub(super) fn format(shell: &mut Shell, values: &[Value]) -> Result<Text, Flow> {
    let Some((format, values)) = values.split_first() else {
        return Ok(Text::default());
    };
    let texts: Vec<Text> = values.iter().map(Value::text).collect();
    formatted(shell, &format.text(), &texts)
}

/// The characters from a place on, counted from 1; both ends are rounded.
fn substring(text: &Text, start: f64, length: Option<f64>) -> Text {
    let count = text.as_str().chars().count() as f64;
    let start = start.round();
    let end = length.map_or(count + 1.0, |length| start + length.round());
    let byte = |place: f64| {
        let index = (place.clamp(1.0, count + 1.0) as usize).saturating_sub(1);
        text.as_str().char_indices().nth(index).map_or(text.len(), |(at, _)| at)
    };
    let (from, to) = (byte(start), byte(end));
    text.slice(from..to.max(from))
}

fn split(machine: &mut Machine<'_>, arguments: &[Expression]) -> Result<Value, Flow> {
    let [text, Expression::Place(Place::Variable(array)), rest @ ..] = arguments else {
        return Ok(Value::Number(0.0));
    };
    let text = machine.value(text)?.text();
    let separator = match rest {
        [Expression::Regex(_)] | [] => None,
        [separator, ..] => Some(machine.value(separator)?.text()),
    };
    let pieces = match (separator, rest) {
        (Some(separator), _) => machine.split(&text, separator.as_str())?,
        (None, [Expression::Regex(regex), ..]) => {
            let mut pieces = Vec::new();
            let mut start = 0;
            while let Some(found) = regex.find(text.as_str(), start, &mut machine.shell.world.meter)?
                && !found.is_empty()
            {
                pieces.push(text.slice(start..found.start));
                machine.shell.world.meter.fits(pieces.len() * ELEMENT)?;
                start = found.end;
            }
            if !text.is_empty() {
                pieces.push(text.slice(start..text.len()));
            }
            pieces
        }
        (None, _) => {
            let separator = machine.variable("FS").text();
            machine.split(&text, separator.as_str())?
        }
    };
    let count = pieces.len();
    let items = pieces.into_iter().enumerate().map(|(at, piece)| ((at + 1).to_string(), Value::Input(piece)));
    machine.put_array(array, items.collect());
    machine.check_held()?;
    Ok(Value::Number(count as f64))
}

fn substitute(machine: &mut Machine<'_>, all: bool, arguments: &[Expression]) -> Result<Value, Flow> {
    let [pattern, with, target @ ..] = arguments else {
        return Ok(Value::Number(0.0));
    };
    let regex = machine.regex(pattern)?;
    let with = machine.value(with)?.text();
    let place = match target {
        [Expression::Place(place), ..] => place.clone(),
        _ => Place::Field(std::rc::Rc::new(Expression::Number(0.0))),
    };
    let text = machine.value(&Expression::Place(place.clone()))?.text();
    let source = text.as_str();
    let mut out = Text::default();
    let (mut kept, mut from, mut count) = (0, 0, 0.0);
    while from <= source.len() {
        let Some(found) = regex.find(source, from, &mut machine.shell.world.meter)? else {
            break;
        };
        out.push_slice(&text, kept..found.start);
        push_with(&mut out, &with, &text.slice(found.clone()));
        machine.shell.world.meter.fits(out.len())?;
        count += 1.0;
        kept = found.end;
        from = found.end;
        if found.is_empty() {
            from += source[from..].chars().next().map_or(1, char::len_utf8);
        }
        if !all {
            break;
        }
    }
    out.push_slice(&text, kept..source.len());
    if count > 0.0 {
        machine.store(&place, Value::Text(out))?;
    }
    Ok(Value::Number(count))
}

/// The replacement with `&` as the match; `\\&` is an ampersand.
fn push_with(out: &mut Text, with: &Text, found: &Text) {
    let mut chars = with.as_str().char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        match char {
            '&' => out.push(found),
            '\\' if chars.peek().is_some_and(|(_, next)| matches!(next, '&' | '\\')) => {
                if let Some((next, char)) = chars.next() {
                    out.push_slice(with, next..next + char.len_utf8());
                }
            }
            char => out.push_slice(with, at..at + char.len_utf8()),
        }
    }
}
