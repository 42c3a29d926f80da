//! `sed`

mod run;
mod script;
mod substitute;

use super::options;
use crate::Text;
use crate::shell::{Shell, Status};

const LONG: [(&str, char); 8] = [
    ("quiet", 'n'),
    ("silent", 'n'),
    ("expression", 'e'),
    ("file", 'f'),
    ("in-place", 'i'),
    ("regexp-extended", 'E'),
    ("separate", 's'),
    ("null-data", 'z'),
];

pub(super) fn sed(shell: &mut Shell, arguments: &[Text]) -> Status {
    // The value of `-i` is optional and never a word of its own, so it is taken out first.
    let mut suffix = None;
    let mut rest = Vec::new();
    for argument in arguments {
        match argument.as_str().strip_prefix("-i").or_else(|| argument.as_str().strip_prefix("--in-place=")) {
            Some(value) => suffix = Some(value.to_owned()),
            None if argument.as_str() == "--in-place" => suffix = Some(String::new()),
            None => rest.push(argument.clone()),
        }
    }
    let mut call = options::read(shell, &rest, "ne:f:Ersuz", &LONG);
    let mut source: Vec<Text> = Vec::new();
    for (letter, value) in &call.options {
        match letter {
            'e' => source.push(value.clone()),
            'f' => match shell.read_file(value.as_str())? {
                Ok(text) => source.push(text.trim_newlines()),
                Err(reason) => {
                    return shell.fail("sed", &format!("couldn't open file {}: {reason}", value.as_str()), 1);
                }
            },
            _ => {}
        }
    }
    if source.is_empty() {
        if call.operands.is_empty() {
            return shell.fail("sed", "no script specified", 1);
        }
        source.push(call.operands.remove(0));
    }
    let extended = call.has('E') || call.has('r');
    let commands = match script::parse(&Text::join(&source, "\n"), extended) {
        Ok(commands) => commands,
        Err(message) => {
            shell.remark(format!("`sed`: {message}"));
            return shell.fail("sed", &format!("-e expression #1: {message}"), 1);
        }
    };
    let (texts, failed) = options::inputs(shell, "sed", &call.operands)?;
    let quiet = call.has('n');
    let mut status = 0;
    match suffix {
        Some(suffix) => {
            for (path, text) in texts {
                let edited = run::run(shell, &commands, std::slice::from_ref(&text), quiet)?;
                let absolute = shell.path(&path);
                shell.world.meter.write(edited.text.len())?;
                if !suffix.is_empty() {
                    let copy = if suffix.contains('*') {
                        suffix.replace('*', &path)
                    } else {
                        format!("{path}{suffix}")
                    };
                    let _ = shell.world.disk.write(&shell.path(&copy), text);
                }
                // The file was read, so it can be written.
                let _ = shell.world.disk.write(&absolute, edited.text);
                status = edited.status;
            }
        }
        None => {
            let texts: Vec<Text> = texts.into_iter().map(|(_, text)| text).collect();
            let edited = run::run(shell, &commands, &texts, quiet)?;
            shell.print(&edited.text)?;
            status = edited.status;
        }
    }
    Ok(if failed && status == 0 { 2 } else { status })
}
