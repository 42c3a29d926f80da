//! `cat`

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
