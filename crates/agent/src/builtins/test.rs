//! `test` and `[`, after POSIX's rules for the number of arguments, with `-a`, `-o` and brackets beyond.

use crate::Text;
use crate::disk::Node;
use crate::shell::{Shell, Status, element};

/// `[ expression ]`
pub(super) fn bracket(shell: &mut Shell, arguments: &[Text]) -> Status {
    match arguments.split_last() {
        Some((last, rest)) if last.as_str() == "]" && !rest.is_empty() => test(shell, rest),
        _ => {
            shell.complain("[: missing ]")?;
            Ok(2)
        }
    }
}

/// `test expression`
pub(super) fn test(shell: &mut Shell, arguments: &[Text]) -> Status {
    if arguments.iter().any(|argument| argument.unknown().is_some()) {
        shell.world.unknowns += 1;
    }
    let words: Vec<&str> = arguments[1..].iter().map(Text::as_str).collect();
    match expression(shell, &words) {
        Ok(holds) => Ok(i32::from(!holds)),
        Err(message) => {
            shell.complain(&format!("{}: {message}", arguments[0].as_str()))?;
            Ok(2)
        }
    }
}

/// Decides by the number of words.
fn expression(shell: &Shell, words: &[&str]) -> Result<bool, String> {
    match words {
        [] => Ok(false),
        [word] => Ok(!word.is_empty()),
        ["!", word] => Ok(word.is_empty()),
        [operator, word] => {
            unary(shell, operator, word).ok_or_else(|| format!("{operator}: unary operator expected"))
        }
        [left, operator, right] if is_binary(operator) => binary(shell, left, operator, right),
        ["!", rest @ ..] if words.len() <= 4 => expression(shell, rest).map(|holds| !holds),
        ["(", word, ")"] => Ok(!word.is_empty()),
        _ => {
            let mut at = 0;
            let holds = alternatives(shell, words, &mut at, 0)?;
            match words.get(at) {
                None => Ok(holds),
                Some(word) => Err(format!("{word}: unexpected operator")),
            }
        }
    }
}

fn alternatives(shell: &Shell, words: &[&str], at: &mut usize, depth: u32) -> Result<bool, String> {
    let mut holds = conjunction(shell, words, at, depth)?;
    while words.get(*at) == Some(&"-o") {
        *at += 1;
        holds |= conjunction(shell, words, at, depth)?;
    }
    Ok(holds)
}

fn conjunction(shell: &Shell, words: &[&str], at: &mut usize, depth: u32) -> Result<bool, String> {
    let mut holds = primary(shell, words, at, depth)?;
    while words.get(*at) == Some(&"-a") {
        *at += 1;
        holds &= primary(shell, words, at, depth)?;
    }
    Ok(holds)
}

fn primary(shell: &Shell, words: &[&str], at: &mut usize, depth: u32) -> Result<bool, String> {
    if depth > 50 {
        return Err("too many arguments".to_owned());
    }
    let rest = words.get(*at..).unwrap_or_default();
    match rest {
        [left, operator, right, ..] if is_binary(operator) && !matches!(*operator, "-a" | "-o") => {
            *at += 3;
            binary(shell, left, operator, right)
        }
        ["!", ..] => {
            *at += 1;
            primary(shell, words, at, depth + 1).map(|holds| !holds)
        }
        ["(", ..] => {
            *at += 1;
            let holds = alternatives(shell, words, at, depth + 1)?;
            if words.get(*at) != Some(&")") {
                return Err("closing paren expected".to_owned());
            }
            *at += 1;
            Ok(holds)
        }
        [operator, word, ..]
            if operator.len() == 2 && operator.starts_with('-') && !matches!(*operator, "-a" | "-o") =>
        {
            *at += 2;
            unary(shell, operator, word).ok_or_else(|| format!("{operator}: unexpected operator"))
        }
        [word, ..] => {
            *at += 1;
            Ok(!word.is_empty())
        }
        [] => Err("argument expected".to_owned()),
    }
}

fn is_binary(operator: &str) -> bool {
    matches!(
        operator,
        "=" | "=="
            | "!="
            | "<"
            | ">"
            | "-eq"
            | "-ne"
            | "-lt"
            | "-le"
            | "-gt"
            | "-ge"
            | "-a"
            | "-o"
            | "-nt"
            | "-ot"
            | "-ef"
    )
}

fn binary(shell: &Shell, left: &str, operator: &str, right: &str) -> Result<bool, String> {
    Ok(match operator {
        "=" => left == right,
        "==" if shell.bash() => left == right,
        "==" => return Err("unexpected operator".to_owned()),
        "!=" => left != right,
        "<" => left < right,
        ">" => left > right,
        "-a" => !left.is_empty() && !right.is_empty(),
        "-o" => !left.is_empty() || !right.is_empty(),
        // There is no time here: no file is newer than another.
        "-nt" | "-ot" => false,
        "-ef" => shell.world.disk.resolve(&shell.path(left)) == shell.world.disk.resolve(&shell.path(right)),
        _ => {
            let number = |text: &str| {
                text.trim().parse::<i64>().map_err(|_| {
                    if shell.bash() {
                        format!("{text}: integer expression expected")
                    } else {
                        format!("Illegal number: {text}")
                    }
                })
            };
            compare(operator, number(left)?, number(right)?).unwrap_or(false)
        }
    })
}

/// Compares two numbers by one of `-eq -ne -lt -le -gt -ge`.
pub(crate) fn compare(operator: &str, left: i64, right: i64) -> Option<bool> {
    Some(match operator {
        "-eq" => left == right,
        "-ne" => left != right,
        "-lt" => left < right,
        "-le" => left <= right,
        "-gt" => left > right,
        "-ge" => left >= right,
        _ => return None,
    })
}

/// A test of one word; `None` if there is no such test.
pub(crate) fn unary(shell: &Shell, operator: &str, word: &str) -> Option<bool> {
    let path = shell.path(word);
    let node = || if word.is_empty() { None } else { shell.world.disk.target(&path) };
    Some(match operator {
        "-n" => !word.is_empty(),
        "-z" => word.is_empty(),
        "-e" | "-a" => node().is_some() || device(word),
        "-f" => matches!(node(), Some(Node::File { .. })) && !device(word),
        "-d" => matches!(node(), Some(Node::Directory { .. })),
        "-s" => matches!(node(), Some(Node::File { text, .. }) if !text.is_empty()),
        "-h" | "-L" => matches!(shell.world.disk.node(&path), Some(Node::Link(_))),
        "-x" => match node() {
            Some(Node::File { mode, .. }) => mode & 0o111 != 0,
            Some(Node::Directory { .. }) => true,
            _ => word
                .strip_prefix("/usr/bin/")
                .or(word.strip_prefix("/bin/"))
                .is_some_and(|name| crate::tools::find(name).is_some()),
        },
        // Scripts run as root.
        "-r" | "-w" | "-O" | "-G" => node().is_some(),
        "-c" => device(word),
        "-b" | "-p" | "-S" | "-t" | "-g" | "-u" | "-k" | "-N" => false,
        "-v" if shell.bash() => match word.strip_suffix(']').and_then(|element| element.split_once('[')) {
            Some((name, key)) => element(shell, name, key).is_some(),
            None => shell.variable(word).is_some(),
        },
        "-o" if shell.bash() => false,
        _ => return None,
    })
}

fn device(path: &str) -> bool {
    path.starts_with("/dev/")
        && matches!(
            &path[5..],
            "null" | "zero" | "random" | "urandom" | "tty" | "stdin" | "stdout" | "stderr"
        )
}
