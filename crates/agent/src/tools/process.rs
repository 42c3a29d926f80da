//! Programs that start others, or tell of the system: `env`, `xargs`, `sh`, `which`, `sleep`, `date`, `id`.

use std::rc::Rc;

use super::options::unescaped;
use crate::Text;
use crate::builtins::place_of;
use crate::hook::{Interpreter, interpreter};
use crate::shell::{Dialect, Script, Shell, Status, call, call_by_name, in_subshell, new_shell, unknown};

pub(super) fn env(shell: &mut Shell, arguments: &[Text]) -> Status {
    let mut words = &arguments[1..];
    while let Some((first, rest)) = words.split_first().filter(|(first, _)| first.as_str().starts_with('-')) {
        words = if first.as_str() == "-u" { rest.get(1..).unwrap_or_default() } else { rest };
    }
    let set = words.iter().take_while(|word| word.as_str().contains('=')).count();
    let (assignments, command) = words.split_at(set);
    in_subshell(shell, |shell| {
        for assignment in assignments {
            let at = assignment.as_str().find('=').unwrap_or(0);
            let name = &assignment.as_str()[..at];
            shell.assign(name, assignment.slice(at + 1..assignment.len()))?;
            Rc::make_mut(&mut shell.state.variables).entry(name).exported = true;
        }
        if !command.is_empty() {
            return call_by_name(shell, command);
        }
        let mut lines = Vec::new();
        for (name, variable) in shell.state.variables.iter().filter(|(_, variable)| variable.exported) {
            let mut line = Text::from(format!("{name}="));
            line.push(variable.value.as_ref().and_then(|value| value.scalar()).unwrap_or(&Text::default()));
            lines.push(line);
        }
        super::lines::print_lines(shell, &lines)?;
        Ok(0)
    })
}

pub(super) fn printenv(shell: &mut Shell, arguments: &[Text]) -> Status {
    let Some(name) = arguments.get(1) else {
        return env(shell, arguments);
    };
    let exported = shell.state.variables.get(name.as_str()).is_some_and(|variable| variable.exported);
    match shell.variable(name.as_str()).cloned().filter(|_| exported) {
        Some(mut value) => {
            value.push_str("\n");
            shell.print(&value)?;
            Ok(0)
        }
        None => Ok(1),
    }
}

pub(super) fn xargs(shell: &mut Shell, arguments: &[Text]) -> Status {
    let (mut at, mut replace, mut most, mut separator, mut skip_empty) = (1, None, usize::MAX, None, false);
    while let Some(option) = arguments.get(at).map(Text::as_str).filter(|word| word.starts_with('-')) {
        at += 1;
        let mut value = |start: usize| {
            if option.len() > start {
                return option[start..].to_owned();
            }
            at += 1;
            arguments.get(at - 1).map_or(String::new(), |value| value.as_str().to_owned())
        };
        match option.get(..2).unwrap_or_default() {
            "-I" => replace = Some(value(2)),
            "-n" => most = value(2).parse().unwrap_or(1).max(1),
            "-L" => most = value(2).parse().unwrap_or(1).max(1),
            "-P" => drop(value(2)),
            "-0" => separator = Some('\0'),
            "-d" => {
                let value = unescaped(&value(2).into());
                separator = value.as_str().chars().next();
            }
            "-t" | "-p" | "-x" => {}
            "-r" => skip_empty = true,
            _ => shell.remark(format!("`xargs {option}`: this option is passed over here")),
        }
    }
    let command = match arguments.get(at..) {
        Some(command) if !command.is_empty() => command.to_vec(),
        _ => vec!["echo".into()],
    };
    let input = shell.read_all()?;
    let items: Vec<Text> = if let Some(separator) = separator {
        let end = input.len() - usize::from(input.as_str().ends_with(separator));
        let input = input.slice(0..end);
        if input.is_empty() { Vec::new() } else { input.split(separator).collect() }
    } else if replace.is_some() {
        input.lines().filter(|item| !item.as_str().trim().is_empty()).collect()
    } else {
        words(&input)
    };
    if items.is_empty() && (skip_empty || replace.is_some()) {
        return Ok(0);
    }
    let size = if replace.is_some() { 1 } else { most };
    let mut chunks: Vec<&[Text]> = items.chunks(size.min(items.len().max(1))).collect();
    if chunks.is_empty() {
        chunks.push(&[]);
    }
    let mut status = 0;
    for chunk in chunks {
        shell.world.meter.step()?;
        let call: Vec<Text> = match (&replace, chunk) {
            (Some(mark), [item]) => command.iter().map(|word| replaced(word, mark, item)).collect(),
            _ => command.iter().chain(chunk).cloned().collect(),
        };
        if call_by_name(shell, &call)? != 0 {
            status = 123;
        }
    }
    Ok(status)
}

/// Words between blanks; quotes and backslashes keep them together.
fn words(input: &Text) -> Vec<Text> {
    let mut words = Vec::new();
    let mut word: Option<Text> = None;
    let mut quote = None;
    let mut chars = input.as_str().char_indices();
    while let Some((at, char)) = chars.next() {
        match (quote, char) {
            (Some(open), char) if open == char => quote = None,
            (None, '\'' | '"') => {
                quote = Some(char);
                word.get_or_insert_default();
            }
            (None, '\\') => {
                if let Some((at, char)) = chars.next() {
                    word.get_or_insert_default().push_slice(input, at..at + char.len_utf8());
                }
            }
            (None, ' ' | '\t' | '\n') => words.extend(word.take()),
            _ => word.get_or_insert_default().push_slice(input, at..at + char.len_utf8()),
        }
    }
    words.extend(word);
    words
}

fn replaced(word: &Text, mark: &str, item: &Text) -> Text {
    if mark.is_empty() {
        return word.clone();
    }
    let mut out = Text::default();
    let mut kept = 0;
    for (at, found) in word.as_str().match_indices(mark) {
        out.push_slice(word, kept..at);
        out.push(item);
        kept = at + found.len();
    }
    out.push_slice(word, kept..word.len());
    out
}

/// `sh`, `bash`: a script, `-c text`, or standard input.
pub(super) fn sh(shell: &mut Shell, arguments: &[Text]) -> Status {
    let own = if arguments[0].as_str().ends_with("bash") { Dialect::Bash } else { Dialect::Sh };
    let mut letters = String::new();
    let mut words = &arguments[1..];
    while let Some((first, rest)) =
        words.split_first().filter(|(first, _)| first.as_str().starts_with(['-', '+']) && first.len() > 1)
    {
        words = rest;
        letters.push_str(first.as_str().trim_start_matches('-'));
    }
    let name = words.first().map_or("", Text::as_str).to_owned();
    let inline = letters.contains('c');
    let (script, name, rest) = if inline {
        let script = words.first().cloned().unwrap_or_default();
        (script, words.get(1).map_or(arguments[0].as_str(), Text::as_str).to_owned(), words.get(2..))
    } else if name.is_empty() || letters.contains('s') {
        (shell.read_all()?, arguments[0].as_str().to_owned(), Some(words))
    } else {
        match shell.read_file(&name)? {
            Ok(script) => (script, name, words.get(1..)),
            Err(reason) => return shell.fail(arguments[0].as_str(), &format!("{name}: {reason}"), 127),
        }
    };
    if script.is_empty() && script.unknown().is_some() {
        return unknown(shell, arguments);
    }
    if let Interpreter::Other(other) = interpreter(script.as_str()) {
        shell.remark(format!("`{}` runs a script that asks for `{other}`", arguments[0].as_str()));
    }
    let letters: Vec<char> = letters.chars().filter(|letter| "eux".contains(*letter)).collect();
    let line = if inline { shell.state.line } else { 1 };
    let arguments = rest.unwrap_or_default().to_vec();
    let text = script.as_str();
    new_shell(shell, Script { text, line, dialect: own, name: &name, arguments, options: &letters })
}

pub(super) fn which(shell: &mut Shell, arguments: &[Text]) -> Status {
    for name in arguments[1..].iter().filter(|name| !name.as_str().starts_with('-')) {
        let mut place = place_of(shell, name.as_str());
        place.push_str("\n");
        shell.print(&place)?;
    }
    Ok(0)
}

/// Nothing waits here.
pub(super) fn sleep(_: &mut Shell, _: &[Text]) -> Status {
    Ok(0)
}

/// Runs the command that follows: `sudo`, `nohup`, `timeout 5`, `nice`.
pub(super) fn prefix(shell: &mut Shell, arguments: &[Text]) -> Status {
    let mut words = &arguments[1..];
    while words.first().is_some_and(|word| word.as_str().starts_with('-')) {
        let valued =
            matches!(words[0].as_str(), "-u" | "-g" | "-n" | "-k" | "-s") && arguments[0].as_str() != "nohup";
        words = words.get(1 + usize::from(valued)..).unwrap_or_default();
    }
    if arguments[0].as_str() == "timeout" {
        words = words.get(1..).unwrap_or_default();
    }
    if words.first().is_some_and(|word| word.as_str().contains('=')) {
        return env(shell, &[&[Text::from("env")], words].concat());
    }
    if words.is_empty() { Ok(0) } else { call(shell, words) }
}

/// `date`: always the same moment, the first second of 2024.
pub(super) fn date(shell: &mut Shell, arguments: &[Text]) -> Status {
    let format = arguments[1..].iter().find_map(|word| word.as_str().strip_prefix('+'));
    let mut line = moment(format.unwrap_or("%a %b %e %H:%M:%S %Z %Y"));
    line.push('\n');
    shell.print(&Text::from_origin(&line, shell.origin("? date")))?;
    Ok(0)
}

/// The one moment there is, in a format of `date`.
pub(crate) fn moment(format: &str) -> String {
    let mut out = String::new();
    let mut chars = format.chars();
    while let Some(char) = chars.next() {
        if char != '%' {
            out.push(char);
            continue;
        }
        out.push_str(match chars.next() {
            Some('Y') => "2024",
            Some('y') => "24",
            Some('m' | 'd') => "01",
            Some('e') => " 1",
            Some('H' | 'M' | 'S') => "00",
            Some('F') => "2024-01-01",
            Some('T') => "00:00:00",
            Some('D') => "01/01/24",
            Some('s') => "1704067200",
            Some('N') => "000000000",
            Some('j') => "001",
            Some('a') => "Mon",
            Some('A') => "Monday",
            Some('b' | 'h') => "Jan",
            Some('B') => "January",
            Some('Z') => "UTC",
            Some('z') => "+0000",
            Some('u') => "1",
            Some('n') => "\n",
            Some('%') => "%",
            _ => "",
        });
    }
    out
}

/// `id`, `whoami`: scripts run as root.
pub(super) fn id(shell: &mut Shell, arguments: &[Text]) -> Status {
    let option = arguments.get(1).map_or("", Text::as_str);
    let line = match (arguments[0].as_str(), option) {
        ("whoami", _) | (_, "-un" | "-gn" | "-nu") => "root",
        (_, "-u" | "-g" | "-G") => "0",
        _ => "uid=0(root) gid=0(root) groups=0(root)",
    };
    shell.print_line(line)?;
    Ok(0)
}
