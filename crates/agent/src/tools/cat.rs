//! `cat` and `nl`

use super::options;
use crate::Text;
use crate::shell::{Shell, Status};

pub(super) fn cat(shell: &mut Shell, arguments: &[Text]) -> Status {
    let call = options::read(shell, arguments, "nbsuAEvTet", &[("number", 'n')]);
    let (texts, failed) = options::inputs(shell, "cat", &call.operands)?;
    let mut number = 0;
    for (_, text) in texts {
        if !call.has('n') {
            shell.print(&text)?;
            continue;
        }
        for line in text.lines() {
            number += 1;
            let mut numbered = Text::from(format!("{number:6}\t"));
            numbered.push(&line);
            numbered.push_str("\n");
            shell.print(&numbered)?;
        }
    }
    Ok(i32::from(failed))
}

/// `nl`: lines with their numbers; empty ones too after `-ba`.
pub(super) fn nl(shell: &mut Shell, arguments: &[Text]) -> Status {
    let call = options::read(shell, arguments, "b:w:s:v:i:n:", &[("body-numbering", 'b')]);
    let all = call.value('b').is_some_and(|style| style.as_str() == "a");
    let width = call.number('w').unwrap_or(6).min(100);
    let mut number = call.number('v').unwrap_or(1);
    let (texts, failed) = options::inputs(shell, "nl", &call.operands)?;
    for line in texts.iter().flat_map(|(_, text)| text.lines().collect::<Vec<_>>()) {
        let mut numbered = if line.is_empty() && !all {
            Text::from(" ".repeat(width + 1))
        } else {
            number += 1;
            let mut numbered = Text::from(format!("{:width$}", number - 1));
            numbered.push(call.value('s').unwrap_or(&"\t".into()));
            numbered
        };
        numbered.push(&line);
        numbered.push_str("\n");
        shell.print(&numbered)?;
    }
    Ok(i32::from(failed))
}
