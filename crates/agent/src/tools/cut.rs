//! `cut`

use super::options;
use crate::Text;
use crate::shell::{Shell, Status};

pub(super) fn cut(shell: &mut Shell, arguments: &[Text]) -> Status {
    let long = [
        ("delimiter", 'd'),
        ("fields", 'f'),
        ("characters", 'c'),
        ("bytes", 'b'),
        ("only-delimited", 's'),
        ("output-delimiter", 'O'),
    ];
    let call = options::read(shell, arguments, "d:f:c:b:snO:", &long);
    let Some(list) = call.value('f').or_else(|| call.value('c')).or_else(|| call.value('b')) else {
        return shell.fail("cut", "you must specify a list of bytes, characters, or fields", 1);
    };
    let Some(ranges) = ranges(list.as_str()) else {
        return shell.fail("cut", "invalid field range", 1);
    };
    let wanted = |number: usize| ranges.iter().any(|(from, to)| (*from..=*to).contains(&number));
    let delimiter = call.value('d').and_then(|value| value.as_str().chars().next()).unwrap_or('\t');
    let between = call.value('O').map_or(delimiter.to_string(), |value| value.as_str().to_owned());
    let (texts, failed) = options::inputs(shell, "cut", &call.operands)?;
    for line in texts.iter().flat_map(|(_, text)| text.lines().collect::<Vec<_>>()) {
        let mut out = Text::default();
        if !call.has('f') {
            for (number, (at, char)) in line.as_str().char_indices().enumerate() {
                if wanted(number + 1) {
                    out.push_slice(&line, at..at + char.len_utf8());
                }
            }
        } else if line.as_str().contains(delimiter) {
            let fields: Vec<Text> = line.split(delimiter).collect();
            let kept =
                fields.iter().enumerate().filter(|(index, _)| wanted(index + 1)).map(|(_, field)| field);
            out = Text::join(kept, &between);
        } else if call.has('s') {
            continue;
        } else {
            out = line;
        }
        out.push_str("\n");
        shell.print(&out)?;
    }
    Ok(i32::from(failed))
}

/// `1,3-5,7-`: first and last numbers.
fn ranges(list: &str) -> Option<Vec<(usize, usize)>> {
    list.split(',')
        .map(|range| match range.split_once('-') {
            None => range.parse().ok().map(|number| (number, number)),
            Some(("", to)) => to.parse().ok().map(|to| (1, to)),
            Some((from, "")) => from.parse().ok().map(|from| (from, usize::MAX)),
            Some((from, to)) => from.parse().ok().zip(to.parse().ok()),
        })
        .collect()
}
