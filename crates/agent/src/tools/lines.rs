//! Programs that pick lines: `head`, `tail`, `tac`, `uniq`.

use super::options;
use crate::Text;
use crate::shell::{Flow, Shell, Status};

/// The count that `head` and `tail` are given: `-n 5`, `-n5`, `-5`, `-c 5`; with a sign it counts from the other end.
struct Count {
    number: usize,
    sign: Option<char>,
    bytes: bool,
}

fn count(shell: &mut Shell, arguments: &[Text]) -> (Count, Vec<Text>) {
    let old = |argument: &Text| {
        argument
            .as_str()
            .strip_prefix('-')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut words = arguments.to_vec();
    if let Some(argument) = words.get_mut(1).filter(|argument| old(argument)) {
        *argument = format!("-n{}", &argument.as_str()[1..]).into();
    }
    let long = [("lines", 'n'), ("bytes", 'c'), ("quiet", 'q'), ("follow", 'f')];
    let call = options::read(shell, &words, "n:c:qvfF", &long);
    let bytes = call.value('c').is_some();
    let value = call.value('c').or_else(|| call.value('n')).map_or("10", Text::as_str);
    let sign = value.chars().next().filter(|c| matches!(c, '+' | '-'));
    let number = value.trim_start_matches(['+', '-']).parse().unwrap_or(10);
    (Count { number, sign, bytes }, call.operands)
}

/// Writes a part of each file, with the files' names above if there are several.
fn parts(shell: &mut Shell, name: &str, paths: &[Text], part: impl Fn(&Text) -> Text) -> Status {
    let (texts, failed) = options::inputs(shell, name, paths)?;
    let several = texts.len() > 1;
    for (index, (path, text)) in texts.iter().enumerate() {
        if several {
            let gap = if index > 0 { "\n" } else { "" };
            shell.print_line(&format!("{gap}==> {path} <=="))?;
        }
        shell.print(&part(text))?;
    }
    Ok(i32::from(failed))
}

/// Where the line of that number begins, from 0.
fn line_start(text: &Text, number: usize) -> usize {
    if number == 0 {
        return 0;
    }
    text.as_str().match_indices('\n').nth(number - 1).map_or(text.len(), |(at, _)| at + 1)
}

fn line_count(text: &Text) -> usize {
    text.line_ranges().count()
}

pub(super) fn head(shell: &mut Shell, arguments: &[Text]) -> Status {
    let (count, paths) = count(shell, arguments);
    parts(shell, "head", &paths, |text| {
        let end = match (count.bytes, count.sign) {
            (true, Some('-')) => text.len().saturating_sub(count.number),
            (true, _) => count.number.min(text.len()),
            (false, Some('-')) => line_start(text, line_count(text).saturating_sub(count.number)),
            (false, _) => line_start(text, count.number),
        };
        text.slice(0..end)
    })
}

pub(super) fn tail(shell: &mut Shell, arguments: &[Text]) -> Status {
    let (count, paths) = count(shell, arguments);
    parts(shell, "tail", &paths, |text| {
        let start = match (count.bytes, count.sign) {
            (true, Some('+')) => count.number.saturating_sub(1),
            (true, _) => text.len().saturating_sub(count.number),
            (false, Some('+')) => line_start(text, count.number.saturating_sub(1)),
            (false, _) => line_start(text, line_count(text).saturating_sub(count.number)),
        };
        text.slice(start..text.len())
    })
}

pub(super) fn tac(shell: &mut Shell, arguments: &[Text]) -> Status {
    let (texts, failed) = options::inputs(shell, "tac", &arguments[1..])?;
    for (_, text) in texts {
        let mut lines: Vec<Text> = text.lines().collect();
        lines.reverse();
        print_lines(shell, &lines)?;
    }
    Ok(i32::from(failed))
}

/// Writes lines, each with a newline.
pub(super) fn print_lines(shell: &mut Shell, lines: &[Text]) -> Result<(), Flow> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut out = Text::join(lines, "\n");
    out.push_str("\n");
    shell.print(&out)
}

pub(super) fn uniq(shell: &mut Shell, arguments: &[Text]) -> Status {
    let long = [("count", 'c'), ("repeated", 'd'), ("unique", 'u'), ("ignore-case", 'i')];
    let call = options::read(shell, arguments, "cdui", &long);
    let (texts, failed) = options::inputs(shell, "uniq", call.operands.get(..1).unwrap_or_default())?;
    let mut runs: Vec<(usize, Text)> = Vec::new();
    for line in texts.iter().flat_map(|(_, text)| text.lines().collect::<Vec<_>>()) {
        match runs.last_mut() {
            Some((count, last))
                if last.as_str() == line.as_str()
                    || call.has('i') && last.as_str().eq_ignore_ascii_case(line.as_str()) =>
            {
                *count += 1;
            }
            _ => runs.push((1, line)),
        }
    }
    let mut lines = Vec::new();
    for (count, line) in runs {
        if call.has('d') && count == 1 || call.has('u') && count > 1 {
            continue;
        }
        let mut out = if call.has('c') { Text::from(format!("{count:7} ")) } else { Text::default() };
        out.push(&line);
        lines.push(out);
    }
    print_lines(shell, &lines)?;
    Ok(i32::from(failed))
}
