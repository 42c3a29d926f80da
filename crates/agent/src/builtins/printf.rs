//! `printf`

use super::echo::unescape;
use crate::Text;
use crate::number::{format_float, leading_float};
use crate::shell::{Flow, Shell, Status, assign_element, push_ansi, push_escape};
use crate::tools::{left_out, moment};

/// The widest that a field may be asked to be.
const WIDEST: usize = 100_000;

/// One conversion of the format.
#[derive(Default)]
struct Conversion {
    flags: String,
    width: Option<usize>,
    precision: Option<usize>,
}

pub(super) fn printf(shell: &mut Shell, arguments: &[Text]) -> Status {
    let mut words = &arguments[1..];
    let mut target = None;
    if shell.bash()
        && let [option, name, rest @ ..] = words
        && option.as_str() == "-v"
    {
        target = Some(name.as_str().to_owned());
        words = rest;
    }
    if words.first().is_some_and(|word| word.as_str() == "--") {
        words = &words[1..];
    }
    let Some((format, mut values)) = words.split_first() else {
        return shell.fail("printf", "usage: printf format [arg ...]", 2);
    };
    let mut out = Text::default();
    let mut status = 0;
    loop {
        let before = values.len();
        let stopped = once(shell, format, &mut values, &mut out, &mut status)?;
        shell.world.meter.step()?;
        shell.world.meter.fits(out.len())?;
        if stopped || values.is_empty() || values.len() == before {
            break;
        }
    }
    match target {
        Some(name) => match name.strip_suffix(']').and_then(|element| element.split_once('[')) {
            Some((array, key)) => assign_element(shell, array, key, out)?,
            None => shell.assign(&name, out)?,
        },
        None => shell.print(&out)?,
    }
    Ok(status)
}

/// A format filled once, as awk does it.
pub(crate) fn formatted(shell: &mut Shell, format: &Text, mut values: &[Text]) -> Result<Text, Flow> {
    let mut out = Text::default();
    once(shell, format, &mut values, &mut out, &mut 0)?;
    shell.world.meter.hold(out.len())?;
    Ok(out)
}

/// Goes through the format once; whether a `\c` ended all.
fn once(
    shell: &mut Shell,
    format: &Text,
    values: &mut &[Text],
    out: &mut Text,
    status: &mut i32,
) -> Result<bool, Flow> {
    let source = format.as_str();
    let mut at = 0;
    while let Some(found) = source[at..].find(['\\', '%']) {
        out.push_slice(format, at..at + found);
        at += found + 1;
        if source[..at].ends_with('\\') {
            let mut new = String::new();
            at += if shell.bash() {
                push_ansi(&source[at..], &mut new)
            } else {
                push_escape(&source[at..], false, &mut new)
            };
            out.push_str(&new);
            continue;
        }
        if source[at..].starts_with('%') {
            out.push_str("%");
            at += 1;
            continue;
        }
        let (conversion, length) = conversion(&source[at..], values);
        at += length;
        if let Some((format, rest)) = source[at..].strip_prefix('(').and_then(|rest| rest.split_once(")T")) {
            *values = values.get(1..).unwrap_or_default();
            push_padded(out, &moment(format).into(), &conversion);
            at = source.len() - rest.len();
            continue;
        }
        let Some(letter) = source[at..].chars().next() else {
            *status = shell.fail("printf", "%: invalid directive", 1)?;
            return Ok(true);
        };
        at += letter.len_utf8();
        let value = values.first().cloned();
        *values = values.get(1..).unwrap_or_default();
        let given = value.is_some();
        let value = value.unwrap_or_default();
        let text = match letter {
            's' => cut(&value, conversion.precision),
            'b' => {
                let (text, stopped) = unescape(&value, shell.bash());
                if stopped {
                    out.push(&text);
                    return Ok(true);
                }
                cut(&text, conversion.precision)
            }
            'c' => cut(&value, Some(1)),
            'q' => quoted(&value),
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => {
                let Some(number) = integer(value.as_str()) else {
                    *status =
                        shell.fail("printf", &format!("{}: expected numeric value", value.as_str()), 1)?;
                    let number = leading_integer(value.as_str());
                    push_padded(out, &render_integer(letter, number, &conversion).into(), &conversion);
                    continue;
                };
                same_origin(&value, &render_integer(letter, number, &conversion), given)
            }
            'f' | 'F' | 'e' | 'E' | 'g' | 'G' => {
                if !cfg!(feature = "whole") {
                    left_out(shell, &[])?;
                }
                let (number, _) = leading_float(value.as_str().trim());
                same_origin(&value, &render_float(letter, number, &conversion), given)
            }
            _ => {
                *status = shell.fail("printf", &format!("%{letter}: invalid directive"), 1)?;
                return Ok(true);
            }
        };
        push_padded(out, &text, &conversion);
    }
    out.push_slice(format, at..source.len());
    Ok(false)
}

/// The flags, width and precision that a format begins with, and how many bytes they take. `*` takes a value.
fn conversion(format: &str, values: &mut &[Text]) -> (Conversion, usize) {
    let mut conversion = Conversion::default();
    let flags = format.len() - format.trim_start_matches(['-', '+', ' ', '0', '#']).len();
    conversion.flags = format[..flags].to_owned();
    let mut at = flags;
    let mut number = |at: &mut usize| {
        if format[*at..].starts_with('*') {
            *at += 1;
            let value = values.first().map(|value| value.as_str().parse::<i64>().unwrap_or(0)).unwrap_or(0);
            *values = values.get(1..).unwrap_or_default();
            return Some(value);
        }
        let digits =
            format[*at..].len() - format[*at..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = format[*at..*at + digits].parse().ok();
        *at += digits;
        number
    };
    let limited = |number: i64| usize::try_from(number.unsigned_abs()).unwrap_or(WIDEST).min(WIDEST);
    if let Some(width) = number(&mut at) {
        if width < 0 {
            conversion.flags.push('-');
        }
        conversion.width = Some(limited(width));
    }
    if format[at..].starts_with('.') {
        at += 1;
        conversion.precision = Some(number(&mut at).map_or(0, limited));
    }
    at += format[at..].len() - format[at..].trim_start_matches(['l', 'h', 'j', 'z', 't', 'L']).len();
    (conversion, at)
}

fn cut(value: &Text, precision: Option<usize>) -> Text {
    match precision {
        Some(precision) => value.slice(0..precision),
        None => value.clone(),
    }
}

/// A number as it is shown stands for the text it was read from.
fn same_origin(value: &Text, shown: &str, given: bool) -> Text {
    let mut text = Text::default();
    text.push_as(shown, value, if given { 0..value.len() } else { 0..0 });
    text
}

fn integer(text: &str) -> Option<i64> {
    let text = text.trim();
    if text.is_empty() {
        return Some(0);
    }
    if let Some(quoted) = text.strip_prefix(['\'', '"']) {
        return Some(quoted.chars().next().map_or(0, |c| i64::from(u32::from(c))));
    }
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let number = if let Some(hexadecimal) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        i64::from_str_radix(hexadecimal, 16).ok()
    } else if digits.len() > 1 && digits.starts_with('0') {
        i64::from_str_radix(digits, 8).ok()
    } else {
        digits.parse().ok().filter(|_| !digits.starts_with(['-', '+']))
    };
    number.map(|number: i64| if negative { number.wrapping_neg() } else { number })
}

fn leading_integer(text: &str) -> i64 {
    let text = text.trim_start();
    let end = text
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || (*at == 0 && *c == '-')))
        .map_or(text.len(), |(at, _)| at);
    text[..end].parse().unwrap_or(0)
}

fn render_integer(letter: char, number: i64, conversion: &Conversion) -> String {
    let sign = match number {
        _ if !matches!(letter, 'd' | 'i') => "",
        ..0 => "-",
        _ if conversion.flags.contains('+') => "+",
        _ if conversion.flags.contains(' ') => " ",
        _ => "",
    };
    let alternate = conversion.flags.contains('#');
    let digits = match letter {
        'o' => format!("{}{number:o}", if alternate { "0" } else { "" }),
        'x' => format!("{}{number:x}", if alternate { "0x" } else { "" }),
        'X' => format!("{}{number:X}", if alternate { "0X" } else { "" }),
        'u' => (number as u64).to_string(),
        _ => number.unsigned_abs().to_string(),
    };
    let zeros = match (conversion.precision, conversion.width) {
        (Some(precision), _) => precision,
        (None, Some(width)) if conversion.flags.contains('0') && !conversion.flags.contains('-') => {
            width.saturating_sub(sign.len())
        }
        (None, _) => 0,
    };
    format!("{sign}{digits:0>zeros$}")
}

fn render_float(letter: char, number: f64, conversion: &Conversion) -> String {
    let sign = if number.is_sign_positive() && conversion.flags.contains('+') { "+" } else { "" };
    let shown = format_float(letter, number, conversion.precision);
    let zeros = if conversion.flags.contains('0') && !conversion.flags.contains('-') {
        conversion.width.unwrap_or(0)
    } else {
        0
    };
    match shown.strip_prefix('-') {
        Some(digits) => format!("-{digits:0>width$}", width = zeros.saturating_sub(1)),
        None => format!("{sign}{shown:0>width$}", width = zeros.saturating_sub(sign.len())),
    }
}

/// bash's `%q`
fn quoted(value: &Text) -> Text {
    if value.is_empty() {
        return "''".into();
    }
    if value.as_str().contains(|c: char| c.is_ascii_control()) {
        let mut quoted = Text::from("$'");
        quoted.push(&value.map_chars(|char, new| match char {
            '\n' => new.push_str("\\n"),
            '\t' => new.push_str("\\t"),
            '\r' => new.push_str("\\r"),
            '\'' | '\\' => new.extend(['\\', char]),
            char if char.is_ascii_control() => new.push_str(&format!("\\{:03o}", u32::from(char))),
            char => new.push(char),
        }));
        quoted.push_str("'");
        return quoted;
    }
    let mut first = true;
    value.map_chars(|char, new| {
        let leads = std::mem::take(&mut first) && matches!(char, '~' | '#');
        if leads || char.is_ascii_punctuation() && !"_-./:=@%+#~".contains(char) || char == ' ' {
            new.push('\\');
        }
        new.push(char);
    })
}

fn push_padded(out: &mut Text, text: &Text, conversion: &Conversion) {
    let missing = conversion.width.unwrap_or(0).saturating_sub(text.as_str().chars().count());
    let pad = " ".repeat(missing);
    let left = conversion.flags.contains('-');
    if !left {
        out.push_str(&pad);
    }
    out.push(text);
    if left {
        out.push_str(&pad);
    }
}
