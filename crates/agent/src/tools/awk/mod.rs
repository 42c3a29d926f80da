//! `awk`: patterns, actions, fields, arrays and the usual functions; functions of one's own, pipes and
//! `getline`.

mod call;
mod evaluate;
mod expression;
mod fields;
mod functions;
mod lex;
mod memory;
mod parse;
mod run;
mod streams;
mod syntax;
mod value;

use super::options::unescaped;
use crate::Text;
use crate::shell::{Shell, Status};

pub(super) fn awk(shell: &mut Shell, arguments: &[Text]) -> Status {
    // Options end at the program, for what follows may look like one.
    let mut at = 1;
    let mut assignments = Vec::new();
    let mut separator = None;
    let mut source = None;
    while let Some(word) = arguments.get(at).filter(|word| word.as_str().starts_with('-') && word.len() > 1) {
        at += 1;
        if word.as_str() == "--" {
            break;
        }
        let mut value = || {
            if word.len() > 2 {
                return word.slice(2..word.len());
            }
            at += 1;
            arguments.get(at - 1).cloned().unwrap_or_default()
        };
        match word.as_str().get(..2) {
            Some("-F") => separator = Some(value()),
            Some("-v") => assignments.push(value()),
            Some("-f") => {
                let path = value();
                match shell.read_file(path.as_str())? {
                    Ok(text) => source = Some(text),
                    Err(reason) => return shell.fail("awk", &format!("{}: {reason}", path.as_str()), 2),
                }
            }
            _ => shell.remark(format!("`awk {}`: this option is passed over here", word.as_str())),
        }
    }
    let mut paths = arguments.get(at..).unwrap_or_default();
    let source = match source {
        Some(source) => source,
        None => match paths.split_first() {
            Some((first, rest)) => {
                paths = rest;
                first.clone()
            }
            None => return shell.fail("awk", "usage: awk [-F fs][-v var=value] 'program' [file ...]", 2),
        },
    };
    let program = match parse::parse(&source) {
        Ok(program) => program,
        Err(reason) => {
            let line = shell.state.line;
            return shell.refuse(line, format!("this `awk` program ({reason})"));
        }
    };
    let mut machine = run::Machine::new(shell);
    if let Some(separator) = separator {
        machine.set("FS", unescaped(&separator));
    }
    for assignment in &assignments {
        machine.assign_argument(assignment);
    }
    machine.run(&program, paths)
}
