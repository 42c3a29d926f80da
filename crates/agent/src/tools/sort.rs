//! `sort`, by bytes as in the C locale.

use std::cmp::Ordering;

use super::options::{self, Call};
use crate::Text;
use crate::number::leading_float;
use crate::shell::{Shell, Status};

/// How lines are compared.
#[derive(Clone, Copy, Default)]
struct Order {
    numeric: bool,
    version: bool,
    ignore_case: bool,
    reverse: bool,
    blanks: bool,
}

/// One `-k`: the first and last field, and the order of its own.
struct Key {
    from: usize,
    to: usize,
    order: Order,
}

pub(super) fn sort(shell: &mut Shell, arguments: &[Text]) -> Status {
    let long = [
        ("unique", 'u'),
        ("numeric-sort", 'n'),
        ("reverse", 'r'),
        ("key", 'k'),
        ("field-separator", 't'),
        ("version-sort", 'V'),
        ("ignore-case", 'f'),
        ("output", 'o'),
        ("random-sort", 'R'),
    ];
    let call = options::read(shell, arguments, "unrk:t:Vfo:bsgcdiRz", &long);
    let end = if call.has('z') { "\0" } else { "\n" };
    let (texts, failed) = options::inputs(shell, "sort", &call.operands)?;
    let mut lines: Vec<Text> = Vec::new();
    for (_, text) in &texts {
        if call.has('z') {
            lines.extend(text.split('\0').filter(|line| !line.is_empty()));
        } else {
            lines.extend(text.lines());
        }
    }
    let bytes: usize = lines.iter().map(Text::len).sum();
    shell.world.meter.handle(bytes * 16)?;
    let order = order(call.options.iter().map(|(letter, _)| *letter));
    let keys: Vec<Key> = call
        .options
        .iter()
        .filter(|(letter, _)| *letter == 'k')
        .map(|(_, key)| read_key(key.as_str(), order))
        .collect();
    let separator = call.value('t').and_then(|value| value.as_str().chars().next());
    let by_keys = |a: &str, b: &str| {
        if keys.is_empty() {
            return compare(a, b, order);
        }
        let by_key = |key: &Key| compare(field(a, key, separator), field(b, key, separator), key.order);
        keys.iter().map(by_key).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    };
    // Lines with equal keys are put in the order of their bytes, unless `-s` or `-u` keep theirs.
    let keep = call.has('s') || call.has('u');
    let mut numbered: Vec<(usize, Text)> = lines.drain(..).enumerate().collect();
    numbered.sort_unstable_by(|(index_a, a), (index_b, b)| {
        let last = if keep {
            index_a.cmp(index_b)
        } else {
            let bytes = a.as_str().cmp(b.as_str());
            if order.reverse { bytes.reverse() } else { bytes }
        };
        by_keys(a.as_str(), b.as_str()).then(last)
    });
    lines = numbered.into_iter().map(|(_, line)| line).collect();
    if call.has('u') {
        lines.dedup_by(|a, b| by_keys(a.as_str(), b.as_str()).is_eq());
    }
    write(shell, &call, &lines, end)?;
    Ok(if failed { 2 } else { 0 })
}

fn write(shell: &mut Shell, call: &Call, lines: &[Text], end: &str) -> Status {
    let mut text = Text::join(lines, end);
    text.push_str(if lines.is_empty() { "" } else { end });
    let Some(path) = call.value('o') else {
        shell.print(&text)?;
        return Ok(0);
    };
    shell.world.meter.write(text.len())?;
    let path = shell.path(path.as_str());
    match shell.world.disk.write(&path, text) {
        Ok(()) => Ok(0),
        Err(reason) => shell.fail("sort", &format!("{path}: {reason}"), 2),
    }
}

fn order(letters: impl Iterator<Item = char>) -> Order {
    let mut order = Order::default();
    for letter in letters {
        match letter {
            'n' | 'g' => order.numeric = true,
            'V' => order.version = true,
            'f' => order.ignore_case = true,
            'r' => order.reverse = true,
            'b' => order.blanks = true,
            _ => {}
        }
    }
    order
}

/// `2`, `2,3`, `2n,2`
fn read_key(text: &str, general: Order) -> Key {
    let (from, to) = text.split_once(',').unwrap_or((text, ""));
    let number = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok();
    let letters: Vec<char> = text.chars().filter(char::is_ascii_alphabetic).collect();
    let order = if letters.is_empty() { general } else { order(letters.into_iter()) };
    Key { from: number(from).unwrap_or(1), to: number(to).unwrap_or(usize::MAX), order }
}

/// The part of a line that a key names.
fn field<'a>(line: &'a str, key: &Key, separator: Option<char>) -> &'a str {
    let mut starts = vec![0];
    match separator {
        Some(separator) => starts.extend(line.match_indices(separator).map(|(at, text)| at + text.len())),
        None => {
            // A field begins with the blanks before it.
            let mut blank = true;
            for (at, char) in line.char_indices() {
                let now = matches!(char, ' ' | '\t');
                if now && !blank {
                    starts.push(at);
                }
                blank = now;
            }
        }
    }
    let Some(start) = starts.get(key.from.saturating_sub(1)) else {
        return "";
    };
    let end = starts.get(key.to).map_or(line.len(), |end| end - separator.map_or(0, char::len_utf8));
    line.get(*start..end).unwrap_or_default()
}

fn compare(a: &str, b: &str, order: Order) -> Ordering {
    let (a, b) = if order.blanks || order.numeric { (a.trim_start(), b.trim_start()) } else { (a, b) };
    let compared = if order.numeric {
        leading_float(a).0.partial_cmp(&leading_float(b).0).unwrap_or(Ordering::Equal)
    } else if order.version {
        by_version(a, b)
    } else if order.ignore_case {
        a.bytes().map(|c| c.to_ascii_uppercase()).cmp(b.bytes().map(|c| c.to_ascii_uppercase()))
    } else {
        a.cmp(b)
    };
    if order.reverse { compared.reverse() } else { compared }
}

/// Digits in a row count as a number.
fn by_version(mut a: &str, mut b: &str) -> Ordering {
    loop {
        let text = |text: &str| text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
        let (split_a, split_b) = (text(a), text(b));
        let texts = a[..split_a].cmp(&b[..split_b]);
        (a, b) = (&a[split_a..], &b[split_b..]);
        if texts.is_ne() || a.is_empty() || b.is_empty() {
            return texts.then(a.len().cmp(&b.len()));
        }
        let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (split_a, split_b) = (digits(a), digits(b));
        let plain = |digits: &'_ str| digits.trim_start_matches('0').len();
        let (number_a, number_b) = (&a[..split_a], &b[..split_b]);
        let by_number = plain(number_a)
            .cmp(&plain(number_b))
            .then_with(|| number_a.trim_start_matches('0').cmp(number_b.trim_start_matches('0')));
        if by_number.is_ne() {
            return by_number;
        }
        (a, b) = (&a[split_a..], &b[split_b..]);
    }
}
