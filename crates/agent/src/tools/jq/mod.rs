//! `jq`: filters, the usual functions and formats, on JSON whose texts keep their origins. It has no functions of one's
//! own and no modules; what it does not know it names.

mod access;
mod format;
mod functions;
mod parse;
mod run;
mod syntax;

use run::{Fault, Machine};

use super::json::{self, Json, Layout, Reader};
use super::options;
use crate::Text;
use crate::shell::{Flow, Shell, Status};

/// Options without a value, by letter and name.
const FLAGS: [(&str, char); 12] = [
    ("null-input", 'n'),
    ("raw-input", 'R'),
    ("slurp", 's'),
    ("compact-output", 'c'),
    ("raw-output", 'r'),
    ("join-output", 'j'),
    ("exit-status", 'e'),
    ("sort-keys", 'S'),
    ("monochrome-output", 'M'),
    ("color-output", 'C'),
    ("ascii-output", 'a'),
    ("tab", 't'),
];

/// What a call says.
#[derive(Default)]
struct Call {
    flags: String,
    indent: Option<usize>,
    variables: Vec<(String, Json)>,
    operands: Vec<Text>,
}

impl Call {
    fn has(&self, letter: char) -> bool {
        self.flags.contains(letter)
    }
}

pub(super) fn jq(shell: &mut Shell, arguments: &[Text]) -> Status {
    let mut call = match read(shell, &arguments[1..]) {
        Ok(call) => call,
        Err(message) => return shell.fail("jq", &message, 2),
    };
    if call.operands.is_empty() {
        call.operands.push(".".into());
    }
    let source = call.operands.remove(0);
    let filter = match parse::parse(&source) {
        Ok(filter) => filter,
        Err(reason) => return shell.refuse(shell.state.line, format!("this `jq` program ({reason})")),
    };
    let text: Text = match call.has('n') {
        true => "null".into(),
        false => options::inputs(shell, "jq", &call.operands)?.0.into_iter().map(|(_, text)| text).collect(),
    };
    if text.unknown().is_some() && text.as_str().trim().is_empty() {
        // Whatever is made of something unknown is unknown.
        shell.print(&text)?;
        return Ok(0);
    }
    let inputs = inputs(shell, &text, &call)?;
    let layout = Layout {
        indent: match (call.has('c'), call.has('t')) {
            (true, _) => None,
            (_, true) => Some("\t".to_owned()),
            _ => Some(" ".repeat(call.indent.unwrap_or(2))).filter(|indent| !indent.is_empty()),
        },
        sorted: call.has('S'),
    };
    let raw = call.has('r') || call.has('j');
    let (mut status, mut last) = (0, None);
    for input in inputs {
        let Ok(input) = input else {
            return shell.fail("jq", "parse error: this is no valid JSON", 4);
        };
        let mut machine = Machine { shell: &mut *shell, variables: call.variables.clone() };
        match machine.values(&filter, &input) {
            Ok(values) => {
                for value in values {
                    let mut line = match &value {
                        Json::String(text) if raw => text.clone(),
                        value => value.write(&layout),
                    };
                    line.push_str(if call.has('j') { "" } else { "\n" });
                    shell.print(&line)?;
                    last = Some(value.holds());
                }
            }
            Err(Fault::Error(message)) => {
                status = shell.fail("jq", &format!("error (at <stdin>:0): {message}"), 5)?
            }
            Err(Fault::Flow(flow)) => return Err(flow),
        }
    }
    Ok(match last {
        _ if status != 0 || !call.has('e') => status,
        Some(true) => 0,
        Some(false) => 1,
        None => 4,
    })
}

fn read(shell: &mut Shell, words: &[Text]) -> Result<Call, String> {
    let mut call = Call::default();
    let mut words = words.iter();
    let mut positional = false;
    while let Some(word) = words.next() {
        let text = word.as_str();
        if let Some(name) = text.strip_prefix("--") {
            let mut value = || words.next().cloned().unwrap_or_default();
            match name {
                "arg" => {
                    let name = value().as_str().to_owned();
                    call.variables.push((name, Json::String(value())));
                }
                "argjson" => {
                    let name = value().as_str().to_owned();
                    let Some(Ok(json)) = Reader::new(&value()).next() else {
                        return Err(format!("Invalid JSON text passed to --argjson {name}"));
                    };
                    call.variables.push((name, json));
                }
                "indent" => call.indent = value().as_str().parse().ok(),
                "args" => positional = true,
                _ => match FLAGS.iter().find(|(known, _)| *known == name) {
                    Some((_, letter)) => call.flags.push(*letter),
                    None => shell.remark(format!("`jq --{name}`: this option is passed over here")),
                },
            }
        } else if let Some(letters) = text.strip_prefix('-').filter(|letters| !letters.is_empty()) {
            call.flags.push_str(letters);
        } else if positional && !call.operands.is_empty() {
            shell.remark("`jq --args`: these arguments are passed over here".to_owned());
        } else {
            call.operands.push(word.clone());
        }
    }
    Ok(call)
}

/// The values that are read: of JSON, or of lines after `-R`; all of them as one list after `-s`.
fn inputs(shell: &mut Shell, text: &Text, call: &Call) -> Result<Vec<Result<Json, ()>>, Flow> {
    if call.has('R') && !call.has('n') {
        return Ok(if call.has('s') {
            vec![Ok(Json::String(text.clone()))]
        } else {
            text.lines().map(|line| Ok(Json::String(line))).collect()
        });
    }
    let mut values = Vec::new();
    let mut reader = Reader::new(text);
    while let Some(value) = reader.next() {
        shell.world.meter.step()?;
        let failed = value.is_err();
        values.push(value);
        if failed {
            break;
        }
    }
    if call.has('s') {
        let all: Result<Vec<Json>, ()> = values.into_iter().collect();
        return Ok(vec![all.map(Json::Array)]);
    }
    Ok(values)
}
