//! Programs that lay files beside each other: `paste`, `comm`, `cmp`, `diff`.

use std::cmp::Ordering;

use super::lines::print_lines;
use super::options;
use crate::Text;
use crate::shell::{Shell, Status};

pub(super) fn paste(shell: &mut Shell, arguments: &[Text]) -> Status {
    let long = [("delimiters", 'd'), ("serial", 's')];
    let call = options::read(shell, arguments, "d:sz", &long);
    let between = call.value('d').map_or("\t".into(), options::unescaped);
    let between: Vec<char> = between.as_str().chars().collect();
    let separator = |at: usize| between.get(at % between.len().max(1)).map_or(String::new(), char::to_string);
    let (texts, failed) = options::inputs(shell, "paste", &call.operands)?;
    let mut columns: Vec<Vec<Text>> = texts.iter().map(|(_, text)| text.lines().collect()).collect();
    if let [first, rest @ ..] = columns.as_mut_slice()
        && call.operands.iter().all(|path| path.as_str() == "-")
    {
        // `paste - -` deals the lines of its input out.
        let (lines, count) = (std::mem::take(first), rest.len() + 1);
        for (at, line) in lines.into_iter().enumerate() {
            columns[at % count].push(line);
        }
    }
    let join = |cells: &mut dyn Iterator<Item = &Text>| {
        let mut line = Text::default();
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                line.push_str(&separator(at - 1));
            }
            line.push(cell);
        }
        line
    };
    let lines: Vec<Text> = if call.has('s') {
        columns.iter().map(|cells| join(&mut cells.iter())).collect()
    } else {
        let empty = Text::default();
        let longest = columns.iter().map(Vec::len).max().unwrap_or(0);
        (0..longest)
            .map(|row| join(&mut columns.iter().map(|cells| cells.get(row).unwrap_or(&empty))))
            .collect()
    };
    print_lines(shell, &lines)?;
    Ok(i32::from(failed))
}

/// `comm`: lines of the first file only, of the second only, of both, for files that are sorted.
pub(super) fn comm(shell: &mut Shell, arguments: &[Text]) -> Status {
    let call = options::read(shell, arguments, "123", &[]);
    let (texts, failed) = options::inputs(shell, "comm", &call.operands)?;
    let [(_, left), (_, right)] = texts.as_slice() else {
        return shell.fail("comm", "missing operand", 1);
    };
    let (left, right): (Vec<Text>, Vec<Text>) = (left.lines().collect(), right.lines().collect());
    let (mut a, mut b) = (0, 0);
    let mut lines = Vec::new();
    loop {
        let order = match (left.get(a), right.get(b)) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(left), Some(right)) => left.as_str().cmp(right.as_str()),
        };
        let (column, line) = match order {
            Ordering::Less => ('1', &left[a]),
            Ordering::Greater => ('2', &right[b]),
            Ordering::Equal => ('3', &left[a]),
        };
        a += usize::from(order.is_le());
        b += usize::from(order.is_ge());
        if call.has(column) {
            continue;
        }
        let before = ('1'..column).filter(|column| !call.has(*column)).count();
        let mut shown = Text::from("\t".repeat(before));
        shown.push(line);
        lines.push(shown);
    }
    print_lines(shell, &lines)?;
    Ok(i32::from(failed))
}

/// `cmp` and `diff`: whether files are equal. How they differ is not worked out here.
pub(super) fn diff(shell: &mut Shell, arguments: &[Text]) -> Status {
    let name = arguments[0].as_str();
    let long = [("brief", 'q'), ("quiet", 's'), ("silent", 's'), ("unified", 'u'), ("recursive", 'r')];
    let call = options::read(shell, arguments, "qsuNrwbBia", &long);
    let (texts, failed) = options::inputs(shell, name, &call.operands)?;
    let [(left_path, left), (right_path, right)] = texts.as_slice() else {
        return Ok(2);
    };
    if failed {
        return Ok(2);
    }
    if left.as_str() == right.as_str() {
        return Ok(0);
    }
    if call.has('q') {
        shell.print_line(&format!("Files {left_path} and {right_path} differ"))?;
    } else if !call.has('s') {
        let origin = shell.origin(&format!("? {name} {left_path} {right_path}"));
        shell.print(&Text::from_origin("", origin))?;
    }
    Ok(1)
}
