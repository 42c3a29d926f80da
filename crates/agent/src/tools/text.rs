//! Small programs on text: `wc`, `tee`, `rev`, `basename`, `dirname`, `seq`, `yes`, `expr`.

use super::options;
use crate::Text;
use crate::number::{format_float, leading_float};
use crate::regex::Regex;
use crate::shell::{Flow, Shell, Status};

pub(super) fn wc(shell: &mut Shell, arguments: &[Text]) -> Status {
    let long = [("lines", 'l'), ("words", 'w'), ("bytes", 'c'), ("chars", 'm')];
    let call = options::read(shell, arguments, "lwcmL", &long);
    let (texts, failed) = options::inputs(shell, "wc", &call.operands)?;
    let all = !['l', 'w', 'c', 'm'].into_iter().any(|letter| call.has(letter));
    let mut rows: Vec<(Vec<usize>, String)> = Vec::new();
    for (path, text) in texts {
        let text = text.as_str();
        let mut counts = Vec::new();
        if all || call.has('l') {
            counts.push(text.matches('\n').count());
        }
        if all || call.has('w') {
            counts.push(text.split_ascii_whitespace().count());
        }
        if call.has('m') {
            counts.push(text.chars().count());
        }
        if all || call.has('c') {
            counts.push(text.len());
        }
        rows.push((counts, path));
    }
    if rows.len() > 1 {
        let columns = rows[0].0.len();
        let totals = (0..columns).map(|column| rows.iter().map(|(counts, _)| counts[column]).sum()).collect();
        rows.push((totals, "total".to_owned()));
    }
    let stdin = call.operands.is_empty();
    let digits =
        rows.iter().flat_map(|(counts, _)| counts).map(|count| count.to_string().len()).max().unwrap_or(1);
    let width = match rows.first() {
        Some((counts, _)) if counts.len() == 1 && rows.len() == 1 => 1,
        _ if stdin => 7,
        _ => digits,
    };
    for (counts, path) in rows {
        let shown: Vec<String> = counts.iter().map(|count| format!("{count:width$}")).collect();
        let name = if stdin { String::new() } else { format!(" {path}") };
        shell.print_line(&format!("{}{name}", shown.join(" ")))?;
    }
    Ok(i32::from(failed))
}

pub(super) fn tee(shell: &mut Shell, arguments: &[Text]) -> Status {
    let call = options::read(shell, arguments, "ai", &[("append", 'a')]);
    let text = shell.read_all()?;
    let mut status = 0;
    for path in &call.operands {
        let absolute = shell.path(path.as_str());
        shell.world.meter.write(text.len())?;
        if absolute == "/dev/null" {
            continue;
        }
        match shell.world.disk.open(&absolute, !call.has('a')) {
            Ok(open) => shell.world.disk.append(&open, &text),
            Err(reason) => status = shell.fail("tee", &format!("{}: {reason}", path.as_str()), 1)?,
        }
    }
    shell.print(&text)?;
    Ok(status)
}

pub(super) fn rev(shell: &mut Shell, arguments: &[Text]) -> Status {
    let (texts, failed) = options::inputs(shell, "rev", &arguments[1..])?;
    for line in texts.iter().flat_map(|(_, text)| text.lines().collect::<Vec<_>>()) {
        let mut out = Text::default();
        for (at, char) in line.as_str().char_indices().rev() {
            out.push_slice(&line, at..at + char.len_utf8());
        }
        out.push_str("\n");
        shell.print(&out)?;
    }
    Ok(i32::from(failed))
}

/// The last name of a path, slashes at its end left out.
fn last_name(path: &Text) -> Text {
    let bare = path.as_str().trim_end_matches('/');
    if bare.is_empty() {
        return path.slice(0..1);
    }
    path.slice(bare.rfind('/').map_or(0, |at| at + 1)..bare.len())
}

pub(super) fn basename(shell: &mut Shell, arguments: &[Text]) -> Status {
    let mut call = options::read(shell, arguments, "as:", &[("suffix", 's'), ("multiple", 'a')]);
    let mut suffix = call.value('s').map(|suffix| suffix.as_str().to_owned()).unwrap_or_default();
    if !call.has('a') && !call.has('s') && call.operands.len() > 1 {
        suffix = call.operands.remove(1).as_str().to_owned();
    }
    for path in &call.operands {
        let name = last_name(path);
        let length =
            name.as_str().strip_suffix(&suffix).filter(|rest| !rest.is_empty()).map_or(name.len(), str::len);
        let mut out = name.slice(0..length);
        out.push_str("\n");
        shell.print(&out)?;
    }
    Ok(0)
}

pub(super) fn dirname(shell: &mut Shell, arguments: &[Text]) -> Status {
    for path in &arguments[1..] {
        let bare = path.as_str().trim_end_matches('/');
        let mut out = match bare.rfind('/') {
            Some(at) => path.slice(0..bare[..at].trim_end_matches('/').len().max(1)),
            None if bare.is_empty() && !path.is_empty() => "/".into(),
            None => ".".into(),
        };
        out.push_str("\n");
        shell.print(&out)?;
    }
    Ok(0)
}

pub(super) fn seq(shell: &mut Shell, arguments: &[Text]) -> Status {
    // Negative numbers are no options here.
    let mut words = arguments[1..].iter().map(Text::as_str).peekable();
    let (mut separator, mut equal_width, mut numbers) = ("\n", false, Vec::new());
    while let Some(word) = words.next() {
        match word {
            "-w" => equal_width = true,
            "-s" => separator = words.next().unwrap_or_default(),
            word if word.starts_with("-s") => separator = &word[2..],
            word => numbers.push(word),
        }
    }
    let (first, step, last) = match numbers.as_slice() {
        [last] => ("1", "1", *last),
        [first, last] => (*first, "1", *last),
        [first, step, last] => (*first, *step, *last),
        _ => return shell.fail("seq", "missing operand", 1),
    };
    let decimals =
        [first, step].iter().map(|text| text.split_once('.').map_or(0, |(_, digits)| digits.len())).max();
    let [first, step, last] = [first, step, last].map(|text| leading_float(text).0);
    if step == 0.0 {
        return shell.fail("seq", "invalid Zero increment value: '0'", 1);
    }
    let count = ((last - first) / step + 1e-9).floor();
    let show = |index: f64| format_float('f', first + step * index, decimals);
    let width = if equal_width { show(0.0).len().max(show(count).len()) } else { 0 };
    let mut out = String::new();
    let mut index = 0.0;
    while index <= count {
        if index > 0.0 {
            out.push_str(separator);
        }
        out.push_str(&format!("{:0>width$}", show(index)));
        shell.world.meter.handle(16)?;
        shell.world.meter.fits(out.len())?;
        index += 1.0;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    shell.print(&out.into())?;
    Ok(0)
}

/// `yes` would go on until its reader has enough; here it writes as many lines as any reader of a script wants.
pub(super) fn yes(shell: &mut Shell, arguments: &[Text]) -> Status {
    let line = if arguments.len() > 1 { Text::join(&arguments[1..], " ") } else { "y".into() };
    let lines = vec![line; 1_000];
    super::lines::print_lines(shell, &lines)?;
    Ok(0)
}

/// `expr`: arithmetic, comparisons, `:` and `length`; one operator after the other, as tight as C's.
pub(super) fn expr(shell: &mut Shell, arguments: &[Text]) -> Status {
    let words: Vec<&str> = arguments[1..].iter().map(Text::as_str).collect();
    let mut at = 0;
    let value = match value_of(shell, &words, &mut at, 0)? {
        Some(value) if at == words.len() => value,
        _ => return shell.fail("expr", "syntax error", 2),
    };
    shell.print_line(&value)?;
    Ok(i32::from(value.is_empty() || value == "0"))
}

/// How tightly an operator of `expr` binds.
fn binding(operator: &str) -> Option<u8> {
    Some(match operator {
        "|" => 1,
        "&" => 2,
        "<" | "<=" | "=" | "==" | "!=" | ">=" | ">" => 3,
        "+" | "-" => 4,
        "*" | "/" | "%" => 5,
        ":" => 6,
        _ => return None,
    })
}

fn value_of(shell: &mut Shell, words: &[&str], at: &mut usize, tightest: u8) -> Result<Option<String>, Flow> {
    shell.world.meter.step()?;
    let Some(word) = words.get(*at) else {
        return Ok(None);
    };
    *at += 1;
    let mut left = match *word {
        "(" if *at < 50 => {
            let inside = value_of(shell, words, at, 0)?;
            *at += 1;
            let Some(inside) = inside.filter(|_| words.get(*at - 1) == Some(&")")) else {
                return Ok(None);
            };
            inside
        }
        "length" if *at < words.len() => {
            *at += 1;
            words[*at - 1].chars().count().to_string()
        }
        word => word.to_owned(),
    };
    while let Some(operator) = words.get(*at).copied() {
        let Some(tight) = binding(operator).filter(|tight| *tight > tightest) else {
            break;
        };
        *at += 1;
        let Some(right) = value_of(shell, words, at, tight)? else {
            return Ok(None);
        };
        let Some(value) = apply(shell, &left, operator, &right)? else {
            return Ok(None);
        };
        left = value;
    }
    Ok(Some(left))
}

fn apply(shell: &mut Shell, left: &str, operator: &str, right: &str) -> Result<Option<String>, Flow> {
    let numbers = left.parse::<i64>().ok().zip(right.parse::<i64>().ok());
    let zero = |text: &str| text.is_empty() || text == "0";
    let order = match numbers {
        Some((left, right)) => left.cmp(&right),
        None => left.cmp(right),
    };
    let truth = match operator {
        "|" => return Ok(Some(if zero(left) { right } else { left }.to_owned())),
        "&" => return Ok(Some(if zero(left) || zero(right) { "0" } else { left }.to_owned())),
        ":" => return matched(shell, left, right).map(Some),
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        "=" | "==" => order.is_eq(),
        "!=" => order.is_ne(),
        ">=" => order.is_ge(),
        ">" => order.is_gt(),
        _ => {
            return Ok(numbers.and_then(|(left, right)| {
                let value = match operator {
                    "+" => left.checked_add(right),
                    "-" => left.checked_sub(right),
                    "*" => left.checked_mul(right),
                    "/" => left.checked_div(right),
                    _ => left.checked_rem(right),
                };
                value.map(|value| value.to_string())
            }));
        }
    };
    Ok(Some(i32::from(truth).to_string()))
}

/// `text : pattern`: the first group, or the length of the match.
fn matched(shell: &mut Shell, text: &str, pattern: &str) -> Result<String, Flow> {
    let Ok(regex) = Regex::basic(&format!("^{}", pattern.trim_start_matches('^')), false) else {
        return Ok(String::new());
    };
    let grouped = pattern.contains("\\(");
    let groups = regex.groups(text, 0, &mut shell.world.meter)?;
    let range = groups.and_then(|groups| groups.get(usize::from(grouped)).cloned().flatten());
    Ok(match range {
        Some(range) if grouped => text[range].to_owned(),
        Some(range) => text[range].chars().count().to_string(),
        None if grouped => String::new(),
        None => "0".to_owned(),
    })
}
