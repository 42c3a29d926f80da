//! `grep`, `egrep`, `fgrep`

use super::options::{self, Call};
use crate::Text;
use crate::disk::Node;
use crate::regex::{Regex, Syntax, Whole};
use crate::shell::{Flow, Shell, Status};

const LONG: [(&str, char); 16] = [
    ("quiet", 'q'),
    ("silent", 'q'),
    ("invert-match", 'v'),
    ("ignore-case", 'i'),
    ("count", 'c'),
    ("line-number", 'n'),
    ("only-matching", 'o'),
    ("extended-regexp", 'E'),
    ("fixed-strings", 'F'),
    ("word-regexp", 'w'),
    ("line-regexp", 'x'),
    ("files-with-matches", 'l'),
    ("no-messages", 's'),
    ("regexp", 'e'),
    ("no-filename", 'h'),
    ("max-count", 'm'),
];

pub(super) fn grep(shell: &mut Shell, arguments: &[Text]) -> Status {
    let mut call = options::read(shell, arguments, "qvicnoEFGPwxlLsrRhHe:m:A:B:a", &LONG);
    let mut patterns: Vec<String> = Vec::new();
    for (_, value) in call.options.iter().filter(|(letter, _)| *letter == 'e') {
        patterns.push(value.as_str().to_owned());
    }
    if patterns.is_empty() {
        if call.operands.is_empty() {
            return shell.fail("grep", "usage: grep [OPTION]... PATTERNS [FILE]...", 2);
        }
        patterns.push(call.operands.remove(0).as_str().to_owned());
    }
    let name = arguments.first().map_or("", Text::as_str);
    let regex = match compile(&patterns, &call, name) {
        Ok(regex) => regex,
        Err(reason) => return shell.fail("grep", &reason, 2),
    };
    if call.has('r') || call.has('R') {
        let roots =
            if call.operands.is_empty() { vec![".".into()] } else { std::mem::take(&mut call.operands) };
        call.operands = files_below(shell, &roots);
    }
    let named = (call.operands.len() > 1 || call.has('r') || call.has('H')) && !call.has('h');
    let quiet_stream = call.has('s').then(|| shell.state.streams.clone());
    if quiet_stream.is_some() {
        shell.state.streams.close(2);
    }
    let (texts, failed) = options::inputs(shell, "grep", &call.operands)?;
    if let Some(streams) = quiet_stream {
        shell.state.streams = streams;
    }
    let mut found = false;
    for (path, text) in texts {
        let name = if path == "-" { "(standard input)".to_owned() } else { path };
        let prefix = if named { format!("{name}:") } else { String::new() };
        let count = search(shell, &text, &regex, &call, &prefix)?;
        found |= count > 0;
        if call.has('q') {
            continue;
        }
        if call.has('c') && !call.has('l') {
            shell.print_line(&format!("{prefix}{count}"))?;
        } else if call.has('l') && count > 0 || call.has('L') && count == 0 {
            shell.print_line(&name)?;
        }
    }
    Ok(match (found, failed) {
        (true, false) => 0,
        (true, true) if call.has('q') => 0,
        (_, true) => 2,
        (false, false) => 1,
    })
}

/// All patterns as one expression; each may hold several, one a line.
fn compile(patterns: &[String], call: &Call, name: &str) -> Result<Regex, String> {
    let mut sources: Vec<&str> = Vec::new();
    for pattern in patterns {
        sources.extend(pattern.split('\n'));
    }
    let syntax = if call.has('F') || name == "fgrep" {
        Syntax::Plain
    } else if call.has('P') {
        Syntax::Perl
    } else if call.has('E') || name == "egrep" {
        Syntax::Extended
    } else {
        Syntax::Basic
    };
    let whole = if call.has('x') {
        Whole::Line
    } else if call.has('w') {
        Whole::Word
    } else {
        Whole::Any
    };
    Regex::any(&sources, syntax, whole, call.has('i'))
}

/// Prints the lines that match, or what else is asked for; how many there were.
fn search(shell: &mut Shell, text: &Text, regex: &Regex, call: &Call, prefix: &str) -> Result<usize, Flow> {
    let lines: Vec<Text> = text.lines().collect();
    let most = call.number('m').unwrap_or(usize::MAX);
    let (before, after) = (call.number('B').unwrap_or(0), call.number('A').unwrap_or(0));
    let silent = ['q', 'c', 'l', 'L'].into_iter().any(|letter| call.has(letter));
    let mut count = 0;
    // The first line that has not been printed, and the first that is not asked for as context.
    let (mut printed, mut context) = (0, 0);
    for (index, line) in lines.iter().enumerate() {
        let matches = count < most && regex.is_match(line.as_str(), &mut shell.world.meter)? != call.has('v');
        if matches {
            count += 1;
        }
        if silent {
            continue;
        }
        let numbered = |number: usize, sign: char| match (call.has('n'), prefix) {
            (true, "") => format!("{}{sign}", number + 1),
            (true, prefix) => format!("{}{sign}{}{sign}", prefix.trim_end_matches(':'), number + 1),
            (false, "") => String::new(),
            (false, prefix) => format!("{}{sign}", prefix.trim_end_matches(':')),
        };
        if matches && call.has('o') {
            print_matches(shell, line, regex, &numbered(index, ':'))?;
        } else if matches {
            let start = index.saturating_sub(before).max(printed);
            if start > printed && printed > 0 && (before > 0 || after > 0) {
                shell.print_line("--")?;
            }
            for (number, line) in lines.iter().enumerate().take(index).skip(start) {
                print_prefixed(shell, &numbered(number, '-'), line)?;
            }
            print_prefixed(shell, &numbered(index, ':'), line)?;
            printed = index + 1;
            context = index + 1 + after;
        } else if index < context {
            print_prefixed(shell, &numbered(index, '-'), line)?;
            printed = index + 1;
        }
    }
    Ok(count)
}

fn print_prefixed(shell: &mut Shell, prefix: &str, line: &Text) -> Result<(), Flow> {
    let mut out = Text::from(prefix);
    out.push(line);
    out.push_str("\n");
    shell.print(&out)
}

/// `-o`: each match on a line of its own.
fn print_matches(shell: &mut Shell, line: &Text, regex: &Regex, prefix: &str) -> Result<(), Flow> {
    let mut at = 0;
    while let Some(range) = regex.find(line.as_str(), at, &mut shell.world.meter)? {
        if range.is_empty() {
            at = range.end + line.as_str()[range.end..].chars().next().map_or(1, char::len_utf8);
        } else {
            at = range.end;
            print_prefixed(shell, prefix, &line.slice(range))?;
        }
        if at > line.len() {
            break;
        }
    }
    Ok(())
}

/// The files below paths, in order.
fn files_below(shell: &Shell, roots: &[Text]) -> Vec<Text> {
    let mut files = Vec::new();
    for root in roots {
        let absolute = shell.path(root.as_str());
        let resolved = shell.world.disk.resolve(&absolute).unwrap_or(absolute);
        if !shell.world.disk.is_directory(&resolved) {
            files.push(root.clone());
            continue;
        }
        let shown = root.as_str().trim_end_matches('/');
        let below = shell.world.disk.below(&resolved).filter(|(_, node)| matches!(node, Node::File { .. }));
        files.extend(below.map(|(path, _)| {
            Text::from(format!("{shown}{}", &path[resolved.trim_end_matches('/').len()..]))
        }));
    }
    files
}
